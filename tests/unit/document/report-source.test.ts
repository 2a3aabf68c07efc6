/** What a report may take from the shared document. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { canonicalContent, canonicalJson, textOf } from '#document/content.ts';
import { filesShown } from '#document/files.ts';
import { publishedContent } from '#document/published.ts';
import { reportSource } from '#document/report-source.ts';
import { reviewDraft } from '#document/review-draft.ts';
import { writeRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import { putSource } from '#document/sources.ts';
import type { RichText } from '#domain/report/rich-text.ts';

const mark = (source: string, page: string) => ({ type: 'citation', attrs: { source, page } });
const cited: RichText = {
	type: 'doc',
	content: [
		{
			type: 'paragraph',
			content: [
				{ type: 'text', text: 'Så är det' },
				mark('plan', 'sidan tolv'),
				mark('chiefs', 'Anna sade det'),
				mark('nobody', 'Bo sade det'),
				mark('gone', 'Cia sade det'),
			],
		},
	],
};

function furnished(): Y.Doc {
	const doc = new Y.Doc();
	putSource(doc, 'plan', { kind: 'document', title: 'Plan' });
	putSource(doc, 'chiefs', { kind: 'interview', title: 'Anna A', roleGroup: 'Chefer' });
	putSource(doc, 'nobody', { kind: 'interview', title: 'Bo B' });
	for (const section of ['sub:1.1', 'finding:f']) writeRichText(doc.getXmlFragment(textRoot(section)), cited);
	const carried = { kind: 'improvement', area: '1', carriedFrom: 'f', outcome: 'remains', order: 'a0' };
	doc.getMap('findings').set('f', carried);
	return doc;
}

test('a mark in a text says where in a document, and never where in an interview or in what is not listed', () => {
	const content = canonicalContent(furnished());
	const { commentary, findings } = reportSource(KOMMUNKOMPASSEN, content);
	const draft = reviewDraft(content);
	for (const shown of [commentary.get('1.1'), findings[0]?.text, draft.texts.get('sub:1.1')]) {
		const said = JSON.stringify(shown);
		expect(said).toContain('sidan tolv');
		expect(said).not.toContain('sade det');
		// The marks are still there: comments on the words behind them keep their place.
		expect(shown?.content[0]?.content).toHaveLength(5);
	}
});

test('words whose finding or section was taken away are in no draft, and neither is a picture among them', () => {
	const doc = furnished();
	const figure = { type: 'figure', attrs: { file: 'picture', alt: 'Struken', source: '' } };
	const struck: RichText = { type: 'doc', content: [...cited.content, figure] };
	for (const section of ['finding:gone', 'free:gone']) {
		writeRichText(doc.getXmlFragment(textRoot(section)), struck);
		const content = canonicalContent(doc);
		expect(JSON.stringify(content)).toContain('Struken');
		expect(reviewDraft(content).texts.has(section)).toBe(false);
		expect([...filesShown(content)]).toEqual([]);
	}
	doc.getMap('findings').set('gone', { kind: 'strength', area: '1', order: 'a0' });
	expect([...filesShown(canonicalContent(doc))]).toEqual(['picture']);
});

test('what people sign and versions are hashed over is the text as it was written', () => {
	const content = canonicalContent(furnished());
	const { texts } = publishedContent(content);
	expect(canonicalJson(texts['sub:1.1']!)).toBe(canonicalJson(textOf(content, 'sub:1.1')!));
});

test('an improvement that was carried over tells what became of it', () => {
	const doc = furnished();
	const outcome = () => reportSource(KOMMUNKOMPASSEN, canonicalContent(doc)).findings[0]?.outcome;
	expect(outcome()).toBe('remains');
	doc.getMap('findings').set('f', { kind: 'improvement', area: '1', order: 'a0' });
	expect(outcome()).toBeUndefined();
});
