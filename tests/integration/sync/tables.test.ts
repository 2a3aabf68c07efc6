/** Tables, illustrations and references under two hands at the real server: everybody ends with the same, and rests. */
import { afterEach, expect, test } from 'vitest';
import { yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import type * as Y from 'yjs';
import { richTextSchema } from '#document/rich-text-schema.ts';
import { readRichText } from '#document/rich-text.ts';
import { editRichText } from '../../support/rich-text-edits.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { closeClients, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const [ann, bob] = [await world.person('Ann Ask'), await world.person('Bob Berg')];
const evaluation = await world.evaluation(
	[
		{ person: ann, role: 'lead' },
		{ person: bob, role: 'evaluator' },
	],
	{ phase: 'calibration' },
);
const room = `evaluation/${evaluation}`;

afterEach(closeClients);

test.each([1, 2, 3, 4])('two who write at once, seed %i', async (seed) => {
	const root = `text:free:t${seed}`;
	const random = seededRandom(seed);
	const [a, b] = [await yClientIn(server, room, ann), await yClientIn(server, room, bob)];
	const edits = 60;
	const write = (doc: Y.Doc) => doc.transact(() => editRichText(doc, root, random));
	for (let n = 0; n < edits; n += 1) {
		// Now and then one is away, and comes back with what was written meanwhile.
		if (random.chance(0.1)) a.provider.disconnect();
		else if (!a.provider.shouldConnect) a.provider.connect();
		for (let burst = random.below(3); burst >= 0; burst -= 1) write(random.pick([a, b]).doc);
	}
	a.provider.connect();
	const text = (doc: Y.Doc) => JSON.stringify(readRichText(doc.getXmlFragment(root)));
	await a.until(() => text(a.doc) === text(b.doc), 'both to have the same');
	await b.until(() => text(a.doc) === text(b.doc), 'both to have the same');
	expect([...a.refusals, ...b.refusals]).toEqual([]);

	// Showing it writes nothing more: what an editor makes of it, everybody makes of it, and it is a valid report.
	const shown = yXmlFragmentToProseMirrorRootNode(a.doc.getXmlFragment(root), richTextSchema);
	expect(shown.toJSON()).toEqual(
		yXmlFragmentToProseMirrorRootNode(b.doc.getXmlFragment(root), richTextSchema).toJSON(),
	);
	await a.write((doc) => doc.getMap('sections').set('sub:1.1', { state: 'draft', by: ann.id }));
	await b.until(() => b.doc.getMap('sections').has('sub:1.1'), 'the last change');
	expect(await server.hub.read(room, (doc) => text(doc))).toBe(text(a.doc));
});
