import { describe, expect, test } from 'vitest';
import { needsOf, type NeedFacts } from '#domain/needs/needs.ts';

const facts = (changed: Partial<NeedFacts> = {}): NeedFacts => ({
	userId: 'eva',
	role: 'evaluator',
	phase: 'scoring',
	scores: true,
	settles: false,
	blind: true,
	own: { filled: 45, handedIn: 45, of: 45 },
	tiles: [],
	mentions: [],
	undecided: 0,
	rounds: [],
	openQuestions: [],
	...changed,
});
const kinds = (changed: Partial<NeedFacts>) => needsOf(facts(changed)).map(({ kind }) => kind);

describe('what waits for somebody', () => {
	test('while scoring: rows without a score, then handing in, and nothing once it is done', () => {
		expect(needsOf(facts({ own: { filled: 43, handedIn: 0, of: 45 } }))).toEqual([
			{ kind: 'score', left: 2, of: 45 },
		]);
		expect(needsOf(facts({ own: { filled: 45, handedIn: 40, of: 45 } }))).toEqual([
			{ kind: 'handIn', rows: 5 },
		]);
		expect(kinds({ own: { filled: 45, handedIn: 0, of: 45 }, blind: false })).toEqual([]);
		expect(kinds({ own: { filled: 0, handedIn: 0, of: 45 }, scores: false })).toEqual([]);
		expect(kinds({})).toEqual([]);
	});

	test('while calibrating: positions of one’s own, and values for those who set them', () => {
		const tiles: NeedFacts['tiles'] = [
			{ subquestionId: '1.1', state: 'proposed', silent: ['eva'] },
			{ subquestionId: '1.2', state: 'proposed', silent: ['adam'] },
			{ subquestionId: '1.3', state: 'revealed', silent: [] },
			{ subquestionId: '1.4', state: 'reopened', because: 'value-changed', silent: ['eva'] },
			{ subquestionId: '1.5', state: 'objected', silent: [] },
			{ subquestionId: '2.1', state: 'agreed', silent: [] },
		];
		expect(needsOf(facts({ phase: 'calibration', tiles }))).toEqual([
			{ kind: 'positions', subquestions: ['1.1', '1.4'] },
		]);
		expect(needsOf(facts({ phase: 'calibration', tiles, settles: true, scores: false }))).toEqual([
			{ kind: 'settle', subquestions: ['1.3', '1.5'] },
		]);
	});

	test('for reviewers: drafts to read and answers to their comments, and nothing of the group’s', () => {
		const rounds: NeedFacts['rounds'] = [
			{ id: 'r2', label: 'Utkast 2', deadline: '2026-03-14', waits: true, answered: 0 },
			{ id: 'r1', label: 'Utkast 1', deadline: null, waits: false, answered: 3 },
		];
		expect(
			needsOf(facts({ role: 'reviewer', phase: 'review', rounds, undecided: 4, signOff: 'missing' })),
		).toEqual([
			{ kind: 'review', round: 'r2', label: 'Utkast 2', deadline: '2026-03-14' },
			{ kind: 'answers', round: 'r1', label: 'Utkast 1', count: 3 },
		]);
		expect(kinds({ phase: 'review', rounds })).toEqual([]);
	});

	test('in review: comments to decide, one’s own questions, and signing', () => {
		const openQuestions = [{ by: 'eva' }, { by: 'adam' }];
		expect(needsOf(facts({ phase: 'review', undecided: 2, openQuestions, signOff: 'outdated' }))).toEqual([
			{ kind: 'dispositions', count: 2 },
			{ kind: 'questions', count: 1 },
			{ kind: 'signOff', outdated: true },
		]);
		expect(kinds({ phase: 'review', signOff: 'current' })).toEqual([]);
		expect(kinds({ phase: 'calibration', signOff: 'missing' })).toEqual([]);
		expect(kinds({ phase: 'review', role: 'observer', undecided: 2, openQuestions })).toEqual([]);
	});

	test('mentions come first, a lead prepares, and of what is final nothing waits', () => {
		const mentions = [{ message: 'm', thread: 't', on: 'sub:1.1', by: 'adam' }];
		expect(kinds({ role: 'lead', phase: 'setup', mentions })).toEqual(['mention', 'prepare']);
		expect(kinds({ role: 'observer', mentions, phase: 'review' })).toEqual(['mention']);
		expect(kinds({ role: 'lead', phase: 'final', mentions, undecided: 3 })).toEqual([]);
	});
});
