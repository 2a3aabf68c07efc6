import { describe, expect, it } from 'vitest';
import type { Member } from '#domain/evaluation/evaluation.ts';
import { clockFace, secondsLeft, untilNextSecond } from '#lib/workspace/session/countdown.ts';
import { attentionOf, moved, participants } from '#lib/workspace/session/participants.ts';
import { placeOfRoute } from '#lib/workspace/place-of-route.ts';

const END = '2026-11-23T10:05:00.000Z';
const at = (text: string) => Date.parse(`2026-11-23T${text}Z`);

describe('the timer', () => {
	it('shows its full length when it starts, and zero when it ends', () => {
		expect(secondsLeft(END, at('10:00:00.000'))).toBe(300);
		expect(secondsLeft(END, at('10:00:00.001'))).toBe(300);
		expect(secondsLeft(END, at('10:04:59.999'))).toBe(1);
		expect(secondsLeft(END, at('10:05:00.000'))).toBe(0);
		expect(secondsLeft(END, at('10:05:12.500'))).toBe(-12);
	});

	it('is written as clocks are, also after its end', () => {
		expect(clockFace(300)).toBe('5:00');
		expect(clockFace(9)).toBe('0:09');
		expect(clockFace(3661)).toBe('1:01:01');
		expect(clockFace(-12)).toBe('−0:12');
	});

	it('is looked at again just after what it shows has changed', () => {
		for (const now of ['10:04:00.000', '10:04:00.250', '10:04:59.999', '10:05:03.100'].map(at)) {
			const next = now + untilNextSecond(END, now);
			expect(secondsLeft(END, next)).toBe(secondsLeft(END, now) - 1);
			expect(next - now).toBeLessThanOrEqual(1005);
		}
	});
});

const member = (userId: string, role: Member['role'] = 'evaluator'): Member => ({
	userId,
	role,
	name: userId,
	initials: userId,
	email: `${userId}@example.test`,
	scores: true,
	color: 0,
});

describe('who takes part', () => {
	it('is told from where they are: following, looking at something, elsewhere, away', () => {
		expect(attentionOf({ view: 'session' })).toEqual({ kind: 'following' });
		expect(attentionOf({ view: 'session', subquestionId: '3.2' })).toEqual({
			kind: 'looking',
			subquestionId: '3.2',
		});
		expect(attentionOf({ view: 'report' })).toEqual({ kind: 'elsewhere' });
		expect(attentionOf(null)).toEqual({ kind: 'elsewhere' });
		expect(attentionOf(undefined)).toEqual({ kind: 'away' });
	});

	it('lists those in the session first, and reviewers never', () => {
		const people = participants(
			[member('a'), member('b'), member('r', 'reviewer'), member('c')],
			new Map([
				['b', { view: 'session' as const }],
				['c', null],
				['r', { view: 'session' as const }],
			]),
		);
		expect(people.map(({ member: { userId }, attention }) => `${userId} ${attention.kind}`)).toEqual([
			'b following',
			'c elsewhere',
			'a away',
		]);
	});

	it('has a place of its own in presence: the session, with what one looks at alone', () => {
		const route = '/evaluations/[id]/calibrate/session';
		expect(placeOfRoute(route, undefined, null)).toEqual({ view: 'session' });
		expect(placeOfRoute(route, undefined, '3.2')).toEqual({ view: 'session', subquestionId: '3.2' });
		expect(placeOfRoute('/evaluations/[id]/calibrate', undefined, '3.2')).toEqual({ view: 'calibrate' });
	});
});

describe('the agenda', () => {
	it('moves one step at a time and never over its ends', () => {
		expect(moved(['1.1', '1.2', '1.3'], 1, -1)).toEqual(['1.2', '1.1', '1.3']);
		expect(moved(['1.1', '1.2', '1.3'], 1, 1)).toEqual(['1.1', '1.3', '1.2']);
		expect(moved(['1.1', '1.2'], 0, -1)).toEqual(['1.1', '1.2']);
		expect(moved(['1.1', '1.2'], 1, 1)).toEqual(['1.1', '1.2']);
	});
});
