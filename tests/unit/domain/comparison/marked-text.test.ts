import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markedText, wordsOn } from '#domain/comparison/marked-text.ts';
import type { RichText, RichTextNode } from '#domain/report/rich-text.ts';

const paragraph = (text: string): RichTextNode => ({
	type: 'paragraph',
	...(text !== '' && { content: [{ type: 'text', text }] }),
});
const doc = (...texts: string[]): RichText => ({ type: 'doc', content: texts.map(paragraph) });

describe('a text that was changed', () => {
	test('shows the words that went and came, in their place', () => {
		expect(markedText(doc('Kommunen har en tydlig plan.'), doc('Kommunen har ingen tydlig plan.'))).toEqual([
			{
				state: 'changed',
				form: 'paragraph',
				parts: [
					{ op: 'same', text: 'Kommunen har ' },
					{ op: 'removed', text: 'en' },
					{ op: 'added', text: 'ingen' },
					{ op: 'same', text: ' tydlig plan.' },
				],
			},
		]);
	});

	test('keeps å, ä and ö inside their words', () => {
		const [block] = markedText(doc('Boråsare åker båt.'), doc('Boråsare åker tåg.'));
		expect(block?.parts).toEqual([
			{ op: 'same', text: 'Boråsare åker ' },
			{ op: 'removed', text: 'båt' },
			{ op: 'added', text: 'tåg' },
			{ op: 'same', text: '.' },
		]);
	});

	test('tells a new paragraph, a removed one and one that stayed apart', () => {
		const before = doc('Först.', 'Detta tas bort helt.', 'Sist.');
		const after = doc('Först.', 'Något helt nytt istället här', 'Sist.');
		expect(markedText(before, after).map(({ state }) => state)).toEqual(['same', 'removed', 'added', 'same']);
	});

	test('finds a reworded paragraph again beside a new one', () => {
		const before = doc('Kommunen arbetar med uppföljning av målen varje år.');
		const after = doc('En inledning som är ny.', 'Kommunen arbetar med uppföljning av målen varje kvartal.');
		expect(markedText(before, after).map(({ state }) => state)).toEqual(['added', 'changed']);
	});

	test('says where only the form or the marks are others', () => {
		const strong: RichText = {
			type: 'doc',
			content: [
				{ type: 'paragraph', content: [{ type: 'text', text: 'Viktigt', marks: [{ type: 'strong' }] }] },
			],
		};
		expect(markedText(doc('Viktigt'), strong)).toMatchObject([{ state: 'restyled' }]);
		const heading: RichText = { type: 'doc', content: [{ ...paragraph('Viktigt'), type: 'heading' }] };
		expect(markedText(doc('Viktigt'), heading)).toMatchObject([{ state: 'restyled', form: 'heading' }]);
	});

	test('is shown whole, the old before the new, where everything in a long text is other words', () => {
		const words = (prefix: string) => Array.from({ length: 3_000 }, (_, n) => `${prefix}${n}`).join(' ');
		const common = Array.from({ length: 3_000 }, () => 'och').join(' ');
		const [block] = markedText(doc(`${common} ${words('a')}`), doc(`${common} ${words('b')}`));
		expect(block?.parts.map(({ op }) => op)).toEqual(['removed', 'added']);
	});
});

describe('a text that was not there, or is not any more', () => {
	test('is all new, or all gone', () => {
		expect(markedText(undefined, doc('Ett', 'Två')).map(({ state }) => state)).toEqual(['added', 'added']);
		expect(markedText(doc('Ett'), undefined)).toMatchObject([{ state: 'removed' }]);
		expect(markedText(undefined, undefined)).toEqual([]);
	});
});

test('the items of a list and what is quoted are blocks of their own', () => {
	const list: RichText = {
		type: 'doc',
		content: [
			{ type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph('a'), paragraph('b')] }] },
			{ type: 'blockquote', content: [paragraph('c')] },
		],
	};
	expect(markedText(undefined, list).map(({ form }) => form)).toEqual(['item', 'item', 'quote']);
});

