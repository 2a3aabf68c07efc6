/**
 * Other people's carets and selections in one text, and mine told to them. Written for many texts in one
 * document: a caret says which text it stands in, so only that text's editor does any work, and an editor that
 * goes away leaves alone a caret that has moved on to another.
 *
 * Colours come from classes and the caret is a plain element, so it works under a strict content policy.
 */
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import {
	absolutePositionToRelativePosition,
	relativePositionToAbsolutePosition,
	ySyncPluginKey,
} from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import * as v from 'valibot';
import * as Y from 'yjs';

const FIELD = 'cursor';

const stateSchema = v.object({
	user: v.object({ name: v.string(), color: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7)) }),
	[FIELD]: v.object({ section: v.string(), anchor: v.unknown(), head: v.unknown() }),
});

interface SyncState {
	doc: Y.Doc;
	type: Y.XmlFragment;
	binding: { mapping: Map<unknown, unknown> } | null;
}

const key = new PluginKey<DecorationSet>('carets');
const syncState = (state: EditorState): SyncState => ySyncPluginKey.getState(state) as SyncState;

function caretElement(name: string, color: number): HTMLElement {
	const caret = document.createElement('span');
	caret.className = `caret person-${color}`;
	caret.setAttribute('aria-hidden', 'true');
	const flag = document.createElement('span');
	flag.className = 'caret-name';
	flag.textContent = name;
	// Word joiners keep the caret from breaking the word it stands in.
	caret.append('\u2060', flag, '\u2060');
	return caret;
}

function decorations(state: EditorState, awareness: Awareness, section: string): DecorationSet {
	const { doc, type, binding } = syncState(state);
	if (!binding || binding.mapping.size === 0) return DecorationSet.empty;
	const last = Math.max(state.doc.content.size - 1, 0);
	const position = (relative: unknown): number | null => {
		const at = relativePositionToAbsolutePosition(
			doc,
			type,
			Y.createRelativePositionFromJSON(relative),
			binding.mapping as never,
		);
		return at === null ? null : Math.min(at, last);
	};
	const found: Decoration[] = [];
	for (const [client, raw] of awareness.getStates()) {
		if (client === doc.clientID) continue;
		const parsed = v.safeParse(stateSchema, raw);
		if (!parsed.success || parsed.output[FIELD].section !== section) continue;
		const { user, cursor } = parsed.output;
		const anchor = position(cursor.anchor);
		const head = position(cursor.head);
		if (anchor === null || head === null) continue;
		found.push(
			Decoration.widget(head, () => caretElement(user.name, user.color), {
				key: `${client}-${user.color}-${user.name}`,
				// A press at the end of a line lands in the caret that stands there: it counts as that place.
				side: 10,
			}),
		);
		if (anchor !== head)
			found.push(
				Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
					class: `selected person-${user.color}`,
				}),
			);
	}
	return DecorationSet.create(state.doc, found);
}

/** What awareness says about this text, as one string: other texts' carets move without any work here. */
function cursorsIn(awareness: Awareness, section: string): string {
	const found: unknown[] = [];
	for (const [client, state] of awareness.getStates()) {
		const cursor = state[FIELD] as { section?: unknown } | null | undefined;
		if (client !== awareness.clientID && cursor?.section === section) found.push([client, cursor]);
	}
	return JSON.stringify(found);
}

export const carets = (awareness: Awareness, section: string): Plugin<DecorationSet> =>
	new Plugin({
		key,
		state: {
			init: () => DecorationSet.empty,
			apply(transaction, previous, _, state) {
				const remote = (transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)
					?.isChangeOrigin;
				return remote || transaction.getMeta(key)
					? decorations(state, awareness, section)
					: previous.map(transaction.mapping, transaction.doc);
			},
		},
		props: { decorations: (state) => key.getState(state) },
		view: (view) => new CaretExchange(view, awareness, section),
	});

class CaretExchange {
	readonly #view: EditorView;
	readonly #awareness: Awareness;
	readonly #section: string;
	#seen = '[]';

	constructor(view: EditorView, awareness: Awareness, section: string) {
		this.#view = view;
		this.#awareness = awareness;
		this.#section = section;
		awareness.on('change', this.#read);
		view.dom.addEventListener('focusin', this.#tell);
		view.dom.addEventListener('focusout', this.#tell);
		// The binding has no positions until the first render is done.
		setTimeout(this.#read);
	}

	update(): void {
		this.#tell();
	}

	destroy(): void {
		this.#awareness.off('change', this.#read);
		this.#view.dom.removeEventListener('focusin', this.#tell);
		this.#view.dom.removeEventListener('focusout', this.#tell);
		this.#withdraw();
	}

	readonly #read = (): void => {
		if (this.#view.isDestroyed) return;
		const seen = cursorsIn(this.#awareness, this.#section);
		if (seen === this.#seen) return;
		this.#seen = seen;
		this.#view.dispatch(this.#view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
	};

	readonly #tell = (): void => {
		if (!this.#view.hasFocus()) return this.#withdraw();
		const { type, binding } = syncState(this.#view.state);
		if (!binding || binding.mapping.size === 0) return;
		const { anchor, head } = this.#view.state.selection;
		const relative = (position: number): unknown =>
			Y.relativePositionToJSON(
				absolutePositionToRelativePosition(position, type, binding.mapping as never) as Y.RelativePosition,
			);
		const next = { section: this.#section, anchor: relative(anchor), head: relative(head) };
		if (JSON.stringify(next) !== JSON.stringify(this.#awareness.getLocalState()?.[FIELD]))
			this.#awareness.setLocalStateField(FIELD, next);
	};

	#withdraw(): void {
		const mine = this.#awareness.getLocalState()?.[FIELD] as { section?: string } | null | undefined;
		if (mine?.section === this.#section) this.#awareness.setLocalStateField(FIELD, null);
	}
}
