import { describe, expect, it } from 'vitest';
import { formats } from '#lib/i18n/format.ts';
import { translator } from '#lib/i18n/index.ts';
import {
	coefficient,
	fellWhileCloser,
	interval,
	whyNone,
	withSign,
} from '../../../src/routes/evaluations/[id]/agreement/estimate-words.ts';

const sv = { t: translator('sv'), format: formats('sv') };
const en = { t: translator('en'), format: formats('en') };

describe('a coefficient in words', () => {
	it('has two decimals and a real minus, in either language', () => {
		expect(coefficient(0.8491, sv)).toBe('0,85');
		expect(coefficient(0.8491, en)).toBe('0.85');
		expect(coefficient(-0.126, sv)).toBe('−0,13');
		expect(coefficient(-0.126, en)).toBe('−0.13');
	});

	it('never says minus nothing', () => {
		expect(coefficient(-0.001, sv)).toBe('0,00');
		expect(withSign(-0.01, en)).toBe('0.0');
	});

	it('shows its sign where the sign is the point', () => {
		expect(withSign(3.44, sv)).toBe('+3,4');
		expect(withSign(-0.96, sv)).toBe('−1,0');
		expect(withSign(0.04, sv)).toBe('0,0');
	});

	it('comes with its interval, or says that there is none', () => {
		expect(interval({ low: 0.02, high: 0.76 }, sv)).toBe('0,02 till 0,76');
		expect(interval({ low: null, high: 0.76 }, sv)).toBe('inget intervall');
	});

	it('says why it is missing', () => {
		const none = { kind: 'too-little-data', of: 'rows', have: 1, need: 2 } as const;
		expect(whyNone(none, sv).long).toBe('för lite data: 1 delfråga, minst 2 behövs');
		expect(whyNone({ kind: 'no-variation' }, en).short).toBe('no variation');
	});
});

describe('α that falls while the scores come closer', () => {
	const round = (alpha: number, percent: number) => ({
		alpha: { kind: 'value' as const, alpha },
		meanRange: { kind: 'value' as const, percent },
	});

	it('is noticed, and only that', () => {
		expect(fellWhileCloser(round(0.8, 20), round(0.6, 10))).toBe(true);
		expect(fellWhileCloser(round(0.8, 20), round(0.9, 10))).toBe(false);
		expect(fellWhileCloser(round(0.8, 10), round(0.6, 20))).toBe(false);
		const none = { ...round(0, 10), alpha: { kind: 'no-variation' as const } };
		expect(fellWhileCloser(round(0.8, 20), none)).toBe(false);
	});
});
