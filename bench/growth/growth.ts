/** What is measured of one thing that grows, and how a measurement is taken. */
import { median } from '../sync/figures.ts';

export interface Growth {
	/** What grows, and its sizes' unit. */
	grows: string;
	/** The size at a national programme of 300 municipalities with 30 evaluations at once; the largest is ten times it. */
	national: number;
	/** Costs of one unit, in one plot. */
	panels: Panel[];
}

export interface Panel {
	/** End of its plot's file name. */
	name: string;
	title: string;
	unit: string;
	series: Series[];
}

export interface Series {
	name: string;
	points: { n: number; values: number[] }[];
}

export interface Options {
	/** Share of the sizes that are measured, from the smallest: 1 all; for trying out. */
	upTo: number;
	rounds: number;
	say: (line: string) => void;
}

export type Measure = (options: Options) => Promise<Growth>;

/** The sizes at or below this share of the largest. */
export const sizesUpTo = (sizes: readonly number[], { upTo }: Pick<Options, 'upTo'>): number[] =>
	sizes.filter((size) => size <= Math.max(...sizes) * upTo || size <= sizes[1]!);

/** Figures of several series over the sizes, gathered in any order. */
export class Sheet {
	readonly #series = new Map<string, Map<number, number[]>>();
	readonly #say: Options['say'];

	constructor(say: Options['say']) {
		this.#say = say;
	}

	add(series: string, n: number, ...values: number[]): void {
		let points = this.#series.get(series);
		if (!points) this.#series.set(series, (points = new Map<number, number[]>()));
		points.set(n, [...(points.get(n) ?? []), ...values]);
		this.#say(`${series} · ${n}: ${median(values).toPrecision(3)}`);
	}

	/** Milliseconds of each of `rounds` runs, after one that warms caches. */
	async time(series: string, n: number, rounds: number, run: () => Promise<unknown>): Promise<void> {
		const times: number[] = [];
		for (let round = 0; round <= rounds; round++) {
			const started = performance.now();
			await run();
			if (round > 0) times.push(performance.now() - started);
		}
		this.add(series, n, ...times);
	}

	/** In the order named; those that were not measured are left out. */
	series(...names: readonly string[]): Series[] {
		return names.flatMap((name) => {
			const points = this.#series.get(name);
			return points ? [{ name, points: [...points].map(([n, values]) => ({ n, values })) }] : [];
		});
	}
}
