import { expect, test } from 'vitest';
import { costs, type TraceEvent } from '../../../bench/page/main-thread.ts';
import { growthOf, judged, type Recorded } from '../../../bench/page/report.ts';

const size = (heap: number) => ({ heap, nodes: 1, listeners: 1 });
const hour = (heap: (n: number) => number, after = 20) => ({
	samples: Array.from({ length: 12 }, (_, n) => size(heap(n))),
	before: size(20),
	after: size(after),
});

test('a page that stays as it is has not grown', () => {
	expect(growthOf(hour(() => 40))).toEqual({ page: 0, document: 0, share: 0, perHour: 0 });
});

test('what a page opened afresh grew by as well is the document, the rest is what the page kept', () => {
	const grown = growthOf(hour((n) => 40 + n, 26));
	expect(grown.page).toBeCloseTo(8);
	expect(grown.document).toBeCloseTo(4);
	expect(grown.share).toBeCloseTo(4 / 41.5);
	expect(grown.perHour).toBeCloseTo(6);
});

test('growth is not told from fewer than three samples', () => {
	expect(() => growthOf({ ...hour(() => 40), samples: [size(1), size(2)] })).toThrow('three samples');
});

test('each figure is judged by its own target, a limit itself is met', () => {
	const spread = (p95: number) => ({ median: 1, p95, most: 30 });
	const recorded: Recorded = {
		setting: {
			on: '2026-11-28',
			machine: { cpu: 'a processor', cores: 2, node: 'v26' },
			browser: '1',
			documentBytes: 308_000,
			load: 0,
		},
		opening: { editable: [900, 1100, 1000], saved: [1400, 1500, 1600] },
		views: {
			grid: [8, 8.1].map((p95, n) => ({
				view: 'grid' as const,
				what: `kind ${n}`,
				changes: 40,
				drawn: spread(p95),
				longest: spread(1),
			})),
		},
		hour: { changes: 21_600, seconds: 60, ...hour((n) => 40 + n) },
	};
	expect(judged(recorded).map(({ met }) => met)).toEqual([true, true, false, false]);
});

const event = (name: string, ts: number, rest: Partial<TraceEvent> = {}): TraceEvent => ({
	name,
	ph: 'X',
	pid: 1,
	tid: 1,
	ts,
	dur: 0,
	...rest,
});
const mark = (n: string | number, ts: number) => event(`change-${n}`, ts, { ph: 'R' });
const arrived = (ts: number) =>
	event('FunctionCall', ts, { args: { data: { functionName: 'socket.onmessage' } } });
const task = (ts: number, tdur: number) => event('RunTask', ts, { dur: tdur, tdur });

test('a change costs the tasks from its message until its frame is handed on', () => {
	const trace = [mark(0, 0), task(100, 3000), arrived(200), task(4000, 2000), event('Commit', 5000)];
	const after = [task(9000, 7000), mark('end', 20_000)];
	expect(costs([...trace, ...after])).toEqual([{ drawn: 5, longest: 7 }]);
});

test('a change of which nothing is seen costs all until the next, where that is asked for', () => {
	const trace = [mark(0, 0), task(100, 3000), arrived(200), task(4000, 2000), mark('end', 20_000)];
	expect(costs(trace, 'message', true)).toEqual([{ drawn: 5, longest: 3 }]);
	expect(() => costs(trace)).toThrow('not drawn');
});
