import { describe, expect, test } from 'vitest';
import type { Source } from '#document/values.ts';
import { timeOf, wholeAddress } from '#lib/evidence/fields.ts';
import { matching } from '#lib/evidence/matching.ts';
import { spotAfter } from '#lib/evidence/matrix-keys.ts';
import { OwnFields } from '#lib/evidence/own-fields.ts';

const BASE: Source = { kind: 'document', title: 'Plan' };

describe('two who change different fields of one source', () => {
	test('are both heard: what the other had not seen is put back, once', () => {
		const own = new OwnFields();
		own.remember('s1', BASE, { ...BASE, status: 'Antagen' }, 1_000);
		const theirs = { ...BASE, date: '2018' };
		expect(own.lost('s1', theirs, 2_000)).toEqual({ status: 'Antagen' });
		expect(own.lost('s1', theirs, 2_000)).toBeUndefined();
	});

	test('whoever changes the field itself has the last word', () => {
		const own = new OwnFields();
		own.remember('s1', BASE, { ...BASE, title: 'Min' }, 1_000);
		expect(own.lost('s1', { ...BASE, title: 'Deras' }, 2_000)).toBeUndefined();
		own.remember('s1', BASE, { ...BASE, title: 'Min' }, 1_000);
		expect(own.lost('s1', { ...BASE, title: 'Min', date: '2018' }, 2_000)).toBeUndefined();
	});

	test('nothing is put back after a while, or once it is taken back', () => {
		const own = new OwnFields();
		own.remember('s1', BASE, { ...BASE, status: 'Antagen' }, 1_000);
		expect(own.lost('s1', BASE, 60_000)).toBeUndefined();
		own.remember('s1', BASE, { ...BASE, status: 'Antagen' }, 1_000);
		own.forget();
		expect(own.lost('s1', BASE, 1_500)).toBeUndefined();
	});

	test('a field that was taken away is taken away again', () => {
		const own = new OwnFields();
		own.remember('s1', { ...BASE, status: 'Utkast' }, BASE, 1_000);
		expect(own.lost('s1', { ...BASE, status: 'Utkast', date: '2018' }, 1_500)).toEqual({ status: undefined });
	});
});

describe('what is typed', () => {
	test.each([
		['9.30', '09:30'],
		['0930', '09:30'],
		['14', '14:00'],
		['24:00', undefined],
		['9:61', undefined],
		['förmiddag', undefined],
	])('%j is the time %s', (typed, time) => expect(timeOf(typed)).toBe(time));

	test('an address may leave out how it begins; what is none stays as it is', () => {
		expect(wholeAddress('kommunen.se/plan')).toBe('https://kommunen.se/plan');
		expect(wholeAddress('http://kommunen.se')).toBe('http://kommunen.se');
		expect(wholeAddress('javascript:alert(1)')).toBe('javascript:alert(1)');
	});

	test('is looked for word by word', () => {
		const rows = [
			{ id: 'a', ...BASE, title: 'Årsredovisning 2018', status: 'Utkast' },
			{ id: 'b', ...BASE, title: 'Kommunplan' },
		];
		expect(matching(rows, 'utkast ÅRS').map(({ id }) => id)).toEqual(['a']);
		expect(matching(rows, ' ')).toHaveLength(2);
		expect(matching(rows, 'finns inte')).toEqual([]);
	});
});

test('arrows stay within the matrix', () => {
	const size = { row: 3, column: 2 };
	expect(spotAfter({ row: 0, column: 0 }, 'ArrowUp', size)).toEqual({ row: 0, column: 0 });
	expect(spotAfter({ row: 0, column: 0 }, 'End', size)).toEqual({ row: 0, column: 1 });
	expect(spotAfter({ row: 1, column: 1 }, 'PageDown', size)).toEqual({ row: 2, column: 1 });
	expect(spotAfter({ row: 1, column: 1 }, 'a', size)).toBeUndefined();
});
