import { describe, expect, test } from 'vitest';
import {
	motiveReasons,
	offeredValues,
	propose,
	type Asked,
	type Circumstances,
} from '#domain/consensus/proposal.ts';
import type { Position } from '#domain/consensus/positions.ts';
import type { Consensus, NewValue } from '#domain/consensus/value.ts';
import { given } from '../fixtures/scores.ts';

const members = ['ann', 'bo'];
const fresh: Circumstances = {
	current: undefined,
	scores: given({ ann: 10, bo: 12, gone: 3 }),
	positions: new Map(),
	members,
};
const change = (value: NewValue, rest: Partial<Asked> = {}): Asked => ({
	value,
	basedOn: null,
	by: 'lead',
	at: '2026-03-01T10:00:00Z',
	...rest,
});
const set = (circumstances: Circumstances, made: Asked): Consensus => {
	const result = propose(circumstances, made);
	if (!result.ok) throw new Error(result.why);
	return result.next;
};
const positions = (stances: Record<string, Position>): ReadonlyMap<string, Position> =>
	new Map(Object.entries(stances));

describe('a motive', () => {
	test('is not asked for within the range of the scores, its ends included', () => {
		for (const points of [10, 11.25, 12]) expect(motiveReasons({ points }, fresh)).toEqual([]);
	});

	test('is asked for outside of it, whoever left not counted', () => {
		expect(motiveReasons({ points: 9.99 }, fresh)).toEqual(['outside-range']);
		expect(motiveReasons({ points: 12.01 }, fresh)).toEqual(['outside-range']);
		expect(propose(fresh, change({ points: 13 }))).toEqual({
			ok: false,
			why: 'motive-required',
			because: ['outside-range'],
		});
		expect(propose(fresh, change({ points: 13 }, { motive: '  \n' })).ok).toBe(false);
		expect(set(fresh, change({ points: 13 }, { motive: ' New plan adopted ' })).motive).toBe(
			'New plan adopted',
		);
	});

	test('is not asked for where nobody gave a number: there is no range', () => {
		expect(motiveReasons({ points: 13 }, { ...fresh, scores: given({ ann: 'na', gone: 3 }) })).toEqual([]);
	});

	test('is not asked for beside one score alone: one value spans no range', () => {
		const alone = { ...fresh, scores: given({ ann: 10, bo: 'na' }) };
		expect(motiveReasons({ points: 13 }, alone)).toEqual([]);
	});

	test('is asked for after an objection by somebody who counts', () => {
		const current = set(fresh, change({ points: 11 }));
		const objecting = positions({ bo: { version: 1, stance: 'object', reason: 'Too low' } });
		expect(motiveReasons({ points: 12 }, { ...fresh, current, positions: objecting })).toEqual([
			'after-objection',
		]);
		expect(motiveReasons({ points: 13 }, { ...fresh, current, positions: objecting })).toEqual([
			'outside-range',
			'after-objection',
		]);
		const gone = positions({ gone: { version: 1, stance: 'object' } });
		expect(motiveReasons({ points: 12 }, { ...fresh, current, positions: gone })).toEqual([]);
	});

	test('is neither asked for withdrawing nor for "not assessable", which has its reason', () => {
		const current = set(fresh, change({ points: 11 }));
		const objecting = positions({ bo: { version: 1, stance: 'object' } });
		const circumstances = { ...fresh, current, positions: objecting };
		expect(motiveReasons({ points: null }, circumstances)).toEqual([]);
		expect(motiveReasons({ notAssessable: 'No documents' }, circumstances)).toEqual([]);
	});
});

describe('the entry', () => {
	test('remembers the scores it rests on, of those who count', () => {
		const scores = given({ ann: 10, bo: 'na', cai: 'abstains', gone: 3 });
		const next = set({ ...fresh, scores, members: ['ann', 'bo', 'cai', 'dan'] }, change({ points: 10 }));
		expect(next.basis).toEqual({ ann: 10, bo: 'not-assessable', cai: 'abstains' });
	});

	test('is refused against another version than the one that stands', () => {
		const current = set(fresh, change({ points: 11 }));
		expect(propose({ ...fresh, current }, change({ points: 12 }))).toEqual({ ok: false, why: 'stale' });
		expect(set({ ...fresh, current }, change({ points: 12 }, { basedOn: 1 })).version).toBe(2);
	});

	test('staleness is told before a missing motive', () => {
		const current = set(fresh, change({ points: 11 }));
		expect(propose({ ...fresh, current }, change({ points: 15 }))).toEqual({ ok: false, why: 'stale' });
	});

	test('remembers the last value everyone consented to, over later changes and a withdrawal', () => {
		const first = set(fresh, change({ points: 11 }));
		const all = positions({
			ann: { version: 1, stance: 'agree' },
			bo: { version: 1, stance: 'accept' },
		});
		const second = set({ ...fresh, current: first, positions: all }, change({ points: 12 }, { basedOn: 1 }));
		expect(second.lastAgreed).toEqual({ points: 11, version: 1 });
		const third = set({ ...fresh, current: second, positions: all }, change({ points: 10 }, { basedOn: 2 }));
		expect(third.lastAgreed).toEqual({ points: 11, version: 1 });
		const none = set({ ...fresh, current: third, positions: all }, change({ points: null }, { basedOn: 3 }));
		expect(none).toMatchObject({ points: null, version: 4, lastAgreed: { points: 11, version: 1 } });
		expect(none.basis).toBeUndefined();
	});

	test('remembers nothing where not everyone had consented', () => {
		const first = set(fresh, change({ points: 11 }));
		const some = positions({ ann: { version: 1, stance: 'agree' } });
		const second = set({ ...fresh, current: first, positions: some }, change({ points: 12 }, { basedOn: 1 }));
		expect(second.lastAgreed).toBeUndefined();
	});

	test('keeps minority notes over a change of value', () => {
		const first = { ...set(fresh, change({ points: 11 })), minority: { bo: 'I would say 12' } };
		const second = set({ ...fresh, current: first }, change({ points: 12 }, { basedOn: 1 }));
		expect(second.minority).toEqual({ bo: 'I would say 12' });
	});
});

test('median and mean are offered to the nearest hundredth, halves up', () => {
	expect(offeredValues(given({ ann: 10, bo: 12, gone: 1 }), members)).toEqual({ median: 1100, mean: 1100 });
	expect(offeredValues(given({ ann: 10, bo: 10.01 }), members)).toEqual({ median: 1001, mean: 1001 });
	expect(offeredValues(given({ ann: 7, bo: 'na' }), members)).toEqual({ median: 700, mean: 700 });
	expect(offeredValues(given({ ann: 'na' }), members)).toBeUndefined();
	expect(offeredValues(given({ a: 1, b: 2, c: 7 }), ['a', 'b', 'c'])).toEqual({ median: 200, mean: 333 });
});
