import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { applyComparison, compareContents } from '#document/comparison.ts';
import { canonicalContent, canonicalJson, type CanonicalContent } from '#document/content.ts';
import { writeRichText } from '#document/rich-text.ts';
import { CONTENT_ROOTS, textRoot } from '#document/roots.ts';

type Write = [root: string, key: string, value: unknown];

/** The content of a document with these entries and texts (paragraphs by section). */
function content(entries: readonly Write[], texts: Readonly<Record<string, string>> = {}): CanonicalContent {
	const doc = new Y.Doc();
	for (const [root, key, value] of entries) doc.getMap(root).set(key, value);
	for (const [section, words] of Object.entries(texts))
		writeRichText(doc.getXmlFragment(textRoot(section)), {
			type: 'doc',
			content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
		});
	return canonicalContent(doc);
}

describe('what differs', () => {
	test('is told entry by entry with the old value and the new', () => {
		const before = content([
			['scores', '1.4/cd', { points: 18 }],
			['scores', '1.1/cd', { points: 4 }],
			['findings', 'f', { kind: 'strength', area: '1', order: 'a0' }],
		]);
		const after = content([
			['scores', '1.4/cd', { points: 19.5 }],
			['scores', '1.1/cd', { points: 4 }],
			['sources', 's', { kind: 'web', title: 'Hemsidan' }],
		]);
		expect(compareContents(before, after).entries).toEqual([
			{ root: 'scores', key: '1.4/cd', before: { points: 18 }, after: { points: 19.5 } },
			{ root: 'findings', key: 'f', before: { kind: 'strength', area: '1', order: 'a0' } },
			{ root: 'sources', key: 's', after: { kind: 'web', title: 'Hemsidan' } },
		]);
	});

	test('is told text by text', () => {
		const { texts } = compareContents(
			content([], { 'sub:1.1': 'Gammalt', 'sub:1.2': 'Kvar' }),
			content([], { 'sub:1.2': 'Kvar', 'report:summary': 'Nytt' }),
		);
		expect(texts.map(({ section, before, after }) => [section, !!before, !!after])).toEqual([
			['report:summary', false, true],
			['sub:1.1', true, false],
		]);
	});

	test('is nothing where both say the same', () => {
		const one = content([['scores', '1.1/a', { points: 1, note: 'x' }]], { 'sub:1.1': 'Ord' });
		const other = content([['scores', '1.1/a', { note: 'x', points: 1 }]], { 'sub:1.1': 'Ord' });
		expect(compareContents(one, other)).toEqual({ entries: [], texts: [] });
	});
});

test('what is told of two states leads from the one exactly to the other', () => {
	const entry = fc.tuple(
		fc.constantFrom(...CONTENT_ROOTS),
		fc.constantFrom('a', 'b', '1.1/c', '__proto__', 'toString'),
		fc.oneof(
			fc.nat(3).map((points) => ({ points })),
			fc.tuple(fc.string(), fc.array(fc.nat(2))).map(([text, list]) => ({ text, list })),
		),
	);
	const state = fc
		.tuple(
			fc.array(entry, { maxLength: 12 }),
			fc.dictionary(fc.constantFrom('sub:1.1', 'sub:1.2', 'finding:a'), fc.constantFrom('å', 'b c', ' '), {
				noNullPrototype: true,
			}),
		)
		.map(([entries, texts]) => content(entries, texts));
	fc.assert(
		fc.property(state, state, (a, b) => {
			const comparison = compareContents(a, b);
			expect(canonicalJson(applyComparison(a, comparison))).toBe(canonicalJson(b));
			expect(canonicalJson(a) === canonicalJson(b)).toBe(
				comparison.entries.length + comparison.texts.length === 0,
			);
		}),
	);
});
