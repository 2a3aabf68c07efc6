/** Where the dots of a score strip stand: at their value, and above each other where they would overlap. */

export interface StripDot {
	id: string;
	/** Points as a decimal. */
	value: number;
}

export interface PlacedDot extends StripDot {
	/** Share of the axis, 0–100. */
	percent: number;
	/** 0 stands on the axis. */
	level: number;
}

/** Levels kept free for a group of this size, so that a moving dot never moves what lies below the strip. */
export const levelsFor = (people: number): number => Math.max(1, Math.min(people, 4));

/**
 * `width` and `size` in pixels: the length of the axis, and what one dot takes up. Dots keep their place from
 * left to right; beyond the topmost level they overlap rather than grow the strip.
 */
export function placeDots(
	dots: readonly StripDot[],
	{ max, width, size, levels }: { max: number; width: number; size: number; levels: number },
): PlacedDot[] {
	const ends: number[] = Array.from({ length: levels }, () => -Infinity);
	return [...dots]
		.sort((a, b) => a.value - b.value || (a.id < b.id ? -1 : 1))
		.map((dot) => {
			const share = max > 0 ? Math.min(Math.max(dot.value / max, 0), 1) : 0;
			const left = share * width - size / 2;
			const free = ends.findIndex((end) => end <= left);
			const level = free === -1 ? levels - 1 : free;
			ends[level] = left + size;
			return { ...dot, percent: share * 100, level };
		});
}

/** Where a label that stands at this share of the axis (percent, 0–100) is held, so that it stays on the strip. */
export const labelAnchor = (percent: number): 'start' | 'middle' | 'end' => {
	if (percent > 82) return 'end';
	return percent < 18 ? 'start' : 'middle';
};
