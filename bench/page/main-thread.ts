/**
 * Reads from a Chromium trace what one incoming message, or one key, costs the page's main thread. Times in milliseconds of that
 * thread: what other programs on the machine take does not count.
 */

import type { CDPSession } from 'playwright-core';

export interface TraceEvent {
	name: string;
	ph: string;
	pid: number;
	tid: number;
	/** Microseconds. */
	ts: number;
	dur?: number;
	/** Of the thread itself. */
	tdur?: number;
	args?: { data?: { functionName?: string; type?: string } };
}

/** Milliseconds that a key or a change may take at the 95th percentile: half a frame, the other half is for the rest. */
export const TARGET_MS = 8;

export interface Cost {
	/** From the message until the frame that shows it has been handed to the compositor; all there is where nothing of it is seen. */
	drawn: number;
	/** The longest task from the message to the next mark, later frames of animations among them. */
	longest: number;
}

const MARK = /^change-/;

/** What begins the work of a change: a message of the socket, or the key that was pressed. */
export type Beginning = 'message' | 'key';

/**
 * One entry for each mark `change-…` but the last. Throws where its beginning is missing, and where its frame is unless it
 * `mayBeUnseen`.
 */
export function costs(
	events: readonly TraceEvent[],
	beginning: Beginning = 'message',
	mayBeUnseen = false,
): Cost[] {
	const marks = events.filter(({ name }) => MARK.test(name)).sort((a, b) => a.ts - b.ts);
	const [first] = marks;
	if (!first) throw new Error('The trace holds no marks.');
	const main = events
		.filter(({ ph, pid, tid }) => ph === 'X' && pid === first.pid && tid === first.tid)
		.sort((a, b) => a.ts - b.ts);
	return marks.slice(0, -1).map((mark, n) => {
		const until = marks[n + 1]?.ts ?? Infinity;
		return costOf(
			main.filter(({ ts }) => ts > mark.ts && ts < until),
			beginning,
			mayBeUnseen,
		);
	});
}

/** Milliseconds of the page's main thread in a whole trace; a mark `change-…` tells which thread that is. */
export function spentIn(events: readonly TraceEvent[]): number {
	const mark = events.find(({ name }) => MARK.test(name));
	if (!mark) throw new Error('The trace holds no marks.');
	return events
		.filter(
			({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === mark.pid && tid === mark.tid,
		)
		.reduce((sum, task) => sum + spent(task), 0);
}

const spent = ({ tdur, dur }: TraceEvent): number => (tdur ?? dur ?? 0) / 1000;

const BEGINS: Readonly<Record<Beginning, (event: TraceEvent) => boolean>> = {
	message: ({ name, args }) =>
		name === 'FunctionCall' && (args?.data?.functionName?.endsWith('onmessage') ?? false),
	key: ({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown',
};

function costOf(events: readonly TraceEvent[], beginning: Beginning, mayBeUnseen: boolean): Cost {
	const message = events.find(BEGINS[beginning]);
	if (!message) throw new Error('A change did not arrive between its mark and the next.');
	const commit = events.find(({ name, ts }) => name === 'Commit' && ts > message.ts);
	if (!commit && !mayBeUnseen) throw new Error('A change was not drawn before the next.');
	const tasks = events.filter(({ name, ts, dur }) => name === 'RunTask' && ts + (dur ?? 0) > message.ts);
	const drawn = commit ? tasks.filter(({ ts }) => ts < commit.ts) : tasks;
	return {
		drawn: drawn.reduce((sum, task) => sum + spent(task), 0),
		longest: Math.max(...tasks.map(spent)),
	};
}

/** What the browser records of its own work while this is done. */
export async function trace(cdp: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> {
	const events: TraceEvent[] = [];
	const collect = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]));
	cdp.on('Tracing.dataCollected', collect);
	await cdp.send('Tracing.start', {
		transferMode: 'ReportEvents',
		traceConfig: {
			includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
		},
	});
	await work();
	const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
	await cdp.send('Tracing.end');
	await complete;
	cdp.off('Tracing.dataCollected', collect);
	return events;
}

export interface Spread {
	median: number;
	p95: number;
	most: number;
}

export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
	return { median: at(0.5), p95: at(0.95), most: at(1) };
}
