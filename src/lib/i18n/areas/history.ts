/** Versions beside each other, the timeline, and the way back to an earlier state. */

const kinds = {
	en: {
		firstScores: 'First scores',
		positions: 'Positions',
		citations: 'Citations',
		threads: 'Conversations',
		messages: 'Contributions to conversations',
		resolutions: 'Decisions on conversations',
		sections: 'States of texts',
	},
	sv: {
		firstScores: 'Första poäng',
		positions: 'Ställningstaganden',
		citations: 'Källhänvisningar',
		threads: 'Samtal',
		messages: 'Inlägg i samtal',
		resolutions: 'Beslut om samtal',
		sections: 'Texters läge',
	},
};
type OtherKind = keyof typeof kinds.en;
interface Counts {
	added: number;
	changed: number;
	removed: number;
}

const joined = (parts: readonly [number, string][]): string =>
	parts
		.filter(([count]) => count > 0)
		.map(([count, word]) => `${count} ${word}`)
		.join(', ');

export const en = {
	'history.none': '–',
	'history.person.unknown': 'somebody unknown',
	'history.section.subquestion': ({ id }: { id: string }) => `Commentary on ${id}`,
	'history.section.note': ({ id }: { id: string }) => `Session note on ${id}`,
	'history.section.general': ({ id }: { id: string }) => `Introduction to area ${id}`,
	'history.section.areaSummary': ({ id }: { id: string }) => `Summary of area ${id}`,
	'history.section.report': 'Summary of the report',
	'history.section.finding': 'A strength or improvement',
	'history.section.other': 'Another text',

	'compare.title': 'Compare versions',
	'compare.lead': 'What differs between two versions, or between a version and now.',
	'compare.from': 'From',
	'compare.to': 'To',
	'compare.show': 'Compare',
	'compare.now': 'Now',
	'compare.withNow': 'Compare with now',
	'compare.back': 'All versions',
	'compare.noVersions': 'There is no version to compare with yet',
	'compare.noVersions.text': 'A version is kept at every change of phase, and whenever the lead keeps one.',
	'compare.same': 'The two say exactly the same',
	'compare.numbers': 'Totals',
	'compare.consensus': 'Consensus',
	'compare.scores': 'Scores',
	'compare.texts': 'Texts',
	'compare.findings': 'Strengths and improvements',
	'compare.sources': 'Sources',
	'compare.other': 'Also changed',
	'compare.area': 'Area',
	'compare.subquestion': 'Subquestion',
	'compare.person': 'Person',
	'compare.before': 'Before',
	'compare.after': 'After',
	'compare.total': 'Total',
	'compare.soFar': ({ points }: { points: string }) => `${points} so far`,
	'compare.details': 'same figure, other reason or note',
	'compare.state.added': 'Added',
	'compare.state.changed': 'Changed',
	'compare.state.removed': 'Removed',
	'compare.finding.strength': ({ area }: { area: string }) => `Strength, area ${area}`,
	'compare.finding.improvement': ({ area }: { area: string }) => `Improvement, area ${area}`,
	'compare.source.was': ({ title }: { title: string }) => `formerly “${title}”`,
	'compare.kind': ({ root }: { root: OtherKind }) => kinds.en[root],
	'compare.counts': ({ added, changed, removed }: Counts) =>
		joined([
			[added, 'added'],
			[changed, 'changed'],
			[removed, 'removed'],
		]),
	'marked.added': 'added:',
	'marked.removed': 'removed:',
	'marked.end': 'end.',
	'marked.restyled': 'Same words, other form',
	'marked.unchanged': ({ count }: { count: number }) =>
		count === 1 ? '1 unchanged paragraph' : `${count} unchanged paragraphs`,
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'history.none': '–',
	'history.person.unknown': 'någon okänd',
	'history.section.subquestion': ({ id }) => `Kommentar till ${id}`,
	'history.section.note': ({ id }) => `Sessionsanteckning till ${id}`,
	'history.section.general': ({ id }) => `Inledning till område ${id}`,
	'history.section.areaSummary': ({ id }) => `Sammanfattning av område ${id}`,
	'history.section.report': 'Rapportens sammanfattning',
	'history.section.finding': 'En styrka eller förbättringsmöjlighet',
	'history.section.other': 'En annan text',

	'compare.title': 'Jämför versioner',
	'compare.lead': 'Vad som skiljer två versioner åt, eller en version från nu.',
	'compare.from': 'Från',
	'compare.to': 'Till',
	'compare.show': 'Jämför',
	'compare.now': 'Nu',
	'compare.withNow': 'Jämför med nu',
	'compare.back': 'Alla versioner',
	'compare.noVersions': 'Det finns ingen version att jämföra med än',
	'compare.noVersions.text': 'En version behålls vid varje fasbyte, och när ledaren behåller en.',
	'compare.same': 'De två säger exakt samma sak',
	'compare.numbers': 'Summor',
	'compare.consensus': 'Konsensus',
	'compare.scores': 'Poäng',
	'compare.texts': 'Texter',
	'compare.findings': 'Styrkor och förbättringsmöjligheter',
	'compare.sources': 'Källor',
	'compare.other': 'Också ändrat',
	'compare.area': 'Område',
	'compare.subquestion': 'Delfråga',
	'compare.person': 'Person',
	'compare.before': 'Före',
	'compare.after': 'Efter',
	'compare.total': 'Totalt',
	'compare.soFar': ({ points }) => `${points} hittills`,
	'compare.details': 'samma poäng, annan motivering eller anteckning',
	'compare.state.added': 'Tillagd',
	'compare.state.changed': 'Ändrad',
	'compare.state.removed': 'Borttagen',
	'compare.finding.strength': ({ area }) => `Styrka, område ${area}`,
	'compare.finding.improvement': ({ area }) => `Förbättringsmöjlighet, område ${area}`,
	'compare.source.was': ({ title }) => `tidigare ”${title}”`,
	'compare.kind': ({ root }) => kinds.sv[root],
	'compare.counts': ({ added, changed, removed }) =>
		joined([
			[added, added === 1 ? 'tillagd' : 'tillagda'],
			[changed, changed === 1 ? 'ändrad' : 'ändrade'],
			[removed, removed === 1 ? 'borttagen' : 'borttagna'],
		]),
	'marked.added': 'tillagt:',
	'marked.removed': 'borttaget:',
	'marked.end': 'slut.',
	'marked.restyled': 'Samma ord, annan form',
	'marked.unchanged': ({ count }) => (count === 1 ? '1 oförändrat stycke' : `${count} oförändrade stycken`),
};
