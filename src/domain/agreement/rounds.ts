/**
 * What calibration did: the scores as first revealed against the scores now, over the same cells, and how far the
 * consensus lies from where the group began.
 */
import type { Framework } from '../framework/framework.ts';
import type { AgreedFigures } from '../points/totals.ts';
import { mean } from './averages.ts';
import { tooLittle, type Estimate } from './estimate.ts';
import { krippendorffAlpha, type Alpha } from './krippendorff.ts';
import { present, scoreMatrix, withoutCells, type ScoreMatrix, type Scores } from './score-matrix.ts';
import { spreadFigures } from './spread.ts';

export interface Round {
	alpha: Estimate<Alpha>;
	/** Mean over comparable rows, in percent units of max. */
	meanRange: Estimate<{ percent: number }>;
	meanMad: Estimate<{ percent: number }>;
}

export interface RoundComparison {
	first: Round;
	second: Round;
	/** Cells with a number in both rounds; only these are compared. */
	cells: number;
	/** Of them, cells whose number changed. */
	changed: number;
	/** Mean |now − first| over those cells, in percent units of max. */
	meanShift: Estimate<{ percent: number }>;
	/** Mean |consensus − mean of the first scores| over rows that have both, in percent units of max. */
	consensusDistance: Estimate<{ percent: number; rows: number }>;
}

/** One area with `areaId`, else all. `agreed` in hundredths of points; without it there is no distance to tell. */
export function compareRounds(
	framework: Framework,
	scores: { first: Scores; second: Scores },
	raters: readonly string[],
	agreed: AgreedFigures = new Map(),
	areaId?: string,
): RoundComparison {
	const all = scoreMatrix(framework, scores.first, raters, areaId);
	const now = scoreMatrix(framework, scores.second, raters, areaId);
	const inBoth = (u: number, j: number): boolean =>
		typeof all.percent[u]?.[j] === 'number' && typeof now.percent[u]?.[j] === 'number';
	const first = withoutCells(all, inBoth);
	const second = withoutCells(now, inBoth);
	const shifts = first.percent.flatMap((row, u) =>
		row.flatMap((before, j) => {
			const after = second.percent[u]?.[j];
			return typeof before === 'number' && typeof after === 'number' ? [Math.abs(after - before)] : [];
		}),
	);
	return {
		first: roundOf(first),
		second: roundOf(second),
		cells: shifts.length,
		changed: shifts.filter((shift) => shift > 0).length,
		meanShift: meanPercent(shifts, 'values'),
		consensusDistance: distanceFrom(all, agreed),
	};
}

function roundOf(matrix: ScoreMatrix): Round {
	const spreads = matrix.percent
		.map(present)
		.filter((row) => row.length >= 2)
		.map(spreadFigures);
	return {
		alpha: krippendorffAlpha(matrix.percent),
		meanRange: meanPercent(
			spreads.map(({ range }) => range),
			'rows',
		),
		meanMad: meanPercent(
			spreads.map(({ mad }) => mad),
			'rows',
		),
	};
}

function distanceFrom(
	first: ScoreMatrix,
	agreed: AgreedFigures,
): Estimate<{ percent: number; rows: number }> {
	const distances = first.rows.flatMap(({ subquestionId, max }, u) => {
		const consensus = agreed.get(subquestionId);
		const values = present(first.percent[u] ?? []);
		if (consensus?.kind !== 'points' || values.length === 0) return [];
		return [Math.abs(consensus.points / max - mean(values))];
	});
	const estimate = meanPercent(distances, 'rows');
	return estimate.kind === 'value' ? { ...estimate, rows: distances.length } : estimate;
}

const meanPercent = (values: readonly number[], of: 'values' | 'rows'): Estimate<{ percent: number }> =>
	values.length === 0 ? tooLittle(of, 0, 1) : { kind: 'value', percent: mean(values) };
