import { expect, test } from 'vitest';
import { dueReveals, type Round } from '#domain/ballots/due-reveals.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';

const area1 = ['1.1', '1.2', '1.3', '1.4', '1.5'];
const round = (
	blind: Round['blind'],
	handedIn: Record<string, string[]>,
	revealed: string[] = [],
): Round => ({
	blind,
	voters: Object.keys(handedIn),
	handedIn: new Map(Object.entries(handedIn).map(([user, ids]) => [user, new Set(ids)])),
	revealed: new Set(revealed),
});
const due = (...args: Parameters<typeof round>) => dueReveals(KOMMUNKOMPASSEN, round(...args));

test('by subquestion, one is revealed when everyone who scores has handed it in', () => {
	expect(due('subquestion', { a: ['1.1', '1.2'], b: ['1.2', '2.1'] })).toEqual(['1.2']);
	expect(due('subquestion', { a: ['1.1'], b: [] })).toEqual([]);
	expect(due('subquestion', { a: ['1.1', '1.2'] }, ['1.2'])).toEqual(['1.1']);
});

test('by area, nothing is revealed before the whole area is in', () => {
	expect(due('area', { a: area1, b: area1.slice(1) })).toEqual([]);
	expect(due('area', { a: area1, b: [...area1, '2.1'] })).toEqual(area1);
	expect(due('area', { a: area1.slice(1) }, ['1.1'])).toEqual(area1.slice(1));
	expect(due('area', { a: area1 }, area1)).toEqual([]);
});

test('for the whole evaluation, and where nothing is hidden, the server reveals nothing by itself', () => {
	const all = allSubquestions(KOMMUNKOMPASSEN).map(({ id }) => id);
	for (const blind of ['off', 'evaluation'] as const) expect(due(blind, { a: all, b: all })).toEqual([]);
});

test('where nobody scores nothing is complete', () => {
	for (const blind of ['subquestion', 'area'] as const) expect(due(blind, {})).toEqual([]);
});
