import { expect, test } from 'vitest';
import { uniqueInitials } from '#domain/evaluation/unique-initials.ts';

const person = (name: string, initials: string) => ({ name, initials });

test('the first keeps the initials, a namesake gets a letter more', () => {
	expect(
		uniqueInitials([
			person('Anna Lund', 'AL'),
			person('Albin Lind', 'AL'),
			person('Åsa Öst', 'ÅÖ'),
			person('Alva Lindgren', 'AL'),
			person('Bo', 'BO'),
		]),
	).toEqual(['AL', 'ALI', 'ÅÖ', 'ALL', 'BO']);
});

test('people of the same name are told apart, however many they are', () => {
	const all = uniqueInitials(Array.from({ length: 40 }, () => person('Bo Ek', 'BE')));
	expect(new Set(all).size).toBe(40);
	expect(all.every((initials) => initials.length >= 2)).toBe(true);
});

test('who joins later changes nobody else', () => {
	const people = [person('Anna Lund', 'AL'), person('Anna Lund', 'AL')];
	expect(uniqueInitials([...people, person('Anna Lund', 'AL')]).slice(0, 2)).toEqual(uniqueInitials(people));
});
