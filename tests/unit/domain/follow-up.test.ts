import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_STATUSES, compareActions, isLate, outcomeOf } from '#domain/follow-up/actions.ts';
import { carriedImprovements, carriedSources, type Improvement } from '#domain/follow-up/carry-over.ts';

const status = fc.constantFrom(...ACTION_STATUSES);
const day = fc.option(
	fc.integer({ min: 0, max: 27 }).map((n) => `2026-02-${String(n + 1).padStart(2, '0')}`),
);
const known = {
	areas: new Set(['1', '2']),
	areaOf: new Map([
		['1.1', '1'],
		['2.1', '2'],
	]),
};
const improvement = (over: Partial<Improvement> = {}): Improvement => ({
	id: 'f1',
	kind: 'improvement',
	area: '1',
	order: 'a0',
	...over,
});

describe('an action', () => {
	it.each([
		['2026-01-31', 'planned', true],
		['2026-01-31', 'started', true],
		['2026-01-31', 'done', false],
		['2026-01-31', 'dropped', false],
		['2026-02-01', 'planned', false],
		[null, 'planned', false],
	] as const)('due %s and %s is late on the first of February: %s', (due, of, late) => {
		expect(isLate({ due, status: of }, '2026-02-01')).toBe(late);
	});

	it('has one place in the list, whatever the order it came in', () => {
		const action = fc.record({ id: fc.uuid(), status, due: day });
		fc.assert(
			fc.property(fc.uniqueArray(action, { selector: ({ id }) => id }), (actions) => {
				const sorted = [...actions].sort(compareActions);
				expect([...actions].reverse().sort(compareActions)).toEqual(sorted);
			}),
		);
	});
});

describe('what actions say of their improvement', () => {
	it('is done once every action that was not dropped is done, and one was not', () => {
		fc.assert(
			fc.property(fc.array(status), (statuses) => {
				const kept = statuses.filter((each) => each !== 'dropped');
				const done = kept.length > 0 && !kept.some((each) => each !== 'done');
				expect(outcomeOf(statuses)).toBe(done ? 'done' : 'unclear');
			}),
		);
	});
});

describe('the next evaluation begins with', () => {
	const carried = (finding: Improvement, statuses: Parameters<typeof outcomeOf>[0] = []) =>
		carriedImprovements([finding], new Map([[finding.id, statuses]]), known);

	it('an open improvement, under its own id and as unclear', () => {
		expect(carried(improvement({ subquestion: '1.1', size: 'large' }), ['started'])).toEqual([
			[
				'f1',
				{
					kind: 'improvement',
					area: '1',
					subquestion: '1.1',
					size: 'large',
					carriedFrom: 'f1',
					outcome: 'unclear',
					order: 'a0',
				},
			],
		]);
	});

	it.each<[string, Improvement, Parameters<typeof outcomeOf>[0]]>([
		['a strength', improvement({ kind: 'strength' }), []],
		['what was corrected at the time', improvement({ corrected: true }), []],
		['what is done', improvement(), ['done', 'dropped']],
		[
			'what the evaluators found to be put right since it was carried over',
			improvement({ outcome: 'done' }),
			[],
		],
		['an area that is gone', improvement({ area: '9' }), []],
	])('not %s', (_name, finding, statuses) => expect(carried(finding, statuses)).toEqual([]));

	it('no subquestion that is gone or belongs elsewhere now', () => {
		for (const subquestion of ['9.9', '2.1'])
			expect(carried(improvement({ subquestion }))[0]?.[1]).not.toHaveProperty('subquestion');
	});

	it('documents and addresses, without what was noted about them, and no interview', () => {
		const sources = [
			['a', { kind: 'interview' as const, title: 'Chefer' }],
			[
				'b',
				{
					kind: 'web' as const,
					title: 'Webbplats',
					url: 'https://example.org',
					correction: { state: 'corrected' },
					readBy: ['u1'],
					file: 'f',
					subquestions: ['1.1', '9.9'],
				},
			],
			['c', { kind: 'document' as const, title: 'Budget', subquestions: ['9.9'] }],
		] as const;
		expect(
			carriedSources(
				sources.map(([id, source]) => [id, { ...source }] as never),
				known,
			),
		).toEqual([
			['b', { kind: 'web', title: 'Webbplats', url: 'https://example.org', subquestions: ['1.1'] }],
			['c', { kind: 'document', title: 'Budget' }],
		]);
	});
});
