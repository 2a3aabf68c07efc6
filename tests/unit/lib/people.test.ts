import { describe, expect, test } from 'vitest';
import { peopleOf } from '#lib/sync/people.ts';

const user = (id: string, color = 0) => ({ id, name: `Name ${id}`, initials: id.toUpperCase(), color });

describe('who is here', () => {
	test('is everybody but me, once each, in the order of their colours', () => {
		const people = peopleOf(
			[
				{ user: user('me') },
				{ user: user('b', 2), place: { view: 'question', subquestionId: '1.4' } },
				{ user: user('a', 1) },
				{ user: user('b', 2), place: null },
			],
			'me',
		);
		expect(people.map(({ userId }) => userId)).toEqual(['a', 'b']);
		expect(people[1]?.place).toEqual({ view: 'question', subquestionId: '1.4' });
	});

	test('a state that is not one of ours is nobody, a place that is none is unknown', () => {
		const people = peopleOf(
			[
				null,
				7,
				{},
				{ user: { id: 'x' } },
				{ user: user('a', 99) },
				{ user: user('b'), place: { view: 'attic' } },
			],
			'me',
		);
		expect(people).toEqual([{ ...userOf('b'), place: null }]);
	});
});

const userOf = (id: string) => {
	const { id: userId, ...rest } = user(id);
	return { userId, ...rest };
};
