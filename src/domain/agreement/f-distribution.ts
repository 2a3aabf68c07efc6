/**
 * Quantiles of the F distribution, for the confidence intervals of intraclass correlations. Formulas: NIST Digital
 * Library of Mathematical Functions, 8.17 (incomplete beta function) and 5.11 (logarithm of the gamma function).
 */

/** ln Γ(z) for z > 0: Stirling's series (DLMF 5.11.1) after stepping up to where it converges. */
function logGamma(z: number): number {
	let shift = 0;
	while (z < 12) {
		shift += Math.log(z);
		z += 1;
	}
	const inverse = 1 / z;
	const square = inverse * inverse;
	const series =
		inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188)))));
	return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

const ITERATIONS = 10_000;
const TINY = 1e-300;

/** The continued fraction of DLMF 8.17.22, by Lentz's method; converges fast for x < (a + 1) / (a + b + 2). */
function betaFraction(a: number, b: number, x: number): number {
	let c = 1;
	let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
	let result = d;
	for (let m = 1; m < ITERATIONS; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / nonZero(1 + even * d);
		c = nonZero(1 + even / c);
		result *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / nonZero(1 + odd * d);
		c = nonZero(1 + odd / c);
		const step = d * c;
		result *= step;
		if (Math.abs(step - 1) < 1e-15) break;
	}
	return result;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** I_x(a, b) with both x and 1 − x given, so that neither end loses digits. */
function incompleteBeta(a: number, b: number, x: number, complement: number): number {
	const front = Math.exp(
		logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(complement),
	);
	return x < (a + 1) / (a + b + 2)
		? (front * betaFraction(a, b, x)) / a
		: 1 - (front * betaFraction(b, a, complement)) / b;
}

/** P(F ≤ f) for f ≥ 0 with d1 and d2 > 0 degrees of freedom, which need not be whole. */
export function fCumulative(f: number, d1: number, d2: number): number {
	if (f <= 0) return 0;
	const scaled = d1 * f;
	return incompleteBeta(d1 / 2, d2 / 2, scaled / (scaled + d2), d2 / (scaled + d2));
}

/** Beyond e^±230 (10^±100) a bound says nothing any more. */
const LOG_LIMIT = 230;

/**
 * The f with P(F ≤ f) = p, 0 < p < 1. Bisection on ln f: the distribution function only rises, so this cannot
 * miss. Null when the answer lies outside 10^±100 or the degrees of freedom are not positive.
 */
export function fQuantile(p: number, d1: number, d2: number): number | null {
	if (!(p > 0 && p < 1 && d1 > 0 && d2 > 0 && Number.isFinite(d1 + d2))) return null;
	let low = -LOG_LIMIT;
	let high = LOG_LIMIT;
	if (fCumulative(Math.exp(low), d1, d2) > p || fCumulative(Math.exp(high), d1, d2) < p) return null;
	for (let step = 0; step < 200 && high - low > 1e-15 * Math.max(1, Math.abs(low)); step++) {
		const middle = (low + high) / 2;
		if (fCumulative(Math.exp(middle), d1, d2) < p) low = middle;
		else high = middle;
	}
	return Math.exp((low + high) / 2);
}
