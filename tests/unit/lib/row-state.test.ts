import { describe, expect, test } from 'vitest';
import { rowState } from '#lib/workspace/row-state.ts';

const facts = { agreed: false, openPoints: [], anyScore: false, max: 30, tolerance: 0.2 };

describe('the mark of a subquestion', () => {
	test('blank, given, close, apart and settled are five different things', () => {
		expect(rowState(facts)).toBe('empty');
		expect(rowState({ ...facts, anyScore: true })).toBe('scored');
		expect(rowState({ ...facts, anyScore: true, openPoints: [1800] })).toBe('scored');
		expect(rowState({ ...facts, anyScore: true, openPoints: [1800, 2100] })).toBe('near');
		expect(rowState({ ...facts, anyScore: true, openPoints: [1800, 2400] })).toBe('disputed');
		expect(rowState({ ...facts, agreed: true, openPoints: [0, 3000] })).toBe('agreed');
	});
});
