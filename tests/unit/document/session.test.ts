import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { NO_SESSION } from '#domain/session/session.ts';
import { byPerson, entriesOf, evaluationIn } from '#document/evaluation-document.ts';
import { keyOf, parseMapPlace, parseTextPlace, rootOf } from '#document/paths.ts';
import { discussedIn, readSession, roundOf } from '#document/session.ts';

const at = '2026-03-14T09:00:00.000Z';
const state = {
	...NO_SESSION,
	open: true,
	facilitator: 'anna',
	agenda: ['1.1'],
	current: '1.1',
	startedAt: at,
};

describe('the entries of a session', () => {
	test('have keys that lead back to what they are', () => {
		for (const key of ['state', 'discussed/1.1', 'spoken/1.1/eva', 'round/1.1']) {
			const place = parseMapPlace('session', key);
			if (!place || place.kind === 'text') throw new Error(`${key} has no meaning`);
			expect([rootOf(place), keyOf(place)]).toEqual(['session', key]);
		}
	});

	test('have no other keys', () => {
		for (const key of [
			'',
			'State',
			'state/1.1',
			'discussed',
			'discussed/',
			'discussed/1.1/eva',
			'spoken/1.1',
			'spoken/1.1/',
			'spoken/1.1/eva/x',
			'round/../x',
			'round/__proto__',
			'other/1.1',
		])
			expect(parseMapPlace('session', key), key).toBeUndefined();
	});

	test('are read by what they are; what is none is passed over', () => {
		const session = readSession(
			Object.entries({
				state,
				'discussed/1.1': { by: 'anna', at },
				'discussed/1.2': { by: 'anna' },
				'spoken/1.1/eva': { at },
				'spoken/1.2/eva': 'yes',
				'round/1.1': { n: 2, by: 'anna', at },
				'round/1.2': { n: 1, by: 'anna', at },
				'secrets/1.1': { at },
			}),
		);
		expect(session.state).toEqual(state);
		expect([...session.discussed.keys()]).toEqual(['1.1']);
		expect([...session.spoken]).toEqual([['1.1', new Map([['eva', { at }]])]]);
		expect([roundOf(session, '1.1'), roundOf(session, '1.2')]).toEqual([2, 1]);
		expect(readSession([['state', { ...state, open: 'yes' }]]).state).toEqual(NO_SESSION);
	});

	test('say what is under discussion: what was marked, and while it is open what is looked at', () => {
		const entries: [string, unknown][] = [
			['discussed/2.1', { by: 'anna', at }],
			['state', state],
		];
		expect(discussedIn(readSession(entries))).toEqual(new Set(['2.1', '1.1']));
		const over: [string, unknown][] = [['state', { ...state, open: false }]];
		expect(discussedIn(readSession(over))).toEqual(new Set());
	});
});

test('a scribe’s note is a text of its own', () => {
	expect(parseTextPlace('text:note:1.1')).toEqual({
		kind: 'text',
		section: { kind: 'note', subquestionId: '1.1' },
	});
	for (const root of ['text:note', 'text:note:', 'text:note:1.1:x', 'text:note:a b'])
		expect(parseTextPlace(root)).toBeUndefined();
});

describe('an evaluation in a document', () => {
	test('is grouped by subquestion and person, without what is no value', () => {
		const doc = new Y.Doc();
		doc.getMap('scores').set('1.1/eva', { points: 5 });
		doc.getMap('scores').set('1.1/bo', { abstain: true });
		doc.getMap('scores').set('1.2/bo', { points: 1.234 });
		doc.getMap('firstScores').set('1.1/eva', { points: 4 });
		doc.getMap('positions').set('1.1/eva', { version: 1, stance: 'object', reason: 'no' });
		doc.getMap('positions').set('1.1/bo', { version: 1, stance: 'object' });
		doc.getMap('consensus').set('1.1', { points: 5, version: 1, by: 'anna', at });
		const { scores, firstScores, consensus, positions } = evaluationIn(doc);
		expect([...scores]).toEqual([
			[
				'1.1',
				new Map<string, unknown>([
					['eva', { points: 5 }],
					['bo', { abstain: true }],
				]),
			],
		]);
		expect(firstScores.get('1.1')?.get('eva')).toEqual({ points: 4 });
		expect(consensus.get('1.1')).toMatchObject({ points: 5 });
		expect([...(positions.get('1.1') ?? [])].map(([who]) => who)).toEqual(['eva']);
	});

	test('is read without making roots', () => {
		const doc = new Y.Doc();
		expect(evaluationIn(doc).scores.size).toBe(0);
		expect([...entriesOf(doc, 'session')]).toEqual([]);
		expect([...doc.share.keys()]).toEqual([]);
	});

	test('groups whatever is kept by subquestion and person', () => {
		expect(
			byPerson([
				['1.1/a', 1],
				['1.1/b', 2],
				['2.1/a', 3],
				['x', 4],
			] as const),
		).toEqual(
			new Map([
				[
					'1.1',
					new Map([
						['a', 1],
						['b', 2],
					]),
				],
				['2.1', new Map([['a', 3]])],
			]),
		);
	});
});
