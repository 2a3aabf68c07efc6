import type { Node } from 'prosemirror-model';
import { EditorState, NodeSelection, TextSelection, type Command, type Transaction } from 'prosemirror-state';
import { fixTables, TableMap } from 'prosemirror-tables';
import { describe, expect, it } from 'vitest';
import { ySyncPluginKey } from 'y-prosemirror';
import { richTextSchema } from '#document/rich-text-schema.ts';
import {
	blockPlace,
	insertTable,
	keepsSelection,
	nextCell,
	tables,
	tableStep,
	tableSteps,
} from '#lib/editor/tables.ts';

const { nodes } = richTextSchema;
const paragraph = (text = '') =>
	nodes['paragraph']!.create(null, text === '' ? undefined : richTextSchema.text(text));
const row = (...cells: string[]) =>
	nodes['table_row']!.create(
		null,
		cells.map((text) => nodes['table_cell']!.create(null, paragraph(text))),
	);
const doc = (...content: Node[]) => nodes['doc']!.create(null, content);
const table = (...rows: Node[]) => nodes['table']!.create(null, rows);

const stateOf = (content: Node, at = 1) =>
	EditorState.create({
		doc: content,
		selection: TextSelection.near(content.resolve(at)),
		plugins: [tables(), keepsSelection()],
	});
const run = (state: EditorState, command: Command): EditorState => {
	let next = state;
	command(state, (transaction) => (next = state.apply(transaction)));
	return next;
};
const fromElsewhere = (transaction: Transaction) =>
	transaction.setMeta(ySyncPluginKey, { isChangeOrigin: true });
const isEven = (state: EditorState) => fixTables(state) === undefined;
const tableIn = (state: EditorState): Node => {
	let found: Node | undefined;
	state.doc.descendants((node) => {
		if (node.type.name === 'table') found = node;
	});
	return found!;
};

describe('an uneven table', () => {
	const uneven = table(row('a', 'b', 'c'), row('d'));

	it('that came from somebody else is left as it is', () => {
		const state = stateOf(doc(paragraph('ord')));
		const { state: after, transactions } = state.applyTransaction(fromElsewhere(state.tr.insert(5, uneven)));
		expect(transactions).toHaveLength(1);
		expect(tableIn(after).eq(uneven)).toBe(true);
	});

	it('is made even by whoever next writes in it, once', () => {
		const state = stateOf(doc(uneven), 4);
		const { state: after, transactions } = state.applyTransaction(state.tr.insertText('x', 4));
		expect(transactions).toHaveLength(2);
		expect(isEven(after)).toBe(true);
		expect(TableMap.get(tableIn(after)).width).toBe(3);
		expect(after.applyTransaction(after.tr.insertText('y', 4)).transactions).toHaveLength(1);
	});

	it('is no reason to write for who only moves the cursor', () => {
		const state = stateOf(doc(uneven), 4);
		const moved = state.applyTransaction(state.tr.setSelection(TextSelection.create(state.doc, 5)));
		expect(moved.state.doc.eq(state.doc)).toBe(true);
	});
});

describe('a table', () => {
	it('takes the place of an empty paragraph, with a header row and a line to go on after it', () => {
		const after = run(stateOf(doc(paragraph())), insertTable);
		expect(after.doc.childCount).toBe(2);
		expect(after.doc.firstChild!.firstChild!.firstChild!.type.name).toBe('table_header');
		expect(after.selection.$from.node(-1).type.name).toBe('table_header');
		expect(after.doc.lastChild!.type.name).toBe('paragraph');
		expect(() => after.doc.check()).not.toThrow();
	});

	it('never lies in another', () => {
		const inside = stateOf(doc(table(row('a', 'b'))), 4);
		expect(run(inside, insertTable).doc.eq(inside.doc)).toBe(true);
	});

	it('grows by Tab in its last cell', () => {
		const state = stateOf(doc(table(row('a'), row('b'))), 12);
		expect(tableIn(run(state, nextCell)).childCount).toBe(3);
	});

	it.each([
		'rowBefore',
		'rowAfter',
		'columnBefore',
		'columnAfter',
		'headerRow',
		'deleteRow',
		'deleteColumn',
	] as const)('stays even and valid after %s', (step) => {
		const state = stateOf(doc(table(row('a', 'b'), row('c', 'd'))), 4);
		const after = run(state, tableStep(step));
		expect(after.doc.eq(state.doc)).toBe(false);
		expect(isEven(after)).toBe(true);
		expect(() => after.doc.check()).not.toThrow();
	});

	it('says which steps can be taken, and outside of it that there are none', () => {
		expect([...tableSteps(stateOf(doc(table(row('a', 'b'), row('c', 'd'))), 4))]).toEqual([
			'rowBefore',
			'rowAfter',
			'columnBefore',
			'columnAfter',
			'headerRow',
			'deleteRow',
			'deleteColumn',
			'delete',
		]);
		expect(tableSteps(stateOf(doc(paragraph('ord')))).size).toBe(0);
	});
});

describe('a picture’s place', () => {
	it('is behind the block that it was dropped on, or instead of an empty one', () => {
		expect(blockPlace(stateOf(doc(paragraph('ord'))), 2)).toEqual({ from: 5, to: 5 });
		expect(blockPlace(stateOf(doc(paragraph(), paragraph('ord'))), 1)).toEqual({ from: 0, to: 2 });
	});

	it('is behind the table whose cell it was dropped on', () => {
		const content = doc(table(row('a')), paragraph('ord'));
		expect(blockPlace(stateOf(content), 4)).toEqual({
			from: content.firstChild!.nodeSize,
			to: content.firstChild!.nodeSize,
		});
	});
});

it('what was selected as a whole and is gone leaves a cursor, not its neighbour selected', () => {
	const figure = nodes['figure']!.create({ file: 'f1' });
	const other = nodes['figure']!.create({ file: 'f2' });
	const content = doc(figure, other);
	const state = EditorState.create({
		doc: content,
		selection: NodeSelection.create(content, 0),
		plugins: [tables(), keepsSelection()],
	});
	const tr = fromElsewhere(state.tr.delete(0, figure.nodeSize));
	const { state: after } = state.applyTransaction(tr.setSelection(NodeSelection.create(tr.doc, 0)));
	expect(after.selection).toBeInstanceOf(TextSelection);
});
