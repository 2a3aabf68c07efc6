/** The score grid: entering, pasting, sums, handing in. */
import type { EntryColumn } from '#lib/workspace/grid/columns.ts';
import type { EntryFault } from '#lib/workspace/grid/entry.ts';

export const en = {
	'grid.title': 'Score',
	'grid.label': 'My scores, subquestion by subquestion',
	'grid.notScoring.title': 'You do not score in this evaluation',
	'grid.notScoring': 'The lead decides who scores. The board shows how far the group has come.',
	'grid.toBoard': 'To the board',
	'grid.waits': 'Scoring opens when the lead starts it. You can look around meanwhile.',
	'grid.help':
		'Arrow keys move, digits replace what is there, F2 edits it, Delete blanks it. Enter goes down, Tab to the right. Escape and then Tab leaves the grid. Paste takes a column or a block from a spreadsheet.',
	'grid.keys': 'All keys',

	'grid.column.question': 'Subquestion',
	'grid.column.max': 'Max',
	'grid.column.points': 'Points',
	'grid.column.confidence': 'Confidence',
	'grid.column.note': 'Note',
	'grid.column.instead': 'Instead of points',
	'grid.column.instead.short': 'Instead',
	'grid.reason': 'Reason',
	'grid.reasonFor': ({ id }: { id: string }) => `Why ${id} cannot be assessed`,
	'grid.cell': ({ id, column }: { id: string; column: EntryColumn }) =>
		`${{ points: 'Points', confidence: 'Confidence', note: 'Note', instead: 'Instead of points' }[column]} for ${id}`,
	'grid.open': ({ id }: { id: string }) => `Open ${id}`,
	'grid.none': 'none',
	'grid.nothing': 'points, or blank',
	'grid.locked': 'handed in',
	'grid.shared': 'open to the group',

	'grid.visible.mine': 'Only you see this',
	'grid.visible.mine.more': 'until the scores are revealed. The lead does not see it either.',
	'grid.visible.group': 'The group sees this',
	'grid.visible.group.more': 'as you write: points, confidence and notes.',
	'grid.visible.mixed': ({ open }: { open: number }) =>
		`The group sees ${open} ${open === 1 ? 'row' : 'rows'} (marked with an eye)`,
	'grid.visible.mixed.more': ({ hidden }: { hidden: number }) =>
		hidden === 1 ? 'The other one is for you alone.' : `The other ${hidden} are for you alone.`,

	'grid.sum': ({ points, max }: { points: string; max: string }) => `${points} of ${max}`,
	'grid.sum.label': ({ area, points, max }: { area: string; points: string; max: string }) =>
		`Area ${area}: ${points} of ${max} points`,
	'grid.sum.print': 'As it will print: whole points, halves up.',
	'grid.filled': ({ filled, of }: { filled: number; of: number }) => `${filled} of ${of} rows filled`,
	'grid.total': 'My total',
	'grid.blank': ({ count }: { count: number }) =>
		count === 1 ? '1 row is blank' : `${count} rows are blank`,
	'grid.nextBlank': 'Go to the next',
	'grid.complete': 'Every row is filled.',
	'grid.unready': 'Your ballot is being opened …',

	'grid.fault': ({ why, max }: { why: EntryFault; max: string }) =>
		({
			empty: 'Write a number, or leave it blank.',
			'not-a-number': 'This is not a number. Write for example 11.25.',
			'too-many-decimals': 'At most two decimals.',
			negative: 'Points start at 0.',
			'above-max': `At most ${max} points here.`,
			'no-confidence': 'Write low, medium or high.',
			'no-answer': 'Write not assessable or abstains.',
			'no-points': 'This belongs to points. Give the points first.',
			'no-reason': 'Not assessable needs a reason, in the column of notes.',
			'too-long': 'This is longer than a note can be.',
			'not-text': 'This holds characters that cannot be stored.',
		})[why],
	'grid.notTaken': 'Not taken',
	'grid.drafts': ({ count }: { count: number }) =>
		count === 1 ? '1 entry was not taken' : `${count} entries were not taken`,
	'grid.undone': ({ count }: { count: number }) =>
		count === 0
			? 'Nothing taken back: the rows have changed since.'
			: count === 1
				? 'Taken back'
				: `${count} rows taken back`,
	'grid.undone.nothing': 'There is nothing to take back.',
	'grid.redone': 'Done again',
	'grid.undo': 'Undo my last change',
	'grid.copied': ({ count }: { count: number }) => (count === 1 ? 'Copied' : `${count} rows copied`),

	'paste.title': 'Paste',
	'paste.byNumber': 'The first column holds the numbers of the subquestions; rows go by them.',
	'paste.byOrder': ({ id }: { id: string }) => `Rows go in order, from ${id} down.`,
	'paste.heading': 'The first line was taken for a heading.',
	'paste.usable': ({ count }: { count: number }) =>
		count === 0 ? 'No row would change.' : count === 1 ? '1 row changes.' : `${count} rows change.`,
	'paste.unusable': ({ count }: { count: number }) =>
		count === 1 ? '1 line cannot be used:' : `${count} lines cannot be used:`,
	'paste.same': ({ count }: { count: number }) => `${count} already say the same.`,
	'paste.empty': ({ count }: { count: number }) => `${count} are empty and leave their rows as they are.`,
	'paste.line': 'Line',
	'paste.row': 'Row',
	'paste.text': 'Pasted',
	'paste.why': 'Why not',
	'paste.before': 'Now',
	'paste.after': 'Becomes',
	'paste.changes': 'What changes',
	'paste.blank': 'blank',
	'paste.locked': 'The row takes nothing now: it is handed in, or not yours to change in this phase.',
	'paste.noRow': 'There is no row left for it.',
	'paste.tooWide': 'There are more cells than columns from here on.',
	'paste.unknownNumber': ({ number }: { number: string }) => `There is no subquestion ${number}.`,
	'paste.twice': 'This row has come before.',
	'paste.apply': ({ count, all }: { count: number; all: boolean }) =>
		all
			? count === 1
				? 'Paste 1 row'
				: `Paste ${count} rows`
			: count === 1
				? 'Paste the 1 that can be used'
				: `Paste the ${count} that can be used`,
	'paste.done': ({ count }: { count: number }) => (count === 1 ? '1 row pasted' : `${count} rows pasted`),

	'submit.title': 'Hand in',
	'submit.open': 'Hand in …',
	'submit.consequence':
		'What you hand in is locked and cannot be changed without a new round, unless the lead opens it again.',
	'submit.all': ({ count }: { count: number }) => (count === 1 ? 'Hand in 1 row' : `Hand in ${count} rows`),
	'submit.filled': ({ count }: { count: number }) =>
		count === 1 ? 'Hand in the 1 that is filled' : `Hand in the ${count} that are filled`,
	'submit.withBlank': 'Hand in everything, blank rows as blank',
	'submit.missing': ({ count }: { count: number }) =>
		count === 1 ? '1 row is still blank:' : `${count} rows are still blank:`,
	'submit.missing.meaning':
		'A blank row is neither 0 nor an abstention. Leave it open and hand it in later, or say that you abstain.',
	'submit.nothing': 'No row is filled yet.',
	'submit.drafts': ({ count }: { count: number }) =>
		count === 1
			? 'One entry was not taken. Mend it, or take it away, before you hand in.'
			: `${count} entries were not taken. Mend them, or take them away, before you hand in.`,
	'submit.unsaved': 'Wait until everything is saved.',
	'submit.done': ({ count }: { count: number }) =>
		count === 1 ? 'One row handed in' : `${count} rows handed in`,
	'submit.revealed': ({ count }: { count: number }) =>
		count === 1
			? 'You were the last: one row is now open to the group.'
			: `You were the last: ${count} rows are now open to the group.`,
	'submit.handedIn': ({ count, of }: { count: number; of: number }) => `${count} of ${of} rows handed in`,
	'submit.allDone': 'You have handed in everything.',

	'keys.where.grid': 'In the score grid',
	'keys.grid.move': 'Move; with Shift select, with Ctrl to the next area or edge',
	'keys.grid.type': 'Replace what is there',
	'keys.grid.edit': 'Edit what is there',
	'keys.grid.down': 'Commit and go down',
	'keys.grid.right': 'Commit and go right',
	'keys.grid.revert': 'Take back what I was typing',
	'keys.grid.blank': 'Blank the row or the cell',
	'keys.grid.undo': 'Undo, redo my own changes',
	'keys.grid.paste': 'Copy; paste a column or a block',
	'keys.grid.next': 'Row down, row up, next blank row',
	'keys.grid.words': 'Low, medium, high; not assessable, abstain',
	'keys.grid.leave': 'Leave the grid',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'grid.title': 'Poängsätt',
	'grid.label': 'Mina poäng, delfråga för delfråga',
	'grid.notScoring.title': 'Du poängsätter inte i den här utvärderingen',
	'grid.notScoring':
		'Den som leder bestämmer vilka som poängsätter. Tavlan visar hur långt gruppen har kommit.',
	'grid.toBoard': 'Till tavlan',
	'grid.waits': 'Poängsättningen öppnar när den som leder startar den. Se dig gärna om så länge.',
	'grid.help':
		'Pilarna flyttar, siffror ersätter det som står, F2 redigerar det, Delete tömmer. Enter går nedåt, Tabb åt höger. Escape och sedan Tabb lämnar tabellen. Klistra in en kolumn eller ett block från ett kalkylark.',
	'grid.keys': 'Alla tangenter',

	'grid.column.question': 'Delfråga',
	'grid.column.max': 'Max',
	'grid.column.points': 'Poäng',
	'grid.column.confidence': 'Säkerhet',
	'grid.column.note': 'Anteckning',
	'grid.column.instead': 'I stället för poäng',
	'grid.column.instead.short': 'I stället',
	'grid.reason': 'Skäl',
	'grid.reasonFor': ({ id }) => `Varför ${id} inte kan bedömas`,
	'grid.cell': ({ id, column }) =>
		`${{ points: 'Poäng', confidence: 'Säkerhet', note: 'Anteckning', instead: 'I stället för poäng' }[column]} för ${id}`,
	'grid.open': ({ id }) => `Öppna ${id}`,
	'grid.none': 'ingen',
	'grid.nothing': 'poäng, eller blankt',
	'grid.locked': 'inlämnad',
	'grid.shared': 'öppen för gruppen',

	'grid.visible.mine': 'Bara du ser detta',
	'grid.visible.mine.more': 'tills poängen visas för alla. Den som leder ser det inte heller.',
	'grid.visible.group': 'Gruppen ser detta',
	'grid.visible.group.more': 'medan du skriver: poäng, säkerhet och anteckningar.',
	'grid.visible.mixed': ({ open }) =>
		`Gruppen ser ${open} ${open === 1 ? 'rad' : 'rader'} (märkta med ett öga)`,
	'grid.visible.mixed.more': ({ hidden }) =>
		hidden === 1 ? 'Den andra ser bara du.' : `De andra ${hidden} ser bara du.`,

	'grid.sum': ({ points, max }) => `${points} av ${max}`,
	'grid.sum.label': ({ area, points, max }) => `Område ${area}: ${points} av ${max} poäng`,
	'grid.sum.print': 'Så som det skrivs ut: hela poäng, halva avrundas uppåt.',
	'grid.filled': ({ filled, of }) => `${filled} av ${of} rader ifyllda`,
	'grid.total': 'Min summa',
	'grid.blank': ({ count }) => (count === 1 ? '1 rad är blank' : `${count} rader är blanka`),
	'grid.nextBlank': 'Gå till nästa',
	'grid.complete': 'Alla rader är ifyllda.',
	'grid.unready': 'Din röstsedel öppnas …',

	'grid.fault': ({ why, max }) =>
		({
			empty: 'Skriv ett tal, eller lämna blankt.',
			'not-a-number': 'Det här är inget tal. Skriv till exempel 11,25.',
			'too-many-decimals': 'Högst två decimaler.',
			negative: 'Poängen börjar på 0.',
			'above-max': `Högst ${max} poäng här.`,
			'no-confidence': 'Skriv låg, medel eller hög.',
			'no-answer': 'Skriv ej bedömbar eller avstår.',
			'no-points': 'Det här hör till poäng. Ge poängen först.',
			'no-reason': 'Ej bedömbar behöver ett skäl, i kolumnen för anteckningar.',
			'too-long': 'Det här är längre än en anteckning kan vara.',
			'not-text': 'Det här innehåller tecken som inte kan sparas.',
		})[why],
	'grid.notTaken': 'Togs inte emot',
	'grid.drafts': ({ count }) =>
		count === 1 ? '1 inmatning togs inte emot' : `${count} inmatningar togs inte emot`,
	'grid.undone': ({ count }) =>
		count === 0
			? 'Inget ångrat: raderna har ändrats sedan dess.'
			: count === 1
				? 'Ångrat'
				: `${count} rader ångrade`,
	'grid.undone.nothing': 'Det finns inget att ångra.',
	'grid.redone': 'Gjort igen',
	'grid.undo': 'Ångra min senaste ändring',
	'grid.copied': ({ count }) => (count === 1 ? 'Kopierat' : `${count} rader kopierade`),

	'paste.title': 'Klistra in',
	'paste.byNumber': 'Första kolumnen har delfrågornas nummer; raderna går efter dem.',
	'paste.byOrder': ({ id }) => `Raderna går i ordning, från ${id} och nedåt.`,
	'paste.heading': 'Första raden tolkades som en rubrik.',
	'paste.usable': ({ count }) =>
		count === 0 ? 'Ingen rad skulle ändras.' : count === 1 ? '1 rad ändras.' : `${count} rader ändras.`,
	'paste.unusable': ({ count }) =>
		count === 1 ? '1 rad kan inte användas:' : `${count} rader kan inte användas:`,
	'paste.same': ({ count }) => `${count} säger redan samma sak.`,
	'paste.empty': ({ count }) => `${count} är tomma och lämnar sina rader som de är.`,
	'paste.line': 'Rad',
	'paste.row': 'Delfråga',
	'paste.text': 'Inklistrat',
	'paste.why': 'Varför inte',
	'paste.before': 'Nu',
	'paste.after': 'Blir',
	'paste.changes': 'Det som ändras',
	'paste.blank': 'blankt',
	'paste.locked': 'Raden tar inte emot något nu: den är inlämnad, eller går inte att ändra i den här fasen.',
	'paste.noRow': 'Det finns ingen rad kvar för den.',
	'paste.tooWide': 'Det är fler celler än det finns kolumner härifrån.',
	'paste.unknownNumber': ({ number }) => `Det finns ingen delfråga ${number}.`,
	'paste.twice': 'Den här raden har redan kommit.',
	'paste.apply': ({ count, all }) =>
		all
			? count === 1
				? 'Klistra in 1 rad'
				: `Klistra in ${count} rader`
			: count === 1
				? 'Klistra in den 1 som går'
				: `Klistra in de ${count} som går`,
	'paste.done': ({ count }) => (count === 1 ? '1 rad inklistrad' : `${count} rader inklistrade`),

	'submit.title': 'Lämna in',
	'submit.open': 'Lämna in …',
	'submit.consequence':
		'Det du lämnar in låses och kan inte ändras utan en ny omgång, om inte den som leder öppnar det igen.',
	'submit.all': ({ count }) => (count === 1 ? 'Lämna in 1 rad' : `Lämna in ${count} rader`),
	'submit.filled': ({ count }) =>
		count === 1 ? 'Lämna in den 1 som är ifylld' : `Lämna in de ${count} som är ifyllda`,
	'submit.withBlank': 'Lämna in allt, blanka rader som blanka',
	'submit.missing': ({ count }) =>
		count === 1 ? '1 rad är fortfarande blank:' : `${count} rader är fortfarande blanka:`,
	'submit.missing.meaning':
		'En blank rad är varken 0 eller att avstå. Låt den vara öppen och lämna in den senare, eller säg att du avstår.',
	'submit.nothing': 'Ingen rad är ifylld än.',
	'submit.drafts': ({ count }) =>
		count === 1
			? 'En inmatning togs inte emot. Rätta den eller ta bort den innan du lämnar in.'
			: `${count} inmatningar togs inte emot. Rätta dem eller ta bort dem innan du lämnar in.`,
	'submit.unsaved': 'Vänta tills allt är sparat.',
	'submit.done': ({ count }) => (count === 1 ? 'En rad inlämnad' : `${count} rader inlämnade`),
	'submit.revealed': ({ count }) =>
		count === 1
			? 'Du var sist: en rad är nu öppen för gruppen.'
			: `Du var sist: ${count} rader är nu öppna för gruppen.`,
	'submit.handedIn': ({ count, of }) => `${count} av ${of} rader inlämnade`,
	'submit.allDone': 'Du har lämnat in allt.',

	'keys.where.grid': 'I poängtabellen',
	'keys.grid.move': 'Flytta; med Skift markera, med Ctrl till nästa område eller kant',
	'keys.grid.type': 'Ersätt det som står',
	'keys.grid.edit': 'Redigera det som står',
	'keys.grid.down': 'Bekräfta och gå nedåt',
	'keys.grid.right': 'Bekräfta och gå åt höger',
	'keys.grid.revert': 'Ta tillbaka det jag höll på att skriva',
	'keys.grid.blank': 'Töm raden eller cellen',
	'keys.grid.undo': 'Ångra, gör om mina egna ändringar',
	'keys.grid.paste': 'Kopiera; klistra in en kolumn eller ett block',
	'keys.grid.next': 'En rad ned, en rad upp, nästa blanka rad',
	'keys.grid.words': 'Låg, medel, hög; ej bedömbar, avstår',
	'keys.grid.leave': 'Lämna tabellen',
};
