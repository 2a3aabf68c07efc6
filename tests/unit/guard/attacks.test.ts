/** Forged updates, each by name: none gets in, and none leaves a trace in the document. */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Admission } from '#server/sync/admission.ts';
import { ATTACKS } from '../../support/attacks/index.ts';
import type { Scene } from '../../support/attacks/scene.ts';
import { forge } from '../../support/forge.ts';
import { ANN_ID, BOB_ID, clockOf, furnishedRoom, idOfWords, LEA_ID } from '../../support/furnished-room.ts';
import { ann, lea, oda, rut, type GuardedRoom } from '../../support/guarded-room.ts';

const ATTACKERS = { ann, lea, oda, rut };
const TEXT = 'text:sub:1.1';

const sceneOf = (room: GuardedRoom): Scene => ({
	doc: room.doc,
	ann: { userId: 'ann', clientId: ANN_ID },
	bob: { userId: 'bob', clientId: BOB_ID },
	lea: { userId: 'lea', clientId: LEA_ID },
});

const outcome = (admission: Admission): string =>
	admission.kind === 'refused' ? admission.refusal.code : admission.kind;

const rootsOf = (room: GuardedRoom): string[] => [...room.doc.share.keys()].sort();

it.each(ATTACKS)('$name does not get in', ({ expected, attacker = 'ann', forge: make }) => {
	const { room } = furnishedRoom();
	const update = make(sceneOf(room));
	const [state, roots, rows] = [room.state, rootsOf(room), room.log.length];
	expect(outcome(room.receive(ATTACKERS[attacker], update))).toBe(expected);
	expect(room.state).toEqual(state);
	expect(rootsOf(room)).toEqual(roots);
	expect(room.log).toHaveLength(rows);
});

it('tries more than a hundred attacks, each by its own name', () => {
	expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
	expect(ATTACKS.length).toBeGreaterThan(100);
});

const wordsIn = (doc: Y.Doc): string => doc.getXmlFragment(TEXT).toJSON();

it('meets real dangers: yjs alone spoils the emoji that nobody reported', () => {
	const { room } = furnishedRoom();
	const [client, clock] = idOfWords(room.doc, TEXT);
	const pretext = { content: { any: [1] }, origin: [client, clock + 9] as const };
	const update = forge([{ client: BOB_ID, clock: clockOf(room.doc, BOB_ID) - 1, structs: [pretext] }]);
	expect(wordsIn(room.doc)).toContain('😀');
	Y.applyUpdate(room.doc, update);
	expect(wordsIn(room.doc)).not.toContain('😀');
});
