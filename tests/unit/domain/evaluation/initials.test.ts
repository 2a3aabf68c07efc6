import { expect, test } from 'vitest';
import { initialsOf } from '#domain/evaluation/initials.ts';

test.for([
	['Anna Bergström', 'AB'],
	['åsa von öberg', 'ÅÖ'],
	['Cher', 'CH'],
	['X', 'X'],
	['  Per-Erik   Ek ', 'PE'],
	['A\u030asa O\u0308berg', 'ÅÖ'],
	['李 小龙', '李小'],
	['?!', '?'],
	['', '?'],
])('%j is known by %s', ([name, initials]) => {
	expect(initialsOf(name!)).toBe(initials);
});
