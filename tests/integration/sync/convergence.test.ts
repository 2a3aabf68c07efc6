import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closeClients, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const [eva, nils] = [await world.person('Eva Ek'), await world.person('Nils Nord')];
const evaluation = await world.evaluation([
	{ person: eva, role: 'lead' },
	{ person: nils, role: 'evaluator' },
]);
const room = `evaluation/${evaluation}`;

afterEach(closeClients);

const words = (doc: Y.Doc, section: string) => doc.getXmlFragment(`text:${section}`).toJSON();

function paragraph(doc: Y.Doc, section: string, text: string): void {
	const node = new Y.XmlElement('paragraph');
	node.insert(0, [new Y.XmlText(text)]);
	doc.getXmlFragment(`text:${section}`).push([node]);
}

test('what one writes, the other has', async () => {
	const a = await yClientIn(server, room, eva);
	const b = await yClientIn(server, room, nils);
	await b.write((doc) => doc.getMap('scores').set(`1.1/${nils.id}`, { points: 12.5 }));
	await a.write((doc) => paragraph(doc, 'sub:1.1', 'Kommunen har en plan.'));
	await a.until(() => a.doc.getMap('scores').has(`1.1/${nils.id}`));
	await b.until(() => words(b.doc, 'sub:1.1').includes('en plan'));
	expect(a.doc.getMap('scores').toJSON()).toEqual(b.doc.getMap('scores').toJSON());
});

test('edits made offline on both sides converge', async () => {
	const a = await yClientIn(server, room, eva);
	const b = await yClientIn(server, room, nils);
	a.provider.disconnect();
	b.provider.disconnect();
	paragraph(a.doc, 'sub:1.2', 'Från Eva.');
	paragraph(b.doc, 'sub:1.2', 'Från Nils.');
	a.provider.connect();
	b.provider.connect();
	const both = (doc: Y.Doc) =>
		words(doc, 'sub:1.2').includes('Eva') && words(doc, 'sub:1.2').includes('Nils');
	await a.until(() => both(a.doc));
	await b.until(() => both(b.doc));
	expect(words(a.doc, 'sub:1.2')).toBe(words(b.doc, 'sub:1.2'));
});

test('a newcomer gets everything written before', async () => {
	const a = await yClientIn(server, room, eva);
	await a.write((doc) => paragraph(doc, 'sub:1.3', 'Skrivet tidigare.'));
	const late = await yClientIn(server, room, nils);
	expect(words(late.doc, 'sub:1.3')).toContain('Skrivet tidigare.');
	expect(Y.encodeStateVector(late.doc)).toEqual(Y.encodeStateVector(a.doc));
});

test('typing while the answer to the server is still on its way loses nothing', async () => {
	const a = await yClientIn(server, room, eva);
	a.provider.disconnect();
	paragraph(a.doc, 'sub:1.4', 'offline');
	a.provider.connect();
	await a.until(() => a.provider.wsconnected);
	const acks = a.acks.length;
	paragraph(a.doc, 'sub:1.4', 'genast');
	await a.until(() => a.acks.length >= acks + 2);
	const late = await yClientIn(server, room, nils);
	expect(words(late.doc, 'sub:1.4')).toContain('genast');
});
