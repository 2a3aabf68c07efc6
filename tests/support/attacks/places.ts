/** Attacks by the name they are written under and by where they land. */
import { forge } from '../forge.ts';
import { clockOf, idAt, idOfText, idOfWords } from '../furnished-room.ts';
import {
	asNobody,
	AT,
	bobsScore,
	erase,
	put,
	replace,
	score,
	SERVER_ID,
	TEXT,
	UNKNOWN_ID,
	write,
	type Attack,
} from './scene.ts';

const finding = { any: [{ kind: 'strength', area: '1', order: 'a1' }] };

export const NAME_ATTACKS: readonly Attack[] = [
	{
		name: 'the next clock of somebody else',
		expected: 'foreign-client',
		forge: ({ doc, ann, bob }) =>
			forge([
				{
					client: bob.clientId,
					clock: clockOf(doc, bob.clientId),
					structs: [{ content: score(1), parent: 'scores', key: `1.2/${ann.userId}` }],
				},
			]),
	},
	{
		name: 'a change under a foreign id hidden beside an allowed one',
		expected: 'foreign-client',
		forge: ({ doc, ann, bob }) =>
			forge([
				{
					client: ann.clientId,
					clock: clockOf(doc, ann.clientId),
					structs: [{ content: score(1), parent: 'scores', key: `1.2/${ann.userId}` }],
				},
				{ client: bob.clientId, clock: clockOf(doc, bob.clientId), structs: [{ content: { gc: 1 } }] },
			]),
	},
	{
		name: 'the server’s own id',
		expected: 'server-client',
		forge: ({ doc, ann }) =>
			forge([
				{
					client: SERVER_ID,
					clock: clockOf(doc, SERVER_ID),
					structs: [{ content: score(1), parent: 'scores', key: `1.2/${ann.userId}` }],
				},
			]),
	},
	{
		name: 'an id beyond 32 bits',
		expected: 'malformed',
		forge: () => forge([{ client: 2 ** 32, structs: [{ content: { gc: 1 } }] }]),
	},
	{
		name: 'seventy new ids at once',
		expected: 'too-many-clients',
		forge: () =>
			forge(Array.from({ length: 70 }, (_, i) => ({ client: 5000 + i, structs: [{ content: { gc: 1 } }] }))),
	},
	{
		name: 'clocks used up without effect by one who may write nothing',
		expected: 'role',
		attacker: 'oda',
		forge: asNobody(() => ({ content: { gc: 1000 } })),
	},
];

export const PLACE_ATTACKS: readonly Attack[] = [
	{
		name: 'somebody else’s score',
		expected: 'not-yours',
		forge: put('scores', ({ bob }) => `1.2/${bob.userId}`, score(1)),
	},
	{
		name: 'somebody else’s score, reached through the origin of its value',
		expected: 'not-yours',
		forge: replace('scores', bobsScore, () => score(1)),
	},
	{
		name: 'somebody else’s score, reached from the right',
		expected: 'not-yours',
		forge: (scene) =>
			write(scene, [{ content: score(1), right: idAt(scene.doc, 'scores', bobsScore(scene)) }]),
	},
	{
		name: 'somebody else’s score, emptied by a deleted struct on top of it',
		expected: 'not-yours',
		forge: replace('scores', bobsScore, () => ({ deleted: 1 })),
	},
	{
		name: 'a second change in the same update, to somebody else’s score',
		expected: 'not-yours',
		forge: (scene) =>
			write(scene, [
				{ content: score(1), parent: 'scores', key: `1.2/${scene.ann.userId}` },
				{ content: score(1), parent: 'scores', key: `1.2/${scene.bob.userId}` },
			]),
	},
	{
		name: 'the consensus, written by a lead',
		expected: 'server-only',
		attacker: 'lea',
		forge: ({ doc, lea }) =>
			forge([
				{
					client: lea.clientId,
					clock: clockOf(doc, lea.clientId),
					structs: [
						{
							content: { any: [{ points: 1, version: 2, by: lea.userId, at: AT }] },
							parent: 'consensus',
							key: '1.1',
						},
					],
				},
			]),
	},
	{ name: 'the consensus, taken away', expected: 'server-only', forge: erase('consensus', () => '1.2') },
	{
		name: 'the first round of scores',
		expected: 'server-only',
		forge: put('firstScores', ({ ann }) => `1.2/${ann.userId}`, score(1)),
	},
	{ name: 'a root that does not exist', expected: 'unknown-place', forge: put('notes', 'x', score(1)) },
	{ name: 'a root named __proto__', expected: 'unknown-place', forge: put('__proto__', 'x', score(1)) },
	{
		name: 'a text of a subquestion that does not exist',
		expected: 'unknown-place',
		forge: (scene) => write(scene, [{ content: { type: 3, name: 'paragraph' }, parent: 'text:sub:9.9' }]),
	},
	{
		name: 'a text of no known form',
		expected: 'unknown-place',
		forge: (scene) => write(scene, [{ content: { type: 3, name: 'paragraph' }, parent: 'text:anything' }]),
	},
	{
		name: 'a score of a subquestion that does not exist',
		expected: 'unknown-place',
		forge: put('scores', ({ ann }) => `9.9/${ann.userId}`, score(1)),
	},
	{
		name: 'a key with one part too many',
		expected: 'unknown-place',
		forge: put('scores', ({ ann }) => `1.1/${ann.userId}/x`, score(1)),
	},
	{ name: 'a key named __proto__', expected: 'unknown-place', forge: put('findings', '__proto__', finding) },
	{
		name: 'a key of 10,000 letters',
		expected: 'unknown-place',
		forge: put('findings', 'x'.repeat(10_000), finding),
	},
	{
		name: 'a message under another’s name',
		expected: 'not-yours',
		forge: put('messages', ({ bob }) => `t1/${bob.userId}/m2`, { any: [{ text: 'Jag ger mig.', at: AT }] }),
	},
	{
		name: 'a position in another’s name',
		expected: 'not-yours',
		forge: put('positions', ({ bob }) => `1.2/${bob.userId}`, { any: [{ version: 1, stance: 'agree' }] }),
	},
	{
		name: 'words inserted by an observer',
		expected: 'role',
		attacker: 'oda',
		forge: asNobody(({ doc }) => ({ content: { string: 'x' }, origin: idOfWords(doc, TEXT) })),
	},
	{
		name: 'words inserted by a reviewer',
		expected: 'role',
		attacker: 'rut',
		forge: asNobody(({ doc }) => ({ content: { string: 'x' }, origin: idOfWords(doc, TEXT) })),
	},
	{
		name: 'a parent by id in a subtree one may not write',
		expected: 'role',
		attacker: 'oda',
		forge: asNobody(({ doc }) => ({ content: { string: 'x' }, parent: idOfText(doc, TEXT) })),
	},
];

