/** Who wrote what, laid over the text as it is: each run coloured, underlined and begun with its writer's initials. */
import type { Node } from 'prosemirror-model';
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';
import { pieceOfElement, piecesOfText, Spans, type Piece } from '#document/authorship.ts';
import type { AuthorSpans } from './author-names.ts';

const key = new PluginKey<AuthorSpans | null>('authors');

export function authorship(): Plugin {
	let drawn: { doc: Node; spans: AuthorSpans; set: DecorationSet } | undefined;
	return new Plugin<AuthorSpans | null>({
		key,
		state: {
			init: () => null,
			apply: (transaction, shown) => {
				const meta = transaction.getMeta(key) as { show: AuthorSpans | null } | undefined;
				return meta ? meta.show : shown;
			},
		},
		props: {
			decorations(state) {
				const spans = key.getState(state);
				if (!spans) return null;
				if (drawn?.doc !== state.doc || drawn.spans !== spans)
					drawn = { doc: state.doc, spans, set: decorations(state, spans) };
				return drawn.set;
			},
		},
	});
}

/** Null hides it again. */
export const showAuthors = (view: EditorView, show: AuthorSpans | null): void =>
	view.dispatch(view.state.tr.setMeta(key, { show }).setMeta('addToHistory', false));

function decorations(state: EditorState, { spans, writer }: AuthorSpans): DecorationSet {
	const { type } = ySyncPluginKey.getState(state) as { type: Y.XmlFragment };
	const known = new Spans(spans);
	const found: Decoration[] = [];
	let last: string | null | undefined;

	const mark = (at: number, piece: Piece): void => {
		for (const { from, to, span } of known.partsOf(piece)) {
			if (!span) {
				last = undefined;
				continue;
			}
			const { color, initials, title } = writer(span);
			found.push(Decoration.inline(at + from, at + to, { class: `authored author-${color}`, title }));
			if (span.userId !== last)
				found.push(
					Decoration.widget(at + from, () => initialsElement(initials, color), {
						side: -1,
						key: `${initials}-${color}`,
						ignoreSelection: true,
					}),
				);
			last = span.userId;
		}
	};

	const element = (node: Node, at: number, shared: Y.XmlElement): void => {
		const piece = pieceOfElement(shared);
		const [part] = piece ? known.partsOf(piece) : [];
		const span = part?.span;
		if (!span) return;
		const { color, title } = writer(span);
		found.push(Decoration.node(at, at + node.nodeSize, { class: `authored author-${color}`, title }));
	};

	/** ProseMirror's node and the shared one beside each other; where they differ for a moment, the rest waits. */
	const walk = (node: Node, start: number, shared: Y.XmlFragment): void => {
		let at = start;
		const end = start + node.content.size;
		for (const child of shared.toArray()) {
			if (at > end) return;
			if (child instanceof Y.XmlText) {
				for (const piece of piecesOfText(child)) {
					if (at + piece.length <= end) mark(at, piece);
					at += piece.length;
				}
			} else if (child instanceof Y.XmlElement) {
				const inner = at < end ? state.doc.nodeAt(at) : null;
				if (inner?.type.name !== child.nodeName) return;
				if (WHOLE.has(child.nodeName)) element(inner, at, child);
				if (inner.isTextblock) last = undefined;
				if (!inner.isLeaf) walk(inner, at + 1, child);
				at += inner.nodeSize;
			}
		}
	};
	walk(state.doc, 0, type);
	return DecorationSet.create(state.doc, found);
}

const WHOLE: ReadonlySet<string> = new Set(['table', 'figure', 'reference', 'citation']);

function initialsElement(initials: string, color: string): HTMLElement {
	const element = document.createElement('span');
	element.className = `author-initials author-${color}`;
	element.setAttribute('aria-hidden', 'true');
	element.textContent = initials;
	return element;
}
