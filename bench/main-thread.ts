/**
 * Reads from a Chromium trace what one incoming message costs the page's main thread. Times in milliseconds of that
 * thread: what other programs on the machine take does not count.
 */

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
	args?: { data?: { functionName?: string } };
}

export interface Cost {
	/** From the message until the frame that shows it has been handed to the compositor. */
	drawn: number;
	/** The longest task from the message to the next mark, later frames of animations among them. */
	longest: number;
}

const MARK = /^change-/;

/** One entry for each mark `change-…` but the last. Throws where a message or its frame is missing. */
export function costs(events: readonly TraceEvent[]): Cost[] {
	const marks = events.filter(({ name }) => MARK.test(name)).sort((a, b) => a.ts - b.ts);
	const [first] = marks;
	if (!first) throw new Error('The trace holds no marks.');
	const main = events
		.filter(({ ph, pid, tid }) => ph === 'X' && pid === first.pid && tid === first.tid)
		.sort((a, b) => a.ts - b.ts);
	return marks.slice(0, -1).map((mark, n) => {
		const until = marks[n + 1]?.ts ?? Infinity;
		return costOf(main.filter(({ ts }) => ts > mark.ts && ts < until));
	});
}

function costOf(events: readonly TraceEvent[]): Cost {
	const message = events.find(
		({ name, args }) => name === 'FunctionCall' && args?.data?.functionName?.endsWith('onmessage'),
	);
	if (!message) throw new Error('A change did not arrive between its mark and the next.');
	const commit = events.find(({ name, ts }) => name === 'Commit' && ts > message.ts);
	if (!commit) throw new Error('A change was not drawn before the next.');
	const tasks = events.filter(({ name, ts, dur }) => name === 'RunTask' && ts + (dur ?? 0) > message.ts);
	const spent = ({ tdur, dur }: TraceEvent): number => (tdur ?? dur ?? 0) / 1000;
	return {
		drawn: tasks.filter(({ ts }) => ts < commit.ts).reduce((sum, task) => sum + spent(task), 0),
		longest: Math.max(...tasks.map(spent)),
	};
}
