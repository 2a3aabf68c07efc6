import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions, areaOf, comparability, headingsOf, maxTotal } from '#domain/framework/framework.ts';
import { parseFramework } from '#domain/framework/parse.ts';
import { en, sv } from '#lib/i18n/areas/framework-errors.ts';

describe('Kommunkompassen 2.1', () => {
	test('has eight areas of 100 points and 45 subquestions, 800 points in all', () => {
		expect(KOMMUNKOMPASSEN.id).toBe('kommunkompassen-2.1');
		expect(KOMMUNKOMPASSEN.areas.map((area) => area.max)).toEqual(Array(8).fill(100));
		expect(allSubquestions(KOMMUNKOMPASSEN)).toHaveLength(45);
		expect(maxTotal(KOMMUNKOMPASSEN)).toBe(800);
	});

	test('keeps headings and subquestions apart: one heading for two questions, one for none', () => {
		const [first, , , , , , seventh] = KOMMUNKOMPASSEN.areas;
		expect(first?.headings).toHaveLength(4);
		expect(headingsOf(first!, '1.2')).toEqual(headingsOf(first!, '1.3'));
		expect(seventh?.headings.filter((heading) => heading.subquestions.length === 0)).toHaveLength(1);
	});

	test('is comparable with itself, more strictly judged since 2010, and not at all in area 7', () => {
		expect(comparability(KOMMUNKOMPASSEN, '7', '2.1')).toBe('full');
		expect(comparability(KOMMUNKOMPASSEN, '1', '2010')).toBe('tightened');
		expect(comparability(KOMMUNKOMPASSEN, '7', '2010')).toBe('none');
		expect(comparability(KOMMUNKOMPASSEN, '1', '2020')).toBe('none');
		expect(comparability(KOMMUNKOMPASSEN, '9', '2.1')).toBe('none');
	});

	test('finds the area of a subquestion', () => {
		expect(areaOf(KOMMUNKOMPASSEN, '5.6')?.name).toBe('Resultat och effektivitet');
		expect(areaOf(KOMMUNKOMPASSEN, 'constructor')).toBe(undefined);
	});
});

const small = () => ({
	id: 'small-1',
	name: 'Small',
	version: '1',
	language: 'en',
	areas: [
		{
			id: 'a',
			name: 'Only area',
			max: 10,
			headings: [{ label: 'Both', subquestions: ['a.1', 'a.2'] }],
			subquestions: [
				{ id: 'a.1', label: 'First?', max: 4 },
				{ id: 'a.2', label: 'Second?', max: 6 },
			],
		},
	],
	comparability: [{ version: '0', areas: { a: 'full' } }],
});

describe('an uploaded framework', () => {
	test('is taken when every promise holds, with the total rule filled in', () => {
		expect(parseFramework(small())).toEqual({
			ok: true,
			framework: { ...small(), grandTotal: 'sum-of-area-totals' },
		});
	});

	test('the bundled one passes its own parser when written out and read again', () => {
		expect(parseFramework(JSON.parse(JSON.stringify(KOMMUNKOMPASSEN)))).toEqual({
			ok: true,
			framework: KOMMUNKOMPASSEN,
		});
	});

	const cases: [string, (framework: ReturnType<typeof small>) => unknown, string, string][] = [
		['no object', () => 'text', '', 'frameworkFieldType'],
		['a missing name', (f) => ({ ...f, name: undefined }), 'name', 'frameworkFieldMissing'],
		['an unknown field', (f) => ({ ...f, colour: 'red' }), 'colour', 'frameworkFieldUnknown'],
		['a blank name', (f) => ({ ...f, name: '  ' }), 'name', 'frameworkTextLength'],
		['an id with a slash', (f) => ({ ...f, id: 'a/b' }), 'id', 'frameworkIdForm'],
		['no areas', (f) => ({ ...f, areas: [], comparability: [] }), 'areas', 'frameworkListLength'],
		['half a point', (f) => ((f.areas[0]!.max = 9.5), f), 'areas.0.max', 'frameworkWholeNumber'],
		['a wrong sum', (f) => ((f.areas[0]!.max = 11), f), 'areas.0.max', 'frameworkAreaSum'],
		[
			'a subquestion twice',
			(f) => ((f.areas[0]!.subquestions[1]!.id = 'a.1'), (f.areas[0]!.headings = []), f),
			'areas.0.subquestions.1.id',
			'frameworkIdTwice',
		],
		[
			'an area twice',
			(f) => ({
				...f,
				areas: [
					f.areas[0],
					{ ...f.areas[0], headings: [], subquestions: [{ id: 'b', label: 'B', max: 10 }] },
				],
			}),
			'areas.1.id',
			'frameworkIdTwice',
		],
		[
			'a heading that leads nowhere',
			(f) => ((f.areas[0]!.headings[0]!.subquestions[1] = 'x'), f),
			'areas.0.headings.0.subquestions.1',
			'frameworkSubquestionUnknown',
		],
		[
			'comparability of no area',
			(f) => ({ ...f, comparability: [{ version: '0', areas: { a: 'full', b: 'full' } }] }),
			'comparability.0.areas.b',
			'frameworkAreaUnknown',
		],
		[
			'an area without comparability',
			(f) => ({ ...f, comparability: [{ version: '0', areas: {} }] }),
			'comparability.0.areas',
			'frameworkAreaMissing',
		],
		[
			'a comparability of another kind',
			(f) => ({ ...f, comparability: [{ version: '0', areas: { a: 'maybe' } }] }),
			'comparability.0.areas.a',
			'frameworkChoice',
		],
		[
			'comparability with itself',
			(f) => ({ ...f, comparability: [{ version: '1', areas: { a: 'full' } }] }),
			'comparability.0.version',
			'frameworkVersionTwice',
		],
	];

	test.each(cases)('%s is refused by the name of its field', (_name, change, path, code) => {
		const result = parseFramework(change(small()));
		expect(result.ok).toBe(false);
		if (result.ok) return;
		expect(result.errors.map((error) => ({ path: error.path, code: error.code }))).toContainEqual({
			path,
			code,
		});
		for (const error of result.errors)
			for (const catalogue of [en, sv]) {
				const message = catalogue[error.code] as string | ((params: typeof error.params) => string);
				expect(typeof message === 'string' ? message : message(error.params)).not.toMatch(/undefined/);
			}
	});
});
