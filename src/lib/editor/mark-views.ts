/** References and source marks in the line: each shows what it reads as now, and leads there when pressed. */
import type { Node } from 'prosemirror-model';
import type { EditorView, NodeView } from 'prosemirror-view';
import type { Label, Labels } from './labels.ts';

export interface MarkOptions {
	labels(): Labels;
	/** Goes to an address of ours. */
	follow(href: string): void;
}

export class MarkViews {
	readonly #options: MarkOptions;
	readonly #shown = new Set<MarkView>();

	constructor(options: MarkOptions) {
		this.#options = options;
	}

	readonly create = (node: Node, view: EditorView): NodeView => {
		const made: MarkView = new MarkView(node, view, this.#options, () => this.#shown.delete(made));
		this.#shown.add(made);
		return made;
	};

	/** What they name has moved or is called something else. */
	relabel(): void {
		for (const view of this.#shown) view.draw();
	}
}

class MarkView implements NodeView {
	readonly dom = document.createElement('a');
	readonly #options: MarkOptions;
	readonly #gone: () => void;
	#node: Node;
	#drawn = '';

	constructor(node: Node, view: EditorView, options: MarkOptions, gone: () => void) {
		this.#node = node;
		this.#options = options;
		this.#gone = gone;
		this.dom.className = node.type.name;
		this.dom.contentEditable = 'false';
		this.dom.addEventListener('click', (event) => {
			event.preventDefault();
			const href = this.dom.getAttribute('href');
			if (href !== null && view.editable) options.follow(href);
		});
		this.draw();
	}

	draw(): void {
		const label = labelOf(this.#node, this.#options.labels());
		const drawn = JSON.stringify(label);
		if (drawn === this.#drawn) return;
		this.#drawn = drawn;
		const { dom } = this;
		dom.textContent = label.text;
		dom.title = label.title;
		dom.classList.toggle('gone', label.gone);
		if (label.href === undefined) dom.removeAttribute('href');
		else dom.href = label.href;
	}

	update(node: Node): boolean {
		if (node.type !== this.#node.type) return false;
		this.#node = node;
		this.draw();
		return true;
	}

	ignoreMutation(): boolean {
		return true;
	}

	destroy(): void {
		this.#gone();
	}
}

export const labelOf = (
	{ type, attrs }: Pick<Node, 'attrs'> & { type: { name: string } },
	labels: Labels,
): Label =>
	type.name === 'reference'
		? labels.reference(String(attrs['to']))
		: labels.citation(String(attrs['source']), (attrs['page'] as string | null) ?? null);
