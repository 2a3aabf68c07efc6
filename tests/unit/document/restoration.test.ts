import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { compareContents, type Comparison } from '#document/comparison.ts';
import { canonicalContent, canonicalJson } from '#document/content.ts';
import { restorable, writeComparison } from '#document/restoration.ts';
import { CONTENT_ROOTS, textRoot } from '#document/roots.ts';
import { editRichText } from '../../support/rich-text-edits.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const bytes = (doc: Y.Doc): string => canonicalJson(canonicalContent(doc));

describe('what can be brought back', () => {
	const text = { type: 'doc' as const, content: [] };
	const difference: Comparison = {
		entries: CONTENT_ROOTS.map((root) => ({ root, key: root === 'findings' ? 'f' : 'sub:1.1/s', after: {} })),
		texts: [
			{ section: 'sub:1.1', after: text },
			{ section: 'finding:f', after: text },
			{ section: 'sub:1.10', after: text },
		],
	};
	const roots = (section?: string) => restorable(difference, section).entries.map(({ root }) => root);

	test('of the whole is what a group wrote together, and nobody’s own words or scores', () => {
		expect(roots()).toEqual([
			'findings',
			'sources',
			'citations',
			'sections',
			'outline',
			'facts',
			'roleModels',
			'questions',
			'evidence',
		]);
		expect(restorable(difference).texts).toHaveLength(3);
	});

	test('of a section is its text and what hangs on it', () => {
		expect(roots('sub:1.1')).toEqual(['citations']);
		expect(restorable(difference, 'sub:1.1').texts.map(({ section }) => section)).toEqual(['sub:1.1']);
		expect(roots('finding:f')).toEqual(['findings']);
		expect(restorable(difference, 'sub:9.9')).toEqual({ entries: [], texts: [] });
	});
});

test('a difference written into the document it begins with makes it say what it ends with', () => {
	const sections = ['sub:1.1', 'sub:1.2', 'finding:f'].map(textRoot);
	fc.assert(
		fc.property(fc.integer(), (seed) => {
			const random = seededRandom(seed);
			const grow = (doc: Y.Doc) => {
				for (let n = 0; n < 12; n++) {
					if (random.chance(0.6)) editRichText(doc, random.pick(sections), random);
					else if (random.chance(0.3)) doc.getMap('findings').delete(random.pick(['a', 'b']));
					else
						doc.getMap(random.pick(CONTENT_ROOTS)).set(random.pick(['a', 'b', 'c']), { n: random.below(9) });
				}
				return doc;
			};
			const before = grow(new Y.Doc());
			const after = new Y.Doc();
			Y.applyUpdate(after, Y.encodeStateAsUpdate(before));
			grow(after);
			const said = bytes(before);
			writeComparison(after, compareContents(canonicalContent(after), canonicalContent(before)));
			expect(bytes(after)).toBe(said);
		}),
		{ numRuns: 60 },
	);
});
