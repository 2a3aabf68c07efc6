/** Random edits of a rich text as the editor makes them: ProseMirror transforms, written by y-prosemirror. */
import type { Node } from 'prosemirror-model';
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { updateYFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import type * as Y from 'yjs';
import { richTextSchema } from '#document/rich-text-schema.ts';
import type { Random } from './seeded-random.ts';

const { nodes, marks } = richTextSchema;

/** One edit at a random place; none where the random place does not take the random edit. */
export function editRichText(doc: Y.Doc, root: string, random: Random): void {
	const fragment = doc.getXmlFragment(root);
	const before = readable(fragment);
	const state = EditorState.create({ doc: before });
	const after = transformed(state, random).doc;
	if (after.eq(before) && fragment.length > 0) return;
	updateYFragment(doc, fragment, after, { mapping: new Map(), isOMark: new Map() });
}

/** What the editor would show: what fits the schema, and at least an empty paragraph. */
function readable(fragment: Y.XmlFragment): Node {
	const node = yXmlFragmentToProseMirrorRootNode(fragment, richTextSchema);
	try {
		node.check();
		return node;
	} catch {
		return nodes['doc']!.createAndFill()!;
	}
}

function transformed(state: EditorState, random: Random): Transaction {
	const { tr } = state;
	try {
		return random.pick(EDITS)(tr, random);
	} catch {
		return state.tr;
	}
}

type Edit = (tr: Transaction, random: Random) => Transaction;

/** A place where a caret can stand: in text, never inside an emoji. */
function placeIn(tr: Transaction, random: Random): number {
	const { from } = TextSelection.near(tr.doc.resolve(random.below(tr.doc.content.size + 1)));
	const before = tr.doc.textBetween(Math.max(0, from - 1), from, ' ', ' ');
	return /[\ud800-\udbff]$/.test(before) ? from + 1 : from;
}

function rangeIn(tr: Transaction, random: Random): [number, number] {
	const [a, b] = [placeIn(tr, random), placeIn(tr, random)];
	return [Math.min(a, b), Math.max(a, b)];
}

const LINKS = ['https://vallentuna.se/', 'mailto:a@example.org'];

const EDITS: readonly Edit[] = [
	(tr, random) => tr.insertText(random.pick(['a', 'b ', '😀', 'kommunen ']), placeIn(tr, random)),
	(tr, random) => tr.insertText(random.pick(['x', 'y']), placeIn(tr, random)),
	(tr, random) => tr.delete(...rangeIn(tr, random)),
	(tr, random) => tr.split(placeIn(tr, random)),
	(tr, random) => tr.addMark(...rangeIn(tr, random), marks['strong']!.create()),
	(tr, random) => tr.addMark(...rangeIn(tr, random), marks['em']!.create()),
	(tr, random) => tr.addMark(...rangeIn(tr, random), marks['link']!.create({ href: random.pick(LINKS) })),
	(tr, random) => tr.removeMark(...rangeIn(tr, random), random.pick(Object.values(marks))),
	(tr, random) => tr.setBlockType(...rangeIn(tr, random), nodes['heading']!, { level: 1 + random.below(4) }),
	(tr, random) => tr.setBlockType(...rangeIn(tr, random), nodes['paragraph']!),
	(tr, random) => tr.insert(placeIn(tr, random), nodes['hard_break']!.create()),
	(tr, random) => wrap(tr, random, 'blockquote'),
	(tr, random) => wrap(tr, random, 'bullet_list'),
	(tr, random) => tr.join(random.below(tr.doc.content.size)),
	(tr) => tr.insert(tr.doc.content.size, nodes['paragraph']!.create(null, richTextSchema.text('Nytt'))),
];

function wrap(tr: Transaction, random: Random, name: 'blockquote' | 'bullet_list'): Transaction {
	const range = tr.doc.resolve(placeIn(tr, random)).blockRange()!;
	const wrappers = [{ type: nodes[name]! }];
	if (name === 'bullet_list') wrappers.push({ type: nodes['list_item']! });
	return tr.wrap(range, wrappers);
}
