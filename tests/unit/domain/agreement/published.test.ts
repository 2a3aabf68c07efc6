import { describe, expect, test } from 'vitest';
import { concordance } from '#domain/agreement/concordance.ts';
import { intraclass } from '#domain/agreement/intraclass.ts';
import { krippendorffAlpha } from '#domain/agreement/krippendorff.ts';
import { biases } from '#domain/agreement/leniency.ts';
import { spreadFigures } from '#domain/agreement/spread.ts';
import { published, type IntraclassName } from '../fixtures/published-agreement.ts';
import { valueOf } from './value-of.ts';

const { krippendorff2011C, wikipediaAlpha, shroutFleiss1979 } = published;

/** As printed with so many decimals; −.88 and 0 included. */
const printed = (value: number | null, decimals: number): number => Number(value?.toFixed(decimals));

describe('Krippendorff 2011, example C', () => {
	const alpha = valueOf(krippendorffAlpha(krippendorff2011C.data));

	test('gives the published interval α of .849', () => {
		expect(printed(alpha.alpha, 3)).toBe(krippendorff2011C.published.alphaInterval);
		expect(printed(alpha.alpha, 4)).toBe(krippendorff2011C.computed.alphaInterval);
	});

	test('gives the published disagreements, observed .433 and expected 2.872', () => {
		expect(printed(alpha.observedDisagreement, 3)).toBe(krippendorff2011C.published.DoInterval);
		expect(printed(alpha.expectedDisagreement, 3)).toBe(krippendorff2011C.published.DeInterval);
	});

	test('drops the unit with a single value: 11 rows, 40 values', () => {
		expect(alpha).toMatchObject({ rows: 11, values: 40 });
	});

	test('least-squares leniency with gaps, and own minus others on shared units', () => {
		const all = biases(krippendorff2011C.data).map(valueOf);
		expect(all.map(({ bias }) => printed(bias, 4))).toEqual([-0.2305, -0.0998, 0.2242, 0.1061]);
		expect(all.map(({ ownMinusOthers }) => printed(ownMinusOthers, 4))).toEqual([
			-0.2963, -0.1333, 0.2667, 0.1212,
		]);
		expect(all.map(({ sharedRows }) => sharedRows)).toEqual([9, 10, 10, 11]);
	});
});

test('the computational example of the encyclopedia gives its published interval α of .811 on 26 values', () => {
	const alpha = valueOf(krippendorffAlpha(wikipediaAlpha.data));
	expect(printed(alpha.alpha, 3)).toBe(wikipediaAlpha.published.alphaInterval);
	expect(printed(alpha.alpha, 4)).toBe(wikipediaAlpha.computed.alphaInterval);
	expect(alpha.values).toBe(26);
});

describe('Shrout & Fleiss 1979', () => {
	const { data, computed } = shroutFleiss1979;
	const table = shroutFleiss1979.published;
	const result = valueOf(intraclass(data));
	const forms = {
		'ICC(1,1)': result.oneWay.single,
		'ICC(2,1)': result.agreement.single,
		'ICC(3,1)': result.consistency.single,
		'ICC(1,4)': result.oneWay.average,
		'ICC(2,4)': result.agreement.average,
		'ICC(3,4)': result.consistency.average,
	};

	test('gives the published mean squares', () => {
		const { between, within, raters, residual } = result.meanSquares;
		expect([between, within, raters, residual].map((square) => printed(square, 2))).toEqual([
			table.BMS,
			table.WMS,
			table.JMS,
			table.EMS,
		]);
		expect(result).toMatchObject({ rows: 6, ofRows: 6, raters: 4 });
	});

	test.each(Object.keys(forms) as IntraclassName[])(
		'gives the published %s and its 95 %% interval',
		(name) => {
			const coefficient = valueOf(forms[name]);
			expect(printed(coefficient.icc, 2)).toBe(table[name]);
			expect([printed(coefficient.low, 2), printed(coefficient.high, 2)]).toEqual(table.CI95[name]);
		},
	);

	test('judges differ in level, which costs α but not consistency', () => {
		expect(printed(valueOf(krippendorffAlpha(data)).alpha, 4)).toBe(computed.alphaInterval);
	});

	test('leniency of the four judges, simple and against the others', () => {
		const all = biases(data).map(valueOf);
		expect(all.map(({ bias }) => printed(bias, 4))).toEqual([2.375, -2.7917, -0.9583, 1.375]);
		expect(all.map(({ ownMinusOthers }) => printed(ownMinusOthers, 4))).toEqual([
			3.1667, -3.7222, -1.2778, 1.8333,
		]);
	});

	test('the first target: range 7, MAD 2.5, mean pairwise difference 4, SD 3.1623', () => {
		const spread = spreadFigures(data[0] ?? []);
		expect(spread).toMatchObject({ range: 7, mad: 2.5, meanPairwiseDifference: 4 });
		expect(printed(spread.sd, 4)).toBe(3.1623);
	});

	test("Kendall's W is .8554 uncorrected and .8870 corrected for ties", () => {
		const { w, uncorrected } = valueOf(concordance(data));
		expect([printed(uncorrected, 4), printed(w, 4)]).toEqual([0.8554, 0.887]);
	});
});
