/** Which formats the selection has, and the link it stands in: what the toolbar shows and changes. */
import type { Mark, MarkType } from 'prosemirror-model';
import type { Command, EditorState } from 'prosemirror-state';
import { richTextSchema as schema } from '#document/rich-text-schema.ts';
import type { Format, Formats } from './format-names.ts';
import { marks, nodes } from './schema-parts.ts';

const ANCESTORS = new Map<string, Format>([
	[nodes.heading.name, 'heading'],
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
	const active = new Set<Format | 'link'>();
	if (hasMark(state, marks.strong)) active.add('strong');
	if (hasMark(state, marks.em)) active.add('em');
	if (hasMark(state, marks.link)) active.add('link');
	const { $from } = state.selection;
	for (let depth = $from.depth; depth > 0; depth -= 1) {
		const format = ANCESTORS.get($from.node(depth).type.name);
		if (format) active.add(format);
	}
	return { active, ...history };
}

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
