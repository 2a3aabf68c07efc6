/** Attacks on yjs itself: structs that make it throw, wait, create or misplace, and bytes that are no update. */
import * as Y from 'yjs';
import { forge } from '../forge.ts';
import { clockOf, idOfWords } from '../furnished-room.ts';
import { bytes, score, TEXT, UNKNOWN_ID, write, type Attack, type Scene } from './scene.ts';

const rawBytes = (name: string, make: (id: number) => Uint8Array): Attack => ({
	name,
	expected: 'malformed',
	forge: () => make(UNKNOWN_ID & 0x7f),
});

const own = (scene: Scene): string => `1.2/${scene.ann.userId}`;

export const INTERNAL_ATTACKS: readonly Attack[] = [
	{
		name: 'a text smuggled behind known clocks',
		expected: 'malformed',
		forge: ({ doc, ann }) =>
			forge([
				{
					client: ann.clientId,
					clock: clockOf(doc, ann.clientId) - 1,
					structs: [{ content: { string: 'xy' }, origin: idOfWords(doc, TEXT) }],
				},
			]),
	},
	{
		name: 'a struct that refers to itself',
		expected: 'malformed',
		forge: (scene) => {
			const { clientId } = scene.ann;
			return write(scene, [{ content: score(1), origin: [clientId, clockOf(scene.doc, clientId)] }]);
		},
	},
	{
		name: 'a struct that refers to its own future, after a good one',
		expected: 'malformed',
		forge: (scene) => {
			const { clientId } = scene.ann;
			return write(scene, [
				{ content: score(1), parent: 'scores', key: own(scene) },
				{ content: score(1), origin: [clientId, clockOf(scene.doc, clientId) + 500] },
			]);
		},
	},
	{
		name: 'a gap in the clocks',
		expected: 'unresolved',
		forge: (scene) =>
			forge([
				{
					client: scene.ann.clientId,
					clock: clockOf(scene.doc, scene.ann.clientId) + 5,
					structs: [{ content: score(1), parent: 'scores', key: own(scene) }],
				},
			]),
	},
	{
		name: 'a gap covered by a skip',
		expected: 'unresolved',
		forge: (scene) =>
			write(scene, [{ content: { skip: 5 } }, { content: score(1), parent: 'scores', key: own(scene) }]),
	},
	{
		name: 'an update before what it depends on',
		expected: 'unresolved',
		forge: (scene) => write(scene, [{ content: { string: 'x' }, origin: [777, 3] }]),
	},
	{
		name: 'roots made by naming them in known structs',
		expected: 'malformed',
		forge: ({ ann }) =>
			forge([
				{ client: ann.clientId, clock: 0, structs: [{ content: score(1), parent: 'junk', key: 'x' }] },
				{ client: UNKNOWN_ID, structs: [{ content: { gc: 1 } }] },
			]),
	},
	{
		name: 'a clock beyond 2^31',
		expected: 'malformed',
		forge: ({ ann }) =>
			forge([{ client: ann.clientId, clock: 0x7fffffff, structs: [{ content: { gc: 10 } }] }]),
	},
	{
		name: 'a state of another room',
		expected: 'not-yours',
		forge: ({ bob }) => {
			const other = new Y.Doc();
			other.clientID = UNKNOWN_ID;
			other.getMap('scores').set(`2.1/${bob.userId}`, { points: 3 });
			return Y.encodeStateAsUpdate(other);
		},
	},
	rawBytes('a GC struct with flags', (id) => bytes(1, 1, id, 9, 0x80, 1, 0)),
	rawBytes('a Skip struct with flags', (id) => bytes(1, 1, id, 9, 0x8a, 1, 0)),
	rawBytes('an unknown kind of content', (id) => bytes(1, 1, id, 9, 0x1f, 1, 0)),
	rawBytes('a section without structs', (id) => bytes(1, 0, id, 9, 0)),
	rawBytes('the section of a client twice', (id) => bytes(2, 1, id, 9, 0, 1, 1, id, 9, 0, 1, 0)),
	rawBytes('a struct of length nought', (id) => bytes(1, 1, id, 9, 0, 0, 0)),
	rawBytes('bytes behind the end', () => bytes(0, 0, 7)),
	rawBytes('nothing at all', () => bytes()),
	rawBytes('noise', () => bytes(255, 254, 253, 252, 251, 250)),
	rawBytes('text that is not UTF-8', (id) => bytes(1, 1, id, 9, 0x04, 1, 1, 0xff, 1, 0xff, 0)),
];
