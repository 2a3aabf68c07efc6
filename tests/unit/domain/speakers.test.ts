import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Score } from '#domain/agreement/score-matrix.ts';
import { speakingOrder } from '#domain/session/speakers.ts';

const scores = (entries: Record<string, Score>) => new Map(Object.entries(entries));
const said = (order: ReturnType<typeof speakingOrder>) => order.map(({ userId }) => userId).join(' ');

describe('who speaks first', () => {
	it('is the highest, then the lowest, then who stands furthest from the middle', () => {
		const order = speakingOrder(
			scores({
				a: { points: 11 },
				b: { points: 5 },
				c: { points: 14 },
				d: { points: 20 },
				e: { points: 12 },
			}),
			['a', 'b', 'c', 'd', 'e'],
		);
		expect(said(order)).toBe('d b c a e');
		expect(order.map(({ because }) => because)).toEqual(['highest', 'lowest', null, null, null]);
	});

	it('is everyone at an extreme, in the order of the group', () => {
		const order = speakingOrder(scores({ a: { points: 5 }, b: { points: 9 }, c: { points: 9 } }), [
			'a',
			'b',
			'c',
		]);
		expect(said(order)).toBe('b c a');
	});

	it('hears whoever found it not assessable before the middle, and who gave nothing last', () => {
		const order = speakingOrder(
			scores({
				b: { points: 5 },
				c: { notAssessable: 'Nothing to read.' },
				d: { points: 7 },
				e: { points: 9 },
				f: { abstain: true },
			}),
			['a', 'b', 'c', 'd', 'e', 'f'],
		);
		expect(said(order)).toBe('e b c d a f');
		expect(order[2]?.because).toBe('not-assessable');
	});

	it('is nobody in particular where all have given the same, or only one has', () => {
		for (const given of [
			scores({ a: { points: 5 }, b: { points: 5 } }),
			scores({ a: { points: 5 } }),
			scores({}),
		]) {
			const order = speakingOrder(given, ['a', 'b']);
			expect(order.every(({ because }) => because === null)).toBe(true);
			expect(said(order)).toBe('a b');
		}
	});

	it('names everyone exactly once, whatever was given', () => {
		const score = fc.oneof(
			fc.integer({ min: 0, max: 3000 }).map((n): Score => ({ points: n / 100 })),
			fc.constant<Score>({ notAssessable: 'x' }),
			fc.constant<Score>({ abstain: true }),
		);
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), score), (given) => {
				const members = ['a', 'b', 'c', 'd', 'e'];
				const order = speakingOrder(scores(given), members);
				expect(order.map(({ userId }) => userId).sort()).toEqual(members);
			}),
		);
	});
});
