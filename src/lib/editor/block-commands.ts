/** Headings, lists, quotations and what the keyboard does among them. */
import { chainCommands, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { textblockTypeInputRule, wrappingInputRule, type InputRule } from 'prosemirror-inputrules';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { TextSelection, type Command } from 'prosemirror-state';
import { redo, undo } from 'y-prosemirror';
import type { Format } from './format-names.ts';
import { marks, nodes } from './schema-parts.ts';

/** The report's own titles are level 1 and 2 of the page. */
export const HEADING = 3;
export const SUBHEADING = 4;

const heading =
	(level: number): Command =>
	(state, dispatch) => {
		const { parent } = state.selection.$from;
		return parent.type === nodes.heading && isLevel(parent.attrs['level'], level)
			? setBlockType(nodes.paragraph)(state, dispatch)
			: setBlockType(nodes.heading, { level })(state, dispatch);
	};

/** Other programs write levels of their own: all that is higher counts as the first of ours, the rest as the second. */
export const isLevel = (found: unknown, level: number): boolean =>
	level === HEADING ? Number(found) <= HEADING : Number(found) > HEADING;

/** On where it was off, off where it was on. */
const list =
	(type: typeof nodes.bulletList): Command =>
	(state, dispatch) => {
		const { $from } = state.selection;
		for (let depth = $from.depth; depth > 0; depth -= 1)
			if ($from.node(depth).type === type) return liftListItem(nodes.listItem)(state, dispatch);
		return wrapInList(type)(state, dispatch);
	};

export const COMMANDS: Readonly<Record<Format, Command>> = {
	strong: toggleMark(marks.strong),
	em: toggleMark(marks.em),
	heading: heading(HEADING),
	subheading: heading(SUBHEADING),
	bulletList: list(nodes.bulletList),
	orderedList: list(nodes.orderedList),
	quote: wrapIn(nodes.blockquote),
	undo: (state) => undo(state),
	redo: (state) => redo(state),
};

export const RULES: InputRule[] = [
	wrappingInputRule(/^\s*[-–*]\s$/, nodes.bulletList),
	wrappingInputRule(/^(\d{1,3})\.\s$/, nodes.orderedList, (match) => ({ order: Number(match[1]) })),
	wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
	textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (match) => ({
		level: (match[1] ?? '').length > HEADING ? SUBHEADING : HEADING,
	})),
];

export const hardBreak: Command = (state, dispatch) => {
	dispatch?.(state.tr.replaceSelectionWith(nodes.hardBreak.create()).scrollIntoView());
	return true;
};

/** Out of a table or a caption, into a paragraph behind it. */
export const leaveBlock: Command = (state, dispatch) => {
	const { $from } = state.selection;
	for (let depth = $from.depth; depth > 0; depth -= 1) {
		const { type } = $from.node(depth);
		if (type !== nodes.table && type !== nodes.figure) continue;
		const after = $from.after(depth);
		const { tr } = state;
		if (tr.doc.resolve(after).nodeAfter?.type !== nodes.paragraph) tr.insert(after, nodes.paragraph.create());
		dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
		return true;
	}
	return false;
};

/** A caption is one line: what comes after it is a paragraph of its own. */
const leaveCaption: Command = (state, dispatch) =>
	state.selection.$from.parent.type === nodes.figure && leaveBlock(state, dispatch);

export const enter: Command = chainCommands(leaveCaption, splitListItem(nodes.listItem));
export const deeper: Command = sinkListItem(nodes.listItem);
export const higher: Command = liftListItem(nodes.listItem);
