import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { RichText } from '#domain/report/rich-text.ts';
import { anchorOf, charactersIn, whereabouts, wordsElsewhere } from '#document/anchors.ts';
import { readRichText, writeRichText } from '#document/rich-text.ts';
import { replaceWords, suggestedCharacters, wordChanges } from '#document/suggestions.ts';
import { editRichText } from '../../support/rich-text-edits.ts';
import { SUMMARY } from '../../support/review-texts.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const ROOT = 'text:report:summary';

function shared(text: RichText): { doc: Y.Doc; fragment: Y.XmlFragment } {
	const doc = new Y.Doc();
	const fragment = doc.getXmlFragment(ROOT);
	writeRichText(fragment, text);
	return { doc, fragment };
}

const paragraphs = (...texts: RichText['content'][]): RichText => ({
	type: 'doc',
	content: texts.map((content) => ({ type: 'paragraph', content })),
});
const plain = (text: string) => ({ type: 'text', text });
const strong = (text: string) => ({ type: 'text', marks: [{ type: 'strong' }], text });

/** The text after these words were replaced. */
function after(text: RichText, words: string, suggestion: string): RichText {
	const { doc, fragment } = shared(text);
	const from = charactersIn(fragment).indexOf(words);
	doc.transact(() => replaceWords(fragment, { from, to: from + words.length }, suggestion));
	return readRichText(fragment);
}

describe('a suggestion', () => {
	test('says word by word what goes and what comes', () => {
		expect(wordChanges('Kommunen är mycket bra', 'Kommunen är bra')).toEqual([
			{ op: 'same', text: 'Kommunen är ' },
			{ op: 'removed', text: 'mycket ' },
			{ op: 'same', text: 'bra' },
		]);
		expect(wordChanges('', 'nytt')).toEqual([{ op: 'added', text: 'nytt' }]);
		expect(wordChanges('borta', '')).toEqual([{ op: 'removed', text: 'borta' }]);
	});

	test('replaces exactly the words it is about, whatever the text and wherever they stand', () => {
		const random = seededRandom(7);
		const WORDS = ['service', 'är', 'ganska', 'å ä ö', '🙂', 'ny,', 'rad'];
		for (let round = 0; round < 400; round += 1) {
			const { doc, fragment } = shared(SUMMARY);
			for (let n = random.below(6); n > 0; n -= 1) editRichText(doc, ROOT, random);
			const before = charactersIn(fragment);
			if (before.length < 2) continue;
			const from = random.below(before.length);
			const to = from + 1 + random.below(before.length - from);
			if (!before.slice(0, from).isWellFormed() || !before.slice(from, to).isWellFormed()) continue;
			const suggestion = random.sample(WORDS, random.below(WORDS.length)).join(' ');
			const stretch = { from, to };
			const words = suggestedCharacters(fragment, stretch, suggestion);
			doc.transact(() => replaceWords(fragment, stretch, suggestion));
			expect(charactersIn(fragment)).toBe(before.slice(0, from) + words + before.slice(to));
		}
	});

	test('keeps the marks of the words that stay, and gives new ones those that all replaced words had', () => {
		const text = paragraphs([plain('Service är '), strong('mycket god'), plain(' här.')]);
		expect(after(text, 'mycket god', 'ganska god')).toEqual(
			paragraphs([plain('Service är '), strong('ganska god'), plain(' här.')]),
		);
		expect(after(text, 'är mycket', 'blir')).toEqual(
			paragraphs([plain('Service blir'), strong(' god'), plain(' här.')]),
		);
		expect(after(text, 'här', 'här och där')).toEqual(
			paragraphs([plain('Service är '), strong('mycket god'), plain(' här och där.')]),
		);
	});

	test('leaves references and sources in the text where they stand', () => {
		const citation = { type: 'citation', attrs: { source: 's1', page: null } };
		const text = paragraphs([plain('Enligt planen'), citation, plain(' är det bra.')]);
		expect(after(text, 'planen är det bra', 'planen är det sämre')).toEqual(
			paragraphs([plain('Enligt planen'), citation, plain(' är det sämre.')]),
		);
	});

	test('over several paragraphs leaves them several, without those that lost all of their words', () => {
		const text = paragraphs([plain('Ett. ')], [plain('Två. ')], [plain('Tre.')]);
		expect(after(text, 'Ett. Två. Tre.', 'Ett. \nTre.')).toEqual(
			paragraphs([plain('Ett. ')], [plain('Tre.')]),
		);
		expect(after(paragraphs([plain('Allt.')]), 'Allt.', '').content).toHaveLength(1);
	});

	test('of several lines in one paragraph is one line', () => {
		expect(after(paragraphs([plain('Kort.')]), 'Kort.', 'Längre,\n  mycket längre.')).toEqual(
			paragraphs([plain('Längre, mycket längre.')]),
		);
	});
});

