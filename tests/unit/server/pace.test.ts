import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#server/sync/limits.ts';
import { commitPause, EncodingPace, fanOutPause, Rate } from '#server/sync/pace.ts';

describe('commits', () => {
	test('a team that types waits for nothing: forty letters a second follow each other at once', () => {
		expect(commitPause(40 / 1000)).toBe(0);
	});

	test('a thousand edits a second share commits of three milliseconds', () => {
		expect(commitPause(1)).toBe(3);
	});

	test('the pause grows with the rate, and never beyond twenty milliseconds', () => {
		const rate = fc.double({ min: 0, max: 1e6, noNaN: true });
		fc.assert(
			fc.property(rate, rate, (one, other) => {
				const [less, more] = [Math.min(one, other), Math.max(one, other)];
				expect(commitPause(less)).toBeLessThanOrEqual(commitPause(more));
				expect(commitPause(more)).toBeLessThanOrEqual(20);
			}),
		);
	});
});

describe('the rate of edits', () => {
	test('is what comes in steadily', () => {
		const rate = new Rate(0);
		for (let ms = 1; ms <= 1000; ms++) rate.count(2, ms);
		expect(rate.at(1000)).toBeCloseTo(2, 1);
	});

	test('is forgotten after a pause', () => {
		const rate = new Rate(0);
		rate.count(500, 0);
		expect(rate.at(0)).toBe(10);
		expect(rate.at(500)).toBeLessThan(0.001);
	});
});

describe('writes to sockets', () => {
	const { socketsPerPaceMs, paceMs } = DEFAULT_LIMITS;
	const pause = (sockets: number): number => fanOutPause(sockets, socketsPerPaceMs, paceMs);

	test('a room of twenty-three is never kept waiting', () => {
		for (let sockets = 0; sockets <= 23; sockets++) expect(pause(sockets)).toBe(0);
	});

	test('a crowd is written to every so often', () => {
		expect([24, 60, 200, 225, 5_000].map(pause)).toEqual([8, 20, 200 / 3, 75, 75]);
	});
});

describe('the pace of encoding documents', () => {
	test('is a tenth of the time, however many want it', () => {
		const pace = new EncodingPace();
		let spent = 0;
		for (let now = 0; now < 10_000; now++)
			if (pace.isFree(now)) {
				spent += 4;
				pace.spent(4, now + 4);
			}
		expect(spent / 10_000).toBeCloseTo(0.1, 2);
	});
});
