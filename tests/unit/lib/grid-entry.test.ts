import { describe, expect, test } from 'vitest';
import type { Score } from '#document/values.ts';
import { ENTRY_COLUMNS } from '#lib/workspace/grid/columns.ts';
import { enter, parseConfidence } from '#lib/workspace/grid/entry.ts';

const full: Score = { points: 12.5, confidence: 'high', note: 'Två intervjuer.' };
const reasoned: Score = { notAssessable: 'Inget underlag.' };

describe('what is typed into a cell of the grid', () => {
	test('blank, 0, not assessable and abstained are four different things', () => {
		expect(enter('points', '', full, 30)).toEqual({ ok: true, score: undefined });
		expect(enter('points', '0', undefined, 30)).toEqual({ ok: true, score: { points: 0 } });
		expect(enter('points', 'avstår', undefined, 30)).toEqual({ ok: true, score: { abstain: true } });
		expect(enter('points', 'e.b.', undefined, 30)).toEqual({ ok: false, why: 'no-reason' });
		expect(enter('points', 'e.b.', reasoned, 30)).toEqual({ ok: true, score: reasoned });
	});

	test('points take a decimal comma or point and keep confidence and note', () => {
		expect(enter('points', '11,25', full, 30)).toEqual({ ok: true, score: { ...full, points: 11.25 } });
		expect(enter('points', ' 11.25 ', undefined, 30)).toEqual({ ok: true, score: { points: 11.25 } });
	});

	test('points that are none say why', () => {
		expect(enter('points', '30,5', full, 30)).toEqual({ ok: false, why: 'above-max' });
		expect(enter('points', '-1', full, 30)).toEqual({ ok: false, why: 'negative' });
		expect(enter('points', '1,125', full, 30)).toEqual({ ok: false, why: 'too-many-decimals' });
		expect(enter('points', 'tolv', full, 30)).toEqual({ ok: false, why: 'not-a-number' });
	});

	test('a confidence is a word, its first letter or 1 to 3, in both languages', () => {
		for (const text of ['låg', 'Low', 'l', '1', ' LÅG ']) expect(parseConfidence(text)).toBe('low');
		for (const text of ['medel', 'medium', 'm', '2']) expect(parseConfidence(text)).toBe('medium');
		for (const text of ['hög', 'high', 'h', '3']) expect(parseConfidence(text)).toBe('high');
		expect(parseConfidence('säker')).toBeUndefined();
		expect(enter('confidence', 'x', full, 30)).toEqual({ ok: false, why: 'no-confidence' });
		expect(enter('confidence', '', full, 30)).toEqual({
			ok: true,
			score: { points: 12.5, note: 'Två intervjuer.' },
		});
	});

	test('confidence and note belong to points', () => {
		expect(enter('confidence', 'h', undefined, 30)).toEqual({ ok: false, why: 'no-points' });
		expect(enter('note', 'Varför?', { abstain: true }, 30)).toEqual({ ok: false, why: 'no-points' });
		expect(enter('note', '', undefined, 30)).toEqual({ ok: true, score: undefined });
	});

	test('the note of what is not assessable is its reason, and cannot be emptied', () => {
		expect(enter('note', 'Ny orsak', reasoned, 30)).toEqual({
			ok: true,
			score: { notAssessable: 'Ny orsak' },
		});
		expect(enter('note', ' ', reasoned, 30)).toEqual({ ok: false, why: 'no-reason' });
	});

	test('taking the answer instead of points away leaves a blank, and never touches points', () => {
		expect(enter('instead', '', reasoned, 30)).toEqual({ ok: true, score: undefined });
		expect(enter('instead', '', full, 30)).toEqual({ ok: true, score: full });
		expect(enter('instead', '12', full, 30)).toEqual({ ok: false, why: 'no-answer' });
	});

	test('what cannot be stored is refused, not cut off', () => {
		expect(enter('note', 'a\0b', full, 30)).toEqual({ ok: false, why: 'not-text' });
		expect(enter('note', 'x'.repeat(10_001), full, 30)).toEqual({ ok: false, why: 'too-long' });
	});

	test('zero stays zero when the row gets a confidence or a note', () => {
		expect(enter('confidence', 'h', { points: 0 }, 30)).toEqual({
			ok: true,
			score: { points: 0, confidence: 'high' },
		});
	});

	test('every column that takes an entry has words for nothing', () => {
		for (const column of ENTRY_COLUMNS) expect(enter(column, '', undefined, 30).ok).toBe(true);
	});
});