test('a suggestion that was taken keeps its comment on the new words', () => {
	const { doc, fragment } = shared(paragraphs([plain('Service är mycket god här.')]));
	const [from, to] = [11, 21];
	const anchor = anchorOf(fragment, { from, to });
	expect(charactersIn(fragment).slice(from, to)).toBe('mycket god');
	doc.transact(() => replaceWords(fragment, { from, to }, 'sämst'));
	const found = whereabouts(fragment, { anchor })!;
	expect(charactersIn(fragment).slice(found.from, found.to)).toBe('sämst');
});

describe('the words of a comment', () => {
	test('are found after any edits or are an orphan with its quote; what is found was never nothing', () => {
		const random = seededRandom(11);
		let kept = 0;
		let orphans = 0;
		for (let round = 0; round < 300; round += 1) {
			const { doc, fragment } = shared(SUMMARY);
			const text = charactersIn(fragment);
			const from = random.below(text.length - 1);
			const to = Math.min(text.length, from + 1 + random.below(20));
			const quote = text.slice(from, to);
			const anchor = anchorOf(fragment, { from, to })!;
			for (let n = 0; n < 12; n += 1) {
				editRichText(doc, ROOT, random);
				const now = charactersIn(fragment);
				const found = whereabouts(fragment, { anchor, quote });
				if (!found) continue;
				expect(found.from).toBeLessThan(found.to);
				expect(found.to).toBeLessThanOrEqual(now.length);
				// Words that nobody touched are found as they are.
				if (quote.length >= 12 && now.split(quote).length === 2)
					expect(now.slice(found.from, found.to)).toBe(quote);
			}
			if (whereabouts(fragment, { anchor, quote })) kept += 1;
			else orphans += 1;
		}
		expect(kept).toBeGreaterThan(50);
		expect(orphans).toBeGreaterThan(20);
	});

	test('are found again where a paragraph was cut in two', () => {
		const { doc, fragment } = shared(paragraphs([plain('Först det ena. Sedan något helt annat.')]));
		const quote = 'Sedan något helt annat.';
		const from = charactersIn(fragment).indexOf(quote);
		const anchor = anchorOf(fragment, { from, to: from + quote.length });
		doc.transact(() => {
			fragment.delete(0, 1);
			writeRichText(fragment, paragraphs([plain('Först det ena.')], [plain(quote)]));
		});
		const found = whereabouts(fragment, { anchor, quote })!;
		expect(charactersIn(fragment).slice(found.from, found.to)).toBe(quote);
	});

	test('are found in a text that has moved on, and are not guessed at', () => {
		const draft = 'Tydliga mål. Bra service i norr. Bra service i söder.';
		const quoted = (from: number, to: number) => ({
			words: draft.slice(from, to),
			before: draft.slice(0, from),
			after: draft.slice(to),
		});
		const last = quoted(draft.indexOf('Bra service i söder'), draft.length);
		expect(wordsElsewhere('Nytt först. Bra service i söder.', last)?.from).toBe(12);
		const both = quoted(33, 44);
		expect(both.words).toBe('Bra service');
		const now = 'Helt nytt. Bra service i norr. Bra service i söder.';
		expect(wordsElsewhere(now, both)).toEqual({ from: 31, to: 42 });
		const alone = { words: 'Bra service', before: '', after: '' };
		expect(wordsElsewhere('Bra service Bra service', alone)).toBeUndefined();
		expect(wordsElsewhere('Något annat.', both)).toBeUndefined();
	});
});
