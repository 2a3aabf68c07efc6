/** A room in calibration with something of everybody's in it, and the ids of it: what attacks and honest tests start from. */
import * as Y from 'yjs';
import type { RoomRules } from '#server/sync/admission.ts';
import type { Id } from './forge.ts';
import { ann, bob, GuardedRoom, join, lea, written, type TestClient } from './guarded-room.ts';

export const ANN_ID = 101;
export const BOB_ID = 202;
export const LEA_ID = 303;
export const AT = '2026-11-02T10:00:00.000Z';

export interface FurnishedRoom {
	room: GuardedRoom;
	ann: TestClient;
	bob: TestClient;
	lea: TestClient;
}

export function paragraph(words: string): Y.XmlElement {
	const element = new Y.XmlElement('paragraph');
	element.insert(0, [new Y.XmlText(words)]);
	return element;
}

/** Sends an edit of this client; throws when it is not let in, as no honest one may be. */
export function edit(room: GuardedRoom, client: TestClient, change: (doc: Y.Doc) => void): void {
	for (const update of written(client, change)) {
		const admission = room.receive(client.actor, update);
		if (admission.kind !== 'accepted' && admission.kind !== 'redundant')
			throw new Error(`not let in: ${JSON.stringify(admission)}`);
	}
}

export function catchUp(room: GuardedRoom, client: TestClient): void {
	Y.applyUpdate(client.doc, Y.encodeStateAsUpdate(room.doc, Y.encodeStateVector(client.doc)), 'server');
}

export function furnishedRoom(rules: Partial<RoomRules> = {}): FurnishedRoom {
	const room = new GuardedRoom();
	room.command((doc) => {
		doc.getMap('consensus').set('1.2', { points: 15, version: 1, by: 'lea', at: AT });
		doc.getMap('firstScores').set('1.2/bob', { points: 14 });
	});
	const people = {
		ann: join(room, ann, ANN_ID),
		bob: join(room, bob, BOB_ID),
		lea: join(room, lea, LEA_ID),
	};
	edit(room, people.bob, (doc) => {
		doc.getMap('scores').set('1.1/bob', { points: 10 });
		doc.getXmlFragment('text:sub:1.1').insert(0, [paragraph('Bobs ord 😀 står här')]);
		doc.getMap('threads').set('t1', { on: 'sub:1.1', class: 'question', by: 'bob', at: AT });
		doc.getMap('messages').set('t1/bob/m1', { text: 'Stämmer det?', at: AT });
	});
	edit(room, people.lea, (doc) => {
		doc.getMap('sections').set('sub:1.1', { state: 'approved', by: 'lea' });
		doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: 'a0' });
	});
	for (const client of Object.values(people)) catchUp(room, client);
	edit(room, people.ann, (doc) => doc.getMap('scores').set('1.1/ann', { points: 9.5 }));
	for (const client of Object.values(people)) catchUp(room, client);
	room.rules = { ...room.rules, ...rules };
	return { room, ...people };
}

/** Id of the value at a key now. */
export function idAt(doc: Y.Doc, root: string, key: string): Id {
	const { id } = doc.getMap(root)._map.get(key)!;
	return [id.client, id.clock];
}

/** Id of the first struct of the characters in the first block of a text. */
export function idOfWords(doc: Y.Doc, root: string): Id {
	const words = (doc.getXmlFragment(root).get(0) as Y.XmlElement).get(0) as Y.XmlText;
	const { id } = words._start!;
	return [id.client, id.clock];
}

/** Id of the struct that holds the first block's Y.XmlText. */
export function idOfText(doc: Y.Doc, root: string): Id {
	const words = (doc.getXmlFragment(root).get(0) as Y.XmlElement).get(0) as Y.XmlText;
	const { id } = words._item!;
	return [id.client, id.clock];
}

/** Id of the struct that holds the first block. */
export function idOfBlock(doc: Y.Doc, root: string): Id {
	const { id } = (doc.getXmlFragment(root).get(0) as Y.XmlElement)._item!;
	return [id.client, id.clock];
}

/** First clock that the room lacks of a client. */
export const clockOf = (doc: Y.Doc, client: number): number => Y.getState(doc.store, client);
