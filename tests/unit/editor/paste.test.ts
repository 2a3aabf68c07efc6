import { DOMParser } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import { richTextSchema } from '#document/rich-text-schema.ts';
import { plainText } from '#domain/report/rich-text.ts';
import { plainTextHtml } from '#lib/editor/paste/plain-text.ts';
import { cleaned, parseHtml, pasteCorpus, richTextOf } from '../../support/paste.ts';

/** All that may stand in what is handed to the editor. */
const CLEAN =
	/^(?:<\/?(?:p|h3|h4|ul|ol|li|blockquote|table|tbody|tr|th|td|strong|em|br)>|<ol start="\d+">|<t[hd](?: colspan="\d+")?(?: rowspan="\d+")?>|<a href="(?:https?|mailto):[^"<>\s]+">|<\/a>|[^<>"]|&quot;)*$/u;

it('has a corpus of what people paste from', () => expect(pasteCorpus.length).toBeGreaterThanOrEqual(14));

describe.each(pasteCorpus)('pasted from $name', ({ html, expected }) => {
	it('becomes what the report holds', () => {
		const clean = cleaned(html);
		expect(richTextOf(clean.html)).toEqual(expected.doc);
		expect({ pictures: clean.pictures.length, missing: clean.missing }).toEqual({
			pictures: expected.pictures,
			missing: expected.missing,
		});
	});

	it('holds nothing but words, structure and safe links', () => {
		expect(cleaned(html).html).toMatch(CLEAN);
	});

	it('fits the schema as it is', () => {
		const doc = richTextSchema.nodeFromJSON(richTextOf(cleaned(html).html));
		expect(() => doc.check()).not.toThrow();
	});

	it('does not change when it is cleaned again', () => {
		const once = cleaned(html).html;
		expect(cleaned(once).html).toBe(once);
	});
});

describe('what is pasted', () => {
	it('keeps marks and links together', () =>
		expect(cleaned('<b><i><a href="https://a.se/">ord</a></i></b>').html).toBe(
			'<p><a href="https://a.se/"><em><strong>ord</strong></em></a></p>',
		));

	it('reads headings as two levels, whatever they were', () =>
		expect(cleaned('<h5>a</h5><h2>b</h2><h3>c</h3>').html).toBe('<h4>a</h4><h3>b</h3><h4>c</h4>'));

	it('merges what belongs to one list and keeps apart what does not', () => {
		expect(cleaned('<ul><li>a</li></ul><ul><li>b</li></ul>').html).toBe(
			'<ul><li><p>a</p></li></ul><ul><li><p>b</p></li></ul>',
		);
		expect(cleaned('<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>').html).toBe(
			'<ol><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ol>',
		);
	});

	it('goes no deeper than a report, however deep it was', () => {
		const deep = '<blockquote><ul><li>'.repeat(60) + 'ord' + '</li></ul></blockquote>'.repeat(60);
		const doc = DOMParser.fromSchema(richTextSchema).parse(parseHtml(cleaned(deep).html).body);
		let depth = 0;
		doc.descendants((_node, at) => void (depth = Math.max(depth, doc.resolve(at).depth)));
		expect(depth).toBeLessThanOrEqual(22);
		expect(doc.textContent).toBe('ord');
	});

	it('is nothing where nothing reads', () =>
		expect(cleaned('<style>p{}</style><script>1</script><!-- x --><p>&nbsp;</p>').html).toBe(''));

	it('makes a table regular and says when it was too large', () => {
		const rows = Array.from({ length: 900 }, (_, n) => `<tr><td>${n}</td><td>x</td></tr>`).join('');
		const { html, cut } = cleaned(`<table>${rows}</table>`);
		expect(cut).toBe(true);
		expect(html.match(/<tr>/g)).toHaveLength(750);
		expect(cleaned('<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>')).toMatchObject({
			html: '<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td><p></p></td></tr></tbody></table>',
			cut: false,
		});
	});

	it('offers pictures that it brings along, and only those', () => {
		const { pictures, missing } = cleaned(
			'<img src="data:image/png;base64,AAAA"><img src="data:image/svg+xml;base64,AAAA"><img src="https://a.se/b.png"><img src="https://a.se/c.gif" width="1" height="1">',
		);
		expect(pictures).toEqual(['data:image/png;base64,AAAA']);
		expect(missing).toBe(2);
	});
});

describe('plain text', () => {
	it('goes on where only the page ended', () =>
		expect(
			plainTextHtml(
				'Kommunens verksamheter följs upp i tertialrap-\nportering och i årsredovisningen\nsamt i bokslut.\n\nNytt stycke',
			),
		).toBe(
			'<p>Kommunens verksamheter följs upp i tertialrapportering och i årsredovisningen</p><p>samt i bokslut.</p><p>Nytt stycke</p>',
		));

	it('makes lists of bullets and keeps short lines apart', () =>
		expect(plainTextHtml('Saker:\n• ett\n• två\nRad a\nrad b')).toBe(
			'<p>Saker:</p><ul><li><p>ett</p></li><li><p>två</p></li></ul><p>Rad a</p><p>rad b</p>',
		));

	it('never reads as markup', () =>
		expect(plainText(richTextOf(plainTextHtml('<script>alert(1)</script>')))).toBe(
			'<script>alert(1)</script>',
		));
});
