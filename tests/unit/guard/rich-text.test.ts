import { describe, expect, it } from 'vitest';
import { isSafeAddress, safeAddress } from '#document/links.ts';
import { CHARACTERS, mayHold, OTHER_TYPE, ROOT_NODE, type TextPart } from '#document/rich-text-check.ts';
import { MARK_ATTRIBUTES, NODE_ATTRIBUTES, richTextSchema } from '#document/rich-text-schema.ts';

const element = (name: string): TextPart => ({ kind: 'element', name });
const mark = (name: string, value: unknown): TextPart => ({ kind: 'mark', name, value });

const BLOCKS = [
	'paragraph',
	'heading',
	'blockquote',
	'bullet_list',
	'ordered_list',
	'code_block',
	'horizontal_rule',
	'table',
	'figure',
];
const INLINE = ['hard_break', 'reference', 'citation'];
const CELLS = ['table_cell', 'table_header'];
const IN_CELLS = ['paragraph', 'bullet_list', 'ordered_list'];

describe('a node may hold what the schema says and nothing else', () => {
	it.each([
		[ROOT_NODE, BLOCKS],
		['blockquote', BLOCKS],
		['list_item', BLOCKS],
		['bullet_list', ['list_item']],
		['ordered_list', ['list_item']],
		['paragraph', INLINE],
		['heading', INLINE],
		['table', ['table_row']],
		['table_row', CELLS],
		['table_cell', IN_CELLS],
		['table_header', IN_CELLS],
		['figure', []],
		['reference', []],
		['citation', []],
		['code_block', []],
		['horizontal_rule', []],
		['hard_break', []],
		[CHARACTERS, []],
		[OTHER_TYPE, []],
		['script', []],
	] as const)('%s holds %j', (node, expected) => {
		const names = Object.keys(richTextSchema.nodes).filter((name) => mayHold(node, 0, null, element(name)));
		expect(names.filter((name) => name !== 'text').sort()).toEqual([...expected].sort());
	});

	it('words lie in paragraphs, headings, code and captions', () => {
		const holders = [ROOT_NODE, CHARACTERS, ...Object.keys(richTextSchema.nodes)].filter((node) =>
			mayHold(node, 1, null, { kind: 'text' }),
		);
		expect(holders).toEqual(['paragraph', 'heading', 'code_block', 'figure']);
	});
});

describe('attributes', () => {
	const attribute = (...values: unknown[]): TextPart => ({ kind: 'attribute', values });
	it.each([
		['heading', 'level', 1, true],
		['heading', 'level', 6, true],
		['heading', 'level', 7, false],
		['heading', 'level', 0, false],
		['heading', 'level', '1', false],
		['ordered_list', 'order', 7, true],
		['ordered_list', 'order', -1, false],
		['ordered_list', 'order', 1.5, false],
		['paragraph', 'style', 'color:red', false],
		['figure', 'file', 'f1', true],
		['figure', 'file', '../../etc/passwd', false],
		['figure', 'file', 'https://evil.example/x.png', false],
		['figure', 'alt', 'En bild av en <torgyta>', true],
		['figure', 'alt', 'x'.repeat(2_001), false],
		['figure', 'src', 'https://evil.example/x.png', false],
		['table_cell', 'colspan', 2, true],
		['table_cell', 'colspan', 1_000_000, false],
		['table_header', 'rowspan', 0, false],
		['table_cell', 'colwidth', [120, 80], true],
		['table_cell', 'colwidth', ['120px'], false],
		['table_cell', 'onclick', 'x', false],
		['reference', 'to', 'area:3', true],
		['reference', 'to', 'sub:1.4', true],
		['reference', 'to', 'free:x1', true],
		['reference', 'to', 'note:1.4', false],
		['reference', 'to', 'javascript:alert(1)', false],
		['citation', 'source', 's1', true],
		['citation', 'source', 's 1', false],
		['citation', 'page', '12–13', true],
		['citation', 'page', 12, false],
		['heading', '__proto__', 1, false],
		['__proto__', 'level', 1, false],
		[ROOT_NODE, 'level', 1, false],
		[CHARACTERS, 'level', 1, false],
	])('%s.%s = %j: %s', (node, key, value, allowed) => {
		expect(mayHold(node, 1, key, attribute(value))).toBe(allowed);
	});

	it('every value of a history counts', () => {
		expect(mayHold('heading', 1, 'level', attribute(1, 99))).toBe(false);
	});
});

describe('marks', () => {
	it.each([
		['strong', {}, true],
		['strong', null, true],
		['strong', true, true],
		['strong', { color: 'red' }, false],
		['strong', 'yes', false],
		['strong', [], false],
		['em', {}, true],
		['code', {}, true],
		['link', { href: 'https://example.org/' }, true],
		['link', { href: 'https://example.org/', title: 'Så' }, true],
		['link', null, true],
		['link', true, false],
		['link', {}, false],
		['link', { href: 'javascript:alert(1)' }, false],
		['link', { href: 'https://example.org/', title: 5 }, false],
		['link--AAAAAAAA', { href: 'https://example.org/' }, false],
		['underline', {}, false],
		['constructor', {}, false],
	])('%s %j: %s', (name, value, allowed) => {
		expect(mayHold(CHARACTERS, 2, null, mark(name, value))).toBe(allowed);
		expect(mayHold('paragraph', 1, null, mark(name, value))).toBe(false);
	});
});

it('goes no deeper than reports do', () => {
	expect(mayHold('blockquote', 24, null, element('paragraph'))).toBe(true);
	expect(mayHold('blockquote', 25, null, element('paragraph'))).toBe(false);
});

it('checks every attribute the schema has', () => {
	const attributesOf = (specs: Readonly<Record<string, { spec: { attrs?: object } }>>): string[] =>
		Object.entries(specs).flatMap(([name, { spec }]) =>
			Object.keys(spec.attrs ?? {}).map((attribute) => `${name}.${attribute}`),
		);
	const checked = (checks: Readonly<Record<string, object>>): string[] =>
		Object.entries(checks).flatMap(([name, of]) =>
			Object.keys(of).map((attribute) => `${name}.${attribute}`),
		);
	expect(checked(NODE_ATTRIBUTES).sort()).toEqual(attributesOf(richTextSchema.nodes).sort());
	expect(checked(MARK_ATTRIBUTES).sort()).toEqual(attributesOf(richTextSchema.marks).sort());
});

it('refuses unsafe documents in ProseMirror as well', () => {
	const unsafe = {
		type: 'doc',
		content: [
			{
				type: 'paragraph',
				content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:1' } }] }],
			},
		],
	};
	expect(() => richTextSchema.nodeFromJSON(unsafe).check()).toThrow(RangeError);
});

describe('an address', () => {
	it.each(['https://example.org', 'http://a.se/b?c=d#e', 'mailto:a@b.se', 'HTTPS://EXAMPLE.ORG'])(
		'%s is safe',
		(href) => expect(isSafeAddress(href)).toBe(true),
	);
	it.each([
		'javascript:alert(1)',
		' javascript:alert(1)',
		'java\nscript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'data:text/html,x',
		'vbscript:x',
		'file:///etc/passwd',
		'ftp://example.org',
		'//example.org',
		'/relative',
		'#anchor',
		'example.org',
		'',
		`https://example.org/${'x'.repeat(3000)}`,
		5,
		null,
	])('%j is not', (href) => expect(isSafeAddress(href)).toBe(false));

	it('is read as browsers read it', () => {
		expect(safeAddress('  https://example.org/a b ')).toBe('https://example.org/a%20b');
		expect(safeAddress('java\tscript:alert(1)')).toBeUndefined();
	});
});
