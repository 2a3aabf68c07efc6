/** What the checks find, and, as important, what they leave alone. Figures are those of Vallentuna 2019. */
import { describe, expect, test } from 'vitest';
import { DEMO_TEXTS } from '#server/demo/commentary.ts';
import { undismissed } from '#domain/text-checks/run.ts';
import { found, findingsIn, paragraphs } from './report.ts';

const LONG =
	'Arbetet med mångfald är i sin linda. Planen är beslutad men okänd i verksamheterna, ingen följer upp den, och vi mötte inga exempel på åtgärder som hade gjorts med stöd av den.';

describe('the errors that a published report was printed with', () => {
	test('an area called the strongest while another one has a point more', () => {
		const words = 'Ordning och reda. Detta är kommunens starkaste område!';
		const [remark, ...rest] = findingsIn({ 'sub:3.1': words });
		expect(rest).toEqual([]);
		expect(remark).toMatchObject({
			check: 'superlative',
			level: 'error',
			section: 'sub:3.1',
			params: { claim: 'highest', id: '3', value: 84, other: '5', otherValue: 85 },
			excerpt: 'Detta är kommunens starkaste område!',
		});
		expect(words.slice(...remark!.range)).toBe(remark!.excerpt);
		expect(found(words, 'sub:5.1')).toEqual([]);
	});

	test('an area named with the number of another one', () => {
		expect(
			findingsIn({ 'report:summary': 'Bäst går det i kommunen som arbetsgivare – personalpolitik (5).' }),
		).toMatchObject([{ check: 'areaNumber', level: 'error', params: { number: '5', right: '6' } }]);
		expect(found('Vi ser styrkor inom personalpolitik (5).')).toEqual(['areaNumber error']);
		expect(found('Vi ser styrkor inom personalpolitik (6).')).toEqual([]);
	});

	test('two captions that take the same average over different periods', () => {
		expect(
			findingsIn({
				'report:summary': paragraphs(
					'Diagram 1. Poäng per område jämfört med genomsnittet av alla utvärderingar 2016–2018.',
					'Diagram 2. Profilen jämfört med genomsnittet av alla utvärderingar 2017–2019.',
				),
			}),
		).toMatchObject([
			{ check: 'cohortPeriod', level: 'hint', params: { period: '2017–2019', usual: '2016–2018' } },
		]);
	});

	test('an abbreviation of which one letter does not fit', () => {
		expect(
			findingsIn({ 'report:summary': 'Arbetet med EMP (Employer Value Proposition) har börjat.' }),
		).toMatchObject([{ check: 'abbreviation', level: 'hint', params: { short: 'EMP', expected: 'EVP' } }]);
		expect(found('Man har börjat med EMP, Employer Value Proposition, i år.')).toEqual(['abbreviation hint']);
	});

	test('an area’s name in a spelling of its own', () => {
		expect(found('Området Tillgänglighet och brukar-/kundorientering är starkt.')).toEqual([]);
		expect(found('Se Ledarskap ansvar & delegation.')).toEqual(['areaName hint']);
		expect(found('Se Tillgänglighet och brukarorentering.')).toEqual(['areaName hint']);
	});

	test('the lowest score of all, passed over in a few words', () => {
		expect(findingsIn({ 'sub:6.6': 'Mångfald nämns sällan.' })).toMatchObject([
			{ check: 'lowScore', level: 'hint', section: 'sub:6.6', params: { subquestion: '6.6', percent: 30 } },
		]);
		expect(found(LONG, 'sub:6.6')).toEqual([]);
		// An area that nobody has written about is told as that, once.
		expect(found('Något helt annat, om demokrati.', 'sub:1.1')).toEqual([]);
	});
});

