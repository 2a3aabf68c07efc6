import { describe, expect, expectTypeOf, test } from 'vitest';
import {
	boardOf,
	subquestionState,
	type BoardState,
	type SubquestionContext,
	type SubquestionDocument,
	type SubquestionState,
} from '#domain/consensus/board.ts';
import type { Position, Stance } from '#domain/consensus/positions.ts';
import { progressOf } from '#domain/consensus/progress.ts';
import { propose, type Asked } from '#domain/consensus/proposal.ts';
import type { NewValue } from '#domain/consensus/value.ts';
import { needs, needsOf } from '#domain/consensus/who-must-act.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { given, scoresFrom } from '../fixtures/scores.ts';

const open: SubquestionContext = {
	phase: 'calibration',
	blind: 'evaluation',
	revealed: true,
	members: ['ann', 'bo'],
};
const scored: SubquestionDocument = {
	scores: given({ ann: 10, bo: 12 }),
	firstScores: given({ ann: 10, bo: 12 }),
	consensus: undefined,
	positions: new Map(),
};

const stand = (stances: Record<string, Stance>, version = 1): ReadonlyMap<string, Position> =>
	new Map(Object.entries(stances).map(([user, stance]) => [user, { version, stance }]));

/** The document after the server has set a value in it. */
function withValue(
	document: SubquestionDocument,
	value: NewValue,
	{ members = open.members, ...rest }: Partial<Asked> & { members?: readonly string[] } = {},
): SubquestionDocument {
	const result = propose(
		{ ...document, current: document.consensus, members },
		{
			value,
			by: 'lead',
			at: '2026-03-01T10:00:00Z',
			motive: 'As discussed',
			basedOn: document.consensus?.version ?? null,
			...rest,
		},
	);
	if (!result.ok) throw new Error(result.why);
	return { ...document, consensus: result.next };
}

const stateIn = (document: SubquestionDocument, context: Partial<SubquestionContext> = {}): BoardState =>
	subquestionState(document, { ...open, ...context }).state;

describe('before there is a value', () => {
	const empty = { ...scored, scores: given({}), firstScores: given({}) };
	const half = { ...scored, scores: given({ ann: 10 }), firstScores: given({}) };

	test('blank until somebody has scored', () => {
		expect(stateIn(empty, { phase: 'setup', revealed: false })).toBe('blank');
		expect(stateIn(empty, { phase: 'scoring', revealed: false })).toBe('blank');
		expect(stateIn(empty, { phase: 'scoring', blind: 'off' })).toBe('blank');
		expect(stateIn(empty, { phase: 'calibration', blind: 'off' })).toBe('blank');
		expect(stateIn({ ...empty, scores: given({ gone: 4 }) }, { phase: 'scoring', blind: 'off' })).toBe(
			'blank',
		);
	});

	test('scoring once somebody has, in a ballot or in the open', () => {
		const ballots = { phase: 'scoring', revealed: false, scoredUnseen: new Set(['ann']) } as const;
		expect(subquestionState(empty, { ...open, ...ballots })).toEqual({ state: 'scoring', missing: ['bo'] });
		expect(stateIn(half, { phase: 'scoring', blind: 'off' })).toBe('scoring');
	});

	test('revealed by the reveal, naming who is missing', () => {
		expect(subquestionState(half, open)).toEqual({ state: 'revealed', missing: ['bo'] });
		expect(stateIn(empty)).toBe('revealed');
		expect(stateIn(scored, { phase: 'scoring', blind: 'subquestion' })).toBe('revealed');
	});

	test('with blind off revealed once everyone has scored, or scoring is over', () => {
		expect(stateIn(scored, { phase: 'scoring', blind: 'off' })).toBe('revealed');
		expect(stateIn(half, { phase: 'calibration', blind: 'off' })).toBe('revealed');
	});

	test('"not assessable" and "abstains" are answers, not gaps', () => {
		expect(subquestionState({ ...scored, scores: given({ ann: 'na', bo: 'abstains' }) }, open)).toMatchObject(
			{
				missing: [],
			},
		);
	});

	test('discussing in session or thread, or by a changed score since the first round', () => {
		expect(stateIn(scored, { underDiscussion: true })).toBe('discussing');
		expect(stateIn({ ...scored, scores: given({ ann: 11, bo: 12 }) })).toBe('discussing');
		expect(stateIn({ ...scored, scores: given({ bo: 12 }) })).toBe('discussing');
		expect(stateIn({ ...scored, scores: given({ ann: 10, bo: 12, gone: 2 }) })).toBe('revealed');
	});

	test('talk before the reveal does not open anything', () => {
		expect(stateIn(half, { phase: 'scoring', revealed: false, underDiscussion: true })).toBe('scoring');
	});
});

