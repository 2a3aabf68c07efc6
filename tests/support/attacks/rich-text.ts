/** Attacks with text: elements, marks, links and trees that no report holds. */
import type { ForgedContent } from '../forge.ts';
import { clockOf, idOfBlock, idOfText } from '../furnished-room.ts';
import { bytes, put, TEXT, write, type Attack, type Scene } from './scene.ts';

/** Among the characters of the first paragraph. */
const among =
	(content: ForgedContent) =>
	(scene: Scene): Uint8Array =>
		write(scene, [{ content, parent: idOfText(scene.doc, TEXT) }]);

/** As a block of the text. */
const block =
	(content: ForgedContent) =>
	(scene: Scene): Uint8Array =>
		write(scene, [{ content, parent: TEXT }]);

const link = (attributes: unknown): ForgedContent => ({ format: ['link', attributes] });
const attack = (name: string, forge: Attack['forge'], expected = 'rich-text'): Attack => ({
	name,
	expected,
	forge,
});

export const RICH_TEXT_ATTACKS: readonly Attack[] = [
	attack('a script element', block({ type: 3, name: 'script' })),
	attack('an element named __proto__', block({ type: 3, name: '__proto__' })),
	attack('a hook', block({ type: 5, name: 'x' })),
	attack('a fragment in a fragment', block({ type: 4 })),
	attack('an array in a text', block({ type: 0 })),
	attack('words outside of a block', block({ type: 6 })),
	attack('characters outside of a text', block({ string: 'x' })),
	attack('a list item without its list', block({ type: 3, name: 'list_item' })),
	attack('a subdocument in a text', among({ document: 'guid' })),
	attack('an embed in a text', among({ embed: { image: 'x' } })),
	attack('binary in a text', among({ binary: bytes(1) })),
	attack('plain values in a text', among({ any: [1, 2] })),
	attack('an element inside characters', among({ type: 3, name: 'paragraph' })),
	attack('a NUL among the characters', among({ string: 'a\0b' })),
	attack('an unknown mark', among({ format: ['style', { color: 'red' }] })),
	attack('a mark named __proto__', among({ format: ['__proto__', {}] })),
	attack('a javascript link', among(link({ href: 'javascript:alert(1)', title: null }))),
	attack('a javascript link with a tab in it', among(link({ href: 'java\tscript:alert(1)' }))),
	attack('a data link', among(link({ href: 'data:text/html,x' }))),
	attack('a link to nowhere', among(link({ title: 'x' }))),
	attack('a link with an event handler', among(link({ href: 'https://example.org', onclick: 'x' }))),
	attack(
		'a mark value with a prototype of its own',
		among(link(JSON.parse('{"href":"https://example.org","__proto__":{}}'))),
		'malformed',
	),
	attack('an unknown attribute', (scene) =>
		write(scene, [{ content: { any: ['x'] }, parent: idOfBlock(scene.doc, TEXT), key: 'onclick' }]),
	),
	attack('an attribute on the text’s root', put(TEXT, 'level', { any: [1] })),
	attack('a heading of level 99', (scene) => {
		const clock = clockOf(scene.doc, scene.ann.clientId);
		return write(scene, [
			{ content: { type: 3, name: 'heading' }, parent: TEXT },
			{ content: { any: [99] }, parent: [scene.ann.clientId, clock], key: 'level' },
		]);
	}),
	attack('quotations nested two hundred deep', (scene) => {
		const { clientId } = scene.ann;
		const clock = clockOf(scene.doc, clientId);
		const structs = Array.from({ length: 200 }, (_, i) => ({
			content: { type: 3, name: 'blockquote' },
			parent: i === 0 ? TEXT : ([clientId, clock + i - 1] as const),
		}));
		return write(scene, structs);
	}),
];
