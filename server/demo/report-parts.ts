/**
 * What the demonstration's report holds beside commentary: titled parts and free sections in their places, the fact
 * sheet, role models and questions to the municipality. Figures and names are public facts; the words are ours.
 */
import { generateNKeysBetween } from 'fractional-indexing';
import type * as Y from 'yjs';
import type { RichText } from '#domain/report/rich-text.ts';
import { freeSection } from '#document/paths.ts';
import { areaSection } from '#document/roots.ts';
import type { Fact, OutlineEntry, Question, RoleModel } from '#document/values.ts';
import { text } from './rich-text.ts';

/** Section id → its place. Commentary that is not named here stands where the framework has it, at a0, a1, … */
export const DEMO_OUTLINE: Readonly<Record<string, OutlineEntry>> = {
	[freeSection('demo-better')]: { title: 'Det som har blivit bättre', order: 'a0' },
	[freeSection('demo-thought')]: { title: 'En kommun med en tanke bakom styrningen', order: 'a1' },
	[freeSection('demo-two')]: { title: 'Två saker att ta sig an', order: 'a2' },
	[freeSection('demo-roles')]: {
		area: '3',
		title: 'Gränsen mellan politik och förvaltning',
		subquestions: ['3.4', '3.5'],
		order: 'a4V',
	},
	[freeSection('demo-leaders')]: {
		area: '4',
		title: 'Ledarskap, från idé till vardag',
		subquestions: ['4.1', '4.6'],
		order: 'Zz',
	},
	[freeSection('demo-culture')]: {
		area: '8',
		title: 'Föreningar och kulturliv',
		subquestions: ['8.2', '8.3'],
		order: 'a0V',
	},
	[freeSection('demo-future')]: {
		area: '8',
		title: 'Miljö och sammanhållning',
		subquestions: ['8.6', '8.7'],
		order: 'a4V',
	},
	[areaSection('5', 'summary')]: { area: '5', order: 'Zz' },
};

/** Section id → its words. */
export const DEMO_PARTS: Readonly<Record<string, RichText>> = {
	[freeSection('demo-better')]: text(
		'Sedan den förra utvärderingen har arbetet med processer gått från projekt till vana. Ledtider mäts och kortas, och de som gör arbetet är med och ändrar det. Även *bemötandet* har fått en tydligare form: samma löften gäller vid disken, i telefonen och på webben.',
	),
	[freeSection('demo-thought')]: text(
		'Den som frågar varför något görs får ett svar, och svaret är ungefär detsamma var man än frågar. Mål, pengar och uppföljning hör ihop. Det är grunden för de höga poängen i områdena 3 och 5.',
	),
	[freeSection('demo-two')]: text('Vi pekar ut två förbättringsmöjligheter framför andra:', [
		'Ledningens budskap når förvaltningarna men stannar ofta där. Enheterna behöver höra det, och kunna svara.',
		'Mycket gott finns redan, men syns inte. Att samla och visa det kostar lite och ger mycket.',
	]),
	[freeSection('demo-roles')]: text(
		'Politiker och tjänstemän beskriver sina uppdrag på samma sätt, också när de beskriver varandras. Delegationen är aktuell och känd. Nya förtroendevalda får en introduktion där rollerna prövas i exempel, inte bara läses upp.',
		'Det som återstår är att följa upp hur delegationen används. En årlig genomgång skulle räcka.',
	),
	[freeSection('demo-leaders')]: text(
		'Idén om ledarskap är formulerad och har burits länge nog för att märkas. Programmen för chefer är breda, och de som har gått dem använder samma ord för samma saker. För chefer längst ut i organisationen är vardagen en annan: där är det tiden som saknas, inte viljan.',
	),
	[freeSection('demo-culture')]: text(
		'Kulturlivet är en styrka som kommunen kunde berätta mer om. Föreningar och kulturarbetare beskriver en kommun som lyssnar och svarar. Inom det övriga civilsamhället är kontakterna goda men fler beror på enskilda personer.',
	),
	[freeSection('demo-future')]: text(
		'Miljöarbetet har mål som går att följa, och de följs. För den sociala hållbarheten finns ambitionen men inte måtten. Vi föreslår att de båda möts i samma plan, så att den ena kan lära av den andra.',
	),
};

const fact = (label: string, value: string, rest: Partial<Fact> = {}): Omit<Fact, 'order'> => ({
	label,
	value,
	...rest,
});

export const DEMO_FACTS: readonly Omit<Fact, 'order'>[] = [
	fact('Kommungrupp', 'Storstäder och storstadsnära kommuner', {
		remark: 'A2, pendlingskommun nära storstad',
		asOf: '2017',
	}),
	fact('Invånare', '33\u00a0432', { remark: '(+257 under året)', asOf: '2018-12-31' }),
	fact('Anställda', '1\u00a0875', { remark: 'kommunen är största arbetsgivare', asOf: '2018-11-30' }),
	fact('Styrande partier efter valet 2018', 'C, KD, L, M'),
	fact('Kommunvapen, antaget', '15 december 1950'),
];

