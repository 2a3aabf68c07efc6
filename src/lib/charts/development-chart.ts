/** Where the points of a development stand, and which of them a line may join. */

export interface ChartPoint {
	year: number;
	value: number;
	/** Whether it may be compared with the point before it. */
	joined: boolean;
}

export interface PlacedPoint extends ChartPoint {
	/** Share of the width, 0–100; a single year stands in the middle. */
	x: number;
	/** Share of the height from the top, 0–100. */
	y: number;
}

/** Takes points by year. `max`: the value at the top. */
export function placePoints(points: readonly ChartPoint[], max: number): PlacedPoint[] {
	const years = points.map(({ year }) => year);
	const [first, last] = [Math.min(...years), Math.max(...years)];
	return points.map((point) => ({
		...point,
		x: first === last ? 50 : (100 * (point.year - first)) / (last - first),
		y: 100 - (100 * Math.min(Math.max(point.value, 0), max)) / max,
	}));
}

/** Pairs of neighbours that are joined. */
export const joints = (placed: readonly PlacedPoint[]): [PlacedPoint, PlacedPoint][] =>
	placed.flatMap((point, at): [PlacedPoint, PlacedPoint][] => {
		const before = placed[at - 1];
		return before && point.joined ? [[before, point]] : [];
	});
