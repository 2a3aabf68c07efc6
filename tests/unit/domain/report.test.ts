import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import type { Framework } from '#domain/framework/framework.ts';
import { findingRows, type Pairable } from '#domain/report/finding-rows.ts';
import { reportModel, type ReportEvaluation, type ReportSource } from '#domain/report/model.ts';
import { isBlank, plainText, type RichText } from '#domain/report/rich-text.ts';
import { agreedVallentuna } from './fixtures/vallentuna.ts';

const text = (words: string): RichText => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});

const evaluation: ReportEvaluation = {
	id: 'e',
	title: 'Vallentuna 2019',
	municipality: { code: '0115', name: 'Vallentuna' },
	year: 2019,
	phase: 'calibration',
};

const nothing: ReportSource = {
	agreed: new Map(),
	reasons: new Map(),
	summary: null,
	areas: new Map(),
	commentary: new Map(),
	findings: [],
};

const model = (source: Partial<ReportSource>, framework: Framework = KOMMUNKOMPASSEN) =>
	reportModel({ framework, evaluation, source: { ...nothing, ...source } });

describe('figures', () => {
	test('the whole of Vallentuna prints 603 with unrounded points beside the printed ones', () => {
		const { total, areas } = model({ agreed: agreedVallentuna });
		expect(total).toMatchObject({ achieved: 603, max: 800, percent: 75 });
		expect(areas[4]?.subquestions[5]).toMatchObject({
			id: '5.6',
			points: 9.5,
			achieved: 10,
			max: 10,
			percent: 95,
		});
	});

	test('one missing consensus empties its area and the total, and says how far they have come', () => {
		const agreed = new Map(agreedVallentuna);
		agreed.delete('1.4');
		const { total, areas } = model({ agreed });
		expect(areas[0]).toMatchObject({ achieved: null, percent: null, soFar: 52, missing: 1 });
		expect(total).toMatchObject({ achieved: null, soFar: 583, missing: 1 });
		expect(areas[1]).toMatchObject({ achieved: 75 });
	});

	test('what is not assessable keeps its reason and holds no total back', () => {
		const { areas } = model({
			agreed: new Map(agreedVallentuna).set('6.6', { kind: 'not-assessable' }),
			reasons: new Map([
				['6.6', 'Underlag saknas.'],
				['1.1', 'belongs to an earlier value'],
			]),
		});
		expect(areas[5]?.subquestions[5]).toMatchObject({
			state: 'not-assessable',
			points: null,
			reason: 'Underlag saknas.',
		});
		expect(areas[5]?.achieved).toBe(67);
		expect(areas[0]?.subquestions[0]?.reason).toBe(null);
	});
});

describe('the narrative', () => {
	test('stands under the heading that serves its subquestion, each text once', () => {
		const { areas } = model({
			commentary: new Map([
				['1.3', text('c')],
				['1.2', text('b')],
				['1.4', text('d')],
			]),
		});
		expect(
			areas[0]?.sections.map(({ heading, subquestions }) => [heading, subquestions.map(({ id }) => id)]),
		).toEqual([
			['Information till medborgare', ['1.2', '1.3']],
			['Dialog och medborgarmedverkan', ['1.4']],
		]);
	});

	test('of a subquestion under no heading stands under its own question, and under two headings only once', () => {
		const [first] = KOMMUNKOMPASSEN.areas;
		const framework: Framework = {
			...KOMMUNKOMPASSEN,
			areas: [
				{
					...first!,
					headings: [
						{ label: 'A', subquestions: ['1.1', '1.2'] },
						{ label: 'B', subquestions: ['1.2'] },
					],
				},
			],
		};
		const commentary = new Map(['1.1', '1.2', '1.3'].map((id) => [id, text(id)]));
		expect(model({ commentary }, framework).areas[0]?.sections.map(({ heading }) => heading)).toEqual([
			'A',
			'Informeras invånare om resultat?',
		]);
	});
});

describe('status', () => {
	const snapshot = { id: 's', label: 'Utkast', at: '2019-03-01T12:00:00Z', sha256: 'ab' };
	const status = (phase: ReportEvaluation['phase'], kind?: 'named' | 'final') =>
		reportModel({
			framework: KOMMUNKOMPASSEN,
			evaluation: { ...evaluation, phase },
			source: nothing,
			...(kind && { snapshot: { ...snapshot, kind } }),
		}).status;

	test('is working material until the evaluation is final, and an earlier snapshot stays so', () => {
		expect(status('review')).toBe('working');
		expect(status('final')).toBe('final');
		expect(status('final', 'named')).toBe('working');
		expect(status('final', 'final')).toBe('final');
	});
});

test('a previous result is never without its comparability', () => {
	const previous = (name: string, version: string) =>
		reportModel({
			framework: KOMMUNKOMPASSEN,
			evaluation,
			source: nothing,
			previous: {
				title: 'Vallentuna 2017',
				year: 2017,
				framework: { name, version },
				total: 500,
				fictitious: false,
				areas: new Map([['7', 50]]),
			},
		}).areas[6]?.previous;
	expect(previous('Kommunkompassen', '2.1')).toEqual({ achieved: 50, comparability: 'full' });
	expect(previous('Kommunkompassen', '2010')).toEqual({ achieved: 50, comparability: 'none' });
	expect(previous('Another', '2.1')).toEqual({ achieved: 50, comparability: 'none' });
});

describe('two columns', () => {
	const strength = (id: string, pair?: string): Pairable => ({ id, kind: 'strength', ...(pair && { pair }) });
	const improvement = (id: string, pair?: string): Pairable => ({
		id,
		kind: 'improvement',
		...(pair && { pair }),
	});
	const rows = (...findings: Pairable[]) =>
		findingRows(findings).map(
			({ strength: s, improvement: i, linked }) => `${s?.id ?? ''}|${i?.id ?? ''}${linked ? '*' : ''}`,
		);

	test('a pair shares its row, whichever of the two names the other', () => {
		expect(rows(strength('a'), strength('b', 'y'), improvement('x'), improvement('y'))).toEqual([
			'a|x',
			'b|y*',
		]);
		expect(rows(strength('a'), strength('b'), improvement('x'), improvement('y', 'b'))).toEqual([
			'a|x',
			'b|y*',
		]);
	});

	test('every finding stands once, and the longer column goes on alone', () => {
		expect(rows(strength('a'), improvement('x', 'a'), improvement('y', 'a'), improvement('z'))).toEqual([
			'a|x*',
			'|y',
			'|z',
		]);
		expect(rows(strength('a'), strength('b'))).toEqual(['a|', 'b|']);
		expect(rows(strength('a', 'gone'))).toEqual(['a|']);
	});
});

describe('rich text', () => {
	test('is blank when a reader sees nothing', () => {
		expect(isBlank({ type: 'doc', content: [] })).toBe(true);
		expect(isBlank(text('  '))).toBe(true);
		expect(isBlank(text('a'))).toBe(false);
		expect(
			isBlank({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'hard_break' }] }] }),
		).toBe(true);
	});

	test('as words has one line per block', () => {
		expect(
			plainText({
				type: 'doc',
				content: [
					{ type: 'heading', content: [{ type: 'text', text: 'A' }] },
					{
						type: 'bullet_list',
						content: ['b', 'c'].map((word) => ({ type: 'list_item', content: text(word).content })),
					},
				],
			}),
		).toBe('A\nb\nc');
	});
});
