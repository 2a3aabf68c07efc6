import { describe, expect, it } from 'vitest';
import {
	hasAtMostTwoDecimals,
	isFrameworkId,
	isId,
	isStorable,
	millisecondsOf,
	parseValue,
} from '#document/values.ts';
import type { MapRoot } from '#document/roots.ts';

const AT = '2026-11-02T10:00:00.000Z';

const GOOD: readonly [MapRoot, unknown][] = [
	['scores', { points: 0 }],
	['scores', { points: 12.5, confidence: 'low', note: '' }],
	['scores', { notAssessable: 'Ingen har sett det' }],
	['scores', { abstain: true }],
	['consensus', { points: 11.25, version: 3, by: 'u1', at: AT, motive: 'x', minority: { u2: 'Nej' } }],
	['consensus', { notAssessable: 'x', version: 1, by: 'u1', at: 1_790_000_000_000 }],
	['positions', { version: 1, stance: 'abstain' }],
	['findings', { kind: 'strength', area: '1', subquestion: '1.4', pair: 'f2', size: 'large', order: 'a0V' }],
	['sources', { kind: 'interview', title: 'Rektorer', roleGroup: 'skolledare', date: '2019-03' }],
	[
		'sources',
		{ kind: 'web', title: 'x', url: 'https://vallentuna.se/å?b=1', from: '2019-01-01', to: '2019-02-01' },
	],
	['citations', {}],
	['citations', { page: 3 }],
	['threads', { on: 'sub:1.4', class: 'score', by: 'u1', at: AT, anchor: 'AAA=', quote: 'x' }],
	['messages', { text: 'Hej', at: AT, editedAt: AT }],
	['resolutions', { state: 'resolved', disposition: 'partly', reason: 'x', by: 'u1', at: AT }],
	['sections', { state: 'ready', by: 'u1' }],
	['outline', { area: '1', title: 'Dialog', subquestions: ['1.4'], order: 'a0' }],
	['outline', { order: 'a0' }],
	['facts', { label: 'Invånare 31/12', value: '33 432', remark: '(+257)', asOf: '2018-12-31', order: 'a0' }],
	['roleModels', { municipality: 'Haninge', code: '0136', area: '1', what: 'Medborgarbudget', order: 'a0' }],
	['questions', { text: 'Alla förvaltningar?', area: '3', state: 'open', by: 'u1', at: AT }],
	['evidence', { stance: 'contradicts', answer: 'evasive' }],
	['dismissals', { reason: 'Ett citat', by: 'u1', at: AT }],
];

const BAD: readonly [string, MapRoot, unknown][] = [
	['points and an abstention at once', 'scores', { points: 1, abstain: true }],
	['an abstention that is false', 'scores', { abstain: false }],
	['no reason for not assessable', 'scores', { notAssessable: ' ' }],
	['no points', 'scores', {}],
	['an array', 'scores', [{ points: 1 }]],
	['a number', 'scores', 5],
	['an unknown confidence', 'scores', { points: 1, confidence: 'sure' }],
	['version nought', 'positions', { version: 0, stance: 'agree' }],
	['a version of a half', 'positions', { version: 1.5, stance: 'agree' }],
	['a day that is none', 'sources', { kind: 'interview', title: 'Rektorer', date: '2026-02-31' }],
	['a time on such a day', 'messages', { text: 'Hej', at: '2026-02-31T10:00:00Z' }],
	['an unknown stance', 'positions', { version: 1, stance: 'maybe' }],
	['an order of spaces', 'findings', { kind: 'strength', area: '1', order: ' ' }],
	['an unknown kind', 'findings', { kind: 'weakness', area: '1', order: 'a0' }],
	['a blank title', 'sources', { kind: 'web', title: ' ' }],
	['a date in words', 'sources', { kind: 'web', title: 'x', date: 'i går' }],
	['a file address', 'sources', { kind: 'web', title: 'x', url: 'file:///etc/passwd' }],
	['an address with a blank', 'sources', { kind: 'web', title: 'x', url: 'https://example.org/a b' }],
	['a page that is a list', 'citations', { page: [1] }],
	['an unknown class', 'threads', { on: 'sub:1.4', class: 'praise', by: 'u1', at: AT }],
	['a target with a line break', 'threads', { on: 'sub:1.4\n', class: 'fact', by: 'u1', at: AT }],
	['a blank message', 'messages', { text: '\n', at: AT }],
	['a time that is none', 'messages', { text: 'x', at: 'now' }],
	['a thirteenth month', 'messages', { text: 'x', at: '2026-13-01T00:00:00Z' }],
	['a time before 1970', 'messages', { text: 'x', at: -1 }],
	['half a surrogate pair', 'messages', { text: '\ud83d', at: AT }],
	['an unknown disposition', 'resolutions', { state: 'resolved', disposition: 'done', by: 'u1', at: AT }],
	['an unknown state', 'sections', { state: 'final', by: 'u1' }],
	['a blank label', 'facts', { label: ' ', value: '1', order: 'a0' }],
	['a code of letters', 'roleModels', { municipality: 'x', code: 'abcd', area: '1', what: 'x', order: 'a0' }],
	['no order', 'outline', { area: '1' }],
	['a question that nobody asks', 'questions', { text: 'x', state: 'open', at: AT }],
	['an unknown answer', 'evidence', { stance: 'supports', answer: 'no' }],
	['no reason', 'dismissals', { reason: '', by: 'u1', at: AT }],
	['an author that is no id', 'sections', { state: 'draft', by: '../x' }],
];

it.each(GOOD)('%s take %j', (root, value) => {
	expect(parseValue(root, value)).toEqual(value);
});

it.each(BAD)('%s is no value of %s', (_name, root, value) => {
	expect(parseValue(root, value)).toBeUndefined();
});

describe('an id', () => {
	it.each(['a', '0', 'A_b-9', 'x'.repeat(64)])('may be %s', (id) => expect(isId(id)).toBe(true));
	it.each(['', 'a b', 'a/b', 'å', 'a.b', 'x'.repeat(65), '__proto__', 'constructor', 'prototype', 'a\n'])(
		'may not be %j',
		(id) => expect(isId(id)).toBe(false),
	);
	it.each(['1', '1.4', 'a.b.c.d'])('of a framework may be %s', (id) => expect(isFrameworkId(id)).toBe(true));
	it.each(['', '.', '1.', '.1', '1..2', 'a.b.c.d.e', '1.__proto__', '1:2'])(
		'of a framework may not be %j',
		(id) => expect(isFrameworkId(id)).toBe(false),
	);
});

it('counts every hundredth as at most two decimals, and nothing between them', () => {
	for (let hundredths = 0; hundredths <= 100_000; hundredths++) {
		expect(hasAtMostTwoDecimals(hundredths / 100)).toBe(true);
		expect(hasAtMostTwoDecimals(Number((hundredths / 100).toFixed(2)))).toBe(true);
		expect(hasAtMostTwoDecimals(hundredths / 100 + 0.001)).toBe(false);
	}
});

it('keeps out what PostgreSQL cannot store', () => {
	expect(isStorable('Åäö 😀\t\n')).toBe(true);
	expect(isStorable('a\0b')).toBe(false);
	expect(isStorable('\udc00')).toBe(false);
});

it('reads both forms of a time', () => {
	expect(millisecondsOf('1970-01-01T00:00:01.000Z')).toBe(1000);
	expect(millisecondsOf(1000)).toBe(1000);
});