describe('with a value', () => {
	const proposed = withValue(scored, { points: 11 });

	test('proposed while somebody who counts is silent, and names them', () => {
		const state = subquestionState({ ...proposed, positions: stand({ ann: 'agree' }) }, open);
		expect(state).toMatchObject({ state: 'proposed', stances: { agree: ['ann'], silent: ['bo'] } });
	});

	test('agreed when everyone agrees, can live with it or abstains', () => {
		for (const stance of ['agree', 'accept', 'abstain'] as const)
			expect(stateIn({ ...proposed, positions: stand({ ann: 'agree', bo: stance }) })).toBe('agreed');
	});

	test('objected by one voice, with its reason', () => {
		const positions = new Map<string, Position>([
			['ann', { version: 1, stance: 'agree' }],
			['bo', { version: 1, stance: 'object', reason: 'The plan is from 2012' }],
		]);
		expect(subquestionState({ ...proposed, positions }, open)).toMatchObject({
			state: 'objected',
			stances: { object: [{ userId: 'bo', reason: 'The plan is from 2012' }] },
		});
	});

	test('positions on an earlier version do not count', () => {
		const positions = stand({ ann: 'agree', bo: 'object' });
		const changed = withValue({ ...proposed, positions }, { points: 12 });
		expect(subquestionState(changed, open)).toMatchObject({
			state: 'proposed',
			stances: { silent: ['ann', 'bo'], object: [] },
		});
	});

	test('a member who left neither blocks by silence nor by an objection', () => {
		const positions = stand({ ann: 'agree', bo: 'object' });
		expect(stateIn({ ...proposed, positions }, { members: ['ann'] })).toBe('agreed');
		expect(stateIn({ ...proposed, positions: stand({ ann: 'agree' }) }, { members: ['ann'] })).toBe('agreed');
	});

	test('a member who joins is asked, and their coming alone reopens nothing', () => {
		const agreed = { ...proposed, positions: stand({ ann: 'agree', bo: 'agree' }) };
		expect(subquestionState(agreed, { ...open, members: ['ann', 'bo', 'cai'] })).toMatchObject({
			state: 'proposed',
			stances: { silent: ['cai'] },
		});
	});

	test('where nobody scores there is nobody to ask', () => {
		expect(stateIn(proposed, { members: [] })).toBe('agreed');
	});

	test('agreed "not assessable" is agreed', () => {
		const none = withValue(scored, { notAssessable: 'No documents' });
		expect(stateIn({ ...none, positions: stand({ ann: 'agree', bo: 'agree' }) })).toBe('agreed');
	});

	test('final when the evaluation is, whatever is in the document', () => {
		expect(stateIn(proposed, { phase: 'final' })).toBe('final');
		expect(stateIn(scored, { phase: 'final' })).toBe('final');
	});
});

