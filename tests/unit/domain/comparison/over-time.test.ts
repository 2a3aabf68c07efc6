import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { membersOf, newestOfEach } from '#domain/comparison/cohort.ts';
import { development, stretches } from '#domain/comparison/development.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { COUNTIES, countyOf } from '#domain/municipalities/counties.ts';
import { MUNICIPALITIES, municipalityNamed } from '#domain/municipalities/municipalities.ts';
import { OLDER } from '../../../support/older-framework.ts';

const result = (year: number, framework: typeof OLDER, value: number | null) => ({ year, framework, value });

describe('the development of a municipality', () => {
	const results = [
		result(2019, KOMMUNKOMPASSEN, 72),
		result(2011, OLDER, 60),
		result(2017, KOMMUNKOMPASSEN, 65),
		result(2014, OLDER, null),
	];

	test('goes by year, passes over what has no figure, and tells the change', () => {
		const points = development(results, { kind: 'area', id: '1' }, ({ value }) => value);
		expect(points.map(({ year, change, comparability }) => [year, change, comparability])).toEqual([
			[2011, null, null],
			[2014, null, null],
			[2017, 5, 'tightened'],
			[2019, 7, 'full'],
		]);
		expect(stretches(points).map((line) => line.map(({ year }) => year))).toEqual([[2011, 2017, 2019]]);
	});

	test('breaks where area 7 was made anew, and the total with it', () => {
		for (const subject of [{ kind: 'area', id: '7' }, { kind: 'total' }] as const) {
			const points = development(results, subject, ({ value }) => value);
			expect(points.map(({ change }) => change)).toEqual([null, null, null, 7]);
			expect(stretches(points).map((line) => line.map(({ year }) => year))).toEqual([[2011], [2017, 2019]]);
		}
	});
});

describe('a cohort', () => {
	const candidate = (id: string, municipalityCode: string, year: number, frameworkId = 'a') => ({
		id,
		municipalityCode,
		year,
		frameworkId,
	});
	const definition = { frameworkId: 'a', from: 2016, to: 2018, counties: [] };

	test('has each municipality of the version and the years once, by its newest result', () => {
		const all = [
			candidate('1', '0115', 2016),
			candidate('2', '0115', 2018),
			candidate('3', '0115', 2019),
			candidate('4', '1480', 2017),
			candidate('5', '1480', 2017, 'b'),
			candidate('6', '2480', 2015),
		];
		expect(membersOf(definition, all).map(({ id }) => id)).toEqual(['2', '4']);
		expect(membersOf({ ...definition, counties: ['14'] }, all).map(({ id }) => id)).toEqual(['4']);
	});

	test('never has a municipality twice', () => {
		const any = fc.record({
			municipalityCode: fc.constantFrom('0115', '1480', '2480'),
			year: fc.integer({ min: 2010, max: 2020 }),
		});
		fc.assert(
			fc.property(fc.array(any), (results) => {
				const newest = newestOfEach(results);
				const codes = results.map(({ municipalityCode }) => municipalityCode);
				expect(newest.map(({ municipalityCode }) => municipalityCode).sort()).toEqual(
					[...new Set(codes)].sort(),
				);
				for (const { municipalityCode, year } of newest)
					expect(year).toBe(
						Math.max(
							...results.filter((one) => one.municipalityCode === municipalityCode).map((one) => one.year),
						),
					);
			}),
		);
	});
});

test('every municipality lies in a county and is found by its code and its name', () => {
	for (const municipality of MUNICIPALITIES) {
		expect(COUNTIES[countyOf(municipality.code)]).toBeDefined();
		expect(municipalityNamed(municipality.code)).toEqual(municipality);
		expect(municipalityNamed(` ${municipality.name.toUpperCase()} `)).toEqual(municipality);
		expect(municipalityNamed(`${municipality.name} kommun`)).toEqual(municipality);
	}
	expect(municipalityNamed('Göteborgs stad')?.code).toBe('1480');
	for (const none of ['', 'Atlantis', 'Val', '0000', '__proto__'])
		expect(municipalityNamed(none)).toBeUndefined();
});