describe('superlatives', () => {
	test.each([
		['Område 5 är kommunens starkaste område.'],
		['Resultat och effektivitet får högst poäng.'],
		['Ständiga förbättringar är det svagaste området.'],
		['Detta är ett av kommunens starkaste områden.'],
		['Politisk styrning och kontroll är inte det starkaste området.'],
		['Område 3 var det starkaste området 2017.'],
		['Område 3 var förra gången kommunens starkaste område.'],
		['Politisk styrning och kontroll är det näst starkaste området.'],
		['Kommunens starkaste område är kontaktcenter.'],
		['Område 3 är starkast i uppföljningen.'],
		['Området är kommunens starkaste.'],
		['Område 5 är starkast, följt av de andra.'],
		['Delfråga 5.3 får högsta poäng.'],
		['Delfråga 6.6 får lägst poäng av alla.'],
		['Delfråga 4.6 får högst poäng i området.'],
		['Av område 3 och område 5 är det första det starkaste området.'],
		['Area 5 is the strongest area.'],
	])('%s', (words) => expect(found(words)).toEqual([]));

	test.each([
		['Politisk styrning och kontroll är kommunens starkaste område.'],
		['Det svagaste området är Kommunen som arbetsgivare – personalpolitik.'],
		['Högst poäng får område 3.'],
		['Område 3 är kommunens starkaste.'],
		['Område 6 är svagast av alla.'],
		['Delfråga 1.4 får lägst poäng.'],
		['Area 3 is the strongest area.'],
		['The lowest score goes to area 6.'],
	])('%s is contradicted', (words) => expect(found(words)).toEqual(['superlative error']));
});

describe('numbers', () => {
	test.each([
		['Område 5 får 85 poäng.'],
		['Resultat och effektivitet får 85 av 100 poäng.'],
		['Område 3 (84 poäng) är starkt, liksom område 5 (85 poäng).'],
		['Område 1 (72 %) kan bli bättre.'],
		['Område 5 fick 78 poäng i förra utvärderingen.'],
		['Område 5 hade 80 poäng 2017.'],
		['Område 5 ökar med 5 poäng.'],
		['Område 5 ligger 3 poäng högre än genomsnittet.'],
		['I område 5 ger jämförelserna 12 poäng.'],
		['Delfråga 1.4 får 20,7 poäng, som skrivs ut som 21 poäng.'],
		['Delfråga 1.4 får 21 poäng av 30 möjliga poäng.'],
		['Totalt får kommunen 603 poäng av 800.'],
		['Drygt 90 % av medarbetarna i område 6 har svarat.'],
		['Kommunen har 52 kanaler i område 1.'],
		['Område 3 och område 5 skiljer sig med 1 poäng.'],
		['Det saknas 2 poäng i område 5.'],
	])('%s', (words) => expect(found(words)).toEqual([]));

	test.each([
		['Område 5 får 84 poäng.', { written: 84, right: 85, id: '5' }],
		['Politisk styrning och kontroll når 85 av 100 poäng.', { written: 85, right: 84, id: '3' }],
		['Område 3 (85 poäng) är starkt, liksom område 5 (85 poäng).', { written: 85, right: 84, id: '3' }],
		['Ständiga förbättringar (63 %) är svagast.', { written: 63, right: 62, id: '7' }],
		['Delfråga 1.4 får 19,5 poäng.', { written: 19.5, right: 21, id: '1.4' }],
		['Totalt får kommunen 608 poäng.', { written: 608, right: 603, subject: 'total' }],
		['Area 5 has 84 points.', { written: 84, right: 85, id: '5' }],
	])('%s is not the number', (words, params) =>
		expect(findingsIn({ 'report:summary': words })).toMatchObject([
			{ check: 'figure', level: 'error', params },
		]),
	);

	test('what an area gets in all is not taken for the total of all areas', () => {
		expect(found('Sammanlagt får området 84 av 100 poäng.', 'area:3:summary')).toEqual([]);
		expect(found('Inom ledarskapet blir det totalt 76 poäng.')).toEqual([]);
		expect(found('Totalt får kommunen 608 poäng.', 'area:3:summary')).toEqual(['figure error']);
	});

	test('a live reference is a name as well', () => {
		const text = {
			type: 'doc' as const,
			content: [
				{
					type: 'paragraph',
					content: [
						{ type: 'reference', attrs: { to: 'area:1' } },
						{ type: 'text', text: ' får 75 poäng.' },
					],
				},
			],
		};
		expect(findingsIn({ 'report:summary': text })).toMatchObject([
			{ check: 'figure', params: { written: 75, right: 72, id: '1' } },
		]);
	});

	test('nothing is said while nothing is agreed', () => {
		const change = { figures: { areas: [], total: { achieved: null } } as never };
		expect(
			findingsIn({ 'report:summary': 'Område 5 (84 poäng) är starkast. Totalt 608 poäng.' }, change),
		).toEqual([]);
	});
});

