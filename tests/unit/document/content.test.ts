import fc from 'fast-check';
import * as Y from 'yjs';
import { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { canonicalContent, canonicalJson, textOf } from '#document/content.ts';
import { richTextSchema } from '#document/rich-text-schema.ts';
import { readRichText, writeRichText } from '#document/rich-text.ts';
import { CONTENT_ROOTS, LATER_ROOTS, textRoot } from '#document/roots.ts';
import type { RichText } from '#domain/report/rich-text.ts';

const bytes = (doc: Y.Doc): string => canonicalJson(canonicalContent(doc));

/** A paragraph of an empty document, ready to be typed in. */
function paragraphIn(doc: Y.Doc, root = textRoot('sub:1.1')): Y.XmlText {
	const text = new Y.XmlText();
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [text]);
	doc.getXmlFragment(root).insert(0, [paragraph]);
	return text;
}

const sync = (from: Y.Doc, to: Y.Doc): void => Y.applyUpdate(to, Y.encodeStateAsUpdate(from));

describe('the same content has the same bytes', () => {
	test('in whatever order its entries were written, and whatever they replaced', () => {
		const one = new Y.Doc();
		one.getMap('scores').set('1.1/a', { points: 10, note: 'x' });
		one.getMap('scores').set('1.2/a', { points: 3 });
		one.getMap('findings').set('f', { kind: 'strength', area: '1', order: 'a0' });
		const other = new Y.Doc();
		other.getMap('findings').set('f', { order: 'a0', area: '1', kind: 'strength' });
		other.getMap('scores').set('1.2/a', { points: 9 });
		other.getMap('scores').set('1.1/a', { note: 'x', points: 10 });
		other.getMap('scores').set('1.2/a', { points: 3 });
		expect(bytes(one)).toBe(bytes(other));
	});

	test('whether a text was typed at once, letter by letter, or by two people', () => {
		const whole = new Y.Doc();
		paragraphIn(whole).insert(0, 'Tydlig strategi');

		const letters = new Y.Doc();
		const typed = paragraphIn(letters);
		for (const [i, letter] of [...'Tydlig XXstrategi'].entries()) typed.insert(i, letter);
		typed.delete(7, 2);

		const mine = new Y.Doc();
		const shared = paragraphIn(mine);
		shared.insert(0, 'strategi');
		const theirs = new Y.Doc();
		sync(mine, theirs);
		const paragraph = theirs.getXmlFragment(textRoot('sub:1.1')).get(0) as Y.XmlElement;
		(paragraph.get(0) as Y.XmlText).insert(0, 'Tydlig ');
		sync(theirs, mine);

		expect(bytes(letters)).toBe(bytes(whole));
		expect(bytes(mine)).toBe(bytes(whole));
		expect(bytes(theirs)).toBe(bytes(whole));
	});

	test('whichever mark was set first, and whether it was set piece by piece', () => {
		const one = new Y.Doc();
		const first = paragraphIn(one);
		first.insert(0, 'viktigt', { strong: {}, em: {} });
		const other = new Y.Doc();
		const second = paragraphIn(other);
		second.insert(0, 'viktigt');
		second.format(0, 3, { em: {} });
		second.format(3, 4, { em: {} });
		second.format(0, 7, { strong: {} });
		expect(bytes(other)).toBe(bytes(one));
		expect(textOf(canonicalContent(one), 'sub:1.1')?.content[0]?.content).toEqual([
			{ type: 'text', marks: [{ type: 'em' }, { type: 'strong' }], text: 'viktigt' },
		]);
	});

	test('although neighbouring text lies in two shared texts', () => {
		const one = new Y.Doc();
		paragraphIn(one).insert(0, 'ab');
		const other = new Y.Doc();
		const left = paragraphIn(other);
		left.insert(0, 'a');
		const right = new Y.XmlText();
		right.insert(0, 'b');
		(left.parent as Y.XmlElement).insert(1, [right]);
		expect(bytes(other)).toBe(bytes(one));
	});

	test('after any edits, once two people have seen all of each other’s', () => {
		const edit = fc.record({
			who: fc.integer({ min: 0, max: 1 }),
			at: fc.nat(40),
			length: fc.nat(6),
			text: fc.constantFrom('å', 'bc', 'd e', ''),
			mark: fc.constantFrom(undefined, 'strong', 'em'),
			meet: fc.boolean(),
		});
		fc.assert(
			fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
				const docs = [new Y.Doc(), new Y.Doc()] as const;
				paragraphIn(docs[0]);
				sync(docs[0], docs[1]);
				for (const { who, at, length, text, mark, meet } of edits) {
					const doc = docs[who as 0 | 1];
					const target = (doc.getXmlFragment(textRoot('sub:1.1')).get(0) as Y.XmlElement).get(0) as Y.XmlText;
					const from = Math.min(at, target.length);
					if (text) target.insert(from, text);
					else if (mark) target.format(from, Math.min(length, target.length - from), { [mark]: {} });
					else target.delete(from, Math.min(length, target.length - from));
					doc.getMap('scores').set(`1.1/${at % 3}`, { points: length });
					if (meet) sync(doc, docs[who === 0 ? 1 : 0]);
				}
				sync(docs[0], docs[1]);
				sync(docs[1], docs[0]);
				expect(bytes(docs[0])).toBe(bytes(docs[1]));
				const text = textOf(canonicalContent(docs[0]), 'sub:1.1');
				const again = new Y.Doc();
				if (text) writeRichText(again.getXmlFragment(textRoot('sub:1.1')), text);
				for (const [key, value] of docs[0].getMap('scores').entries()) again.getMap('scores').set(key, value);
				expect(bytes(again)).toBe(bytes(docs[0]));
			}),
		);
	});
});