describe('reopened', () => {
	const agreed = { ...withValue(scored, { points: 11 }), positions: stand({ ann: 'agree', bo: 'agree' }) };

	test('by a changed score, saying whose, from what to what', () => {
		expect(subquestionState({ ...agreed, scores: given({ ann: 10, bo: 14 }) }, open)).toMatchObject({
			state: 'reopened',
			because: { why: 'scores-changed', changes: [{ userId: 'bo', from: 12, to: 14 }] },
			stances: { agree: ['ann', 'bo'] },
		});
	});

	test('by a first score and by a score taken back', () => {
		const late = withValue({ ...scored, scores: given({ ann: 10 }) }, { points: 10 });
		expect(subquestionState({ ...late, scores: given({ ann: 10, bo: 9 }) }, open)).toMatchObject({
			because: { changes: [{ userId: 'bo', from: null, to: 9 }] },
		});
		expect(subquestionState({ ...agreed, scores: given({ ann: 10 }) }, open)).toMatchObject({
			because: { changes: [{ userId: 'bo', from: 12, to: null }] },
		});
	});

	test('not by the score of somebody who does not count, nor by a note', () => {
		expect(stateIn({ ...agreed, scores: given({ ann: 10, bo: 12, gone: 1 }) })).toBe('agreed');
		const noted = new Map([
			['ann', { points: 10, note: 'Seen again', confidence: 'high' }],
			['bo', { points: 12 }],
		]);
		expect(stateIn({ ...agreed, scores: noted })).toBe('agreed');
	});

	test('ends when the score is put back, or the value is set anew and everyone has said so', () => {
		const moved = { ...agreed, scores: given({ ann: 10, bo: 14 }) };
		expect(stateIn({ ...moved, scores: agreed.scores })).toBe('agreed');
		const anew = withValue(moved, { points: 11 });
		expect(stateIn(anew)).toBe('reopened');
		expect(stateIn({ ...anew, positions: stand({ ann: 'agree', bo: 'accept' }, 2) })).toBe('agreed');
	});

	test('by a change of a value that everyone had consented to', () => {
		expect(subquestionState(withValue(agreed, { points: 12 }), open)).toMatchObject({
			state: 'reopened',
			because: { why: 'value-changed', was: { points: 11, version: 1 } },
			stances: { silent: ['ann', 'bo'] },
		});
	});

	test('by its withdrawal; a value nobody had agreed to goes without a trace', () => {
		expect(subquestionState(withValue(agreed, { points: null }), open)).toMatchObject({
			state: 'reopened',
			because: { why: 'withdrawn', was: { points: 11 } },
		});
		const tried = withValue(scored, { points: 11 });
		expect(stateIn(withValue(tried, { points: null }))).toBe('revealed');
	});

	test('an objection to the new value shows as an objection', () => {
		const changed = { ...withValue(agreed, { points: 12 }), positions: stand({ bo: 'object' }, 2) };
		expect(stateIn(changed)).toBe('objected');
	});

	test('a value without a recorded basis cannot be reopened by scores', () => {
		const { consensus } = agreed;
		if (!consensus) throw new Error('No value.');
		const { basis: _, ...bare } = consensus;
		expect(stateIn({ ...agreed, consensus: bare, scores: given({ ann: 1, bo: 2 }) })).toBe('agreed');
	});
});

test('each state carries what belongs to it, by type', () => {
	expectTypeOf<SubquestionState['state']>().toEqualTypeOf<BoardState>();
	expectTypeOf<Extract<SubquestionState, { state: 'reopened' }>>().toHaveProperty('because');
	expectTypeOf<Extract<SubquestionState, { missing: string[] }>['state']>().toEqualTypeOf<
		'blank' | 'scoring' | 'revealed' | 'discussing'
	>();
});

