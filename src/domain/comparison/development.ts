/** How a figure developed over the results of one municipality, in stretches that may be joined by a line. */
import type { Comparability, Framework } from '../framework/framework.ts';
import { difference } from './figures.ts';
import { comparabilityOf, type Subject } from './versions.ts';

export interface Point<T> {
	of: T;
	year: number;
	/** Null: no figure in this result. */
	value: number | null;
	/** With the point before it that has a figure; null for the first. */
	comparability: Comparability | null;
	/** From that point; null where there is none, or where the two must not be compared. */
	change: number | null;
}

/** Takes one municipality's results in any order. A figure that is missing is passed over, not drawn as zero. */
export function development<T extends { year: number; framework: Framework }>(
	results: readonly T[],
	subject: Subject,
	value: (result: T) => number | null,
): Point<T>[] {
	const sorted = [...results].sort((a, b) => a.year - b.year);
	let before: { of: T; value: number } | undefined;
	return sorted.map((of) => {
		const found = value(of);
		const comparability = before ? comparabilityOf(of.framework, before.of.framework, subject) : null;
		const change = before && comparability !== null ? difference(found, before.value, comparability) : null;
		const point = {
			of,
			year: of.year,
			value: found,
			comparability: found === null ? null : comparability,
			change,
		};
		if (found !== null) before = { of, value: found };
		return point;
	});
}

/** The points with a figure, broken where two in a row are not comparable. */
export function stretches<T>(points: readonly Point<T>[]): Point<T>[][] {
	const lines: Point<T>[][] = [];
	for (const point of points) {
		if (point.value === null) continue;
		const last = lines.at(-1);
		if (last && point.comparability !== 'none') last.push(point);
		else lines.push([point]);
	}
	return lines;
}
