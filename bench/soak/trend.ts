/** Whether a figure that was sampled over time is flat. */
export interface Trend {
	/** Of all samples. */
	mean: number;
	/** Of the line through them, in the figure's unit an hour. */
	perHour: number;
	/** How far that line rises or falls over the time sampled, as a share of the mean. */
	share: number;
}

/** Least squares; `minutes` and `value` of each sample. Throws for fewer than two. */
export function trendOf(samples: readonly { minutes: number; value: number }[]): Trend {
	if (samples.length < 2) throw new Error('a trend needs two samples');
	const meanOf = (of: (sample: { minutes: number; value: number }) => number): number =>
		samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
	const at = meanOf(({ minutes }) => minutes);
	const mean = meanOf(({ value }) => value);
	const spread = meanOf(({ minutes }) => (minutes - at) ** 2);
	const perMinute = meanOf(({ minutes, value }) => (minutes - at) * (value - mean)) / spread;
	const minutes = samples.map((sample) => sample.minutes);
	const span = Math.max(...minutes) - Math.min(...minutes);
	return { mean, perHour: perMinute * 60, share: (perMinute * span) / mean };
}
