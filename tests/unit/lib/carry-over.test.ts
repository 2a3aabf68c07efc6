import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { carrier, compareCopies } from '#lib/sync/carry-over.ts';
import { splitPath } from '#lib/sync/split-path.ts';
import { wordsOf } from '#lib/sync/words.ts';

const TEXT = 'text:sub:1.1';

function paragraph(doc: Y.Doc, root: string, text: string): Y.XmlText {
	const element = new Y.XmlElement('paragraph');
	const words = new Y.XmlText(text);
	element.insert(0, [words]);
	const fragment = doc.getXmlFragment(root);
	fragment.insert(fragment.length, [element]);
	return words;
}

const copyOf = (doc: Y.Doc): Y.Doc => {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
};

/** A server's document and my copy of it, both saying "Hej". */
function twoCopies() {
	const server = new Y.Doc();
	paragraph(server, TEXT, 'Hej');
	const mine = copyOf(server);
	const words = (mine.getXmlFragment(TEXT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
	return { server, mine, words };
}

const all = () => true;
const pending = (touched: string[]) => ({ touched, committed: 0 });

describe('after a refusal', () => {
	test('a text nobody else touched is carried over as it stands', async () => {
		const { server, mine, words } = twoCopies();
		words.insert(3, ' på dig');
		const fresh = copyOf(server);
		const { again, kept } = compareCopies(mine, fresh, pending([TEXT]), all);
		expect({ again, kept }).toEqual({ again: [TEXT], kept: [] });
		(await carrier())(mine, fresh, again, null);
		expect(wordsOf(fresh.getXmlFragment(TEXT))).toBe('Hej på dig');
	});

	test('a text a colleague wrote in meanwhile is left alone and mine is kept to copy', () => {
		const { server, mine, words } = twoCopies();
		words.insert(3, ' på dig');
		paragraph(server, TEXT, 'Från en kollega');
		const { again, kept } = compareCopies(mine, copyOf(server), pending([TEXT]), all);
		expect(again).toEqual([]);
		expect(kept).toEqual([{ path: TEXT, text: 'Hej på dig' }]);
	});

	test('words a colleague has deleted meanwhile do not come back', () => {
		const { server, mine, words } = twoCopies();
		words.insert(3, ' på dig');
		((server.getXmlFragment(TEXT).get(0) as Y.XmlElement).get(0) as Y.XmlText).delete(0, 1);
		expect(compareCopies(mine, copyOf(server), pending([TEXT]), all).again).toEqual([]);
	});

	test('a value goes over where I may still write it and is kept where I may not', async () => {
		const { server, mine } = twoCopies();
		mine.getMap('scores').set('1.1/u', { points: 7 });
		mine.getMap('scores').set('1.2/u', { points: 8 });
		const touched = ['scores/1.1/u', 'scores/1.2/u'];
		const fresh = copyOf(server);
		const { again, kept } = compareCopies(mine, fresh, pending(touched), (path) => path !== 'scores/1.2/u');
		expect(again).toEqual(['scores/1.1/u']);
		expect(kept).toEqual([{ path: 'scores/1.2/u', value: { points: 8 } }]);
		(await carrier())(mine, fresh, again, null);
		expect(fresh.getMap('scores').toJSON()).toEqual({ '1.1/u': { points: 7 } });
	});

	test('what reached the server after all is not mentioned', () => {
		const { server, mine, words } = twoCopies();
		words.insert(3, '!');
		Y.applyUpdate(server, Y.encodeStateAsUpdate(mine));
		expect(compareCopies(mine, copyOf(server), pending([TEXT]), all)).toEqual({ again: [], kept: [] });
	});

	test('a path is a map and its key, or a text', () => {
		expect(splitPath('scores/1.1/u')).toEqual(['scores', '1.1/u']);
		expect(splitPath(TEXT)).toEqual([TEXT, undefined]);
	});
});
