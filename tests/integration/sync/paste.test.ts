/**
 * What people paste, at the server: cleaned it is let in as it is; uncleaned, as a program of somebody's own might
 * send it, it never enters the document.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { prosemirrorToYXmlFragment } from 'y-prosemirror';
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { richTextSchema } from '#document/rich-text-schema.ts';
import { readRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import { cleaned, parseHtml, pasteCorpus, richTextOf } from '../../support/paste.ts';
import { closeClients, rawIn, updateMessage, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const ann = await world.person('Ann Ask');
const evaluation = await world.evaluation([{ person: ann, role: 'evaluator' }], { phase: 'calibration' });
const room = `evaluation/${evaluation}`;
const root = (name: string) => textRoot(`free:${name}`);
const textIn = (name: string) =>
	server.hub.read(room, (doc) => (doc.share.has(name) ? readRichText(doc.getXmlFragment(name)) : undefined));

afterEach(closeClients);

describe.each(pasteCorpus)('pasted from $name', ({ name, html, expected }) => {
	it('is let in once it is clean, and reads so for everybody', async () => {
		const client = await yClientIn(server, room, ann);
		const node = richTextSchema.nodeFromJSON(richTextOf(cleaned(html).html));
		await client.write((doc) => prosemirrorToYXmlFragment(node, doc.getXmlFragment(root(name))));
		expect(await textIn(root(name))).toEqual(expected.doc);
	});

	it('is kept out as it came', async () => {
		const doc = new Y.Doc();
		doc.getXmlFragment(root(`raw-${name}`)).insert(0, rawElements(parseHtml(html).body));
		expect(await refusalOf(Y.encodeStateAsUpdate(doc))).toBe('rich-text');
		expect(await textIn(root(`raw-${name}`))).toBeUndefined();
	});
});

describe('a program that writes by itself', () => {
	const paragraph = (attributes: Record<string, string> = {}, mark?: Record<string, unknown>) => {
		const element = new Y.XmlElement('paragraph');
		for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
		const text = new Y.XmlText();
		text.insert(0, 'ord', mark);
		element.insert(0, [text]);
		return element;
	};
	const named = (name: string, attributes: Record<string, string> = {}) => {
		const element = new Y.XmlElement(name);
		for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
		return element;
	};

	it.each([
		['a script', named('script')],
		['a style', paragraph({ style: 'position:fixed' })],
		['an event handler', paragraph({ onclick: 'alert(1)' })],
		['a javascript link', paragraph({}, { link: { href: 'javascript:alert(1)', title: null } })],
		['a data link', paragraph({}, { link: { href: 'data:text/html,x', title: null } })],
		['a picture from elsewhere', named('image', { src: 'https://evil.example/pixel.gif' })],
		['a picture as HTML has it', named('img', { src: 'https://evil.example/pixel.gif' })],
		['a figure of no file', named('figure', { file: 'https://evil.example/pixel.gif' })],
		['a figure with an address of its own', named('figure', { file: 'f1', src: 'https://evil.example/' })],
		['a frame', named('iframe', { src: 'https://evil.example/' })],
		['a mark of colour', paragraph({}, { textStyle: { color: 'red' } })],
	])('%s does not enter', async (_what, element) => {
		const doc = new Y.Doc();
		doc.getXmlFragment(root('forged')).insert(0, [element]);
		expect(await refusalOf(Y.encodeStateAsUpdate(doc))).toBe('rich-text');
		expect(await textIn(root('forged'))).toBeUndefined();
	});
});

/** The page's elements with their attributes, as if each were a node of the report. */
function rawElements(parent: Element): (Y.XmlElement | Y.XmlText)[] {
	return [...parent.childNodes].flatMap((child): (Y.XmlElement | Y.XmlText)[] => {
		if (child.nodeType === 3) return [new Y.XmlText(child.nodeValue ?? '')];
		if (child.nodeType !== 1) return [];
		const element = child as Element;
		const raw = new Y.XmlElement(element.localName);
		for (const { name, value } of element.attributes) raw.setAttribute(name, value);
		raw.insert(0, rawElements(element));
		return [raw];
	});
}

async function refusalOf(update: Uint8Array): Promise<string | undefined> {
	const client = await rawIn(server, room, ann);
	client.send(updateMessage(update));
	expect((await client.end()).code).toBe(CLOSE.rebuild);
	return client.all('refusal')[0]?.refusal.code;
}
