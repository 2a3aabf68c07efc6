/** How this product's figures come into a registry: buckets, gauges that are read when asked for, and shares of many. */
import { Counter, Gauge, type Registry } from 'prom-client';

/** Upper bounds in seconds: a commit on a good disk to a request that somebody gave up on. */
export const SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Upper bounds in seconds of what is measured in microseconds. */
export const MICROSECONDS = [1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 1e-3, 1e-2];

export type Named<F> = Readonly<Record<keyof F, readonly [name: string, help: string]>>;

/** Gauges that are known only when they are read, all of one group from one look. */
export function watchGauges<F extends Record<keyof F, number>>(
	registry: Registry,
	named: Named<F>,
	read: () => F,
): void {
	const fields = Object.keys(named) as (keyof F)[];
	const gauges = new Map<keyof F, Gauge>();
	const look = (): void => {
		const figures = read();
		for (const [field, gauge] of gauges) gauge.set(figures[field]);
	};
	for (const [at, field] of fields.entries()) {
		const [name, help] = named[field];
		// The registry asks in the order of registration: the first of the group looks for all of them.
		const collect = at === 0 ? { collect: look } : {};
		gauges.set(field, new Gauge({ name, help, registers: [registry], ...collect }));
	}
}

/** Plain numbers that the hot path counts up, as counters. */
export function watchCounts<F extends Record<keyof F, number>>(
	registry: Registry,
	named: Named<F>,
	counts: F,
): void {
	for (const field of Object.keys(named) as (keyof F)[]) {
		const [name, help] = named[field];
		new Counter({
			name,
			help,
			registers: [registry],
			collect() {
				this.reset();
				this.inc(counts[field]);
			},
		});
	}
}

/** The same as one counter with a label. */
export function watchBy(
	registry: Registry,
	name: string,
	label: string,
	help: string,
	counts: Readonly<Record<string, number>>,
): void {
	new Counter({
		name,
		help,
		labelNames: [label],
		registers: [registry],
		collect() {
			this.reset();
			for (const [value, count] of Object.entries(counts)) this.inc({ [label]: value }, count);
		},
	});
}

/** The value that `share` (0–1) of them do not exceed, and the largest; both 0 of none. Sorts what it is given. */
export function spread(values: number[], share = 0.99): { high: number; most: number } {
	values.sort((a, b) => a - b);
	const at = Math.max(0, Math.ceil(values.length * share) - 1);
	return { high: values[at] ?? 0, most: values.at(-1) ?? 0 };
}
