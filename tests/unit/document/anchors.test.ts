import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { RichText } from '#domain/report/rich-text.ts';
import { readRichText, writeRichText } from '#document/rich-text.ts';
import { anchorOf, blocksOf, charactersOf, piecesOf, placesOf, stretchOf } from '#document/anchors.ts';
import { SUMMARY } from '../../support/review-texts.ts';

function shared(text: RichText): Y.XmlFragment {
	const fragment = new Y.Doc().getXmlFragment('text:report:summary');
	writeRichText(fragment, text);
	return fragment;
}

describe('an anchor', () => {
	test('finds its words again, wherever they begin and end', () => {
		const fragment = shared(SUMMARY);
		const words = charactersOf(readRichText(fragment));
		for (let from = 0; from < words.length; from += 3)
			for (const length of [1, 7, 40]) {
				const to = Math.min(from + length, words.length);
				const anchor = anchorOf(fragment, { from, to });
				expect(anchor?.length).toBeLessThan(2000);
				expect(stretchOf(fragment, anchor!)).toEqual({ from, to });
			}
	});

	test('moves with its words', () => {
		const fragment = shared(SUMMARY);
		const from = charactersOf(SUMMARY).indexOf('öppen');
		const anchor = anchorOf(fragment, { from, to: from + 5 })!;
		writeRichText(fragment, { type: 'doc', content: [] });
		const before = new Y.XmlElement('paragraph');
		before.insert(0, [new Y.XmlText('Nytt först. ')]);
		fragment.insert(0, [before]);
		const found = stretchOf(fragment, anchor)!;
		expect(charactersOf(readRichText(fragment)).slice(found.from, found.to)).toBe('öppen');
	});

	test('is none outside the text, and none where its words are gone', () => {
		const fragment = shared(SUMMARY);
		const { length } = charactersOf(SUMMARY);
		expect(anchorOf(fragment, { from: 3, to: 3 })).toBeUndefined();
		expect(anchorOf(fragment, { from: 0, to: length + 1 })).toBeUndefined();
		expect(anchorOf(fragment, { from: -1, to: 2 })).toBeUndefined();
		const anchor = anchorOf(fragment, { from: 0, to: 8 })!;
		fragment.delete(0, 1);
		expect(stretchOf(fragment, anchor)).toBeUndefined();
	});

	test.each([
		'',
		'{',
		'[]',
		'{"from":1,"to":2}',
		'{"from":{"item":{"client":-1,"clock":"x"}},"to":{}}',
		'null',
	])('that somebody made up (%s) is none', (made) =>
		expect(stretchOf(shared(SUMMARY), made)).toBeUndefined(),
	);
});

test('paragraphs can be chosen one by one, and cover every word', () => {
	const blocks = blocksOf(SUMMARY);
	expect(blocks.map(({ words }) => words.slice(0, 8))).toEqual([
		'Helheten',
		'Kommunen',
		'Tredje',
		'inuti',
		'Sagt av ',
	]);
	expect(blocks.map(({ words }) => words).join('')).toBe(charactersOf(SUMMARY));
	const all = charactersOf(SUMMARY);
	for (const { from, to, words } of blocks) expect(all.slice(from, to)).toBe(words);
});

test('text is cut where comments begin and end, and nothing is lost', () => {
	const stretches = [
		{ from: 2, to: 6 },
		{ from: 4, to: 20 },
	];
	const pieces = piecesOf('abcdefgh', 0, stretches);
	expect(pieces.map(({ text, covered }) => [text, covered.length])).toEqual([
		['ab', 0],
		['cd', 1],
		['ef', 2],
		['gh', 1],
	]);
	expect(piecesOf('abc', 100, stretches)).toEqual([{ text: 'abc', covered: [] }]);
});

test('each text node knows where it stands', () => {
	const words = charactersOf(SUMMARY);
	for (const [node, at] of placesOf(SUMMARY)) expect(words.startsWith(node.text ?? '', at)).toBe(true);
});
