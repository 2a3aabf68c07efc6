/** Targets and whether they are met, from the figures alone. */
import { shown } from './figures.ts';
import type { Cell, Row } from './rows.ts';
import type { ServerName } from './servers.ts';

export type Target =
	/** A figure of its own, in the row's unit. */
	| { kind: 'bound'; value: number }
	/** So many times the best of these servers in the same run. */
	| { kind: 'ratio'; times: number; of: readonly ServerName[] };

export const bound = (value: number): Target => ({ kind: 'bound', value });
export const best = (times: number, of: readonly ServerName[]): Target => ({ kind: 'ratio', times, of });
export const timesBest = (times: number): Target => best(times, ['y-websocket', 'hocuspocus']);

export type Verdict =
	| 'met'
	| 'missed'
	/** Ours is below, but it was the load that could go no higher. */
	| 'load too weak'
	| 'not run';

/** What the target comes to in this run, in the row's unit; undefined where no server it speaks of was measured. */
export function limitOf(
	{ better }: Pick<Row, 'better'>,
	target: Target,
	cells: ReadonlyMap<ServerName, Pick<Cell, 'median'>>,
): number | undefined {
	if (target.kind === 'bound') return target.value;
	const medians = target.of.flatMap((name) => cells.get(name)?.median ?? []);
	if (medians.length === 0) return undefined;
	return target.times * (better === 'less' ? Math.min(...medians) : Math.max(...medians));
}

/** Judged by the medians. */
export function judge(
	row: Pick<Row, 'better'>,
	target: Target,
	cells: ReadonlyMap<ServerName, Pick<Cell, 'median' | 'atLeast'>>,
	server: ServerName = 'ours',
): Verdict {
	const own = cells.get(server);
	const limit = limitOf(row, target, cells);
	if (own === undefined || limit === undefined || Number.isNaN(own.median)) return 'not run';
	const isMet = row.better === 'less' ? own.median <= limit : own.median >= limit;
	if (isMet) return 'met';
	return own.atLeast ? 'load too weak' : 'missed';
}

/** "≤ 1.3 × y-websocket", "≥ the better of y-websocket, hocuspocus". */
export function targetText({ better }: Pick<Row, 'better'>, target: Target, unit: string): string {
	const sign = better === 'less' ? '≤' : '≥';
	if (target.kind === 'bound') return `${sign} ${shown(target.value)}${unit && ` ${unit}`}`;
	const who = target.of.length === 1 ? target.of[0]! : `the best of ${target.of.join(', ')}`;
	return target.times === 1 ? `${sign} ${who}` : `${sign} ${target.times} × ${who}`;
}