describe('references', () => {
	const to = (target: string) => ({
		type: 'doc' as const,
		content: [
			{
				type: 'paragraph',
				content: [
					{ type: 'text', text: 'Se ' },
					{ type: 'reference', attrs: { to: target } },
					{ type: 'text', text: '.' },
				],
			},
		],
	});
	test('to what is there are left alone, to what is gone are errors', () => {
		expect(findingsIn({ 'sub:1.1': to('sub:1.1') })).toEqual([]);
		expect(findingsIn({ 'sub:1.1': to('finding:borta') })).toMatchObject([
			{ check: 'deadReference', level: 'error', range: [3, 4], excerpt: 'Se .' },
		]);
	});
	test('typed to an area or a subquestion that the framework has not are hints', () => {
		expect(found('Det beskrivs under område 9.')).toEqual(['deadReference hint']);
		expect(found('Det beskrivs under område 3, och i delfråga 4.2.')).toEqual([]);
		expect(found('Se delfråga 4.9.')).toEqual(['deadReference hint']);
	});
});

describe('pairs', () => {
	const finding = (id: string, kind: 'strength' | 'improvement', rest = {}) => ({
		id,
		kind,
		area: '2',
		...rest,
	});
	const faults = (words: Record<string, string>, findings: ReturnType<typeof finding>[]) =>
		findingsIn(words, { findings }).map(({ check, section, params }) => [check, section, params.fault]);

	test('are whole while both halves are there, on their sides of one area', () => {
		expect(
			faults({ 'finding:a': 'Servicegarantier …', 'finding:b': '… fullfölj arbetet' }, [
				finding('a', 'strength', { pair: 'b' }),
				finding('b', 'improvement'),
			]),
		).toEqual([]);
	});
	test('are broken where a half is gone, on the same side or elsewhere, and where words go on to nothing', () => {
		expect(faults({}, [finding('a', 'strength', { pair: 'x' })])).toEqual([['pair', 'finding:a', 'gone']]);
		expect(faults({}, [finding('a', 'strength', { pair: 'b' }), finding('b', 'strength')])).toEqual([
			['pair', 'finding:a', 'sameSide'],
		]);
		expect(
			faults({}, [finding('a', 'strength', { pair: 'b' }), finding('b', 'improvement', { area: '3' })]),
		).toEqual([['pair', 'finding:a', 'otherArea']]);
		expect(
			faults({ 'finding:a': 'Mycket e-service, men …', 'finding:b': '… utveckla den' }, [
				finding('a', 'strength'),
				finding('b', 'improvement'),
			]),
		).toEqual([
			['pair', 'finding:a', 'openEnd'],
			['pair', 'finding:b', 'openBeginning'],
		]);
	});
});

describe('leftovers', () => {
	test.each([
		['Flera (alla?) förvaltningar är med.'],
		['Det gäller nio enheter ??'],
		['Kommunen har XX anställda.'],
		['TODO: fråga kommunen.'],
	])('%s', (words) => expect(found(words)).toEqual(['openQuestion hint']));
	test('a question that is meant as one is none', () => {
		expect(found('Ökar turismen? Används det (se område 3), och blir styrningen bättre?')).toEqual([]);
	});
});

test('clean texts are left alone: of the demonstration’s, only what stands there to be found is', () => {
	const remarks = findingsIn({ ...DEMO_TEXTS });
	expect(remarks.map(({ check, section }) => `${check} ${section}`)).toEqual([
		'openQuestion sub:4.5',
		'superlative area:3:summary',
	]);
});

test('a remark can be dismissed by its key, and comes back when its words change', () => {
	const before = findingsIn({ 'sub:3.1': 'Detta är kommunens starkaste område.', 'sub:1.1': 'XX' });
	const [first] = before.filter(({ check }) => check === 'superlative');
	const dismissed = new Set([first!.key]);
	expect(undismissed(before, dismissed).map(({ check }) => check)).toEqual(['openQuestion']);
	// Words elsewhere, and other line breaks, leave it dismissed.
	const reflowed = findingsIn({ 'sub:3.1': 'Nytt stycke. Detta är  kommunens starkaste område.' });
	expect(undismissed(reflowed, dismissed)).toEqual([]);
	const changed = findingsIn({ 'sub:3.1': 'Detta är helt klart kommunens starkaste område.' });
	expect(undismissed(changed, dismissed)).toHaveLength(1);
	// The same words in another place are another remark.
	const moved = findingsIn({ 'sub:3.2': 'Detta är kommunens starkaste område.' });
	expect(undismissed(moved, dismissed)).toHaveLength(1);
});
