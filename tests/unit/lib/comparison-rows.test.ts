import { describe, expect, test } from 'vitest';
import type { MarkedBlock } from '#domain/comparison/marked-text.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { comparisonRows, condensed, type Compared } from '#lib/history/comparison-rows.ts';
import { translator } from '#lib/i18n/index.ts';

const words = { t: translator('sv'), locale: 'sv' } as const;
const people = [
	{ userId: 'cd', name: 'Carl Dahl', initials: 'CD', former: false },
	{ userId: 'ab', name: 'Anna Berg', initials: 'AB', former: true },
];
const rows = (compared: Partial<Compared>) =>
	comparisonRows({ entries: [], texts: [], people, ...compared }, KOMMUNKOMPASSEN, words);
const block = (state: MarkedBlock['state'], text = state): MarkedBlock => ({
	state,
	form: 'paragraph',
	parts: [{ op: state === 'added' || state === 'removed' ? state : 'same', text }],
});

describe('the rows of a comparison', () => {
	test('name each score by subquestion and person, old and new as people write them', () => {
		const { scores } = rows({
			entries: [
				{ root: 'scores', key: '10.1/xy', before: { points: 3 } },
				{ root: 'scores', key: '2.1/ab', before: { points: 4, note: 'a' }, after: { points: 4, note: 'b' } },
				{ root: 'scores', key: '1.4/cd', before: { points: 18 }, after: { points: 19.5 } },
				{ root: 'scores', key: '1.5/cd', after: { notAssessable: 'Inget underlag' } },
			],
		});
		expect(
			scores.map(({ subquestionId, person, before, after }) => [subquestionId, person, before, after]),
		).toEqual([
			['1.4', 'Carl Dahl', '18', '19,5'],
			['1.5', 'Carl Dahl', '–', 'ej bedömbar'],
			['2.1', 'Anna Berg', '4', '4'],
			['10.1', 'någon okänd', '3', '–'],
		]);
		expect(scores.map(({ detailsOnly }) => detailsOnly)).toEqual([false, false, true, false]);
	});

	test('tell a consensus that was withdrawn as none', () => {
		const value = { version: 1, by: 'ab', at: 1 };
		expect(
			rows({
				entries: [
					{
						root: 'consensus',
						key: '1.4',
						before: { points: 20.7, ...value },
						after: { points: null, ...value, version: 2 },
					},
				],
			}).consensus,
		).toMatchObject([{ subquestionId: '1.4', before: '20,7', after: '–' }]);
	});

	test('show a finding once, whether its words, its place or both are new', () => {
		const finding = { kind: 'strength', area: '1', order: 'a0' };
		const { findings, texts } = rows({
			entries: [{ root: 'findings', key: 'gone', before: finding }],
			texts: [
				{ section: 'finding:gone', changed: false, blocks: [block('same')] },
				{ section: 'finding:reworded', changed: true, blocks: [block('changed')] },
				{ section: 'sub:1.4', changed: true, blocks: [block('added')] },
			],
		});
		expect(findings.map(({ id, state, blocks }) => [id, state, blocks.length])).toEqual([
			['gone', 'removed', 1],
			['reworded', 'changed', 1],
		]);
		expect(texts).toMatchObject([{ name: 'Kommentar till 1.4', subquestionId: '1.4' }]);
	});

	test('name sources by title and count what has no table of its own', () => {
		const { sources, other } = rows({
			entries: [
				{
					root: 'sources',
					key: 's',
					before: { kind: 'web', title: 'Gammal' },
					after: { kind: 'web', title: 'Ny' },
				},
				{ root: 'sections', key: 'sub:1.1', after: { state: 'draft', by: 'ab' } },
				{ root: 'sections', key: 'sub:1.2', before: { state: 'draft', by: 'ab' } },
			],
		});
		expect(sources).toEqual([{ id: 's', state: 'changed', title: 'Ny', was: 'Gammal' }]);
		expect(other).toEqual([{ root: 'sections', added: 1, changed: 0, removed: 1 }]);
		expect(words.t('compare.counts', other[0]!)).toBe('1 tillagd, 1 borttagen');
	});
});

test('of a long text that stayed only the neighbours of a change are shown', () => {
	const same = (n: number) => Array.from({ length: n }, () => block('same'));
	const told = condensed([...same(4), block('changed'), ...same(3)]);
	expect(told.map((row) => (typeof row === 'number' ? row : row.state))).toEqual([
		3,
		'same',
		'changed',
		'same',
		2,
	]);
});
