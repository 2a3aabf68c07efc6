import { describe, expect, test } from 'vitest';
import { agreedFigures, readConsensus } from '#document/consensus.ts';
import { readFindings } from '#document/findings.ts';
import { parsePersonKey, personKey, pointsOf, readScores } from '#document/scores.ts';

describe('scores', () => {
	test('are read by subquestion and person; what is no score is passed over', () => {
		const rows = readScores(
			Object.entries({
				'1.1/a': { points: 12.25 },
				'1.1/b': { notAssessable: 'Inga underlag.' },
				'1.1/c': { abstain: true },
				'1.1': { points: 1 },
				'1.1/d/e': { points: 1 },
				'1.1/f': { points: 1.234 },
				'1.1/g': 'text',
			}),
		);
		expect(rows.map((row) => row.userId)).toEqual(['a', 'b', 'c']);
		expect(rows.map((row) => pointsOf(row.score))).toEqual([1225, undefined, undefined]);
	});

	test('a key leads back to subquestion and person', () => {
		expect(parsePersonKey(personKey('1.1', 'u'))).toEqual({ subquestionId: '1.1', userId: 'u' });
	});
});

describe('consensus', () => {
	const by = { version: 1, by: 'a', at: 1 };

	test('becomes figures: points, not assessable, and nothing where it was withdrawn', () => {
		const consensus = readConsensus(
			Object.entries({
				'1.1': { points: 11.2, ...by },
				'1.2': { notAssessable: 'Inga underlag.', ...by },
				'1.3': { points: null, ...by, version: 2 },
				'1.4': { points: 'many', ...by },
			}),
		);
		expect([...consensus.keys()]).toEqual(['1.1', '1.2', '1.3']);
		expect(agreedFigures(consensus)).toEqual(
			new Map([
				['1.1', { kind: 'points', points: 1120 }],
				['1.2', { kind: 'not-assessable' }],
			]),
		);
	});
});

test('findings come in their own order, whatever the order of their ids', () => {
	const finding = { kind: 'strength', area: '1' };
	const rows = readFindings(
		Object.entries({
			a: { ...finding, order: 'a1' },
			b: { ...finding, order: 'Zz' },
			c: { ...finding, order: 'a0' },
			d: {},
		}),
	);
	expect(rows.map((row) => row.id)).toEqual(['b', 'c', 'a']);
});
