import { describe, expect, test } from 'vitest';
import { outlook, printsDifferently } from '#domain/consensus/what-if.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { agreedVallentuna } from '../fixtures/vallentuna.ts';

describe('what a value would print', () => {
	test('what stands prints as published, and the value that stands changes nothing', () => {
		const standing = outlook(KOMMUNKOMPASSEN, agreedVallentuna, '6.1', { kind: 'points', points: 1050 });
		expect(standing).toMatchObject({
			standing: { area: 70, total: 603, missing: { area: 0, total: 0 } },
			tentative: { area: 70, total: 603, achieved: 11, percent: 70 },
		});
	});

	test('a tenth more or less shows where rounding turns', () => {
		// The area's scores add to 70.4: a tenth more is 70.5 and prints 71.
		const around = outlook(KOMMUNKOMPASSEN, agreedVallentuna, '6.1', { kind: 'points', points: 1050 });
		if (!around?.more || !around.less) throw new Error('No outlook.');
		expect(around.more).toMatchObject({ points: 1060, area: 71, total: 604 });
		expect(around.less).toMatchObject({ points: 1040, achieved: 10, area: 70, total: 603 });
		expect(printsDifferently(around.tentative, around.more)).toBe(true);
		expect(printsDifferently(around.tentative, around.less)).toBe(false);
	});

	test('sums so far while other values are missing', () => {
		const few = new Map([['1.1', { kind: 'points', points: 1125 } as const]]);
		expect(outlook(KOMMUNKOMPASSEN, few, '1.5', { kind: 'points', points: 725 })).toMatchObject({
			standing: { area: 11, total: 11, missing: { area: 4, total: 44 } },
			tentative: { area: 19, total: 19, missing: { area: 3, total: 43 } },
		});
	});

	test('"not assessable" prints no figures of its own and adds nothing', () => {
		expect(outlook(KOMMUNKOMPASSEN, agreedVallentuna, '6.1', { kind: 'not-assessable' })).toMatchObject({
			tentative: { area: 60, achieved: null, percent: null, missing: { area: 0 } },
			less: null,
			more: null,
		});
	});

	test('ends at 0 and at the maximum', () => {
		expect(outlook(KOMMUNKOMPASSEN, agreedVallentuna, '6.1', { kind: 'points', points: 0 })?.less).toBeNull();
		expect(
			outlook(KOMMUNKOMPASSEN, agreedVallentuna, '6.1', { kind: 'points', points: 1500 })?.more,
		).toBeNull();
		expect(
			outlook(KOMMUNKOMPASSEN, agreedVallentuna, '6.1', { kind: 'points', points: 1501 }),
		).toBeUndefined();
		expect(outlook(KOMMUNKOMPASSEN, agreedVallentuna, '9.9', { kind: 'points', points: 0 })).toBeUndefined();
	});
});
