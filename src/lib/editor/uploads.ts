/**
 * Pictures on their way into the text. Each keeps its place by a relative position, so that it lands where it was
 * dropped whatever others write meanwhile; until then its place shows how far it has come, on this screen alone.
 */
import { NodeSelection, Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import {
	absolutePositionToRelativePosition,
	relativePositionToAbsolutePosition,
	ySyncPluginKey,
	yUndoPluginKey,
} from 'y-prosemirror';
import type * as Y from 'yjs';
import { nodes } from './schema-parts.ts';
import { blockPlace } from './tables.ts';
import { uploadPicture, type PictureUpload, type UploadedPicture } from './upload.ts';

const MOST_AT_ONCE = 10;

export interface UploadOptions {
	evaluationId: string;
	/** Why a picture did not come in. */
	refused(name: string, result: Exclude<UploadedPicture, { kind: 'stored' | 'cancelled' }>): void;
	/** More were given than are taken at once. */
	tooMany(): void;
	/** A picture is in the text and selected: time to say what it shows. */
	inserted(): void;
	progressText: (name: string, percent: number) => string;
	cancelText: string;
}

interface Pending {
	name: string;
	at: Y.RelativePosition;
	upload: PictureUpload;
	element: HTMLElement;
}

interface SyncState {
	doc: Y.Doc;
	type: Y.XmlFragment;
	binding: { mapping: Map<unknown, unknown> } | null;
}
const syncState = (state: EditorState): SyncState => ySyncPluginKey.getState(state) as SyncState;

const key = new PluginKey<DecorationSet>('uploads');

export class Uploads {
	readonly #options: UploadOptions;
	#pending: Pending[] = [];
	#view: EditorView | undefined;

	constructor(options: UploadOptions) {
		this.#options = options;
	}

	plugin(): Plugin {
		return new Plugin({
			key,
			view: (view) => {
				this.#view = view;
				return {
					destroy: () => {
						for (const { upload } of this.#pending) upload.cancel();
						this.#pending = [];
						this.#view = undefined;
					},
				};
			},
			props: { decorations: (state) => this.#decorations(state) },
		});
	}

	/** Begins to upload each of them, to stand near `at` (default: the cursor). */
	add(files: readonly File[], at?: number): void {
		if (files.length > MOST_AT_ONCE) this.#options.tooMany();
		for (const file of files.slice(0, MOST_AT_ONCE)) this.#begin(file, at);
	}

	#begin(file: File, at: number | undefined): void {
		const view = this.#view;
		const place = view && blockPlace(view.state, at);
		const { type, binding } = view ? syncState(view.state) : { type: null, binding: null };
		if (!view || !place || !type || !binding) return;
		const { progressText, cancelText } = this.#options;
		const { element, show } = progressElement(progressText, cancelText, file.name, () =>
			pending.upload.cancel(),
		);
		const pending: Pending = {
			name: file.name,
			at: absolutePositionToRelativePosition(place.to, type, binding.mapping as never) as Y.RelativePosition,
			upload: uploadPicture(this.#options.evaluationId, file, show),
			element,
		};
		this.#pending.push(pending);
		this.#redraw();
		void pending.upload.result.then((result) => this.#end(pending, result));
	}

	#end(pending: Pending, result: UploadedPicture): void {
		if (!this.#pending.includes(pending)) return;
		const place = this.#view && this.#placeOf(this.#view.state, pending);
		this.#pending = this.#pending.filter((other) => other !== pending);
		this.#redraw();
		if (result.kind === 'stored') this.#insert(result.file, place ?? undefined);
		else if (result.kind !== 'cancelled') this.#options.refused(pending.name, result);
	}

	#insert(file: string, at: number | undefined): void {
		const view = this.#view;
		if (!view) return;
		const { state } = view;
		const place = blockPlace(state, at ?? state.doc.content.size) ?? {
			from: state.doc.content.size,
			to: state.doc.content.size,
		};
		const { tr } = state;
		// An empty paragraph before it was made to be given up for it.
		const before = tr.doc.resolve(place.from).nodeBefore;
		const from =
			before?.type === nodes.paragraph && before.content.size === 0
				? place.from - before.nodeSize
				: place.from;
		tr.replaceWith(from, place.to, nodes.figure.create({ file }));
		if (tr.doc.resolve(from).nodeAfter && tr.doc.resolve(from + 2).nodeAfter === null)
			tr.insert(from + 2, nodes.paragraph.create());
		tr.setSelection(NodeSelection.create(tr.doc, from));
		// A step of its own: undoing it does not take what was written before.
		(yUndoPluginKey.getState(state) as { undoManager: Y.UndoManager }).undoManager.stopCapturing();
		view.dispatch(tr.scrollIntoView());
		this.#options.inserted();
	}

	#placeOf(state: EditorState, { at }: Pending): number | null {
		const { doc, type, binding } = syncState(state);
		if (!binding) return null;
		const place = relativePositionToAbsolutePosition(doc, type, at, binding.mapping as never);
		return place === null ? null : Math.min(place, state.doc.content.size);
	}

	#decorations(state: EditorState): DecorationSet {
		if (this.#pending.length === 0) return DecorationSet.empty;
		const found = this.#pending.flatMap((pending) => {
			const at = this.#placeOf(state, pending);
			return at === null ? [] : [Decoration.widget(at, pending.element, { side: -1, ignoreSelection: true })];
		});
		return DecorationSet.create(state.doc, found);
	}

	#redraw(): void {
		const view = this.#view;
		if (view && !view.isDestroyed)
			view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
	}
}

function progressElement(
	text: UploadOptions['progressText'],
	cancelText: string,
	name: string,
	cancel: () => void,
): { element: HTMLElement; show: (share: number) => void } {
	const element = document.createElement('div');
	element.className = 'uploading';
	element.contentEditable = 'false';
	const bar = document.createElement('progress');
	bar.max = 1;
	const said = document.createElement('span');
	const button = document.createElement('button');
	button.type = 'button';
	button.textContent = '×';
	button.setAttribute('aria-label', cancelText);
	button.title = cancelText;
	button.addEventListener('click', cancel);
	element.append(bar, said, button);
	const show = (share: number) => {
		bar.value = share;
		said.textContent = text(name, Math.round(share * 100));
		bar.setAttribute('aria-label', said.textContent);
	};
	show(0);
	return { element, show };
}
