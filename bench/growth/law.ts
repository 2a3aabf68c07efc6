/**
 * By which law a cost grows: a fixed part and a part that grows, `fixed + rate · g(n)`, for the simplest g that fits.
 * Errors are relative, so that small sizes count as much as large ones.
 */

/** From the simplest; the root, of work that is done in batches, only where none of the others is as close. */
const LAWS = {
	constant: () => 0,
	'log n': (n: number) => Math.log2(n),
	linear: (n: number) => n,
	'n log n': (n: number) => n * Math.log2(n),
	quadratic: (n: number) => n * n,
	'square root': (n: number) => Math.sqrt(n),
} as const;

export type LawName = keyof typeof LAWS;
export const LAW_NAMES = Object.keys(LAWS) as LawName[];

export interface Measurement {
	/** Size, > 0. */
	n: number;
	/** Cost, > 0. */
	cost: number;
}

export interface Law {
	name: LawName;
	/** Both ≥ 0, in the unit of the cost. */
	fixed: number;
	rate: number;
	/** Root mean square of the relative errors: 0.1 is a tenth off. */
	error: number;
	/** The size from which on the growing part is more than the fixed one; null: the one or the other all along. */
	bend: number | null;
	/** Exponent over the whole range and between the two largest sizes: 0 constant, 1 linear, 2 quadratic. */
	slope: number;
	lastSlope: number;
}

/** A simpler law is told where it is off by no more than this much more than the best one. */
const TOLERANCE = { factor: 1.15, more: 0.02 };

export const costAt = ({ name, fixed, rate }: Pick<Law, 'name' | 'fixed' | 'rate'>, n: number): number =>
	fixed + rate * LAWS[name](n);

/** Two sizes or more, in any order; throws for fewer. */
export function lawOf(measured: readonly Measurement[]): Law {
	const sorted = [...measured].sort((a, b) => a.n - b.n);
	const first = sorted[0];
	const last = sorted.at(-1);
	if (!first || !last || first.n === last.n) throw new Error('a law needs two sizes');
	const before = sorted.findLast(({ n }) => n < last.n) ?? first;
	const fits = LAW_NAMES.map((name) => fit(name, sorted));
	const best = Math.min(...fits.map(({ error }) => error));
	const simplest = fits.find(({ error }) => error <= best * TOLERANCE.factor + TOLERANCE.more)!;
	return {
		...simplest,
		bend: bendOf(simplest, first.n, last.n),
		slope: exponent(first, last),
		lastSlope: exponent(before, last),
	};
}

type Fit = Pick<Law, 'name' | 'fixed' | 'rate' | 'error'>;

/** Each time the errors are taken relative to the fit before: relative to the figures, low ones would count for more. */
const ITERATIONS = 20;

/** Least squares of the relative errors; neither part is ever negative. */
function fit(name: LawName, measured: readonly Measurement[]): Fit {
	let found: Fit = { name, fixed: 0, rate: 0, error: 0 };
	let relativeTo = measured.map(({ cost }) => cost);
	for (let n = 0; n < ITERATIONS; n++) {
		found = weighted(name, measured, relativeTo);
		relativeTo = measured.map((one) => costAt(found, one.n));
	}
	return found;
}

function weighted(name: LawName, measured: readonly Measurement[], relativeTo: readonly number[]): Fit {
	const g = LAWS[name];
	// Each row divided by what its error is relative to: u · fixed + v · rate ≈ t.
	const rows = measured.map(({ n, cost }, at) => {
		const scale = relativeTo[at] ?? cost;
		return { u: 1 / scale, v: g(n) / scale, t: cost / scale };
	});
	type Row = (typeof rows)[number];
	const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
	const [uu, uv, vv] = [sum(({ u }) => u * u), sum(({ u, v }) => u * v), sum(({ v }) => v * v)];
	const [ut, vt] = [sum(({ u, t }) => u * t), sum(({ v, t }) => v * t)];
	const determinant = uu * vv - uv * uv;
	let fixed = ut / uu;
	let rate = 0;
	if (determinant > 1e-12 * uu * vv) {
		fixed = (ut * vv - vt * uv) / determinant;
		rate = (vt * uu - ut * uv) / determinant;
		if (fixed < 0) [fixed, rate] = [0, vt / vv];
		if (rate < 0) [fixed, rate] = [ut / uu, 0];
	}
	const error = Math.sqrt(sum(({ u, v, t }) => (u * fixed + v * rate - t) ** 2) / rows.length);
	return { name, fixed, rate, error };
}

function bendOf(of: Fit, from: number, to: number): number | null {
	const growing = (n: number): number => costAt(of, n) - of.fixed;
	if (of.rate === 0 || growing(from) >= of.fixed || growing(to) <= of.fixed) return null;
	let [low, high] = [from, to];
	for (let step = 0; step < 60; step++) {
		const middle = Math.sqrt(low * high);
		if (growing(middle) < of.fixed) low = middle;
		else high = middle;
	}
	return high;
}

const exponent = (a: Measurement, b: Measurement): number => Math.log(b.cost / a.cost) / Math.log(b.n / a.n);
