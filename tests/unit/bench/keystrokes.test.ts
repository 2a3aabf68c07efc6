import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { clocksIn, Typist } from '../../../bench/sync/keystrokes.ts';

const wordsIn = (doc: Y.Doc): string[] =>
	doc
		.getXmlFragment('text:sub:1.1')
		.toArray()
		.map((paragraph) => ((paragraph as Y.XmlElement).get(0) as Y.XmlText).toJSON());

test('what the load types is what yjs makes of typing, letter by letter', () => {
	const doc = new Y.Doc();
	const typists = [new Typist(300), new Typist(2 ** 31)];
	for (const typist of typists) Y.applyUpdate(doc, typist.begin('text:sub:1.1'));
	for (let n = 0; n < 200; n++) {
		const typist = typists[n % 2]!;
		const { clock } = typist;
		const update = typist.next();
		clocksIn(update, (client, from, to) =>
			expect([client, from, to]).toEqual([typist.clientId, clock, clock + 1]),
		);
		Y.applyUpdate(doc, update);
	}
	expect(wordsIn(doc).sort()).toEqual([`a${'e'.repeat(100)}`, `a${'e'.repeat(100)}`]);
	expect(doc.store.pendingStructs).toBeNull();
});
