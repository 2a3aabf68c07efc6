import { describe, expect, it } from 'vitest';
import { truerOffset } from '#lib/sync/clock-offset.ts';

describe('the server’s clock', () => {
	it('is as true as its fastest answer', () => {
		expect(truerOffset(undefined, 1000)).toBe(1000);
		// Half a second late: knows less than what is known.
		expect(truerOffset(1000, 500)).toBe(1000);
		expect(truerOffset(1000, 1100)).toBe(1100);
	});

	it('begins anew when this machine’s own clock was set', () => {
		expect(truerOffset(60_000, 100)).toBe(100);
		expect(truerOffset(-60_000, 100)).toBe(100);
	});
});