describe('the whole board', () => {
	const scores = scoresFrom({
		'1.1': { ann: 10, bo: 12 },
		'1.2': { ann: 9 },
		'1.3': { ann: 20, bo: 22 },
		'2.1': { ann: 10, bo: 11 },
		'9.9': { ann: 1 },
	});
	const proposed = withValue({ ...scored, scores: scores.get('1.3') ?? given({}) }, { points: 21 }).consensus;
	const second = withValue({ ...scored, scores: scores.get('2.1') ?? given({}) }, { points: 10.5 }).consensus;
	if (!proposed || !second) throw new Error('No value.');
	const board = boardOf(
		KOMMUNKOMPASSEN,
		{
			scores,
			firstScores: scores,
			consensus: new Map([
				['1.3', proposed],
				['2.1', second],
			]),
			positions: new Map([
				['1.3', stand({ ann: 'agree' })],
				['2.1', stand({ bo: 'object' })],
			]),
		},
		{ phase: 'calibration', blind: 'off', revealed: new Set(), members: ['ann', 'bo'] },
	);

	test('has eight areas and 45 tiles, counted by state', () => {
		expect(board.areas).toHaveLength(8);
		expect(board.areas.flatMap(({ tiles }) => tiles)).toHaveLength(45);
		expect(board.counts).toMatchObject({ blank: 41, revealed: 2, proposed: 1, objected: 1 });
		expect(board.areas[0]?.counts).toMatchObject({ blank: 2, revealed: 2, proposed: 1 });
	});

	test('tells who is waited for with what', () => {
		const all = needs(board, 'calibration');
		expect(all.filter(({ subquestionId }) => subquestionId < '1.4' || subquestionId === '2.1')).toEqual([
			{ what: 'proposal', subquestionId: '1.1', userId: 'settlers' },
			{ what: 'score', subquestionId: '1.2', userId: 'bo' },
			{ what: 'position', subquestionId: '1.3', userId: 'bo' },
			{ what: 'objection', subquestionId: '2.1', userId: 'settlers' },
			{ what: 'position', subquestionId: '2.1', userId: 'ann' },
		]);
		expect(needsOf(all, 'ann', false).filter(({ what }) => what !== 'score')).toEqual([
			{ what: 'position', subquestionId: '2.1', userId: 'ann' },
		]);
		expect(needsOf(all, 'lead', true).map(({ what }) => what)).toEqual(['proposal', 'objection']);
	});

	test('in review scores are no longer waited for, values are; in scoring the other way round', () => {
		const inReview = needs(board, 'review');
		expect(inReview.some(({ what }) => what === 'score')).toBe(false);
		expect(inReview.filter(({ what }) => what === 'proposal')).toHaveLength(43);
		expect(new Set(needs(board, 'scoring').map(({ what }) => what))).toEqual(new Set(['score']));
		expect(needs(board, 'final')).toEqual([]);
	});

	test('a reopened tile waits for a value to be set anew, a changed value for positions', () => {
		const agreed = { ...withValue(scored, { points: 11 }), positions: stand({ ann: 'agree', bo: 'agree' }) };
		const needsIn = (document: SubquestionDocument) =>
			needs(
				boardOf(
					KOMMUNKOMPASSEN,
					{
						scores: new Map([['1.1', document.scores]]),
						firstScores: new Map(),
						consensus: new Map(document.consensus && [['1.1', document.consensus]]),
						positions: new Map([['1.1', document.positions]]),
					},
					{ phase: 'review', blind: 'off', revealed: new Set(), members: ['ann', 'bo'] },
				),
				'review',
			).filter(({ subquestionId }) => subquestionId === '1.1');
		expect(needsIn({ ...agreed, scores: given({ ann: 1, bo: 12 }) }).map(({ what }) => what)).toEqual([
			'reopened',
		]);
		expect(needsIn(withValue(agreed, { points: 12 })).map(({ what, userId }) => [what, userId])).toEqual([
			['position', 'ann'],
			['position', 'bo'],
		]);
		expect(needsIn(agreed)).toEqual([]);
	});

	test('progress counts answers per member, over all and per area', () => {
		const [ann, bo] = progressOf(KOMMUNKOMPASSEN, scores, ['ann', 'bo']);
		expect(ann?.total).toEqual({ filled: 4, of: 45 });
		expect(bo?.areas.slice(0, 2)).toEqual([
			{ areaId: '1', filled: 2, of: 5 },
			{ areaId: '2', filled: 1, of: 5 },
		]);
	});
});
