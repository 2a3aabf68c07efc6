import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import { figures, type AgreedFigure } from '#domain/points/totals.ts';
import { whatIf } from '#domain/points/what-if.ts';
import { agreedVallentuna, printedAreas, printedSubquestions } from './fixtures/vallentuna.ts';

const vallentuna = figures(KOMMUNKOMPASSEN, agreedVallentuna);

describe('Vallentuna 2019', () => {
	test('all 45 rows print the published points and percent', () => {
		expect(
			vallentuna.areas
				.flatMap((area) => area.subquestions)
				.map(({ id, achieved, max, percent }) => ({ id, achieved, max, percent })),
		).toEqual(printedSubquestions);
	});

	test('all eight areas print the published total and percent', () => {
		expect(
			vallentuna.areas.map(({ id, achieved, max, percent }) => ({ id, achieved, max, percent })),
		).toEqual(printedAreas);
	});

	test('the grand total is 603 of 800', () => {
		expect(vallentuna.total).toMatchObject({ achieved: 603, max: 800, missing: 0 });
	});

	test('five areas print a total that their column does not add up to', () => {
		expect(
			vallentuna.areas.filter((area) => area.sumOfPrinted !== area.achieved).map((area) => area.id),
		).toEqual(['2', '5', '6', '7', '8']);
	});
});

describe('rounding traps', () => {
	const withArea = (area: string, values: number[]) => {
		const agreed = new Map<string, AgreedFigure>();
		values.forEach((points, i) => agreed.set(`${area}.${i + 1}`, { kind: 'points', points }));
		return figures(KOMMUNKOMPASSEN, agreed).areas[Number(area) - 1];
	};

	test('an area of exactly 84.5 prints 85', () => {
		expect(withArea('5', [1275, 2250, 1500, 1275, 1200, 950])).toMatchObject({
			exactSoFar: 8450,
			achieved: 85,
		});
	});

	test('tenths that binary doubles add to 70.39999999999999 print 70, while the column adds to 71', () => {
		expect(withArea('6', [1050, 1470, 1790, 1320, 1110, 300])).toMatchObject({
			exactSoFar: 7040,
			achieved: 70,
			sumOfPrinted: 71,
		});
	});

	test('9.5 of 10 prints 10, 10 and 95 %', () => {
		const row = withArea('5', [0, 0, 0, 0, 0, 950])?.subquestions[5];
		expect(row).toMatchObject({ achieved: 10, max: 10, percent: 95 });
	});
});

const anyAgreed = fc
	.tuple(
		...allSubquestions(KOMMUNKOMPASSEN).map((subquestion) =>
			fc.option(
				fc.oneof(
					fc
						.integer({ min: 0, max: subquestion.max * 100 })
						.map((points) => ({ kind: 'points' as const, points })),
					fc.constant({ kind: 'not-assessable' as const }),
				),
				{ nil: undefined },
			),
		),
	)
	.map((values) => {
		const agreed = new Map<string, AgreedFigure>();
		allSubquestions(KOMMUNKOMPASSEN).forEach((subquestion, i) => {
			const value = values[i];
			if (value) agreed.set(subquestion.id, value);
		});
		return agreed;
	});

describe('for any evaluation', () => {
	test('an area is within half a point of its unrounded sum, and the total is the sum of the printed areas', () => {
		fc.assert(
			fc.property(anyAgreed, (agreed) => {
				const { areas, total } = figures(KOMMUNKOMPASSEN, agreed);
				for (const area of areas) {
					const off = area.soFar * 100 - area.exactSoFar;
					expect(off).toBeGreaterThan(-50);
					expect(off).toBeLessThanOrEqual(50);
				}
				expect(total.soFar).toBe(areas.reduce((sum, area) => sum + area.soFar, 0));
			}),
		);
	});

	test('a figure is null exactly while something under it is missing; what is not assessable is not missing', () => {
		fc.assert(
			fc.property(anyAgreed, (agreed) => {
				const { areas, total } = figures(KOMMUNKOMPASSEN, agreed);
				for (const area of areas) {
					const missing = area.subquestions.some((row) => !agreed.has(row.id));
					expect(area.achieved === null).toBe(missing);
					expect(area.percent === null).toBe(missing);
					expect(area.max).toBe(100);
					for (const row of area.subquestions)
						expect(row.achieved === null).toBe(agreed.get(row.id)?.kind !== 'points');
				}
				expect(total.achieved === null).toBe(agreed.size < 45);
				expect(total.max).toBe(800);
			}),
		);
	});

	test('a hundredth more never prints less', () => {
		fc.assert(
			fc.property(anyAgreed, fc.constantFrom(...allSubquestions(KOMMUNKOMPASSEN)), (agreed, subquestion) => {
				const { now, more } = whatIf(KOMMUNKOMPASSEN, agreed, subquestion.id, { step: 1 });
				if (!now || !more) return;
				for (const key of ['achieved', 'percent', 'area', 'total'] as const)
					expect(more[key]).toBeGreaterThanOrEqual(now[key]);
			}),
		);
	});
});

describe('not assessable', () => {
	const agreed = new Map(agreedVallentuna).set('6.6', { kind: 'not-assessable' });

	test('prints no figures, adds nothing and leaves the maximum', () => {
		const area = figures(KOMMUNKOMPASSEN, agreed).areas[5];
		expect(area?.subquestions[5]).toEqual({
			id: '6.6',
			state: 'not-assessable',
			exact: null,
			achieved: null,
			max: 10,
			percent: null,
		});
		expect(area).toMatchObject({ achieved: 67, max: 100, missing: 0, notAssessable: 1 });
	});
});

describe('what if', () => {
	test('a tenth less on 6.1 would print 10 instead of 11', () => {
		const { now, less, more } = whatIf(KOMMUNKOMPASSEN, agreedVallentuna, '6.1');
		expect(now).toMatchObject({ achieved: 11, percent: 70, area: 70, total: 603 });
		expect(less).toMatchObject({ achieved: 10, percent: 69, area: 70, total: 603 });
		expect(more).toMatchObject({ achieved: 11, percent: 71, area: 71, total: 604 });
	});

	test('there is no step beyond the maximum, and none where nothing is agreed', () => {
		expect(whatIf(KOMMUNKOMPASSEN, agreedVallentuna, '5.3').more).toBe(null);
		expect(whatIf(KOMMUNKOMPASSEN, new Map(), '5.3')).toEqual({ now: null, less: null, more: null });
		expect(whatIf(KOMMUNKOMPASSEN, agreedVallentuna, '9.9').now).toBe(null);
	});

	test('a proposed value stands in for the agreed one', () => {
		expect(whatIf(KOMMUNKOMPASSEN, new Map(), '5.6', { points: 950 }).now).toMatchObject({
			achieved: 10,
			area: 10,
		});
	});
});

test('a framework may print its grand total as the rounded sum instead', () => {
	const framework: Framework = { ...KOMMUNKOMPASSEN, grandTotal: 'rounded-sum' };
	const agreed = new Map<string, AgreedFigure>([
		['1.1', { kind: 'points', points: 40 }],
		['2.1', { kind: 'points', points: 40 }],
	]);
	expect(figures(framework, agreed).total.soFar).toBe(1);
	expect(figures(KOMMUNKOMPASSEN, agreed).total.soFar).toBe(0);
});
