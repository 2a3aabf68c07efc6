/**
 * Tables under several hands. Rows and columns that two people changed at once may come out uneven; they are made
 * even again by whoever next writes in the text, never in answer to somebody else's change: if every reader
 * repaired what arrives, each repair would arrive at the others and be repaired again.
 */
import type { Node } from 'prosemirror-model';
import {
	NodeSelection,
	Plugin,
	TextSelection,
	type Command,
	type EditorState,
	type PluginSpec,
	type Transaction,
} from 'prosemirror-state';
import {
	addColumnAfter,
	addColumnBefore,
	addRowAfter,
	addRowBefore,
	deleteColumn,
	deleteRow,
	deleteTable,
	goToNextCell,
	isInTable,
	mergeCells,
	splitCell,
	tableEditing,
	toggleHeaderRow,
} from 'prosemirror-tables';
import { ySyncPluginKey } from 'y-prosemirror';
import { TABLE_STEPS, type TableStep } from './format-names.ts';
import { nodes } from './schema-parts.ts';

const ROWS = 3;
const COLUMNS = 3;

const STEPS: Readonly<Record<TableStep, Command>> = {
	rowBefore: addRowBefore,
	rowAfter: addRowAfter,
	columnBefore: addColumnBefore,
	columnAfter: addColumnAfter,
	headerRow: toggleHeaderRow,
	merge: mergeCells,
	split: splitCell,
	deleteRow,
	deleteColumn,
	delete: deleteTable,
};

export const tableStep = (step: TableStep): Command => STEPS[step];

/** What can be done in the table that the cursor is in. */
export function tableSteps(state: EditorState): ReadonlySet<TableStep> {
	if (!isInTable(state)) return NONE;
	return new Set(TABLE_STEPS.filter((step) => STEPS[step](state)));
}
const NONE: ReadonlySet<TableStep> = new Set();

function emptyTable(): Node {
	const row = (type: typeof nodes.tableCell) =>
		nodes.tableRow.create(
			null,
			Array.from({ length: COLUMNS }, () => type.createAndFill()!),
		);
	return nodes.table.create(null, [
		row(nodes.tableHeader),
		...Array.from({ length: ROWS - 1 }, () => row(nodes.tableCell)),
	]);
}

/** Behind the block that the cursor is in, or in place of it where it is empty. */
export const insertTable: Command = (state, dispatch) => {
	if (isInTable(state)) return false;
	const at = blockPlace(state);
	if (!at) return false;
	const tr = state.tr.replaceWith(at.from, at.to, emptyTable());
	if (tr.doc.resolve(tr.mapping.map(at.to)).nodeAfter === null)
		tr.insert(tr.mapping.map(at.to), nodes.paragraph.create());
	dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(at.from + 3))).scrollIntoView());
	return true;
};

/** Where a block of its own can stand near the cursor: an empty paragraph is given up for it. */
export function blockPlace(
	state: EditorState,
	at = state.selection.to,
): { from: number; to: number } | undefined {
	const $at = state.doc.resolve(Math.min(at, state.doc.content.size));
	for (let depth = $at.depth; depth >= 0; depth -= 1) {
		const parent = $at.node(depth);
		const index = $at.indexAfter(depth);
		if (!parent.canReplaceWith(index, index, nodes.figure)) continue;
		if (depth === $at.depth) return { from: at, to: at };
		const block = $at.node(depth + 1);
		const after = $at.after(depth + 1);
		const given = block.type === nodes.paragraph && block.content.size === 0 && depth === 0;
		return { from: given ? $at.before(depth + 1) : after, to: after };
	}
	return undefined;
}

const addRowAndGo: Command = (state, dispatch, view) => {
	if (!isInTable(state)) return false;
	if (!dispatch) return true;
	addRowAfter(state, dispatch);
	// The view has the new row by now.
	return view ? goToNextCell(1)(view.state, view.dispatch) : true;
};

export const nextCell: Command = (state, dispatch, view) =>
	goToNextCell(1)(state, dispatch) || addRowAndGo(state, dispatch, view);
export const previousCell: Command = goToNextCell(-1);

export const TABLE_KEYS: Readonly<Record<string, Command>> = {
	'Mod-Alt-ArrowUp': addRowBefore,
	'Mod-Alt-ArrowDown': addRowAfter,
	'Mod-Alt-ArrowLeft': addColumnBefore,
	'Mod-Alt-ArrowRight': addColumnAfter,
	'Mod-Alt-Backspace': deleteRow,
	'Mod-Alt-Delete': deleteColumn,
};

/** Whether a transaction brings what somebody else wrote, or takes it back by undoing. */
const isFromElsewhere = (transaction: Transaction): boolean =>
	(transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true;

export function tables(): Plugin {
	const spec = tableEditing().spec as PluginSpec<unknown>;
	const repair = spec.appendTransaction;
	return new Plugin({
		...spec,
		appendTransaction(transactions, before, now) {
			const mine = transactions.some(({ docChanged }) => docChanged) && !transactions.some(isFromElsewhere);
			// Between the same document and itself there is nothing to repair: only the selection is put right.
			return repair?.call(this, transactions, mine ? before : now, now);
		},
	});
}

/** What was selected as a whole and is gone: its place must not select something else, which a key would delete. */
export const keepsSelection = (): Plugin =>
	new Plugin({
		appendTransaction(transactions, before, now) {
			if (!transactions.some(isFromElsewhere) || !(before.selection instanceof NodeSelection))
				return undefined;
			const { selection } = now;
			if (!(selection instanceof NodeSelection)) return undefined;
			const [was, is] = [before.selection.node, selection.node];
			if (was.type === is.type && JSON.stringify(was.attrs) === JSON.stringify(is.attrs)) return undefined;
			return now.tr.setSelection(TextSelection.near(now.doc.resolve(selection.from)));
		},
	});
