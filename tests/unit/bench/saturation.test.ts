import { expect, test } from 'vitest';
import { summit } from '../../../bench/sync/run.ts';
import { isBearable, type Step } from '../../../bench/sync/saturation.ts';

const step = (offered: number, over: Partial<Step> = {}): Step => ({
	offered,
	sent: offered,
	p99: 20,
	arrived: 1,
	closed: 0,
	...over,
});

test.each([
	['latencies of 100 ms', { p99: 100 }],
	['letters that were not sent', { sent: 900 }],
	['letters that did not arrive', { arrived: 0.9 }],
	['a socket that was closed', { closed: 1 }],
])('%s are not bearable', (_, over) => {
	expect(isBearable(step(1000))).toBe(true);
	expect(isBearable(step(1000, over))).toBe(false);
});

test('the summit is the last bearable rung: whether a few letters more or fewer were sent on it says nothing', () => {
	const steps = [step(1000), step(2000, { sent: 1990 }), step(4000, { p99: 400 })];
	const stretches = [{ load: 0.2 }, { load: 0.4 }, { load: 0.6 }];
	expect(summit(steps, stretches)).toEqual({ rate: 2000, index: 1, atLeast: false });
});

test('a summit is at least so high where the load was full, or where the ladder ended', () => {
	const steps = [step(1000), step(2000, { p99: 400 })];
	expect(summit(steps, [{ load: 0.5 }, { load: 0.95 }])).toMatchObject({ rate: 1000, atLeast: true });
	expect(summit([step(1000)], [{ load: 0.1 }])).toMatchObject({ rate: 1000, atLeast: true });
});

test('whoever bears nothing has a summit of nothing', () => {
	expect(summit([step(1000, { closed: 3 })], [{ load: 0.1 }])).toEqual({
		rate: 0,
		index: -1,
		atLeast: false,
	});
});