type Model = Omit<RoleModel, 'order'>;

export const DEMO_ROLE_MODELS: readonly Model[] = [
	{
		area: '1',
		subquestion: '1.3',
		municipality: 'Luleå',
		code: '2580',
		what: 'Årets händelser och resultat berättade så att vem som helst vill läsa, och spridda dit läsarna finns',
	},
	{
		area: '1',
		subquestion: '1.3',
		municipality: 'Helsingborg',
		code: '1283',
		what: 'Resultat och jämförelser i verktyg på webben',
	},
	{
		area: '1',
		subquestion: '1.4',
		municipality: 'Haninge',
		code: '0136',
		what: 'Budgetar som invånarna själva fördelar',
	},
	{
		area: '1',
		subquestion: '1.4',
		municipality: 'Helsingborg',
		code: '1283',
		what: 'Nya former för samtal med invånarna',
	},
	{
		area: '2',
		subquestion: '2.4',
		municipality: 'Norrtälje',
		code: '0188',
		what: 'Badhuset bjuder sina flitigaste gäster på fika i utbyte mot förslag till förbättringar',
	},
	{
		area: '4',
		subquestion: '4.5',
		municipality: 'Kävlinge',
		code: '1261',
		what: 'Hur ledningen får vision, mål och värderingar att nå ut',
	},
	{
		area: '6',
		subquestion: '6.3',
		municipality: 'Eskilstuna',
		code: '0484',
		what: 'Ett utvecklingsprogram som är öppet för alla medarbetare, inte bara chefer',
	},
	{
		area: '7',
		subquestion: '7.3',
		municipality: 'Helsingborg',
		code: '1283',
		what: 'Förbättringar återkopplas till dem som berörs',
	},
	{
		area: '7',
		subquestion: '7.3',
		municipality: 'Tranås',
		code: '0687',
		what: 'Egen modell för att granska tjänsterna',
	},
	{
		area: '7',
		subquestion: '7.5',
		municipality: 'Helsingborg',
		code: '1283',
		what: 'Ett system för idéer, med pris både till dem som lyckades och till dem som inte gjorde det',
	},
];

const ASKED = '2019-02-14T09:30:00.000Z';

export const DEMO_QUESTIONS: readonly Omit<Question, 'by' | 'at'>[] = [
	{
		text: 'Gäller riktlinjen för uppföljning alla förvaltningar, eller bara de största?',
		area: '3',
		subquestion: '3.3',
		to: 'Kommundirektören',
		state: 'answered',
		answer: 'Alla, från och med årsredovisningen för 2018.',
		answered: '2019-02-21',
	},
	{
		text: 'Används rapporterna, och blir styrningen bättre av dem?',
		area: '3',
		subquestion: '3.3',
		to: 'Ekonomichefen',
		state: 'open',
	},
	{
		text: 'Är tanken att tillitsbaserad styrning ska prövas i fler förvaltningar?',
		area: '4',
		subquestion: '4.1',
		to: 'Kommundirektören',
		state: 'open',
	},
	{
		text: 'Finns en enda metod för kvalitetsarbete som alla känner till, och vore det bra att ha en?',
		area: '7',
		subquestion: '7.4',
		to: 'Kvalitetschefen',
		state: 'open',
	},
	{
		text: 'Har besöksnäringen vuxit sedan den senaste planen antogs?',
		area: '8',
		subquestion: '8.4',
		state: 'dropped',
	},
];

/** Everything but the words, asked in the name of `userId`. Once there, it is left as it is. */
export function writeReportParts(doc: Y.Doc, userId: string): void {
	const put = (root: string, key: string, value: object) => {
		if (!doc.getMap(root).has(key)) doc.getMap(root).set(key, value);
	};
	for (const [section, place] of Object.entries(DEMO_OUTLINE)) put('outline', section, place);
	const facts = generateNKeysBetween(null, null, DEMO_FACTS.length);
	for (const [i, value] of DEMO_FACTS.entries())
		put('facts', `demo-fact-${i + 1}`, { ...value, order: facts[i] ?? 'a0' } satisfies Fact);
	const models = generateNKeysBetween(null, null, DEMO_ROLE_MODELS.length);
	for (const [i, value] of DEMO_ROLE_MODELS.entries())
		put('roleModels', `demo-model-${i + 1}`, { ...value, order: models[i] ?? 'a0' } satisfies RoleModel);
	for (const [i, value] of DEMO_QUESTIONS.entries())
		put('questions', `demo-question-${i + 1}`, { ...value, by: userId, at: ASKED } satisfies Question);
}
