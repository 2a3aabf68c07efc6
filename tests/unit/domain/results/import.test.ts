import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { percentOf, roundHalfUp, formatPoints } from '#domain/points/points.ts';
import { figures } from '#domain/points/totals.ts';
import { readResults, type ImportDefaults } from '#domain/results/import.ts';
import { evaluationResult, levelOf } from '#domain/results/result.ts';
import { readTable } from '#domain/results/table.ts';
import { AREAS_CSV, cellsOf, printedAreas, PRINTED_CSV } from './vallentuna.ts';

const HERE: ImportDefaults = { municipality: 'Vallentuna', year: '2019', framework: 'kommunkompassen-2.1' };
const read = (cells: string[][], defaults = HERE, frameworks = [KOMMUNKOMPASSEN]) =>
	readResults(readTable(cells), defaults, frameworks);
const faultsOf = (cells: string[][], defaults = HERE) =>
	read(cells, defaults).faults.map(({ row, column, code }) => `${row ?? '-'}:${column ?? '-'}:${code}`);
const only = (cells: string[][], defaults = HERE) => {
	const { results, faults } = read(cells, defaults);
	expect(faults).toEqual([]);
	expect(results).toHaveLength(1);
	return results[0]!;
};

describe('a printed table', () => {
	test('with areas alone is kept as printed and has its total', () => {
		const { figures, municipality, year } = only(cellsOf(AREAS_CSV));
		expect(municipality.code).toBe('0115');
		expect(year).toBe(2019);
		expect(levelOf(figures)).toBe('areas');
		expect(figures.total).toMatchObject({ achieved: 603, max: 800, percent: 75, derived: false });
		expect(figures.areas.map(({ achieved }) => achieved)).toEqual(
			printedAreas.map(({ achieved }) => achieved),
		);
	});

	test('with subquestions and areas has the printed sums, not the sums of its columns', () => {
		const { figures, warnings } = only([...cellsOf(PRINTED_CSV), ...cellsOf(AREAS_CSV).slice(1)]);
		expect(levelOf(figures)).toBe('subquestions');
		expect(figures.total.achieved).toBe(603);
		expect(figures.subquestions).toHaveLength(45);
		expect(figures.subquestions.every(({ exact }) => exact === null)).toBe(true);
		expect(warnings).toEqual([]);
	});

	test('with subquestions alone says where a sum may be off by its rounding', () => {
		const { figures, warnings } = only(cellsOf(PRINTED_CSV));
		for (const area of figures.areas) {
			const printed = printedAreas.find(({ id }) => id === area.id)!.achieved;
			if (!area.derived) expect(area.achieved).toBe(printed);
			expect(Math.abs((area.achieved ?? 0) - printed)).toBeLessThanOrEqual(1);
		}
		expect(figures.total.derived).toBe(true);
		expect(warnings.every(({ code }) => code === 'resultAreaDerived')).toBe(true);
	});

	test('with a row without points says that it is summed without it', () => {
		const rows = cellsOf(PRINTED_CSV).slice(0, 6);
		rows[2] = ['1.2', '', '20', ''];
		const { figures, warnings } = only(rows);
		expect(figures.subquestions[1]).toMatchObject({ id: '1.2', achieved: null });
		expect(figures.areas).toMatchObject([{ id: '1', achieved: 55 }]);
		expect(warnings).toContainEqual({
			code: 'resultRowsBlank',
			params: { area: '1', ids: '1.2', count: 1 },
		});
	});

	test('may be incomplete; what cannot be summed has no sum', () => {
		const { figures, warnings } = only(cellsOf(PRINTED_CSV).slice(0, 8));
		expect(figures.areas.map(({ id }) => id)).toEqual(['1']);
		expect(figures.total.achieved).toBeNull();
		expect(warnings.map(({ code }) => code)).toEqual([
			'resultAreaDerived',
			'resultAreaIncomplete',
			'resultAreasMissing',
		]);
	});
});

describe('columns and values as people have them', () => {
	test('in Swedish, in another order, with decimals, percent signs, a last row that sums up', () => {
		const { figures } = only([
			['\uFEFFProcent', 'Delfråga', 'Poäng', 'Max', 'Kommentar'],
			['75 %', '1.1', '11,25', '15', 'bra'],
			[],
			['', '1.2', 'ej bedömd', '20'],
			['', 'Område 3', '84', '100'],
			['', 'Summa', '84', ''],
		]);
		expect(figures.subquestions).toEqual([
			{ id: '1.1', achieved: 11, max: 15, percent: 75, exact: 1125, derived: false },
			{ id: '1.2', achieved: null, max: 20, percent: null, exact: null, derived: false },
		]);
		expect(figures.areas).toMatchObject([{ id: '3', achieved: 84, percent: null }]);
	});

	test('numbers of subquestions that a Swedish spreadsheet took for decimals', () => {
		const { figures } = only([
			['nr', 'poäng'],
			['1,1', '11'],
			['1,5.', '7'],
		]);
		expect(figures.subquestions.map(({ id }) => id)).toEqual(['1.1', '1.5']);
	});

	test('shares from a spreadsheet are percent', () => {
		const { figures } = only([
			['id', 'achieved', 'percent'],
			['1.1', '11', '0.75'],
			['1.5', '10', '1'],
		]);
		expect(figures.subquestions.map(({ percent }) => percent)).toEqual([75, 100]);
	});

	test('many municipalities and years in one file', () => {
		const { results } = read(
			[
				['kommun', 'år', 'id', 'uppnått', 'procent'],
				['Täby', '2018', '1', '70', '70'],
				['0115', '2017', '1', '65', '65'],
				['Täby kommun', '2018', '2', '71', '71'],
			],
			{ framework: '2.1' },
		);
		expect(
			results.map(({ municipality, year, figures }) => [municipality.name, year, figures.areas.length]),
		).toEqual([
			['Täby', 2018, 2],
			['Vallentuna', 2017, 1],
		]);
	});
});

