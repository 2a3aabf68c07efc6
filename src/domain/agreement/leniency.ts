/**
 * How generous or strict each rater is against the group, also where raters scored different rows. Personal data:
 * for the rater and the lead.
 */
import { mean } from './averages.ts';
import { tooLittle, type Estimate } from './estimate.ts';
import { solve } from './linear-system.ts';
import { present, type Cells, type ScoreMatrix } from './score-matrix.ts';

export interface Bias {
	/** Least squares; above 0 is generous. Sums to 0 within a component. In the unit of the values. */
	bias: number;
	/** Mean over shared rows of own − mean of the others': easier to explain, larger by k/(k − 1). */
	ownMinusOthers: number;
	/** Rows that somebody else scored as well. */
	sharedRows: number;
	/** Raters compared directly or through others have the same number; across numbers nothing can be said. */
	component: number;
}

/**
 * One estimate per column. Least squares of x_uj = q_u + b_j + e with Σ b_j = 0 in each connected component of
 * raters and rows (two-way additive model, e.g. Searle (1987), Linear Models for Unbalanced Data, ch. 4–5); on
 * complete data the rater's mean minus the mean of all.
 */
export function biases(cells: Cells): Estimate<Bias>[] {
	const raters = cells[0]?.length ?? 0;
	const shared = cells.filter((row) => present(row).length >= 2);
	const component = componentsOf(shared, raters);
	const bias = leastSquares(shared, component);
	return Array.from({ length: raters }, (_, j) => {
		const differences = shared.flatMap((row) => {
			const own = row[j];
			if (own === null || own === undefined) return [];
			return [own - mean(present(row.map((value, i) => (i === j ? null : value))))];
		});
		const value = bias[j];
		if (differences.length === 0 || value === undefined) return tooLittle('rows', differences.length, 1);
		return {
			kind: 'value',
			bias: value,
			ownMinusOthers: mean(differences),
			sharedRows: differences.length,
			component: component[j] ?? 0,
		};
	});
}

/** Component number per rater, counted from 0 in order of first appearance. */
function componentsOf(rows: Cells, raters: number): number[] {
	const label = Array.from({ length: raters }, (_, j) => j);
	for (const row of rows) {
		const together = new Set(label.filter((_, j) => row[j] !== null && row[j] !== undefined));
		const lowest = Math.min(...together);
		label.forEach((old, j) => {
			if (together.has(old)) label[j] = lowest;
		});
	}
	const order = [...new Set(label)];
	return label.map((old) => order.indexOf(old));
}

/**
 * Normal equations with the rows' levels eliminated: Σ_u (δ_ij − 1/m_u) b_j = Σ_u (x_ui − x̄_u). Their matrix is
 * singular by one dimension per component; adding 1 within each component picks the solution that sums to 0.
 */
function leastSquares(rows: Cells, component: readonly number[]): number[] {
	const matrix = component.map((own) => component.map((other): number => (own === other ? 1 : 0)));
	const right = component.map(() => 0);
	for (const row of rows) {
		const values = present(row);
		const centre = mean(values);
		row.forEach((value, i) => {
			const equation = matrix[i];
			if (value === null || !equation) return;
			right[i] = (right[i] ?? 0) + value - centre;
			row.forEach((other, j) => {
				if (other !== null) equation[j] = (equation[j] ?? 0) + (i === j ? 1 : 0) - 1 / values.length;
			});
		});
	}
	return solve(matrix, right);
}

export type RaterLeniency = Estimate<{
	/** In percent units of max. */
	percent: Bias;
	/** In points per row. */
	points: Bias;
}> & { rater: string };

export interface Leniency {
	raters: RaterLeniency[];
	/** More than one: some raters share no rows, not even through others. */
	components: number;
}

/** Leniency of every rater of a matrix, in percent units and in points. */
export function leniency(matrix: ScoreMatrix): Leniency {
	const inPoints = biases(matrix.points);
	const raters = biases(matrix.percent).map((percent, j): RaterLeniency => {
		const rater = matrix.raters[j] ?? '';
		const points = inPoints[j];
		if (percent.kind !== 'value') return { rater, ...percent };
		if (points?.kind !== 'value') return { rater, ...tooLittle('rows', 0, 1) };
		return { rater, kind: 'value', percent: figures(percent), points: figures(points) };
	});
	const components = new Set(raters.flatMap((row) => (row.kind === 'value' ? [row.percent.component] : [])));
	return { raters, components: components.size };
}

const figures = ({ bias, ownMinusOthers, sharedRows, component }: Bias): Bias => ({
	bias,
	ownMinusOthers,
	sharedRows,
	component,
});
