/** What the text checks say beside a text, and how they are answered. */

/** As a check gives them; which ones there are depends on the check. */
type Params = Readonly<Record<string, string | number>>;

/** 1.4 is a subquestion, 1 an area. */
const isSubquestion = (id: string | number | undefined): boolean => String(id ?? '').includes('.');

const nameEn = (id: string | number | undefined) => (isSubquestion(id) ? `subquestion ${id}` : `area ${id}`);
const nameSv = (id: string | number | undefined) => (isSubquestion(id) ? `delfråga ${id}` : `område ${id}`);
/** Shares are compared in percent, areas in points. */
const unitEn = (id: string | number | undefined) => (isSubquestion(id) ? '%' : ' points');
const unitSv = (id: string | number | undefined) => (isSubquestion(id) ? ' %' : ' poäng');

const pairEn = {
	gone: 'The other half of this pair is gone.',
	sameSide: 'Both halves of this pair stand on the same side.',
	otherArea: 'The other half of this pair stands in another area.',
	openEnd: 'This strength goes on (“…”), but no improvement continues it.',
	openBeginning: 'This improvement continues something (“…”), but no strength leads to it.',
};
const pairSv = {
	gone: 'Den andra halvan av paret finns inte längre.',
	sameSide: 'Parets båda halvor står på samma sida.',
	otherArea: 'Parets andra halva står i ett annat område.',
	openEnd: 'Styrkan fortsätter (”…”), men ingen förbättringsmöjlighet tar vid.',
	openBeginning: 'Förbättringsmöjligheten fortsätter något (”…”), men ingen styrka leder till den.',
};

export const en = {
	'check.superlative': ({ claim, id, value, other, otherValue }: Params) =>
		`Said to be the ${claim === 'lowest' ? 'lowest' : 'highest'}: ${nameEn(id)} has ${value}${unitEn(id)}, but ${nameEn(other)} has ${otherValue}${unitEn(other)}.`,
	'check.areaNumber': ({ name, number, right }: Params) => `“${name}” is area ${right}, not ${number}.`,
	'check.areaName': ({ name, written }: Params) =>
		`The framework writes “${name}”; here it says “${written}”.`,
	'check.deadReference': ({ to }: Params) => `This refers to something that is not in the report: ${to}.`,
	'check.pair': ({ fault }: Params) => pairEn[fault as keyof typeof pairEn] ?? pairEn.gone,
	'check.lowScore': ({ subquestion, percent, count }: Params) =>
		count === 0
			? `${subquestion} has ${percent}%, among the lowest, and not a word explains why.`
			: `${subquestion} has ${percent}%, among the lowest, and only ${count} words about why.`,
	'check.cohortPeriod': ({ period, usual }: Params) =>
		`The average is taken over ${period} here, elsewhere over ${usual}.`,
	'check.openQuestion': ({ found }: Params) => `“${found}” looks like something to come back to.`,
	'check.figure': ({ written, right, unit, subject, id }: Params) =>
		`It says ${written}${unit === 'percent' ? '%' : ' points'} here; ${subject === 'total' ? 'the total' : nameEn(id)} has ${right}.`,
	'check.abbreviation': ({ short, full, expected }: Params) =>
		`“${full}” would be shortened ${expected}; it says ${short}.`,

	'check.level.error': 'Error',
	'check.level.hint': 'Hint',
	'check.list': 'Remarks on this text',
	'check.dismiss': 'Dismiss …',
	'check.dismiss.title': 'Dismiss a remark',
	'check.dismiss.text':
		'Say why the text is right as it stands. The reason is kept with the final version; the remark comes back if the words change.',
	'check.dismiss.reason': 'Reason',
	'check.dismiss.do': 'Dismiss',
	'check.dismissed': 'Dismissed remarks',
	'check.dismissed.by': ({ name }: { name: string }) => `Dismissed by ${name}:`,
	'check.takeUp': 'Take up again',
};

export const sv: { [K in keyof typeof en]: (typeof en)[K] } = {
	'check.superlative': ({ claim, id, value, other, otherValue }) =>
		`Sägs vara ${claim === 'lowest' ? 'lägst' : 'högst'}: ${nameSv(id)} har ${value}${unitSv(id)}, men ${nameSv(other)} har ${otherValue}${unitSv(other)}.`,
	'check.areaNumber': ({ name, number, right }) => `”${name}” är område ${right}, inte ${number}.`,
	'check.areaName': ({ name, written }) => `Ramverket skriver ”${name}”; här står ”${written}”.`,
	'check.deadReference': ({ to }) => `Det här hänvisar till något som inte finns i rapporten: ${to}.`,
	'check.pair': ({ fault }) => pairSv[fault as keyof typeof pairSv] ?? pairSv.gone,
	'check.lowScore': ({ subquestion, percent, count }) =>
		count === 0
			? `${subquestion} har ${percent} %, bland det lägsta, och inte ett ord förklarar varför.`
			: `${subquestion} har ${percent} %, bland det lägsta, och bara ${count} ord om varför.`,
	'check.cohortPeriod': ({ period, usual }) =>
		`Genomsnittet gäller ${period} här, på andra ställen ${usual}.`,
	'check.openQuestion': ({ found }) => `”${found}” ser ut som något att återkomma till.`,
	'check.figure': ({ written, right, unit, subject, id }) =>
		`Här står ${String(written).replace('.', ',')}${unit === 'percent' ? ' %' : ' poäng'}; ${subject === 'total' ? 'totalen' : nameSv(id)} har ${right}.`,
	'check.abbreviation': ({ short, full, expected }) =>
		`”${full}” borde förkortas ${expected}; här står ${short}.`,

	'check.level.error': 'Fel',
	'check.level.hint': 'Påminnelse',
	'check.list': 'Anmärkningar på texten',
	'check.dismiss': 'Avfärda …',
	'check.dismiss.title': 'Avfärda en anmärkning',
	'check.dismiss.text':
		'Säg varför texten är rätt som den står. Skälet följer med den slutgiltiga versionen; anmärkningen kommer tillbaka om orden ändras.',
	'check.dismiss.reason': 'Skäl',
	'check.dismiss.do': 'Avfärda',
	'check.dismissed': 'Avfärdade anmärkningar',
	'check.dismissed.by': ({ name }) => `Avfärdad av ${name}:`,
	'check.takeUp': 'Ta upp igen',
};
