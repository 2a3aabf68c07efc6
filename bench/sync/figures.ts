/** Medians, percentiles, and what processes have used, for figures that are told with their spread. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';

/** 0 ≤ `share` ≤ 1; NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
	if (values.length === 0) return Number.NaN;
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** The middle one, or the mean of the middle two; NaN for no values. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.ceil(sorted.length / 2) - 1];
	return upper === undefined || lower === undefined ? Number.NaN : (upper + lower) / 2;
}

export interface Spread {
	median: number;
	least: number;
	most: number;
}

/** Undefined for no values. */
export const spreadOf = (values: readonly number[]): Spread | undefined =>
	values.length === 0
		? undefined
		: { median: median(values), least: Math.min(...values), most: Math.max(...values) };

/** Three digits at most matter: 0.84, 7.3, 41, 12,800. */
export function shown(value: number): string {
	if (value === Number.POSITIVE_INFINITY) return 'never';
	if (!Number.isFinite(value)) return '–';
	const size = Math.abs(value);
	if (size >= 1_000) return Number(value.toPrecision(3)).toLocaleString('en');
	if (size >= 20 || Number.isInteger(value)) return Math.round(value).toLocaleString('en');
	return value.toFixed(size >= 1 ? 1 : 2);
}

export interface Usage {
	/** Seconds of processor time, all threads. */
	cpu: number;
	/** Resident bytes. */
	memory: number;
}

/** Clock ticks a second and bytes a page, as Linux has them on the machines Node runs on. */
const TICKS = 100;
const PAGE = 4096;

/** Linux alone tells what a process has used this way; elsewhere such figures are left out. */
export const USAGE_IS_KNOWN = existsSync('/proc/self/stat');

const fieldsOf = (pid: number): string[] => {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

/** Of these processes together; one that has ended counts for nothing. */
export function usageOf(pids: readonly number[]): Usage {
	const usage = { cpu: 0, memory: 0 };
	if (!USAGE_IS_KNOWN) return { cpu: Number.NaN, memory: Number.NaN };
	for (const pid of pids)
		try {
			const fields = fieldsOf(pid);
			usage.cpu += (Number(fields[11]) + Number(fields[12])) / TICKS;
			usage.memory += Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE;
		} catch {
			// Ended meanwhile.
		}
	return usage;
}

/** Processor seconds of a process and all it has started, those that have ended by now included. */
export function cpuOfFamily(parent: number): number {
	if (!USAGE_IS_KNOWN) return Number.NaN;
	let ticks = 0;
	for (const name of readdirSync('/proc')) {
		if (!/^\d+$/.test(name)) continue;
		try {
			const fields = fieldsOf(Number(name));
			if (Number(name) !== parent && Number(fields[1]) !== parent) continue;
			ticks += Number(fields[11]) + Number(fields[12]);
			if (Number(name) === parent) ticks += Number(fields[13]) + Number(fields[14]);
		} catch {
			// Ended between the list and the look; its parent has its time then.
		}
	}
	return ticks / TICKS;
}

/** One-minute load of the machine. */
export const loadAverage = (): number => loadavg()[0] ?? Number.NaN;
