import { describe, expect, it } from 'vitest';
import { decidingIn } from '#lib/workspace/consensus/deciding-states.ts';

const state = (id: string, deciding: unknown) => ({ user: { id, name: `Name of ${id}` }, deciding });

describe('who is about to set a value', () => {
	it('is everyone else at this subquestion, once each', () => {
		const { people, clashes } = decidingIn(
			[
				state('a', { subquestionId: '1.4', clash: null }),
				state('a', { subquestionId: '1.4' }),
				state('b', { subquestionId: '1.5', clash: null }),
				state('me', { subquestionId: '1.4', clash: null }),
				state('c', null),
			],
			'1.4',
			'me',
		);
		expect(people).toEqual([{ userId: 'a', name: 'Name of a' }]);
		expect(clashes).toEqual([]);
	});

	it('tells a collision with what was wanted and what stands instead', () => {
		const { people, clashes } = decidingIn(
			[state('a', { subquestionId: '1.4', clash: { points: 20.5, version: 3 } })],
			'1.4',
			'me',
		);
		expect(people).toEqual([]);
		expect(clashes).toEqual([{ userId: 'a', name: 'Name of a', points: 20.5, version: 3 }]);
	});

	it('passes over what is no such state', () => {
		const hostile = [undefined, null, 7, {}, { user: {} }, state('a', { subquestionId: 4 }), state('b', 'x')];
		expect(decidingIn(hostile, '1.4', 'me')).toEqual({ people: [], clashes: [] });
	});
});
