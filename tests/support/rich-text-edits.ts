/** Random edits of a rich text as the editor makes them: ProseMirror transforms, written by y-prosemirror. */
import type { Node } from 'prosemirror-model';
import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state';
import {
	addColumnAfter,
	addColumnBefore,
	addRowAfter,
	addRowBefore,
	deleteColumn,
	deleteRow,
	deleteTable,
	fixTables,
	toggleHeaderRow,
} from 'prosemirror-tables';
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

const TARGETS = ['area:2', 'sub:1.4', 'report:summary', 'free:a1', 'finding:f1'];

/** A table with a header row, as the toolbar makes it. */
const tableOf = (rows: number, columns: number): Node =>
	nodes['table']!.create(
		null,
		Array.from({ length: rows }, (_, y) =>
			nodes['table_row']!.create(
				null,
				Array.from({ length: columns }, () =>
					nodes[y === 0 ? 'table_header' : 'table_cell']!.createAndFill()!,
				),
			),
		),
	);

/** A step of the table's menu, with the cursor in a random cell of a random table. */
function inTable(tr: Transaction, random: Random): Transaction {
	const cells: number[] = [];
	tr.doc.descendants((node, at) => {
		if (node.type.spec['tableRole'] === 'cell' || node.type.spec['tableRole'] === 'header_cell')
			cells.push(at);
	});
	if (cells.length === 0) return tr.insert(blockEnd(tr, random), tableOf(2, 2));
	const state = EditorState.create({ doc: tr.doc });
	const selected = state.apply(
		state.tr.setSelection(TextSelection.near(tr.doc.resolve(random.pick(cells) + 1))),
	);
	let made: Transaction | undefined;
	random.pick(TABLE_STEPS)(selected, (transaction) => (made = transaction));
	if (!made) return tr;
	// Whoever writes in a table also makes it even.
	const repaired = fixTables(selected.apply(made));
	return repaired ?? made;
}

const TABLE_STEPS: readonly Command[] = [
	addRowAfter,
	addRowBefore,
	addColumnAfter,
	addColumnBefore,
	deleteRow,
	deleteColumn,
	toggleHeaderRow,
	deleteTable,
];

/** Between two blocks of the text. */
function blockEnd(tr: Transaction, random: Random): number {
	const before = random.below(tr.doc.childCount + 1);
	let at = 0;
	for (let n = 0; n < before; n += 1) at += tr.doc.child(n).nodeSize;
	return at;
}

function anyFigure(tr: Transaction): number | undefined {
	let found: number | undefined;
	tr.doc.descendants((node, at) => {
		if (node.type.name === 'figure') found = at;
	});
	return found;
}

function figure(tr: Transaction, random: Random): Transaction {
	const at = anyFigure(tr);
	const attrs = {
		alt: random.pick(['', 'En kyrka', 'Ett torg']),
		source: random.pick(['', 'Foto: kommunen']),
	};
	if (at === undefined || random.chance(0.3))
		return tr.insert(
			blockEnd(tr, random),
			nodes['figure']!.create({ file: `f${random.below(9)}`, ...attrs }, richTextSchema.text('Bildtext')),
		);
	return tr.setNodeMarkup(at, null, { ...tr.doc.nodeAt(at)!.attrs, ...attrs });
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
	inTable,
	inTable,
	(tr, random) => tr.insert(blockEnd(tr, random), tableOf(1 + random.below(3), 1 + random.below(3))),
	figure,
	(tr, random) => tr.insert(placeIn(tr, random), nodes['reference']!.create({ to: random.pick(TARGETS) })),
	(tr, random) =>
		tr.insert(
			placeIn(tr, random),
			nodes['citation']!.create({ source: random.pick(['s1', 's2']), page: random.pick([null, '12 f.']) }),
		),
	(tr) => tr.insert(tr.doc.content.size, nodes['paragraph']!.create(null, richTextSchema.text('Nytt'))),
];

function wrap(tr: Transaction, random: Random, name: 'blockquote' | 'bullet_list'): Transaction {
	const range = tr.doc.resolve(placeIn(tr, random)).blockRange()!;
	const wrappers = [{ type: nodes[name]! }];
	if (name === 'bullet_list') wrappers.push({ type: nodes['list_item']! });
	return tr.wrap(range, wrappers);
}
