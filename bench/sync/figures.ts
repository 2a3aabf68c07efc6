/** Medians, percentiles and what a process has used, for figures that are told with their spread. */
import { readFileSync } from 'node:fs';

/** 0 ≤ `share` ≤ 1; NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
	if (values.length === 0) return Number.NaN;
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export interface Usage {
	/** Seconds of processor time, all threads. */
	cpu: number;
	/** Resident bytes. */
	memory: number;
}

const TICKS = 100;
const PAGE = 4096;

/** Linux alone knows it this way; elsewhere there is nothing to read and the figure is left out. */
export function usageOf(pid: number): Usage {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
	return { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, memory: pages * PAGE };
}

export const loadAverage = (): number => Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
