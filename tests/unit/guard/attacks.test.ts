/** Forged updates, each by name: none gets in, and none leaves a trace in the document. */
import * as encoding from 'lib0/encoding';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Admission, DocumentActor } from '#server/sync/admission.ts';
import { forge, forgeOne, type ForgedContent } from '../../support/forge.ts';
import { ann, lea, oda, rut, type GuardedRoom } from '../../support/guarded-room.ts';
import {
	ANN_ID,
	AT,
	BOB_ID,
	clockOf,
	furnishedRoom,
	idAt,
	idOfBlock,
	idOfText,
	idOfWords,
	LEA_ID,
	type FurnishedRoom,
} from '../../support/furnished-room.ts';

const TEXT = 'text:sub:1.1';
const UNKNOWN_ID = 999;

interface Attack {
	name: string;
	/** The refusal's code, or the kind of admission. */
	expected: string;
	actor?: DocumentActor;
	forge: (doc: Y.Doc, furnished: FurnishedRoom) => Uint8Array;
}

const score = (points: unknown): ForgedContent => ({ any: [{ points }] });
const setOwnScore = (content: ForgedContent): Attack['forge'] => put('scores', '1.2/ann', content);
const put =
	(root: string, key: string, content: ForgedContent): Attack['forge'] =>
	(doc) =>
		forgeOne(ANN_ID, clockOf(doc, ANN_ID), { content, parent: root, key });
const intoText =
	(content: ForgedContent): Attack['forge'] =>
	(doc) =>
		forgeOne(ANN_ID, clockOf(doc, ANN_ID), { content, parent: idOfText(doc, TEXT) });
const intoRoot =
	(root: string, content: ForgedContent): Attack['forge'] =>
	(doc) =>
		forgeOne(ANN_ID, clockOf(doc, ANN_ID), { content, parent: root });

const bytes = (...parts: number[]): Uint8Array => Uint8Array.from(parts);

/** Nested `[[[…]]]` as ContentAny, built from the outside since writeAny would recurse. */
function nestedArrays(depth: number): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const byte of [1, 1, ANN_ID, 50]) encoding.writeVarUint(encoder, byte);
	encoding.writeUint8(encoder, 0x28);
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarString(encoder, 'scores');
	encoding.writeVarString(encoder, '1.2/ann');
	encoding.writeVarUint(encoder, 1);
	for (let i = 0; i < depth; i++) encoding.writeUint8Array(encoder, bytes(117, 1));
	encoding.writeUint8Array(encoder, bytes(126, 0));
	return encoding.toUint8Array(encoder);
}