describe('what enters', () => {
	test('every map of old, empty or not, later ones with something in them, and texts that say something', () => {
		const doc = new Y.Doc();
		paragraphIn(doc);
		paragraphIn(doc, textRoot('sub:1.2')).insert(0, '   ');
		paragraphIn(doc, textRoot('sub:1.3')).insert(0, 'Något');
		doc.getMap('facts').set('x1', { label: 'Invånare', value: '33 432', order: 'a0' });
		doc.getMap('outline');
		const old = CONTENT_ROOTS.filter((root) => !LATER_ROOTS.some((later) => later === root));
		expect(Object.keys(canonicalContent(doc)).sort()).toEqual([...old, 'facts', 'text:sub:1.3'].sort());
	});

	test('no unknown root, and reading makes none', () => {
		const doc = new Y.Doc();
		doc.getMap('secrets').set('a', 1);
		const before = [...doc.share.keys()];
		expect(canonicalContent(doc)).not.toHaveProperty('secrets');
		expect([...doc.share.keys()]).toEqual(before);
	});

	test('neither client ids nor the order of keys in a value', () => {
		const doc = new Y.Doc();
		doc.clientID = 123_456_789;
		doc.getMap('sources').set('s', { title: 'T', kind: 'web' });
		expect(bytes(doc)).not.toContain('123456789');
		expect(bytes(doc)).toContain('"sources":{"s":{"kind":"web","title":"T"}}');
	});

	test('a document loaded from bytes gives the same as the one that was written', () => {
		const doc = new Y.Doc();
		doc.getMap('consensus').set('1.1', { points: 11.2, version: 1, by: 'a', at: 1 });
		paragraphIn(doc).insert(0, 'text', { link: { href: 'https://example.org/' } });
		const loaded = new Y.Doc();
		sync(doc, loaded);
		expect(bytes(loaded)).toBe(bytes(doc));
	});

	test('keys that JavaScript treats specially are data like any other', () => {
		const doc = new Y.Doc();
		doc.getMap('scores').set('__proto__', { points: 1 });
		doc.getMap('scores').set('toString', { points: 2 });
		const content = canonicalContent(doc);
		expect(Object.getPrototypeOf(content.scores)).toBe(Object.prototype);
		expect(canonicalJson(content)).toContain('"toString":{"points":2}');
	});

	test('numbers are plain and a NUL is left out', () => {
		const doc = new Y.Doc();
		doc.getMap('scores').set('1.1/a', { points: -0, note: 'a\0b' });
		expect(bytes(doc)).toContain('{"note":"ab","points":0}');
	});
});

describe('rich text', () => {
	const text: RichText = {
		type: 'doc',
		content: [
			{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Rubrik' }] },
			{
				type: 'paragraph',
				content: [
					{ type: 'text', text: 'Se ' },
					{
						type: 'text',
						marks: [
							{ type: 'link', attrs: { href: 'https://example.org/', title: null } },
							{ type: 'strong' },
						],
						text: 'här',
					},
					{ type: 'hard_break' },
					{ type: 'text', text: 'och där.' },
				],
			},
			{
				type: 'ordered_list',
				attrs: { order: 1 },
				content: [
					{ type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ett' }] }] },
				],
			},
		],
	};

	test('what is written is read back, and is what ProseMirror itself would say', () => {
		const fragment = new Y.Doc().getXmlFragment('text:sub:1.1');
		writeRichText(fragment, text);
		expect(readRichText(fragment)).toEqual(text);
		const node = Node.fromJSON(richTextSchema, text);
		node.check();
		expect(node.toJSON()).toEqual(readRichText(fragment));
	});
});
