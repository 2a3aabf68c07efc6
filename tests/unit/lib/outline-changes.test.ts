import { expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { orderedSections, type OrderedSections } from '#domain/outline/sections.ts';
import { readOutline } from '#document/outline.ts';
import { isValue } from '#document/values.ts';
import type { EntryChange } from '#lib/sync/synced-evaluation.svelte.ts';
import {
	added,
	idOf,
	moved,
	renamed,
	sectionsOf,
	serving,
	stepFrom,
	summaryBegun,
} from '#lib/workspace/write/outline-changes.ts';

type Outline = ReadonlyMap<string, unknown>;

const after = (outline: Outline, changes: readonly EntryChange[]): Outline => {
	const entries = new Map(outline);
	for (const { root, key, value } of changes) {
		expect(isValue(root, value)).toBe(true);
		entries.set(key, value);
	}
	return entries;
};
const read = (outline: Outline): OrderedSections => orderedSections(KOMMUNKOMPASSEN, readOutline(outline));
const ids = (outline: Outline, area: string | null) => sectionsOf(read(outline), area).map(idOf);
const find = (outline: Outline, area: string | null, id: string) => {
	const placed = sectionsOf(read(outline), area).find((one) => idOf(one) === id);
	if (!placed) throw new Error(`${id} stands nowhere`);
	return placed;
};
const NONE: Outline = new Map();

test('a new section stands where it was asked for, never behind a summary that nobody has placed', () => {
	const begun = after(NONE, added(read(NONE), 'one', { area: '3', position: 1 }));
	expect(ids(begun, '3').slice(0, 3)).toEqual(['sub:3.1', 'free:one', 'sub:3.2']);
	const second = after(begun, added(read(begun), 'two', { area: '3', position: 99 }));
	expect(ids(second, '3').slice(-2)).toEqual(['free:two', 'area:3:summary']);
	const part = after(second, added(read(second), 'part', { area: null, position: 0 }));
	expect(ids(part, null)).toEqual(['free:part']);
});

test('commentary and summaries stay in their chapter; a free section goes on into the next one and serves nothing there', () => {
	const outline = after(NONE, [
		...added(read(NONE), 'one', { area: '3', position: 0 }),
		...added(read(NONE), 'part', { area: null, position: 0 }),
	]);
	const serves = after(outline, [serving(find(outline, '3', 'free:one'), ['3.4', '3.5'])]);
	expect(find(serves, '3', 'free:one').subquestions).toEqual(['3.4', '3.5']);

	const placed = find(serves, '3', 'free:one');
	expect(stepFrom(read(serves), placed, 1)).toEqual({ area: '3', position: 1 });
	expect(stepFrom(read(serves), placed, -1)).toEqual({ area: '2', position: 6 });
	expect(stepFrom(read(serves), find(serves, null, 'free:part'), 1)).toEqual({ area: '1', position: 0 });
	expect(stepFrom(read(serves), find(serves, null, 'free:part'), -1)).toBeUndefined();
	expect(stepFrom(read(serves), find(serves, '1', 'sub:1.1'), -1)).toBeUndefined();
	expect(moved(read(serves), find(serves, '1', 'sub:1.1'), { area: '2', position: 0 })).toEqual([]);

	const there = after(serves, moved(read(serves), placed, { area: '2', position: 0 }));
	expect(ids(there, '2')[0]).toBe('free:one');
	expect(find(there, '2', 'free:one').subquestions).toEqual([]);
	expect(ids(there, '3')).not.toContain('free:one');
});

test('moving to where it stands writes nothing; a summary can be moved to the front', () => {
	expect(moved(read(NONE), find(NONE, '5', 'sub:5.2'), { area: '5', position: 1 })).toEqual([]);
	const begun = after(NONE, summaryBegun(read(NONE), '5'));
	expect(ids(begun, '5').at(-1)).toBe('area:5:summary');
	expect(summaryBegun(read(begun), '5')).toEqual([]);
	const first = after(
		begun,
		moved(read(begun), find(begun, '5', 'area:5:summary'), { area: '5', position: 0 }),
	);
	expect(ids(first, '5')[0]).toBe('area:5:summary');
});

test('commentary can have a heading of its own and the framework’s again', () => {
	const own = after(NONE, [renamed(find(NONE, '4', 'sub:4.5'), ' Ledningens röst ')]);
	expect(find(own, '4', 'sub:4.5').heading).toBe('Ledningens röst');
	expect(ids(own, '4')).toEqual(ids(NONE, '4'));
	const back = after(own, [renamed(find(own, '4', 'sub:4.5'), ' ')]);
	expect(find(back, '4', 'sub:4.5').heading).toBe('Kommunledningens kommunikation');
});
