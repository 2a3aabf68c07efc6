/**
 * One co-written text under the keyboard: ProseMirror bound to a fragment of the shared document, with other
 * people's carets and an undo that takes back only what this editor wrote. Loaded when a text comes into view.
 */
import { baseKeymap, chainCommands } from 'prosemirror-commands';
import { inputRules } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { Node } from 'prosemirror-model';
import { EditorState, NodeSelection, Plugin, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { redo, undo, yUndoPlugin, ySyncPlugin, yUndoPluginKey } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { safeAddress } from '#document/links.ts';
import { richTextSchema as schema } from '#document/rich-text-schema.ts';
import { readRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import { plainText } from '#domain/report/rich-text.ts';
import type { AuthorSpans } from './author-names.ts';
import { authorship, showAuthors } from './authors.ts';
import { COMMANDS, deeper, enter, hardBreak, higher, leaveBlock, RULES } from './block-commands.ts';
import { carets } from './carets.ts';
import { commentMarks, type CommentSource } from './comment-marks.ts';
import { FigureView, type FigureTexts } from './figure-view.ts';
import type { FigureWords, Format, Formats, Insert, TableStep } from './format-names.ts';
import { activeFormats, linkAtSelection, removeFigure, removeLink, setFigure, setLink } from './formats.ts';
import { MarkViews, type MarkOptions } from './mark-views.ts';
import { pasting, type PasteOptions } from './paste/plugin.ts';
import { nodes } from './schema-parts.ts';
import {
	insertTable,
	keepsSelection,
	nextCell,
	previousCell,
	TABLE_KEYS,
	tables,
	tableStep,
} from './tables.ts';
import { Uploads, type UploadOptions } from './uploads.ts';

export interface EditorOptions extends MarkOptions {
	fragment: Y.XmlFragment;
	awareness: Awareness;
	/** Id of the section, so that carets find their text. */
	section: string;
	label: string;
	placeholder: string;
	figure: FigureTexts;
	uploads: Omit<UploadOptions, 'inserted'>;
	paste: Omit<PasteOptions, 'pictures'>;
	/** What is said about the text's words. */
	comments: CommentSource;
	/** What the toolbar shows as on. */
	formats(formats: Formats): void;
	/** Opens the panel that asks for more: an address, a place, what a picture shows. */
	ask: (what: Insert) => void;
}

export interface TextEditor {
	readonly view: EditorView;
	run(format: Format): void;
	table(step: TableStep): void;
	insertTable(): void;
	/** Uploads pictures to stand at the cursor. */
	addPictures(files: readonly File[]): void;
	setFigure(words: FigureWords): void;
	removeFigure(): void;
	/** To a section's id, or `area:<id>`. */
	insertReference(to: string): void;
	insertCitation(source: string, page: string | null): void;
	/** How another text of the document begins; it may have no other name. */
	wordsOf(section: string): string;
	/** What references name has moved or is called something else. */
	relabel(): void;
	/** Colours who wrote what; null: no more. */
	showAuthors(spans: AuthorSpans | null): void;
	link(): string | undefined;
	/** False where the address is not one that may be linked to. */
	setLink(address: string): boolean;
	removeLink(): void;
	focus(): void;
	/** Takes no changes of one's own while paused; cursor, undo and what others write stay. */
	pause(paused: boolean): void;
	/** What it is called has changed. */
	rename(label: string): void;
	destroy(): void;
}

const LONGEST_BEGINNING = 80;

/** Says what a text is for while it is empty. */
const placeholder = (text: string) =>
	new Plugin({
		props: {
			attributes: (state) => {
				const { doc } = state;
				const empty = doc.childCount <= 1 && doc.firstChild?.isTextblock && doc.content.size <= 2;
				return { 'data-placeholder': empty ? text : '' };
			},
		},
	});

const keys = ({ ask }: EditorOptions, follow: Command) =>
	keymap({
		'Mod-z': undo,
		'Mod-y': redo,
		'Mod-Shift-z': redo,
		'Mod-b': COMMANDS.strong,
		'Mod-i': COMMANDS.em,
		'Mod-Alt-3': COMMANDS.heading,
		'Mod-Alt-4': COMMANDS.subheading,
		'Mod-Shift-7': COMMANDS.orderedList,
		'Mod-Shift-8': COMMANDS.bulletList,
		// Ctrl/Cmd-K is the palette's; a link is asked for with this.
		'Mod-Shift-k': asking(ask, 'link'),
		'Mod-Shift-h': asking(ask, 'reference'),
		'Mod-Shift-e': asking(ask, 'citation'),
		'Shift-Enter': hardBreak,
		'Mod-Enter': leaveBlock,
		Enter: chainCommands(follow, enter),
		Tab: chainCommands(deeper, nextCell),
		'Shift-Tab': chainCommands(higher, previousCell),
		...TABLE_KEYS,
	});

const asking =
	(ask: EditorOptions['ask'], what: Insert): Command =>
	() => {
		ask(what);
		return true;
	};

export function createTextEditor(element: HTMLElement, options: EditorOptions): TextEditor {
	let { label } = options;
	const marks = new MarkViews(options);
	const uploads = new Uploads({ ...options.uploads, inserted: () => options.ask('figure') });
	/** Enter on a selected reference goes where it leads. */
	const follow: Command = ({ selection }, _dispatch, view) => {
		if (!(selection instanceof NodeSelection) || !view) return false;
		const dom = view.nodeDOM(selection.from);
		const href = dom instanceof HTMLAnchorElement ? dom.getAttribute('href') : null;
		if (href !== null) options.follow(href);
		return dom instanceof HTMLAnchorElement;
	};
	const view = new EditorView(element, {
		attributes: () => ({
			role: 'textbox',
			'aria-multiline': 'true',
			'aria-label': label,
			class: 'prose rich-text',
			spellcheck: 'true',
		}),
		state: EditorState.create({
			schema,
			plugins: [
				ySyncPlugin(options.fragment),
				carets(options.awareness, options.section),
				commentMarks(options.comments),
				authorship(),
				yUndoPlugin(),
				inputRules({ rules: RULES }),
				placeholder(options.placeholder),
				pasting({ ...options.paste, pictures: (files, at) => uploads.add(files, at) }),
				uploads.plugin(),
				keys(options, follow),
				tables(),
				keepsSelection(),
				keymap(baseKeymap),
			],
		}),
		nodeViews: {
			reference: marks.create,
			citation: marks.create,
			figure: (node, of, at) => new FigureView(node, of, at, options.figure, () => options.ask('figure')),
		},
		// The binding dispatches while the view is still being made, so `view` is not there yet.
		dispatchTransaction(this: EditorView, transaction) {
			this.updateState(this.state.apply(transaction));
			if (transaction.selectionSet || transaction.docChanged || transaction.storedMarksSet)
				options.formats(activeFormats(this.state, canUndo(this.state)));
		},
		handleClickOn(_view, _position, _node, _nodePosition, event) {
			const anchor = event.target instanceof Element ? event.target.closest('a') : null;
			if (!anchor || !(event.ctrlKey || event.metaKey)) return false;
			window.open(anchor.href, '_blank', 'noopener,noreferrer');
			return true;
		},
	});
	const run = (command: Command): void => {
		if (view.editable) command(view.state, view.dispatch, view);
		view.focus();
	};
	const insert = (node: Node): void => {
		if (view.editable) view.dispatch(view.state.tr.replaceSelectionWith(node).scrollIntoView());
		view.focus();
	};
	return {
		view,
		run: (format) => run(COMMANDS[format]),
		table: (step) => run(tableStep(step)),
		insertTable: () => run(insertTable),
		addPictures: (files) => uploads.add(files),
		setFigure: (words) => run(setFigure(words)),
		removeFigure: () => run(removeFigure),
		insertReference: (to) => insert(nodes.reference.create({ to })),
		insertCitation: (source, page) => insert(nodes.citation.create({ source, page })),
		wordsOf(section) {
			const { doc } = options.fragment;
			const root = textRoot(section);
			if (!doc?.share.has(root)) return '';
			return plainText(readRichText(doc.getXmlFragment(root))).slice(0, LONGEST_BEGINNING);
		},
		relabel: () => marks.relabel(),
		showAuthors: (spans) => {
			if (!view.isDestroyed) showAuthors(view, spans);
		},
		link: () => linkAtSelection(view.state),
		setLink(address) {
			const href = safeAddress(address) ?? safeAddress(`https://${address}`);
			if (href === undefined) return false;
			run(setLink(href));
			return true;
		},
		removeLink: () => run(removeLink),
		focus: () => view.focus(),
		pause: (paused) => view.setProps({ editable: () => !paused }),
		rename(text) {
			if (text === label) return;
			label = text;
			view.setProps({});
		},
		destroy: () => view.destroy(),
	};
}

function canUndo(state: EditorState): { undo: boolean; redo: boolean } {
	const { undoManager } = yUndoPluginKey.getState(state) as { undoManager: Y.UndoManager };
	return { undo: undoManager.canUndo(), redo: undoManager.canRedo() };
}