export const DELETE_ATTACKS: readonly Attack[] = [
	{ name: 'the deletion of somebody else’s score', expected: 'not-yours', forge: erase('scores', bobsScore) },
	{
		name: 'the deletion of everything somebody wrote',
		expected: 'not-yours',
		forge: ({ doc, bob }) => forge([], { [bob.clientId]: [[0, clockOf(doc, bob.clientId)]] }),
	},
	{
		name: 'a move by delete and insert of another’s message',
		expected: 'not-yours',
		forge: (scene) => {
			const [client, clock] = idAt(scene.doc, 'messages', `t1/${scene.bob.userId}/m1`);
			const content = { any: [{ text: 'Stämmer det?', at: AT }] };
			return write(scene, [{ content, parent: 'messages', key: `t1/${scene.ann.userId}/m1` }], {
				[client]: [[clock, 1]],
			});
		},
	},
	{
		name: 'a deletion of what somebody has yet to write',
		expected: 'unresolved',
		forge: ({ doc, bob }) => forge([], { [bob.clientId]: [[clockOf(doc, bob.clientId), 1_000_000]] }),
	},
	{
		name: 'an empty deletion in the middle of another’s emoji',
		expected: 'malformed',
		forge: ({ doc }) => {
			const [client, clock] = idOfWords(doc, TEXT);
			return forge([], { [client]: [[clock + 10, 0]] });
		},
	},
	{
		name: 'deletions that cover one another',
		expected: 'malformed',
		forge: ({ ann }) =>
			forge([], {
				[ann.clientId]: [
					[0, 1],
					[0, 1],
				],
			}),
	},
	{
		name: 'half an emoji deleted by one who may not write',
		expected: 'role',
		attacker: 'oda',
		forge: ({ doc }) => {
			const [client, clock] = idOfWords(doc, TEXT);
			return forge([], { [client]: [[clock + 10, 1]] });
		},
	},
	{
		name: 'an emoji cut in two by the origin of something known',
		expected: 'role',
		attacker: 'oda',
		// The known struct is only a pretext; the new one is void, so that nothing else would be reported.
		forge: ({ doc, bob }) => {
			const [client, clock] = idOfWords(doc, TEXT);
			const last = clockOf(doc, bob.clientId) - 1;
			return forge([
				{ client: bob.clientId, clock: last, structs: [{ content: score(1), origin: [client, clock + 9] }] },
				{ client: UNKNOWN_ID, structs: [{ content: { gc: 1 } }] },
			]);
		},
	},
	{
		name: 'a thread deleted',
		expected: 'thread-fixed',
		forge: erase('threads', () => 't1'),
	},
	{
		name: 'an approval deleted by an evaluator',
		expected: 'section-approved',
		forge: erase('sections', () => 'sub:1.1'),
	},
];
