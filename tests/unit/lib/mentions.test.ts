import { describe, expect, test } from 'vitest';
import { candidates, mentioned, nameBegun, partsOf, withName } from '#lib/conversation/mentions.ts';
import { callable } from '#lib/review/people.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const PEOPLE = [
	{ userId: 'a', name: 'Anna' },
	{ userId: 'ab', name: 'Anna Bergström' },
	{ userId: 'o', name: 'Örjan Öberg' },
];

describe('a mention', () => {
	test('is begun by an @ that stands before a name, and not by an address', () => {
		expect(nameBegun('Se @An', 6)).toBe('An');
		expect(nameBegun('@', 1)).toBe('');
		expect(nameBegun('Se @Anna Berg', 13)).toBe('Anna Berg');
		expect(nameBegun('Se anna@ber', 11)).toBeUndefined();
		expect(nameBegun('Se @Anna och så vidare', 22)).toBeUndefined();
		expect(nameBegun('Inget här', 9)).toBeUndefined();
	});

	test('is offered to whoever has a name that begins so, in any case of letters', () => {
		expect(candidates(PEOPLE, 'an').map(({ userId }) => userId)).toEqual(['a', 'ab']);
		expect(candidates(PEOPLE, 'berg').map(({ userId }) => userId)).toEqual(['ab']);
		expect(candidates(PEOPLE, 'ÖB').map(({ userId }) => userId)).toEqual(['o']);
		expect(candidates(PEOPLE, 'x')).toEqual([]);
	});

	test('calls nobody who cannot read it', () => {
		const member = (userId: string, reached?: boolean) => ({
			userId,
			name: userId,
			initials: userId,
			color: 0,
			guest: false,
			...(reached !== undefined && { reached }),
		});
		const people = [member('evaluator', true), member('reviewer', false), member('author')];
		expect(callable(people).map(({ userId }) => userId)).toEqual(['evaluator', 'author']);
	});

	test('is written out where it was begun, and the cursor stands behind it', () => {
		expect(withName('Se @an här', 6, 'Anna')).toEqual({ text: 'Se @Anna här', cursor: 9 });
	});

	test('means the longest name that stands there, and nobody whose name goes on', () => {
		const who = (text: string) => mentioned(text, PEOPLE).map(({ userId }) => userId);
		expect(who('@Anna Bergström, se här')).toEqual(['ab']);
		expect(who('Hej @Anna! Och @Örjan Öberg.')).toEqual(['a', 'o']);
		expect(who('@Annas fråga')).toEqual([]);
		expect(who('anna@Anna')).toEqual([]);
		expect(who('Anna utan tecken')).toEqual([]);
	});

	test('cuts a message into parts that are the message again', () => {
		const random = seededRandom(3);
		for (let n = 0; n < 500; n += 1) {
			const text = Array.from({ length: random.below(12) }, () =>
				random.pick(['@', 'Anna', ' ', 'Bergström', '@Örjan Öberg', '.', 'och', '🙂', '\n']),
			).join('');
			expect(
				partsOf(text, PEOPLE)
					.map((part) => part.text)
					.join(''),
			).toBe(text);
		}
	});
});
