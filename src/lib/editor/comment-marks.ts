/**
 * Commented words shown in a text under the keyboard, and the way from selected words to a comment. Positions are the
 * document's own, so the marks go where their words go; between changes of the conversation they ride along.
 */
import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';

export interface MarkedStretch {
	threadId: string;
	/** Characters from the beginning of the text. */
	from: number;
	to: number;
	answered: boolean;
	shown: boolean;
}

export interface SelectedWords {
	from: number;
	to: number;
	words: string;
	/** In pixels from the top and the left of the window. */
	top: number;
	left: number;
}

export interface CommentSource {
	stretches(): readonly MarkedStretch[];
	/** Calls back whenever `stretches` may be others; gives the way to stop it. */
	watch(changed: () => void): () => void;
	/** Commented words were pressed. */
	pressed(threadId: string): void;
	/** Null: no words of this text are selected any more. */
	selected(words: SelectedWords | null): void;
	/** By the keyboard: the selected words are to be commented. False where that cannot be. */
	compose(): boolean;
}

const key = new PluginKey<DecorationSet>('comments');

/** Characters before a position, as comments count them: inline things and breaks between blocks are none. */
export const charactersBefore = (doc: Node, position: number): number =>
	doc.textBetween(0, position, '', '').length;

/** The ranges of a stretch, one for each run of text. */
export function rangesOf(doc: Node, from: number, to: number): { from: number; to: number }[] {
	const ranges: { from: number; to: number }[] = [];
	let at = 0;
	doc.descendants((node, position) => {
		if (at >= to) return false;
		if (!node.isText) return true;
		const length = node.text?.length ?? 0;
		if (at + length > from)
			ranges.push({
				from: position + Math.max(from - at, 0),
				to: position + Math.min(to - at, length),
			});
		at += length;
		return false;
	});
	return ranges;
}

const decorated = (doc: Node, stretches: readonly MarkedStretch[]): DecorationSet =>
	DecorationSet.create(
		doc,
		stretches.flatMap(({ threadId, from, to, answered, shown }) =>
			rangesOf(doc, from, to).map((range) =>
				Decoration.inline(range.from, range.to, {
					class: ['commented', answered && 'answered', shown && 'shown'].filter(Boolean).join(' '),
					'data-thread': threadId,
				}),
			),
		),
	);

export function commentMarks(source: CommentSource): Plugin<DecorationSet> {
	return new Plugin<DecorationSet>({
		key,
		state: {
			init: (_, { doc }) => decorated(doc, source.stretches()),
			apply(transaction, set) {
				const sync = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined;
				// What came from elsewhere replaces more than it changed: riding along would lose the marks.
				if (transaction.getMeta(key) || (transaction.docChanged && sync?.isChangeOrigin))
					return decorated(transaction.doc, source.stretches());
				return transaction.docChanged ? set.map(transaction.mapping, transaction.doc) : set;
			},
		},
		props: {
			decorations: (state: EditorState) => key.getState(state),
			handleClick(_view, _position, event) {
				const mark = event.target instanceof Element ? event.target.closest('[data-thread]') : null;
				const threadId = mark?.getAttribute('data-thread');
				if (threadId) source.pressed(threadId);
				return false;
			},
			handleKeyDown(view, { key: pressed, ctrlKey, metaKey, altKey }) {
				if (!(ctrlKey || metaKey) || !altKey || pressed.toLowerCase() !== 'm') return false;
				// The browser tells of a selection a moment after the key that made it.
				source.selected(selectedIn(view, rangeNow(view)));
				return source.compose();
			},
		},
		view(view) {
			const stop = source.watch(() => {
				// Not inside the change that told of it.
				queueMicrotask(() => {
					if (!view.isDestroyed)
						view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
				});
			});
			return {
				update(now, before) {
					if (!now.state.selection.eq(before.selection) || now.state.doc !== before.doc)
						source.selected(selectedIn(now));
				},
				destroy() {
					stop();
					source.selected(null);
				},
			};
		},
	});
}

/** What is selected on screen at this moment; where that is not in this text, what the editor knows. */
function rangeNow(view: EditorView): { from: number; to: number } {
	const range = document.getSelection()?.rangeCount ? document.getSelection()?.getRangeAt(0) : undefined;
	if (!range || !view.dom.contains(range.startContainer) || !view.dom.contains(range.endContainer))
		return view.state.selection;
	return {
		from: view.posAtDOM(range.startContainer, range.startOffset),
		to: view.posAtDOM(range.endContainer, range.endOffset),
	};
}

function selectedIn(
	view: EditorView,
	range: { from: number; to: number } = view.state.selection,
): SelectedWords | null {
	const { doc } = view.state;
	if (range.from >= range.to || !view.hasFocus()) return null;
	const words = doc.textBetween(range.from, range.to, '', '');
	if (words.trim() === '') return null;
	const from = charactersBefore(doc, range.from);
	const { left, bottom } = view.coordsAtPos(range.to);
	return { from, to: from + words.length, words, top: bottom, left };
}
