/** Writing the report: its sections, their order and how far they have come. */
interface Moved {
	title: string;
	position: number;
	of: number;
	/** The chapter it came to, where that is another one; empty is the summary. */
	area: string | undefined;
}

export const en = {
	'write.title': 'The report’s text',
	'write.lead':
		'Everything the report says, in the order it will print. Everybody writes at once; what you see here is what the others see.',
	'write.contents': 'Contents',
	'write.counts': ({ ready, approved, of }: { ready: number; approved: number; of: number }) =>
		`${ready} ready, ${approved} approved of ${of}`,
	'write.summary': 'Summary',
	'write.summary.opening': 'Summary of the result',
	'write.introduction': 'Introduction',
	'write.standardText': 'Standard text of the method',
	'write.areaSummary': ({ id }: { id: string }) => `Summary of area ${id}`,
	'write.areaSummary.short': 'Summary',
	'write.areaSummary.add': 'Write a summary of the area',
	'write.section.add': 'Add a section',
	'write.section.after': 'New section after this one',
	'write.part.add': 'Add a titled part',
	'write.part.after': 'New part after this one',
	'write.parts.none':
		'The summary has no titled parts yet. Add one for each thing a reader should take away.',
	'write.heading': 'Heading',
	'write.heading.placeholder': 'Heading of the section',
	'write.ownHeading': 'Give it a heading of its own',
	'write.untitled': 'Without a heading',
	'write.words.of': ({ title }: { title: string }) => `Text: ${title}`,
	'write.placeholder.free': 'Write here …',
	'write.placeholder.introduction': 'What a reader should know about the area as a whole …',
	'write.placeholder.summary': 'How it went, in short …',
	'write.prints': ({ achieved, max, percent }: { achieved: string; max: string; percent: string }) =>
		`prints as ${achieved} of ${max}, ${percent}`,
	'write.notAgreed': 'not agreed yet',
	'write.sum': ({ points, max, percent }: { points: string; max: string; percent: string }) =>
		`${points} of ${max}, ${percent}`,
	'write.soFar': ({ points, max }: { points: string; max: string }) => `${points} so far, of ${max}`,
	'write.move': ({ title }: { title: string }) => `Move “${title}” (drag, or arrow keys)`,
	'write.more': ({ title }: { title: string }) => `More for “${title}”`,
	'write.up': 'Move up',
	'write.down': 'Move down',
	'write.chapter': 'Stands in',
	'write.serves': 'Is about',
	'write.remove': 'Remove the section',
	'write.removed': ({ title }: { title: string }) => `“${title}” was removed`,
	'write.undo': 'Undo',
	'write.moved': ({ title, position, of, area }: Moved) =>
		`“${title}” is now number ${position} of ${of}${
			area === undefined ? '' : area === '' ? ' in the summary' : ` in area ${area}`
		}`,
	'write.state.draft': 'Draft',
	'write.state.ready': 'Ready',
	'write.state.approved': 'Approved',
	'write.state.of': ({ title }: { title: string }) => `State of “${title}”`,
	'write.state.by': ({ state, name }: { state: string; name: string }) => `${state}: ${name}`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'write.title': 'Rapportens text',
	'write.lead':
		'Allt som rapporten säger, i den ordning det skrivs ut. Alla skriver samtidigt; det du ser här ser också de andra.',
	'write.contents': 'Innehåll',
	'write.counts': ({ ready, approved, of }) =>
		`${ready} ${ready === 1 ? 'klart' : 'klara'}, ${approved} ${approved === 1 ? 'godkänt' : 'godkända'} av ${of}`,
	'write.summary': 'Sammanfattning',
	'write.summary.opening': 'Sammanfattning av resultatet',
	'write.introduction': 'Inledning',
	'write.standardText': 'Metodens standardtext',
	'write.areaSummary': ({ id }) => `Sammanfattning av område ${id}`,
	'write.areaSummary.short': 'Sammanfattning',
	'write.areaSummary.add': 'Skriv en sammanfattning av området',
	'write.section.add': 'Lägg till ett avsnitt',
	'write.section.after': 'Nytt avsnitt efter detta',
	'write.part.add': 'Lägg till en del med rubrik',
	'write.part.after': 'Ny del efter denna',
	'write.parts.none':
		'Sammanfattningen har inga delar med rubrik än. Lägg till en för varje sak som läsaren bör ta med sig.',
	'write.heading': 'Rubrik',
	'write.heading.placeholder': 'Avsnittets rubrik',
	'write.ownHeading': 'Ge det en egen rubrik',
	'write.untitled': 'Utan rubrik',
	'write.words.of': ({ title }) => `Text: ${title}`,
	'write.placeholder.free': 'Skriv här …',
	'write.placeholder.introduction': 'Vad läsaren bör veta om området som helhet …',
	'write.placeholder.summary': 'Hur det gick, i korthet …',
	'write.prints': ({ achieved, max, percent }) => `skrivs ut som ${achieved} av ${max}, ${percent}`,
	'write.notAgreed': 'inte överens än',
	'write.sum': ({ points, max, percent }) => `${points} av ${max}, ${percent}`,
	'write.soFar': ({ points, max }) => `${points} hittills, av ${max}`,
	'write.move': ({ title }) => `Flytta ”${title}” (dra, eller piltangenter)`,
	'write.more': ({ title }) => `Mer för ”${title}”`,
	'write.up': 'Flytta upp',
	'write.down': 'Flytta ned',
	'write.chapter': 'Står i',
	'write.serves': 'Handlar om',
	'write.remove': 'Ta bort avsnittet',
	'write.removed': ({ title }) => `”${title}” togs bort`,
	'write.undo': 'Ångra',
	'write.moved': ({ title, position, of, area }) =>
		`”${title}” är nu nummer ${position} av ${of}${
			area === undefined ? '' : area === '' ? ' i sammanfattningen' : ` i område ${area}`
		}`,
	'write.state.draft': 'Utkast',
	'write.state.ready': 'Klart',
	'write.state.approved': 'Godkänt',
	'write.state.of': ({ title }) => `Läge för ”${title}”`,
	'write.state.by': ({ state, name }) => `${state}: ${name}`,
};
