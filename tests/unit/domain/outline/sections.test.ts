import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import {
	orderedSections,
	underHeadings,
	unmovedOrder,
	type OrderedSections,
	type OutlineItem,
	type PlacedSection,
} from '#domain/outline/sections.ts';
import { placements } from '#document/order.ts';
import { readOutline } from '#document/outline.ts';
import { freeSection, sectionId } from '#document/paths.ts';
import { areaSection, subquestionSection } from '#document/roots.ts';
import type { OutlineEntry } from '#document/values.ts';

const framework = KOMMUNKOMPASSEN;
const idsIn = (placed: readonly PlacedSection[] | undefined): string[] =>
	(placed ?? []).map(({ section }) => sectionId(section));
const free = (id: string, rest: Omit<OutlineItem, 'section'>): OutlineItem => ({
	section: { kind: 'free', id },
	...rest,
});

test('where nobody has moved anything, commentary stands as the framework has it and the summary last', () => {
	const { areas, summary } = orderedSections(framework, []);
	expect(summary).toEqual([]);
	expect([...areas.keys()]).toEqual(framework.areas.map(({ id }) => id));
	expect(idsIn(areas.get('3'))).toEqual([
		'sub:3.1',
		'sub:3.2',
		'sub:3.3',
		'sub:3.4',
		'sub:3.5',
		'area:3:summary',
	]);
});

test('free sections stand between commentary, titled parts in the summary, and what serves whom is in the framework’s order', () => {
	const { areas, summary } = orderedSections(framework, [
		free('b', { title: 'Vidare', order: 'a1' }),
		free('a', { title: ' Tydliga förbättringar ', order: 'a0' }),
		free('roles', { area: '3', title: 'Roller', subquestions: ['3.5', '3.4', '9.9'], order: 'a2V' }),
		{ section: { kind: 'subquestion', subquestionId: '3.1' }, area: '3', title: 'Helheten', order: 'a4V' },
		{ section: { kind: 'area', areaId: '3', part: 'summary' }, area: '3', order: 'Zz' },
		free('lost', { area: '99', order: 'a0' }),
	]);
	expect(summary.map(({ title }) => title)).toEqual(['Tydliga förbättringar', 'Vidare']);
	expect(idsIn(areas.get('3'))).toEqual([
		'area:3:summary',
		'sub:3.2',
		'sub:3.3',
		'free:roles',
		'sub:3.4',
		'sub:3.5',
		'sub:3.1',
	]);
	expect(areas.get('3')?.[3]?.subquestions).toEqual(['3.4', '3.5']);
	expect(areas.get('3')?.at(-1)?.heading).toBe('Helheten');
});

test('neighbours under one heading of the framework stand under it once; a section between them parts them', () => {
	const groups = (items: OutlineItem[]) =>
		underHeadings(orderedSections(framework, items).areas.get('1') ?? []).map(({ heading, sections }) => [
			heading,
			...idsIn(sections),
		]);
	expect(groups([])[1]).toEqual(['Information till medborgare', 'sub:1.2', 'sub:1.3']);
	expect(groups([free('x', { area: '1', order: 'a1V' })]).slice(1, 4)).toEqual([
		['Information till medborgare', 'sub:1.2'],
		[null, 'free:x'],
		['Information till medborgare', 'sub:1.3'],
	]);
});

test('the places that nobody has chosen follow each other, however many there are', () => {
	const keys = Array.from({ length: 300 }, (_, n) => unmovedOrder(n));
	expect([...keys].sort((a, b) => (a < b ? -1 : 1))).toEqual(keys);
	for (const [n, key] of keys.slice(1).entries())
		expect(
			placements(
				[
					{ id: 'x', order: keys[n]! },
					{ id: 'y', order: key },
				],
				'z',
				1,
			),
		).toHaveLength(1);
});

/** What a hand does to the outline: which section, to which area, to which place. */
const hand = fc.record({
	who: fc.nat(2),
	which: fc.nat(60),
	area: fc.nat(8),
	position: fc.nat(9),
	meets: fc.boolean(),
});

const allIds = ({ areas, summary }: OrderedSections): string[] =>
	[...idsIn(summary), ...[...areas.values()].flatMap((list) => idsIn(list))].sort();

test('however three people move sections, alone or meeting, all come to the same order and no section is lost', () => {
	const FREE = ['one', 'two', 'three', 'four'];
	const expected = [
		...FREE.map(freeSection),
		...framework.areas.flatMap(({ id, subquestions }) => [
			areaSection(id, 'summary'),
			...subquestions.map((subquestion) => subquestionSection(subquestion.id)),
		]),
	].sort();
	fc.assert(
		fc.property(fc.array(hand, { maxLength: 40 }), (hands) => {
			const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
			const orderIn = (doc: Y.Doc) =>
				orderedSections(framework, readOutline(doc.getMap('outline').entries()));
			const meet = () => {
				for (const from of docs)
					for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
			};
			for (const [n, id] of FREE.entries())
				docs[0]!.getMap('outline').set(freeSection(id), {
					...(n > 1 && { area: String(n) }),
					order: 'a0',
				} satisfies OutlineEntry);
			meet();
			for (const { who, which, area, position, meets } of hands) {
				const doc = docs[who]!;
				const { areas, summary } = orderIn(doc);
				const all = [...summary, ...[...areas.values()].flat()];
				const section = all[which % all.length]!;
				const to = section.section.kind === 'free' ? (area === 0 ? null : String(area)) : section.area;
				const list = to === null ? summary : (areas.get(to) ?? []);
				const id = sectionId(section.section);
				doc.transact(() => {
					const places = placements(
						list.map((placed) => ({ id: sectionId(placed.section), order: placed.order })),
						id,
						position,
					);
					for (const [key, order] of places)
						doc
							.getMap('outline')
							.set(key, { ...(to !== null && { area: to }), order } satisfies OutlineEntry);
				});
				const others = to === null ? orderIn(doc).summary : (orderIn(doc).areas.get(to) ?? []);
				expect(idsIn(others).indexOf(id)).toBe(Math.min(position, others.length - 1));
				if (meets) meet();
			}
			meet();
			const [first, ...rest] = docs.map(orderIn);
			for (const other of rest) expect(other).toEqual(first);
			expect(allIds(first!)).toEqual(expected);
		}),
		{ numRuns: 60 },
	);
}, 60_000);
