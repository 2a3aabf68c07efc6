import { describe, expect, test } from 'vitest';
import { search, type Entry } from '#lib/workspace/palette.ts';

const entry = (mark: string, label: string): Entry => ({
	kind: 'question',
	id: mark + label,
	mark,
	label,
	run: () => undefined,
});
const ENTRIES = [
	entry('1.4', 'Främjas invånardialog och deltagande?'),
	entry('4.1', 'Finns kommunövergripande strategi för ledarskap?'),
	entry('4.2', 'Vilket ansvar har enheterna för budget?'),
	entry('AB', 'Anna Berg'),
];
const found = (query: string) => search(ENTRIES, query).map(({ mark }) => mark);

describe('the palette', () => {
	test('finds a subquestion by its number, typed with a point or a comma', () => {
		expect(found('1.4')).toEqual(['1.4']);
		expect(found('4,1')).toEqual(['4.1']);
		expect(found('4')).toEqual(['4.1', '4.2']);
	});

	test('finds words without their dots and rings, whatever their case', () => {
		expect(found('FRAMJAS')).toEqual(['1.4']);
		expect(found('ledar strategi')).toEqual(['4.1']);
	});

	test('a person is found by name and by initials', () => {
		expect(found('ab')[0]).toBe('AB');
		expect(found('berg')).toEqual(['AB']);
	});

	test('an empty query lists everything in order, a foreign one nothing', () => {
		expect(found('')).toEqual(['1.4', '4.1', '4.2', 'AB']);
		expect(found('zebra')).toEqual([]);
	});
});
