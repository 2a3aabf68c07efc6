import { expect, test } from 'vitest';
import type { Consensus } from '#domain/consensus/value.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { isDecided, readiness, type Comment, type ReadinessFacts } from '#domain/phases/readiness.ts';

const ALL = allSubquestions(KOMMUNKOMPASSEN).map(({ id }) => id);
const AREAS = KOMMUNKOMPASSEN.areas.map(({ id }) => id);
const settled: Consensus = { points: 5, version: 2, by: 'anna', at: 0, basis: {} };

/** Nothing in the way and nothing to be told; `change` makes it different. */
const facts = (change: Partial<ReadinessFacts> = {}): ReadinessFacts => ({
	document: {
		scores: new Map(),
		firstScores: new Map(),
		consensus: new Map(ALL.map((id) => [id, settled])),
		positions: new Map(ALL.map((id) => [id, new Map([['eva', { version: 2, stance: 'agree' as const }]])])),
	},
	members: ['eva'],
	comments: [],
	written: new Set(AREAS),
	unfounded: new Map(),
	staleFacts: [],
	openQuestions: [],
	checks: [],
	signOffs: [{ userId: 'eva', state: 'current' }],
	...change,
});
const told = (change?: Partial<ReadinessFacts>) =>
	readiness(KOMMUNKOMPASSEN, facts(change)).map(({ level, key }) => `${level} ${key}`);

test('nothing is told where everything is settled, written, answered and signed', () => {
	expect(told()).toEqual([]);
});

test('everything is told at once, blockers first, each with a key of its own', () => {
	const { document } = facts();
	const items = readiness(
		KOMMUNKOMPASSEN,
		facts({
			document: {
				...document,
				consensus: new Map(document.consensus).set('1.1', { ...settled, points: null }),
				positions: new Map(document.positions).set('1.2', new Map()),
			},
			comments: [{ thread: 't', on: 'sub:1.1', class: 'fact', round: 'r' }],
			written: new Set(AREAS.slice(1)),
			unfounded: new Map([['2', 3]]),
			staleFacts: ['k'],
			openQuestions: [{ id: 'q', area: '3' }],
			checks: [
				{ key: 'pair/1', level: 'hint', section: 'finding:f' },
				{ key: 'figure/2', level: 'error', section: 'sub:1.1' },
			],
			signOffs: [
				{ userId: 'eva', state: 'outdated' },
				{ userId: 'bo', state: 'missing' },
			],
		}),
	);
	expect(items.map(({ level, key }) => `${level} ${key}`)).toEqual([
		'blocker consensusMissing.1.1',
		'blocker commentUndecided.r.t',
		'blocker checkOpen.figure/2',
		'warning positionsMissing.1.2',
		'warning areaWithoutText.1',
		'warning findingsWithoutSource.2',
		'warning factStale.k',
		'warning questionUnanswered.q',
		'warning hintOpen.pair/1',
		'warning signOffOutdated.eva',
		'warning signOffMissing.bo',
	]);
	expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
});

test('a comment is decided by a disposition, a question by being closed', () => {
	const comment = (kind: string, resolved?: Comment['resolved']): Comment => ({
		thread: 't',
		on: 'sub:1.1',
		class: kind,
		...(resolved && { resolved }),
	});
	for (const kind of ['fact', 'evidence', 'wording', 'score']) {
		expect(isDecided(comment(kind))).toBe(false);
		expect(isDecided(comment(kind, {}))).toBe(false);
		expect(isDecided(comment(kind, { disposition: 'accepted' }))).toBe(true);
		expect(isDecided(comment(kind, { disposition: 'rejected', reason: ' ' }))).toBe(false);
		expect(isDecided(comment(kind, { disposition: 'rejected', reason: 'Se 1.4.' }))).toBe(true);
	}
	expect(isDecided(comment('question'))).toBe(false);
	expect(isDecided(comment('question', {}))).toBe(true);
});

test('a hint, a silence, an empty area and a missing signature are told and do not block', () => {
	const { document } = facts();
	const levels = readiness(
		KOMMUNKOMPASSEN,
		facts({
			document: { ...document, positions: new Map() },
			written: new Set(),
			signOffs: [{ userId: 'eva', state: 'missing' }],
			checks: [{ key: 'lowScore/1', level: 'hint', section: 'sub:1.1' }],
		}),
	).map(({ level }) => level);
	expect(new Set(levels)).toEqual(new Set(['warning']));
	expect(levels).toHaveLength(ALL.length + AREAS.length + 2);
});
