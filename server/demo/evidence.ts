/** What the demonstration's group has read, seen and heard: made up, and no more particular than it must be. */
import type { AnswerState, EvidenceStance } from '#domain/evidence/coverage.ts';
import type { Source } from '#document/values.ts';

export interface DemoSource {
	id: string;
	/** `readBy` and `recheckedBy` are filled with the demonstration's people. */
	source: Omit<Source, 'readBy'>;
	readers?: readonly ('lead' | 'carl' | 'eva')[];
	/** Subquestion → stance; of an interview, with its answer. */
	says: Readonly<Record<string, EvidenceStance | readonly [EvidenceStance, AnswerState]>>;
	/** Interview notes; they never enter the document. */
	note?: { text: string; participants: string };
}

const asked = (ids: string, stance: EvidenceStance = 'supports', answer: AnswerState = 'answered') =>
	Object.fromEntries(ids.split(' ').map((id) => [id, [stance, answer] as const]));
const on = (ids: string, stance: EvidenceStance = 'supports') =>
	Object.fromEntries(ids.split(' ').map((id) => [id, stance]));

const interview = (
	title: string,
	roleGroup: string,
	date: string,
	time: string,
	respondents: number,
): Source => ({ kind: 'interview', title, roleGroup, date, time, respondents, place: 'Kommunhuset' });

