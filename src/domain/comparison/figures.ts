/** Differences, means and places among printed figures. Whole numbers in; means in hundredths, halves up. */
import type { Comparability } from '../framework/framework.ts';
import { divideHalfUp, type Hundredths } from '../points/points.ts';

/** Null where either is missing, and where the two must not be compared: then no difference exists to be shown. */
export function difference(
	now: number | null,
	then: number | null,
	comparability: Comparability,
): number | null {
	return now === null || then === null || comparability === 'none' ? null : now - then;
}

export interface Mean {
	/** How many figures went in. */
	n: number;
	/** Null of none. */
	mean: Hundredths | null;
}

/** Of whole numbers ≥ 0; missing ones do not count. */
export function meanOf(values: readonly (number | null)[]): Mean {
	const there = values.filter((value) => value !== null);
	const sum = there.reduce((total, value) => total + value, 0);
	return { n: there.length, mean: there.length === 0 ? null : divideHalfUp(sum * 100, there.length) };
}

export interface Placed<T> {
	of: T;
	value: number;
	/** From 1; those that are equal share the best of their places, and the next place is left out (1, 2, 2, 4). */
	place: number;
	/** Whether somebody shares it. */
	tied: boolean;
}

/** Highest first, equals in the order they came. What has no value has no place. */
export function ranking<T>(all: readonly T[], value: (one: T) => number | null): Placed<T>[] {
	const valued = all.flatMap((of) => {
		const found = value(of);
		return found === null ? [] : [{ of, value: found }];
	});
	valued.sort((a, b) => b.value - a.value);
	const count = new Map<number, number>();
	for (const one of valued) count.set(one.value, (count.get(one.value) ?? 0) + 1);
	let place = 0;
	return valued.map((one, at) => {
		if (one.value !== valued[at - 1]?.value) place = at + 1;
		return { ...one, place, tied: (count.get(one.value) ?? 0) > 1 };
	});
}

export interface Distribution {
	n: number;
	lowest: number;
	highest: number;
	/** Hundredths, halves up where it lies between two. */
	median: Hundredths;
	mean: Hundredths;
}

/** Null of none. */
export function distributionOf(values: readonly (number | null)[]): Distribution | null {
	const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
	const [lowest, highest] = [sorted[0], sorted.at(-1)];
	const { n, mean } = meanOf(sorted);
	if (lowest === undefined || highest === undefined || mean === null) return null;
	const middle = (sorted[Math.floor((n - 1) / 2)] ?? lowest) + (sorted[Math.ceil((n - 1) / 2)] ?? highest);
	return { n, lowest, highest, median: middle * 50, mean };
}
