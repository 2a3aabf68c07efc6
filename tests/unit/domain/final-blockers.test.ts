import { expect, test } from 'vitest';
import type { EvaluationDocument } from '#domain/consensus/board.ts';
import type { Position } from '#domain/consensus/positions.ts';
import type { Consensus } from '#domain/consensus/value.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { finalBlockers } from '#domain/phases/final-blockers.ts';

const ALL = allSubquestions(KOMMUNKOMPASSEN).map(({ id }) => id);
const by = { version: 2, by: 'anna', at: '2026-03-14T09:00:00.000Z' };
const settled: Consensus = { points: 5, ...by, basis: { eva: 5, bo: 'abstains' } };
const scores = new Map([
	['eva', { points: 5 }],
	['bo', { abstain: true as const }],
]);

/** Every subquestion settled by the lead, nobody has taken a position; `change` makes it different. */
function blockers(change: {
	consensus?: Record<string, Consensus | undefined>;
	positions?: Record<string, Record<string, Position>>;
	scores?: EvaluationDocument['scores'];
	members?: string[];
}): string[] {
	const consensus = new Map(ALL.map((id) => [id, settled]));
	for (const [id, value] of Object.entries(change.consensus ?? {}))
		if (value) consensus.set(id, value);
		else consensus.delete(id);
	const document: EvaluationDocument = {
		scores: change.scores ?? new Map(ALL.map((id) => [id, scores])),
		firstScores: new Map(),
		consensus,
		positions: new Map(
			Object.entries(change.positions ?? {}).map(([id, people]) => [id, new Map(Object.entries(people))]),
		),
	};
	return finalBlockers(KOMMUNKOMPASSEN, document, change.members ?? ['eva', 'bo']).map(
		({ code, subquestionId }) => `${subquestionId} ${code}`,
	);
}

test('nothing is in the way where a lead set every value and nobody has objected, silence included', () => {
	expect(blockers({})).toEqual([]);
	const stances: Record<string, Position> = {
		eva: { version: 2, stance: 'accept' },
		bo: { version: 2, stance: 'abstain' },
	};
	expect(blockers({ positions: { '1.1': stances } })).toEqual([]);
});

test('every subquestion without a value is in the way; not assessable is a value, a withdrawn one is none', () => {
	expect(
		blockers({
			consensus: {
				'1.1': { ...settled, points: null },
				'1.2': undefined,
				'1.3': { notAssessable: 'no documents', ...by, basis: { eva: 5, bo: 'abstains' } },
			},
		}),
	).toEqual(['1.1 consensusMissing', '1.2 consensusMissing']);
	expect(blockers({ consensus: Object.fromEntries(ALL.map((id) => [id, undefined])) })).toEqual(
		ALL.map((id) => `${id} consensusMissing`),
	);
});

test('an objection is in the way while it is to the value that stands and its member counts', () => {
	const object = (version: number): Position => ({ version, stance: 'object', reason: 'too high' });
	const positions = { '2.1': { eva: object(2) }, '2.2': { eva: object(1) } };
	expect(blockers({ positions })).toEqual(['2.1 objectionOpen']);
	expect(blockers({ positions, members: ['bo'] })).toEqual([]);
});

test('a score that came or changed after the value was set is in the way until the value is set anew', () => {
	const later = new Map(ALL.map((id) => [id, scores]));
	later.set('3.1', new Map([...scores, ['eva', { points: 9 }]]));
	later.set('3.2', new Map([...scores, ['cia', { points: 9 }]]));
	const both = { version: 2, stance: 'object', reason: 'no' } as const;
	const who = { members: ['eva', 'bo', 'cia'] };
	expect(blockers({ scores: later, ...who })).toEqual(['3.1 scoresChangedSince', '3.2 scoresChangedSince']);
	expect(blockers({ scores: later })).toEqual(['3.1 scoresChangedSince']);
	expect(blockers({ scores: later, positions: { '3.1': { bo: both } } })).toEqual([
		'3.1 objectionOpen',
		'3.1 scoresChangedSince',
	]);
});