describe('each wrong row is named by its row and column', () => {
	const head = ['id', 'achieved', 'max', 'percent'];
	test.each<[string, string[], string]>([
		['an id the framework does not have', ['9.9', '1', '15', '7'], '2:id:resultIdUnknown'],
		['no id', ['', '1', '15', '7'], '2:id:resultIdMissing'],
		['words for points', ['1.1', 'elva', '15', '75'], '2:achieved:resultNotNumber'],
		['words for percent', ['1.1', '11', '15', 'mycket'], '2:percent:resultNotNumber'],
		['points below zero', ['1.1', '-1', '15', '7'], '2:achieved:resultNegative'],
		['points above the maximum', ['1.1', '16', '15', ''], '2:achieved:resultAboveMax'],
		['another maximum', ['1.1', '11', '20', '75'], '2:max:resultMaxDiffers'],
		['more than 100 percent', ['1.1', '11', '15', '175'], '2:percent:resultPercentWrong'],
		['a pair no score prints', ['1.1', '11', '15', '85'], '2:percent:resultPairImpossible'],
		['decimals that print another percent', ['1.1', '11,2', '15', '74'], '2:percent:resultPairImpossible'],
		['too many decimals', ['1.1', '11,255', '15', '75'], '2:achieved:resultTooManyDecimals'],
		['percent without points', ['1.1', '', '15', '75'], '2:achieved:resultPercentAlone'],
		['more cells than columns', ['1.1', '11', '25', '15', '75'], '2:-:resultRowTooWide'],
	])('%s', (_, row, wanted) => expect(faultsOf([head, row])).toEqual([wanted]));

	test('the same row twice, and an area that its rows cannot make', () => {
		expect(faultsOf([head, ['1.1', '11', '15', '75'], ['1.1', '11', '15', '75']])).toEqual([
			'3:id:resultIdTwice',
		]);
		const area = [['1', '60', '100', '60']];
		expect(faultsOf([...cellsOf(PRINTED_CSV), ...area])).toEqual(['47:achieved:resultAreaImpossible']);
	});

	test('a file without rows, without columns, without municipality, year or a known framework', () => {
		expect(faultsOf([])).toEqual(['-:-:resultFileEmpty']);
		expect(faultsOf([head])).toEqual(['-:-:resultFileEmpty']);
		expect(faultsOf([['a', 'b']])).toEqual(['-:id:resultColumnMissing']);
		expect(
			faultsOf([
				['id', 'max'],
				['1', '100'],
			]),
		).toEqual(['-:achieved:resultColumnMissing']);
		const row = [head, ['1', '70', '100', '70']];
		expect(faultsOf(row, {})).toEqual(['-:municipality:resultMunicipalityMissing', '-:year:resultYearWrong']);
		expect(faultsOf(row, { ...HERE, municipality: 'Atlantis', framework: 'x' })).toEqual([
			'-:municipality:resultMunicipalityUnknown',
			'-:framework:resultFrameworkUnknown',
		]);
	});

	test('one mistake in a column is one mistake, not one a row', () => {
		const rows = cellsOf(PRINTED_CSV).map((row, at) => [...row, at === 0 ? 'kommun' : 'Atlantis']);
		expect(faultsOf(rows)).toEqual(['2:municipality:resultMunicipalityUnknown']);
	});
});

test('what an evaluation prints can be imported again, exactly', () => {
	const subquestions = allSubquestions(KOMMUNKOMPASSEN);
	fc.assert(
		fc.property(
			fc.tuple(...subquestions.map(({ max }) => fc.integer({ min: 0, max: max * 100 }))),
			fc.constantFrom('sv' as const, 'en' as const),
			(scores, locale) => {
				const agreed = new Map(
					subquestions.map(({ id }, at) => [id, { kind: 'points', points: scores[at]! } as const]),
				);
				const printed = evaluationResult(KOMMUNKOMPASSEN, agreed);
				const decimals = subquestions.map(({ id }, at) => [id, formatPoints(scores[at]!, locale)]);
				const again = only([['id', 'points'], ...decimals]);
				expect(again.figures.total.achieved).toBe(figures(KOMMUNKOMPASSEN, agreed).total.achieved);
				// Printed rows with printed areas: never refused, and the same total.
				const rows = [...printed.areas, ...printed.subquestions].map((row) => [
					row.id,
					String(row.achieved),
					String(row.max),
					`${row.percent} %`,
				]);
				const kept = only([['id', 'achieved', 'max', 'percent'], ...rows]);
				expect(kept.figures.total.achieved).toBe(printed.total.achieved);
				expect(kept.warnings).toEqual([]);
			},
		),
		{ numRuns: 30 },
	);
});

test('a score and its printed row never contradict each other', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1500 }), (score) => {
			const row = [
				'1.1',
				String(roundHalfUp(score)),
				formatPoints(score, 'sv'),
				String(percentOf(score, 1500)),
			];
			expect(faultsOf([['id', 'achieved', 'points', 'percent'], row])).toEqual([]);
		}),
	);
});

test('no table whatever throws', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 }), { maxLength: 6 }),
			(cells) => {
				void read([['id', 'achieved', 'max', 'percent', 'year', 'municipality'], ...cells]);
			},
		),
	);
});
