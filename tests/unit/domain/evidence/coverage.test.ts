import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	columnOf,
	coverage,
	notYetAsked,
	type CoverageLink,
	type CoverageSource,
} from '#domain/evidence/coverage.ts';
import { groupKey } from '#domain/evidence/role-groups.ts';

const QUESTIONS = ['1.1', '1.2', '1.3', '2.1'];
const GROUPS = ['Politiker', ' politiker ', 'Chefer', undefined];

const source = fc.record({
	id: fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6'),
	kind: fc.constantFrom('interview' as const, 'document' as const, 'web' as const),
	roleGroup: fc.constantFrom(...GROUPS),
});
const link = fc.record({
	subquestionId: fc.constantFrom(...QUESTIONS, '9.9'),
	sourceId: fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6', 'gone'),
	stance: fc.constantFrom('supports' as const, 'contradicts' as const, 'neutral' as const),
	answer: fc.constantFrom('answered' as const, 'evasive' as const, 'none' as const, undefined),
});
const sources = fc.uniqueArray(source, { selector: ({ id }) => id, maxLength: 6 });
const links = fc.uniqueArray(link, {
	selector: ({ subquestionId, sourceId }) => `${subquestionId}/${sourceId}`,
	maxLength: 30,
});
const register = fc.tuple(sources, links);

const counted = (all: readonly CoverageSource[], given: readonly CoverageLink[]) =>
	given.filter(
		({ subquestionId, sourceId }) =>
			QUESTIONS.includes(subquestionId) && all.some(({ id }) => id === sourceId),
	);

describe('the matrix', () => {
	test('holds every link that counts exactly once', () =>
		fc.assert(
			fc.property(register, ([all, given]) => {
				const { rows } = coverage(QUESTIONS, all, given);
				const inCells = rows.flatMap((row) => [...row.cells.values()].flatMap((cell) => cell.links));
				expect(new Set(inCells)).toEqual(new Set(counted(all, given)));
				for (const cell of rows.flatMap((row) => [...row.cells.values()]))
					expect(cell.supports + cell.contradicts + cell.neutral).toBe(cell.links.length);
			}),
		));

	test('has a hole exactly where nothing is linked', () =>
		fc.assert(
			fc.property(register, ([all, given]) => {
				const { rows, columns } = coverage(QUESTIONS, all, given);
				for (const row of rows)
					for (const { key } of columns) {
						const there = counted(all, given).some(
							(one) =>
								one.subquestionId === row.subquestionId &&
								all.some((each) => each.id === one.sourceId && columnOf(each) === key),
						);
						expect(row.cells.get(key)?.state === 'hole').toBe(!there);
					}
			}),
		));

	test('is the same in whatever order the register is read', () =>
		fc.assert(
			fc.property(register, ([all, given]) => {
				const summary = ({ columns, rows, progress, bare, conflicts }: ReturnType<typeof coverage>) => ({
					columns,
					progress,
					bare,
					conflicts,
					rows: rows.map(({ unanimous, holes }) => ({ unanimous, holes })),
				});
				expect(summary(coverage(QUESTIONS, [...all].reverse(), [...given].reverse()))).toEqual(
					summary(coverage(QUESTIONS, all, given)),
				);
			}),
		));

	test('adds up: covered, asked and holes are all there is', () =>
		fc.assert(
			fc.property(register, ([all, given]) => {
				const { rows, columns, progress } = coverage(QUESTIONS, all, given);
				const holes = rows.reduce((sum, row) => sum + row.holes, 0);
				expect(progress.of).toBe(rows.length * columns.length);
				expect(progress.covered + progress.asked + holes).toBe(progress.of);
			}),
		));

	test('says “all groups” only where each has answered, and all the same', () =>
		fc.assert(
			fc.property(register, ([all, given]) => {
				for (const row of coverage(QUESTIONS, all, given).rows) {
					if (row.unanimous === null) continue;
					const said = counted(all, given).filter(
						(one) =>
							one.subquestionId === row.subquestionId &&
							all.find(({ id }) => id === one.sourceId)?.kind === 'interview',
					);
					expect(said.every(({ stance }) => stance === row.unanimous)).toBe(true);
					expect(said.some(({ answer }) => answer === 'none' || answer === 'evasive')).toBe(false);
				}
			}),
		));
});

const interview = (id: string, roleGroup: string): CoverageSource => ({ id, kind: 'interview', roleGroup });
const says = (sourceId: string, stance: CoverageLink['stance'], answer?: CoverageLink['answer']) => ({
	subquestionId: '1.1',
	sourceId,
	stance,
	answer,
});

test('two interviews of one group are one column, however its name is written', () => {
	const { columns } = coverage(QUESTIONS, [interview('a', 'Politiker'), interview('b', ' politiker')], []);
	expect(columns.map(({ key, sources }) => [key, sources])).toEqual([
		['document', 0],
		['web', 0],
		[`group:${groupKey('Politiker')}`, 2],
	]);
});

test('sources that say opposite things are a conflict, and no unanimity', () => {
	const all = [interview('a', 'Politiker'), interview('b', 'Chefer')];
	const found = coverage(QUESTIONS, all, [says('a', 'supports'), says('b', 'contradicts')]);
	expect(found.conflicts).toEqual(['1.1']);
	expect(found.rows[0]?.unanimous).toBeNull();
	const agreed = coverage(QUESTIONS, all, [says('a', 'supports'), says('b', 'supports')]);
	expect(agreed.rows[0]?.unanimous).toBe('supports');
	expect(agreed.bare).toEqual(['1.2', '1.3', '2.1']);
});

test('one group alone is not all groups', () => {
	const found = coverage(QUESTIONS, [interview('a', 'Politiker')], [says('a', 'supports')]);
	expect(found.rows[0]?.unanimous).toBeNull();
});

test('a question that was asked and not answered is no hole and covers nothing', () => {
	const found = coverage(QUESTIONS, [interview('a', 'Politiker')], [says('a', 'neutral', 'evasive')]);
	expect(found.rows[0]?.cells.get('group:politiker')).toMatchObject({ state: 'asked', unanswered: 1 });
	expect(found.progress).toMatchObject({ covered: 0, asked: 1 });
	expect(notYetAsked(found, 'group:politiker')).toEqual(['1.2', '1.3', '2.1']);
});