const ATTACKS: readonly Attack[] = [
	// Whose name it is written under
	{
		name: 'the next clock of somebody else',
		expected: 'foreign-client',
		forge: (doc) =>
			forgeOne(BOB_ID, clockOf(doc, BOB_ID), { content: score(1), parent: 'scores', key: '1.2/ann' }),
	},
	{
		name: 'a change under a foreign id hidden beside an allowed one',
		expected: 'foreign-client',
		forge: (doc) =>
			forge([
				{
					client: ANN_ID,
					clock: clockOf(doc, ANN_ID),
					structs: [{ content: score(1), parent: 'scores', key: '1.2/ann' }],
				},
				{ client: BOB_ID, clock: clockOf(doc, BOB_ID), structs: [{ content: { gc: 1 } }] },
			]),
	},
	{
		name: 'the server’s own id',
		expected: 'server-client',
		forge: (doc) =>
			forgeOne(0xffffffff, clockOf(doc, 0xffffffff), { content: score(1), parent: 'scores', key: '1.2/ann' }),
	},
	{
		name: 'an id beyond 32 bits',
		expected: 'malformed',
		forge: () => forgeOne(2 ** 32, 0, { content: score(1), parent: 'scores', key: '1.2/ann' }),
	},
	{
		name: 'seventy new ids at once',
		expected: 'too-many-clients',
		forge: () =>
			forge(Array.from({ length: 70 }, (_, i) => ({ client: 5000 + i, structs: [{ content: { gc: 1 } }] }))),
	},
	// Where it lands
	{
		name: 'somebody else’s score',
		expected: 'not-yours',
		forge: put('scores', '1.2/bob', score(1)),
	},
	{
		name: 'somebody else’s score, reached through the origin of its value',
		expected: 'not-yours',
		forge: (doc) =>
			forgeOne(ANN_ID, clockOf(doc, ANN_ID), { content: score(1), origin: idAt(doc, 'scores', '1.1/bob') }),
	},
	{
		name: 'somebody else’s score, reached from the right',
		expected: 'not-yours',
		forge: (doc) =>
			forgeOne(ANN_ID, clockOf(doc, ANN_ID), { content: score(1), right: idAt(doc, 'scores', '1.1/bob') }),
	},
	{
		name: 'somebody else’s score, emptied by a deleted struct on top of it',
		expected: 'not-yours',
		forge: (doc) =>
			forgeOne(ANN_ID, clockOf(doc, ANN_ID), {
				content: { deleted: 1 },
				origin: idAt(doc, 'scores', '1.1/bob'),
			}),
	},
	{
		name: 'a second change in the same update, to somebody else’s score',
		expected: 'not-yours',
		forge: (doc) =>
			forge([
				{
					client: ANN_ID,
					clock: clockOf(doc, ANN_ID),
					structs: [
						{ content: score(1), parent: 'scores', key: '1.2/ann' },
						{ content: score(1), parent: 'scores', key: '1.2/bob' },
					],
				},
			]),
	},
	{
		name: 'the consensus',
		expected: 'server-only',
		actor: lea,
		forge: (doc) =>
			forgeOne(LEA_ID, clockOf(doc, LEA_ID), {
				content: { any: [{ points: 1, version: 2, by: 'lea', at: AT }] },
				parent: 'consensus',
				key: '1.1',
			}),
	},
	{
		name: 'the consensus, taken away',
		expected: 'server-only',
		forge: (doc) => forge([], { 0xffffffff: [[idAt(doc, 'consensus', '1.2')[1], 1]] }),
	},
	{
		name: 'the first round of scores',
		expected: 'server-only',
		forge: put('firstScores', '1.2/ann', score(1)),
	},
	{
		name: 'a root that does not exist',
		expected: 'unknown-place',
		forge: put('notes', 'x', score(1)),
	},
	{
		name: 'a root named __proto__',
		expected: 'unknown-place',
		forge: put('__proto__', 'x', score(1)),
	},
	{
		name: 'a text of a subquestion that does not exist',
		expected: 'unknown-place',
		forge: intoRoot('text:sub:9.9', { type: 3, name: 'paragraph' }),
	},
	{
		name: 'a text of no known form',
		expected: 'unknown-place',
		forge: intoRoot('text:anything', { type: 3, name: 'paragraph' }),
	},
	{
		name: 'a score of a subquestion that does not exist',
		expected: 'unknown-place',
		forge: put('scores', '9.9/ann', score(1)),
	},
	{
		name: 'a key with one part too many',
		expected: 'unknown-place',
		forge: put('scores', '1.1/ann/x', score(1)),
	},
	{
		name: 'a key named __proto__',
		expected: 'unknown-place',
		forge: put('findings', '__proto__', { any: [{ kind: 'strength', area: '1', order: 'a1' }] }),
	},
	{
		name: 'a key of 10,000 letters',
		expected: 'unknown-place',
		forge: put('findings', 'x'.repeat(10_000), { any: [{ kind: 'strength', area: '1', order: 'a1' }] }),
	},
	{
		name: 'a message under another’s name',
		expected: 'not-yours',
		forge: put('messages', 't1/bob/m2', { any: [{ text: 'Jag ger mig.', at: AT }] }),
	},
	{
		name: 'a position in another’s name',
		expected: 'not-yours',
		forge: put('positions', '1.2/bob', { any: [{ version: 1, stance: 'agree' }] }),
	},
	// Deletions
	{
		name: 'the deletion of somebody else’s score',
		expected: 'not-yours',
		forge: (doc) => forge([], { [BOB_ID]: [[idAt(doc, 'scores', '1.1/bob')[1], 1]] }),
	},
	{
		name: 'the deletion of everything somebody wrote',
		expected: 'not-yours',
		forge: (doc) => forge([], { [BOB_ID]: [[0, clockOf(doc, BOB_ID)]] }),
	},
	{
		name: 'a move by delete and insert of another’s message',
		expected: 'not-yours',
		forge: (doc) =>
			forge(
				[
					{
						client: ANN_ID,
						clock: clockOf(doc, ANN_ID),
						structs: [
							{ content: { any: [{ text: 'Stämmer det?', at: AT }] }, parent: 'messages', key: 't1/ann/m1' },
						],
					},
				],
				{ [BOB_ID]: [[idAt(doc, 'messages', 't1/bob/m1')[1], 1]] },
			),
	},
	{
		name: 'a deletion of what somebody has yet to write',
		expected: 'unresolved',
		forge: (doc) => forge([], { [BOB_ID]: [[clockOf(doc, BOB_ID), 1_000_000]] }),
	},
	{
		name: 'an empty deletion in the middle of another’s emoji',
		expected: 'malformed',
		forge: (doc) => forge([], { [BOB_ID]: [[idOfWords(doc, TEXT)[1] + 10, 0]] }),
	},
	{
		name: 'deletions that cover one another',
		expected: 'malformed',
		forge: () =>
			forge([], {
				[ANN_ID]: [
					[0, 1],
					[0, 1],
				],
			}),
	},
	// What the value is
	{ name: 'a score above the maximum', expected: 'too-many-points', forge: setOwnScore(score(20.01)) },
	{ name: 'a negative score', expected: 'value', forge: setOwnScore(score(-1)) },
	{ name: 'a score of three decimals', expected: 'value', forge: setOwnScore(score(1.125)) },
	{ name: 'a score that is no number', expected: 'value', forge: setOwnScore(score('banana')) },
	{ name: 'a score that is NaN', expected: 'value', forge: setOwnScore(score(NaN)) },
	{ name: 'a score without end', expected: 'value', forge: setOwnScore(score(Infinity)) },
	{ name: 'a score as a big integer', expected: 'value', forge: setOwnScore(score(5n)) },
	{
		name: 'a score with a field too many',
		expected: 'value',
		forge: setOwnScore({ any: [{ points: 1, secret: 1 }] }),
	},
	{ name: 'a score that is null', expected: 'value', forge: setOwnScore({ any: [null] }) },
	{
		name: 'a note of a megabyte',
		expected: 'value',
		forge: setOwnScore({ any: [{ points: 1, note: 'x'.repeat(1 << 20) }] }),
	},
	{
		name: 'a note with a NUL',
		expected: 'value',
		forge: setOwnScore({ any: [{ points: 1, note: 'a\0b' }] }),
	},
	{
		name: 'a value whose prototype is chosen by the sender',
		expected: 'malformed',
		forge: setOwnScore({ any: [JSON.parse('{"points":1,"__proto__":{"role":"lead"}}')] }),
	},
	{
		name: 'a value with a constructor of its own',
		expected: 'malformed',
		forge: setOwnScore({ any: [{ points: 1, note: { constructor: 1 } }] }),
	},
	{ name: 'arrays nested twenty thousand deep', expected: 'malformed', forge: () => nestedArrays(20_000) },
	{ name: 'a binary value', expected: 'container', forge: setOwnScore({ binary: bytes(1, 2, 3) }) },
	{ name: 'a string as map content', expected: 'container', forge: setOwnScore({ string: 'x' }) },
	{ name: 'a nested map where a value belongs', expected: 'container', forge: setOwnScore({ type: 1 }) },
	{ name: 'a nested text where a value belongs', expected: 'container', forge: setOwnScore({ type: 2 }) },
	{
		name: 'a subdocument where a value belongs',
		expected: 'container',
		forge: setOwnScore({ document: 'guid' }),
	},
	{
		name: 'legacy JSON where a value belongs',
		expected: 'container',
		forge: setOwnScore({ json: [{ points: 1 }] }),
	},
	{
		name: 'list children hidden in a map',
		expected: 'container',
		forge: intoRoot('scores', { any: [{ points: 1 }] }),
	},
	{
		name: 'a thread begun in another’s name',
		expected: 'wrong-author',
		forge: put('threads', 't2', { any: [{ on: 'sub:1.1', class: 'fact', by: 'bob', at: AT }] }),
	},
	{
		name: 'another’s thread rewritten as one’s own',
		expected: 'thread-fixed',
		forge: (doc) =>
			forgeOne(ANN_ID, clockOf(doc, ANN_ID), {
				content: { any: [{ on: 'sub:1.1', class: 'fact', by: 'ann', at: AT }] },
				origin: idAt(doc, 'threads', 't1'),
			}),
	},
	{
		name: 'a thread deleted',
		expected: 'thread-fixed',
		forge: (doc) => forge([], { [BOB_ID]: [[idAt(doc, 'threads', 't1')[1], 1]] }),
	},
	{
		name: 'a section approved by an evaluator',
		expected: 'section-approved',
		forge: put('sections', 'sub:1.2', { any: [{ state: 'approved', by: 'ann' }] }),
	},
	{
		name: 'an approval taken back by an evaluator',
		expected: 'section-approved',
		forge: (doc) =>
			forgeOne(ANN_ID, clockOf(doc, ANN_ID), {
				content: { any: [{ state: 'draft', by: 'ann' }] },
				origin: idAt(doc, 'sections', 'sub:1.1'),
			}),
	},
	{
		name: 'an approval deleted by an evaluator',
		expected: 'section-approved',
		forge: (doc) => forge([], { [LEA_ID]: [[idAt(doc, 'sections', 'sub:1.1')[1], 1]] }),
	},
	{
		name: 'a finding of an area that does not exist',
		expected: 'unknown-area',
		forge: put('findings', 'f2', { any: [{ kind: 'strength', area: '9', order: 'a1' }] }),
	},
	{
		name: 'a finding whose subquestion is of another area',
		expected: 'unknown-area',
		forge: put('findings', 'f2', { any: [{ kind: 'strength', area: '1', subquestion: '2.1', order: 'a1' }] }),
	},
	{
		name: 'a source with a javascript address',
		expected: 'value',
		forge: put('sources', 's1', { any: [{ kind: 'web', title: 'x', url: 'javascript:alert(1)' }] }),
	},
	// Rich text
	{ name: 'a script element', expected: 'rich-text', forge: intoRoot(TEXT, { type: 3, name: 'script' }) },
	{
		name: 'an element named __proto__',
		expected: 'rich-text',
		forge: intoRoot(TEXT, { type: 3, name: '__proto__' }),
	},
	{ name: 'a hook', expected: 'rich-text', forge: intoRoot(TEXT, { type: 5, name: 'x' }) },
	{ name: 'a fragment in a fragment', expected: 'rich-text', forge: intoRoot(TEXT, { type: 4 }) },
	{ name: 'an array in a text', expected: 'rich-text', forge: intoRoot(TEXT, { type: 0 }) },
	{ name: 'words outside of a block', expected: 'rich-text', forge: intoRoot(TEXT, { type: 6 }) },
	{ name: 'characters outside of a text', expected: 'rich-text', forge: intoRoot(TEXT, { string: 'x' }) },
	{
		name: 'a list item without its list',
		expected: 'rich-text',
		forge: intoRoot(TEXT, { type: 3, name: 'list_item' }),
	},
	{ name: 'a subdocument in a text', expected: 'rich-text', forge: intoText({ document: 'guid' }) },
	{ name: 'an embed in a text', expected: 'rich-text', forge: intoText({ embed: { image: 'x' } }) },
	{ name: 'binary in a text', expected: 'rich-text', forge: intoText({ binary: bytes(1) }) },
	{ name: 'plain values in a text', expected: 'rich-text', forge: intoText({ any: [1, 2] }) },
	{
		name: 'an element inside characters',
		expected: 'rich-text',
		forge: intoText({ type: 3, name: 'paragraph' }),
	},
	{
		name: 'an unknown mark',
		expected: 'rich-text',
		forge: intoText({ format: ['style', { color: 'red' }] }),
	},
	{ name: 'a mark named __proto__', expected: 'rich-text', forge: intoText({ format: ['__proto__', {}] }) },
	{
		name: 'a javascript link',
		expected: 'rich-text',
		forge: intoText({ format: ['link', { href: 'javascript:alert(1)', title: null }] }),
	},
	{
		name: 'a javascript link with a tab in it',
		expected: 'rich-text',
		forge: intoText({ format: ['link', { href: 'java\tscript:alert(1)', title: null }] }),
	},
	{
		name: 'a data link',
		expected: 'rich-text',
		forge: intoText({ format: ['link', { href: 'data:text/html,x' }] }),
	},
	{ name: 'a link to nowhere', expected: 'rich-text', forge: intoText({ format: ['link', { title: 'x' }] }) },
	{
		name: 'a link with an event handler',
		expected: 'rich-text',
		forge: intoText({ format: ['link', { href: 'https://example.org', onclick: 'x' }] }),
	},
	{
		name: 'a mark value with a prototype of its own',
		expected: 'malformed',
		forge: intoText({ format: ['link', JSON.parse('{"href":"https://example.org","__proto__":{}}')] }),
	},
	{
		name: 'an unknown attribute',
		expected: 'rich-text',
		forge: (doc) =>
			forgeOne(ANN_ID, clockOf(doc, ANN_ID), {
				content: { any: ['x'] },
				parent: idOfBlock(doc, TEXT),
				key: 'onclick',
			}),
	},
	{
		name: 'an attribute on the text’s root',
		expected: 'rich-text',
		forge: put(TEXT, 'level', { any: [1] }),
	},
	{
		name: 'a heading of level 99',
		expected: 'rich-text',
		forge: (doc) => {
			const clock = clockOf(doc, ANN_ID);
			return forge([
				{
					client: ANN_ID,
					clock,
					structs: [
						{ content: { type: 3, name: 'heading' }, parent: TEXT },
						{ content: { any: [99] }, parent: [ANN_ID, clock], key: 'level' },
					],
				},
			]);
		},
	},
	{
		name: 'quotations nested two hundred deep',
		expected: 'rich-text',
		forge: (doc) => {
			const clock = clockOf(doc, ANN_ID);
			const structs = Array.from({ length: 200 }, (_, i) => ({
				content: { type: 3, name: 'blockquote' },
				parent: i === 0 ? TEXT : ([ANN_ID, clock + i - 1] as const),
			}));
			return forge([{ client: ANN_ID, clock, structs }]);
		},
	},
	{
		name: 'half an emoji of somebody’s deleted by one who may not write',
		expected: 'role',
		actor: oda,
		forge: (doc) => forge([], { [BOB_ID]: [[idOfWords(doc, TEXT)[1] + 10, 1]] }),
	},
	{
		name: 'an emoji cut in two by the origin of something known',
		expected: 'role',
		actor: oda,
		// The known struct is only a pretext; the new one is void, so that nothing else would be reported.
		forge: (doc) =>
			forge([
				{
					client: BOB_ID,
					clock: clockOf(doc, BOB_ID) - 1,
					structs: [{ content: score(1), origin: [BOB_ID, idOfWords(doc, TEXT)[1] + 9] }],
				},
				{ client: UNKNOWN_ID, structs: [{ content: { gc: 1 } }] },
			]),
	},
	{
		name: 'words inserted by an observer',
		expected: 'role',
		actor: oda,
		forge: (doc) => forgeOne(UNKNOWN_ID, 0, { content: { string: 'x' }, origin: idOfWords(doc, TEXT) }),
	},
	{
		name: 'words inserted by a reviewer',
		expected: 'role',
		actor: rut,
		forge: (doc) => forgeOne(UNKNOWN_ID, 0, { content: { string: 'x' }, origin: idOfWords(doc, TEXT) }),
	},
	{
		name: 'clocks used up without effect by one who may write nothing',
		expected: 'role',
		actor: oda,
		forge: () => forgeOne(UNKNOWN_ID, 0, { content: { gc: 1000 } }),
	},
	// How yjs would be led astray
	{
		name: 'a text smuggled behind known clocks',
		expected: 'malformed',
		forge: (doc) =>
			forgeOne(ANN_ID, clockOf(doc, ANN_ID) - 1, { content: { string: 'xy' }, origin: idOfWords(doc, TEXT) }),
	},
	{
		name: 'a parent by id in another’s subtree',
		expected: 'role',
		actor: oda,
		forge: (doc) => forgeOne(UNKNOWN_ID, 0, { content: { string: 'x' }, parent: idOfText(doc, TEXT) }),
	},
	{
		name: 'a live map entry longer than one',
		expected: 'malformed',
		forge: setOwnScore({ any: [{ points: 1 }, { points: 2 }] }),
	},
	{
		name: 'a struct that refers to itself',
		expected: 'malformed',
		forge: (doc) =>
			forgeOne(ANN_ID, clockOf(doc, ANN_ID), { content: score(1), origin: [ANN_ID, clockOf(doc, ANN_ID)] }),
	},
	{
		name: 'a struct that refers to its own future, after a good one',
		expected: 'malformed',
		forge: (doc) => {
			const clock = clockOf(doc, ANN_ID);
			return forge([
				{
					client: ANN_ID,
					clock,
					structs: [
						{ content: score(1), parent: 'scores', key: '1.2/ann' },
						{ content: score(1), origin: [ANN_ID, clock + 500] },
					],
				},
			]);
		},
	},
	{
		name: 'a gap in the clocks',
		expected: 'unresolved',
		forge: (doc) =>
			forgeOne(ANN_ID, clockOf(doc, ANN_ID) + 5, { content: score(1), parent: 'scores', key: '1.2/ann' }),
	},
	{
		name: 'a gap covered by a skip',
		expected: 'unresolved',
		forge: (doc) =>
			forge([
				{
					client: ANN_ID,
					clock: clockOf(doc, ANN_ID),
					structs: [{ content: { skip: 5 } }, { content: score(1), parent: 'scores', key: '1.2/ann' }],
				},
			]),
	},
	{
		name: 'an update before what it depends on',
		expected: 'unresolved',
		forge: (doc) => forgeOne(ANN_ID, clockOf(doc, ANN_ID), { content: { string: 'x' }, origin: [777, 3] }),
	},
	{
		name: 'a thousand roots made by naming them in known structs',
		expected: 'malformed',
		forge: (doc) =>
			forge([
				{
					client: ANN_ID,
					clock: 0,
					structs: [{ content: score(1), parent: 'junk', key: 'x' }],
				},
				{ client: UNKNOWN_ID, structs: [{ content: { gc: clockOf(doc, ANN_ID) } }] },
			]),
	},
	{ name: 'a GC struct with flags', expected: 'malformed', forge: () => bytes(1, 1, ANN_ID, 9, 0x80, 1, 0) },
	{
		name: 'a Skip struct with flags',
		expected: 'malformed',
		forge: () => bytes(1, 1, ANN_ID, 9, 0x8a, 1, 0),
	},
	{
		name: 'an unknown kind of content',
		expected: 'malformed',
		forge: () => bytes(1, 1, ANN_ID, 9, 0x1f, 1, 0),
	},
	{ name: 'a section without structs', expected: 'malformed', forge: () => bytes(1, 0, ANN_ID, 9, 0) },
	{
		name: 'the section of a client twice',
		expected: 'malformed',
		forge: () => bytes(2, 1, ANN_ID, 9, 0, 1, 1, ANN_ID, 9, 0, 1, 0),
	},
	{ name: 'a struct of length nought', expected: 'malformed', forge: () => bytes(1, 1, ANN_ID, 9, 0, 0, 0) },
	{ name: 'bytes behind the end', expected: 'malformed', forge: () => bytes(0, 0, 7) },
	{ name: 'nothing at all', expected: 'malformed', forge: () => bytes() },
	{ name: 'noise', expected: 'malformed', forge: () => bytes(255, 254, 253, 252, 251, 250) },
	{
		name: 'text that is not UTF-8',
		expected: 'malformed',
		forge: () => bytes(1, 1, ANN_ID, 9, 0x04, 1, 1, 0xff, 1, 0xff, 0),
	},
	{
		name: 'a clock beyond 2^31',
		expected: 'malformed',
		forge: () => forgeOne(ANN_ID, 0x7fffffff, { content: { gc: 10 } }),
	},
	{
		name: 'a state of another room',
		expected: 'not-yours',
		forge: () => {
			const other = furnishedRoom();
			const doc = new Y.Doc();
			Y.applyUpdate(doc, other.room.state);
			doc.clientID = UNKNOWN_ID;
			doc.getMap('scores').set('2.1/bob', { points: 3 });
			return Y.encodeStateAsUpdate(doc);
		},
	},
];

const outcome = (admission: Admission): string =>
	admission.kind === 'refused' ? admission.refusal.code : admission.kind;

const rootsOf = (room: GuardedRoom): string[] => [...room.doc.share.keys()].sort();

it.each(ATTACKS)('$name does not get in', ({ expected, actor = ann, forge: make }) => {
	const furnished = furnishedRoom();
	const { room } = furnished;
	const update = make(room.doc, furnished);
	const [state, roots] = [room.state, rootsOf(room)];
	expect(outcome(room.receive(actor, update))).toBe(expected);
	expect(room.state).toEqual(state);
	expect(rootsOf(room)).toEqual(roots);
	expect(room.log).toHaveLength(furnishedRoom().room.log.length);
});

it('knows more than a hundred attacks, each by its own name', () => {
	expect(new Set(ATTACKS.map(({ name }) => name)).size).toBeGreaterThan(100);
});
