/** An illustration in the text: the picture, its caption as text to write in, what it shows and whose it is. */
import type { Node } from 'prosemirror-model';
import { NodeSelection } from 'prosemirror-state';
import type { EditorView, NodeView } from 'prosemirror-view';
import { fileAddress } from '#document/file-address.ts';

export interface FigureTexts {
	caption: string;
	/** Said where nobody has told what the picture shows. */
	altMissing: string;
	edit: string;
}

export class FigureView implements NodeView {
	readonly dom = document.createElement('figure');
	readonly contentDOM = document.createElement('figcaption');
	readonly #image = document.createElement('img');
	readonly #source = document.createElement('p');
	readonly #edit = document.createElement('button');
	readonly #texts: FigureTexts;

	constructor(
		node: Node,
		view: EditorView,
		at: () => number | undefined,
		texts: FigureTexts,
		edit: () => void,
	) {
		this.#texts = texts;
		this.#edit.type = 'button';
		this.#edit.addEventListener('click', () => {
			const position = at();
			if (position === undefined) return;
			view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)));
			edit();
		});
		for (const part of [this.#image, this.#edit, this.#source]) part.contentEditable = 'false';
		this.#source.className = 'figure-source';
		this.#edit.className = 'figure-edit';
		this.dom.append(this.#image, this.#edit, this.contentDOM, this.#source);
		this.#draw(node);
	}

	#draw(node: Node): void {
		const { file, alt, source } = node.attrs as { file: string; alt: string; source: string };
		const address = fileAddress(file);
		if (this.#image.getAttribute('src') !== address) this.#image.src = address;
		this.#image.alt = alt;
		const missing = alt.trim() === '';
		this.#edit.textContent = missing ? this.#texts.altMissing : this.#texts.edit;
		this.#edit.classList.toggle('missing', missing);
		this.contentDOM.dataset['placeholder'] = node.content.size === 0 ? this.#texts.caption : '';
		this.#source.textContent = source;
		this.#source.hidden = source === '';
	}

	update(node: Node): boolean {
		if (node.type.name !== 'figure') return false;
		this.#draw(node);
		return true;
	}

	/** The button is a button, not a place in the text. */
	stopEvent(event: Event): boolean {
		return event.target === this.#edit && event.type !== 'dragstart';
	}

	ignoreMutation(mutation: { target: globalThis.Node }): boolean {
		return mutation.target !== this.contentDOM && !this.contentDOM.contains(mutation.target);
	}

	selectNode(): void {
		this.dom.classList.add('chosen');
	}

	deselectNode(): void {
		this.dom.classList.remove('chosen');
	}
}
