import { describe, expect, test } from 'vitest';
import { rowState } from '#lib/workspace/row-state.ts';

const facts = { openPoints: [], anyScore: false, max: 30, tolerance: 0.2 };

describe('the mark of a subquestion', () => {
	test('blank, given, close and apart are four different things', () => {
		expect(rowState(facts)).toBe('empty');
		expect(rowState({ ...facts, anyScore: true })).toBe('scored');
		expect(rowState({ ...facts, anyScore: true, openPoints: [1800] })).toBe('scored');
		expect(rowState({ ...facts, anyScore: true, openPoints: [1800, 2100] })).toBe('near');
		expect(rowState({ ...facts, anyScore: true, openPoints: [1800, 2400] })).toBe('disputed');
	});
});
