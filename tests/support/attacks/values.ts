/** Attacks by what is put where one may write: values of the wrong shape, kind, size, author. */
import * as encoding from 'lib0/encoding';
import { AT, bytes, ownScore, put, replace, score, write, type Attack, type Scene } from './scene.ts';

/** Nested `[[[…]]]` as a value, built from the outside since the encoder would recurse. */
const nestedArrays =
	(depth: number) =>
	({ ann }: Scene): Uint8Array => {
		const encoder = encoding.createEncoder();
		for (const value of [1, 1, ann.clientId, 0]) encoding.writeVarUint(encoder, value);
		encoding.writeUint8(encoder, 0x28);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarString(encoder, 'scores');
		encoding.writeVarString(encoder, `1.2/${ann.userId}`);
		encoding.writeVarUint(encoder, 1);
		for (let i = 0; i < depth; i++) encoding.writeUint8Array(encoder, bytes(117, 1));
		encoding.writeUint8Array(encoder, bytes(126, 0));
		return encoding.toUint8Array(encoder);
	};

const thread = (by: string) => ({ any: [{ on: 'sub:1.1', class: 'fact', by, at: AT }] });

export const VALUE_ATTACKS: readonly Attack[] = [
	{ name: 'a score above the maximum', expected: 'too-many-points', forge: ownScore(score(100.01)) },
	{ name: 'a negative score', expected: 'value', forge: ownScore(score(-1)) },
	{ name: 'a score of three decimals', expected: 'value', forge: ownScore(score(1.125)) },
	{ name: 'a score that is no number', expected: 'value', forge: ownScore(score('banana')) },
	{ name: 'a score that is NaN', expected: 'value', forge: ownScore(score(NaN)) },
	{ name: 'a score without end', expected: 'value', forge: ownScore(score(Infinity)) },
	{ name: 'a score as a big integer', expected: 'value', forge: ownScore(score(5n)) },
	{
		name: 'a score with a field too many',
		expected: 'value',
		forge: ownScore({ any: [{ points: 1, secret: 1 }] }),
	},
	{ name: 'a score that is null', expected: 'value', forge: ownScore({ any: [null] }) },
	{
		name: 'a note of half a megabyte',
		expected: 'value',
		forge: ownScore({ any: [{ points: 1, note: 'x'.repeat(1 << 19) }] }),
	},
	{ name: 'a note with a NUL', expected: 'value', forge: ownScore({ any: [{ points: 1, note: 'a\0b' }] }) },
	{
		name: 'a value whose prototype is chosen by the sender',
		expected: 'malformed',
		forge: ownScore({ any: [JSON.parse('{"points":1,"__proto__":{"role":"lead"}}')] }),
	},
	{
		name: 'a value with a constructor of its own',
		expected: 'malformed',
		forge: ownScore({ any: [{ points: 1, note: { constructor: 1 } }] }),
	},
	{ name: 'arrays nested twenty thousand deep', expected: 'malformed', forge: nestedArrays(20_000) },
	{ name: 'a binary value', expected: 'container', forge: ownScore({ binary: bytes(1, 2, 3) }) },
	{ name: 'a string as map content', expected: 'container', forge: ownScore({ string: 'x' }) },
	{ name: 'a nested map where a value belongs', expected: 'container', forge: ownScore({ type: 1 }) },
	{ name: 'a nested text where a value belongs', expected: 'container', forge: ownScore({ type: 2 }) },
	{
		name: 'a subdocument where a value belongs',
		expected: 'container',
		forge: ownScore({ document: 'guid' }),
	},
	{
		name: 'legacy JSON where a value belongs',
		expected: 'container',
		forge: ownScore({ json: [{ points: 1 }] }),
	},
	{
		name: 'list children hidden in a map',
		expected: 'container',
		forge: (scene) => write(scene, [{ content: score(1), parent: 'scores' }]),
	},
	{
		name: 'a live map entry longer than one',
		expected: 'malformed',
		forge: ownScore({ any: [{ points: 1 }, { points: 2 }] }),
	},
	{
		name: 'a thread begun in another’s name',
		expected: 'wrong-author',
		forge: put('threads', 't2', ({ bob }) => thread(bob.userId)),
	},
	{
		name: 'another’s thread rewritten as one’s own',
		expected: 'thread-fixed',
		forge: replace(
			'threads',
			() => 't1',
			({ ann }) => thread(ann.userId),
		),
	},
	{
		name: 'a section approved by an evaluator',
		expected: 'section-approved',
		forge: put('sections', 'sub:1.2', ({ ann }) => ({ any: [{ state: 'approved', by: ann.userId }] })),
	},
	{
		name: 'an approval taken back by an evaluator',
		expected: 'section-approved',
		forge: replace(
			'sections',
			() => 'sub:1.1',
			({ ann }) => ({ any: [{ state: 'draft', by: ann.userId }] }),
		),
	},
	{
		name: 'a resolution signed with another’s name',
		expected: 'wrong-author',
		forge: put('resolutions', 't1', ({ bob }) => ({ any: [{ state: 'resolved', by: bob.userId, at: AT }] })),
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
];