export const DEMO_SOURCES: readonly DemoSource[] = [
	{
		id: 'demo-ledande-politiker',
		source: interview('Kommunstyrelsens presidium', 'Politiker i ledningen', '2019-02-19', '09:00', 3),
		says: {
			...asked('1.1 1.2 1.4 2.1 3.1 3.2 3.3 3.4 3.5 4.5 5.1 5.2 5.4 8.1 8.4 8.5'),
			...asked('7.1 7.5', 'neutral', 'evasive'),
		},
		note: {
			text: 'Samtalet började i målen: få, kända, följs upp varje tertial. På frågan om nya idéer tas till vara kom inget exempel.',
			participants: 'Tre förtroendevalda i kommunstyrelsens presidium.',
		},
	},
	{
		id: 'demo-opposition',
		source: interview('Oppositionens gruppledare', 'Oppositionspolitiker', '2019-02-19', '10:30', 3),
		says: {
			...asked('1.2 1.4 2.1 3.2 3.4 3.5 5.2 8.1'),
			...asked('1.1 3.3', 'contradicts'),
			...asked('8.7', 'neutral', 'none'),
		},
	},
	{
		id: 'demo-kommunledning',
		source: interview('Kommunledningsgruppen', 'Kommunledning', '2019-02-19', '13:00', 4),
		says: asked(
			'1.1 2.1 2.2 3.1 3.2 3.3 3.4 4.1 4.2 4.3 4.4 4.5 4.6 5.1 5.2 5.3 5.4 5.5 5.6 6.1 6.2 7.1 8.1 8.4',
		),
	},
	{
		id: 'demo-forvaltningschefer',
		source: interview('Förvaltningschefer', 'Förvaltningschefer', '2019-02-20', '09:00', 5),
		says: {
			...asked('2.1 2.2 2.3 2.5 3.1 3.2 3.4 4.1 4.2 4.3 4.4 4.5 4.6 5.1 5.2 5.3 5.4 5.5 6.2 6.3 7.2'),
			...asked('2.4 7.3', 'contradicts'),
		},
		note: {
			text: 'Undersökningar bland brukare görs oftare än dokumenten säger i två förvaltningar, mer sällan i en. Be om exempel.',
			participants: 'Fem förvaltningschefer.',
		},
	},
	{
		id: 'demo-enhetschefer',
		source: interview('Enhetschefer från tre förvaltningar', 'Enhetschefer', '2019-02-20', '10:30', 4),
		says: {
			...asked('2.1 2.2 2.5 3.1 3.2 4.2 4.4 4.6 5.3 6.2 6.3 6.4 6.5 7.2'),
			...asked('7.4 7.5', 'contradicts'),
		},
	},
	{
		id: 'demo-fack',
		source: interview('Fackliga företrädare', 'Fackliga företrädare', '2019-02-20', '13:00', 1),
		says: {
			...asked('2.1 6.1 6.3 6.4 6.5'),
			...asked('6.6', 'contradicts'),
			...asked('7.5', 'neutral', 'evasive'),
		},
		note: {
			text: 'Bara en kunde komma. Löneöversynen fungerar; mångfaldsarbetet kände företrädaren inte till.',
			participants: 'En företrädare.',
		},
	},
	{
		id: 'demo-kommunplan',
		source: {
			kind: 'document',
			title: 'Kommunplan 2019–2021',
			date: '2018-11-12',
			status: 'Antagen',
			author: 'Kommunfullmäktige',
		},
		readers: ['lead', 'carl', 'eva'],
		says: on('1.1 2.1 3.1 3.2 4.1 5.1 5.2 7.1 8.1'),
	},
	{
		id: 'demo-arsredovisning',
		source: {
			kind: 'document',
			title: 'Årsredovisning 2018',
			date: '2019-02',
			status: 'Utkast',
			author: 'Ekonomiavdelningen',
		},
		readers: ['lead', 'eva'],
		says: { ...on('1.3 3.3 5.2 5.4 6.1'), ...on('2.4', 'contradicts') },
	},
	{
		id: 'demo-riktlinjer',
		source: {
			kind: 'document',
			title: 'Riktlinjer mot mutor och jäv',
			date: '2018-03-05',
			status: 'Antagna',
		},
		readers: ['carl'],
		says: on('1.5'),
	},
	{
		id: 'demo-grafisk-manual',
		source: {
			kind: 'document',
			title: 'Grafisk manual',
			date: '2014',
			status: 'Gäller, ej reviderad',
			author: 'Kommunikationsavdelningen',
		},
		readers: ['eva'],
		says: on('2.3', 'neutral'),
	},
	{
		id: 'demo-personalpolicy',
		source: { kind: 'document', title: 'Personalpolicy', date: '2016-09', status: 'Antagen' },
		readers: ['carl', 'lead'],
		says: { ...on('6.1 6.2 6.3 6.4'), ...on('6.6', 'neutral') },
	},
	{
		id: 'demo-synpunkter',
		source: {
			kind: 'document',
			title: 'Rutin för synpunkter och klagomål',
			date: '2017-05',
			status: 'Gäller',
		},
		says: on('2.5 7.2'),
	},
	{
		id: 'demo-larm',
		source: {
			kind: 'web',
			title: 'Sidan om att larma om missförhållanden',
			url: 'https://www.vallentuna.se/',
			from: '2019-01-28',
			to: '2019-02-27',
			description: 'Saknades när vi började. Publicerad efter påpekande.',
			correction: {
				state: 'rechecked',
				pointedOut: '2019-02-06',
				corrected: '2019-02-14',
				rechecked: '2019-02-27',
				counts: 'score',
			},
		},
		says: on('1.5'),
	},
	{
		id: 'demo-revisionsplaner',
		source: {
			kind: 'web',
			title: 'Revisionens planer på webbplatsen',
			url: 'https://www.vallentuna.se/',
			from: '2019-02-04',
			correction: { state: 'corrected', pointedOut: '2019-02-20', corrected: '2019-02-26', counts: 'text' },
		},
		says: on('3.3', 'neutral'),
	},
	{
		id: 'demo-annonser',
		source: {
			kind: 'web',
			title: 'Platsannonser under en månad',
			from: '2019-01-21',
			to: '2019-02-24',
			quote: 'Hos oss blir du en del av något större.',
		},
		says: on('2.1 6.2'),
	},
	{
		id: 'demo-sociala-medier',
		source: {
			kind: 'web',
			title: 'Kommunens sidor i sociala medier',
			social: true,
			from: '2019-01-21',
			to: '2019-03-01',
			description: 'Frågor besvaras samma dag, också på kvällar.',
		},
		says: on('1.2 1.4 2.2 2.3'),
	},
];
