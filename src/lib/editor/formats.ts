/** Which formats the selection has, and the link or illustration it stands in: what the toolbar shows and changes. */
import type { Mark, MarkType, Node } from 'prosemirror-model';
import { NodeSelection, type Command, type EditorState } from 'prosemirror-state';
import { richTextSchema as schema } from '#document/rich-text-schema.ts';
import { HEADING, isLevel } from './block-commands.ts';
import type { FigureWords, Format, Formats, Insert } from './format-names.ts';
import { marks, nodes } from './schema-parts.ts';
import { tableSteps } from './tables.ts';

const ANCESTORS = new Map<string, Format>([
	[nodes.bulletList.name, 'bulletList'],
	[nodes.orderedList.name, 'orderedList'],
	[nodes.blockquote.name, 'quote'],
]);

function hasMark(state: EditorState, type: MarkType): boolean {
	const { from, to, empty, $from } = state.selection;
	return empty
		? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
		: state.doc.rangeHasMark(from, to, type);
}

export function activeFormats(state: EditorState, history: { undo: boolean; redo: boolean }): Formats {
	const active = new Set<Format | Insert>();
	if (hasMark(state, marks.strong)) active.add('strong');
	if (hasMark(state, marks.em)) active.add('em');
	if (hasMark(state, marks.link)) active.add('link');
	const { $from } = state.selection;
	for (let depth = $from.depth; depth > 0; depth -= 1) {
		const node = $from.node(depth);
		const format = ANCESTORS.get(node.type.name);
		if (format) active.add(format);
		if (node.type === nodes.heading)
			active.add(isLevel(node.attrs['level'], HEADING) ? 'heading' : 'subheading');
	}
	const table = tableSteps(state);
	if (table.size > 0) active.add('table');
	const figure = figureAt(state);
	if (figure) active.add('figure');
	return { active, table, figure: figure ? figureWords(figure.node) : null, ...history };
}

/** The illustration that is selected, or whose caption the cursor is in. */
export function figureAt({ selection }: EditorState): { node: Node; at: number } | undefined {
	if (selection instanceof NodeSelection && selection.node.type === nodes.figure)
		return { node: selection.node, at: selection.from };
	const { $from } = selection;
	return $from.parent.type === nodes.figure ? { node: $from.parent, at: $from.before() } : undefined;
}

const figureWords = ({ attrs }: Node): FigureWords => ({
	alt: String(attrs['alt']),
	source: String(attrs['source']),
});

export const setFigure =
	(words: FigureWords): Command =>
	(state, dispatch) => {
		const figure = figureAt(state);
		if (!figure) return false;
		dispatch?.(state.tr.setNodeMarkup(figure.at, null, { ...figure.node.attrs, ...words }));
		return true;
	};

export const removeFigure: Command = (state, dispatch) => {
	const figure = figureAt(state);
	if (!figure) return false;
	dispatch?.(state.tr.delete(figure.at, figure.at + figure.node.nodeSize).scrollIntoView());
	return true;
};

/** The whole stretch of the link around the cursor, or the selection itself. */
function linkRange(state: EditorState): { from: number; to: number; mark: Mark | undefined } {
	const { $from, from, to, empty } = state.selection;
	const parent = $from.parent;
	const index = parent.childAfter($from.parentOffset).node ? $from.index() : Math.max($from.index() - 1, 0);
	const mark = parent.maybeChild(index)?.marks.find(({ type }) => type === marks.link);
	if (!empty || !mark) return { from, to, mark };
	let first = index;
	let last = index;
	const inside = (at: number) => parent.maybeChild(at)?.marks.some((other) => other.eq(mark)) ?? false;
	while (first > 0 && inside(first - 1)) first -= 1;
	while (inside(last + 1)) last += 1;
	let start = $from.start();
	for (let i = 0; i < first; i += 1) start += parent.child(i).nodeSize;
	let end = start;
	for (let i = first; i <= last; i += 1) end += parent.child(i).nodeSize;
	return { from: start, to: end, mark };
}

export const linkAtSelection = (state: EditorState): string | undefined => {
	const { mark } = linkRange(state);
	return mark && String(mark.attrs['href']);
};

export const setLink =
	(href: string): Command =>
	(state, dispatch) => {
		const { from, to } = linkRange(state);
		const link = marks.link.create({ href });
		dispatch?.(
			from === to
				? state.tr.insert(from, schema.text(href, [link]))
				: state.tr.removeMark(from, to, marks.link).addMark(from, to, link),
		);
		return true;
	};

export const removeLink: Command = (state, dispatch) => {
	const { from, to } = linkRange(state);
	dispatch?.(state.tr.removeMark(from, to, marks.link));
	return true;
};
