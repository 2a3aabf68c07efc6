/** Sums and middles of plain numbers. Order never changes a result by more than the last bits. */

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Arithmetic mean; takes at least one value. */
export function mean(values: readonly number[]): number {
	if (values.length === 0) throw new RangeError('No values, no mean.');
	return sum(values) / values.length;
}

/** The middle value, or the mean of the two in the middle; takes at least one value. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.ceil(sorted.length / 2) - 1];
	if (upper === undefined || lower === undefined) throw new RangeError('No values, no median.');
	return (lower + upper) / 2;
}

/** Σ (x − x̄)². */
export function squaredDeviations(values: readonly number[]): number {
	if (values.length === 0) return 0;
	const centre = mean(values);
	return sum(values.map((value) => (value - centre) ** 2));
}