describe('tables, illustrations and what stands in the line', () => {
	const cell = (text: string): RichTextNode => ({ type: 'table_cell', content: [paragraph(text)] });
	const row = (...cells: string[]): RichTextNode => ({ type: 'table_row', content: cells.map(cell) });
	const whole = (...content: RichTextNode[]): RichText => ({ type: 'doc', content });
	const table = (...rows: RichTextNode[]): RichText => whole({ type: 'table', content: rows });
	const figure = (alt: string, caption = ''): RichTextNode => ({
		type: 'figure',
		attrs: { file: 'f1', alt, source: 'Foto: kommunen' },
		...(caption !== '' && { content: [{ type: 'text', text: caption }] }),
	});

	test('a table is followed row by row, also when it gets another column', () => {
		const before = table(row('År', 'Möten'), row('2018', 'fyra'));
		expect(markedText(before, table(row('År', 'Möten'), row('2018', 'fem'), row('2019', '')))).toMatchObject([
			{ state: 'same', form: 'row' },
			{ state: 'changed', form: 'row' },
			{ state: 'added', parts: [{ text: '2019 | ' }] },
		]);
		const [head, first] = markedText(before, table(row('År', 'Möten', 'Antal'), row('2018', 'fyra', '40')));
		expect(wordsOn('after', head!)).toBe('År | Möten | Antal');
		expect(wordsOn('before', first!)).toBe('2018 | fyra');
	});

	test('a picture that says something else is told by its words', () => {
		const [block] = markedText(whole(figure('En kyrka', 'Torget')), whole(figure('Ett torg', 'Torget')));
		expect(block).toMatchObject({ state: 'changed', form: 'figure' });
		expect(wordsOn('after', block!)).toBe('Torget · Ett torg · Foto: kommunen');
		const other = { ...figure('En kyrka'), attrs: { ...figure('En kyrka').attrs, file: 'f2' } };
		expect(markedText(whole(figure('En kyrka')), whole(other))).toMatchObject([{ state: 'restyled' }]);
	});

	test('a reference and a source mark that came are words that came', () => {
		const line = (...more: RichTextNode[]): RichText =>
			whole({ type: 'paragraph', content: [{ type: 'text', text: 'Se ' }, ...more] });
		const [block] = markedText(
			line(),
			line(
				{ type: 'reference', attrs: { to: 'sub:1.4' } },
				{ type: 'citation', attrs: { source: 's1', page: '12' } },
			),
		);
		expect(wordsOn('before', block!)).toBe('Se ');
		expect(wordsOn('after', block!)).toBe('Se 1.4[… 12]');
		expect(
			markedText(
				line({ type: 'reference', attrs: { to: 'free:a' } }),
				line({ type: 'reference', attrs: { to: 'free:b' } }),
			),
		).toMatchObject([{ state: 'restyled' }]);
	});
});

test('both texts can be read out of what is marked, word for word', () => {
	const word = fc.constantFrom('kommunen', 'har', 'en', 'ingen', 'plan', 'å', '😀', '.', '  ', '\n', '');
	const block = fc
		.tuple(fc.array(word, { maxLength: 8 }), fc.constantFrom(' ', ''))
		.map(([words, between]) => words.join(between));
	const text = fc.array(block, { maxLength: 6 });
	fc.assert(
		fc.property(text, text, (before, after) => {
			const marked = markedText(doc(...before), doc(...after));
			const read = (side: 'before' | 'after') =>
				marked.map((one) => wordsOn(side, one)).filter((words) => words !== undefined);
			expect(read('before')).toEqual(before);
			expect(read('after')).toEqual(after);
			if (JSON.stringify(before) === JSON.stringify(after))
				expect(marked.every(({ state }) => state === 'same')).toBe(true);
		}),
	);
});
