/**
 * One co-written text under the keyboard: ProseMirror bound to a fragment of the shared document, with other
 * people's carets and an undo that takes back only what this editor wrote. Loaded when a text comes into view.
 */
import { baseKeymap, chainCommands, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import {
	inputRules,
	textblockTypeInputRule,
	wrappingInputRule,
	type InputRule,
} from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { EditorState, Plugin, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { redo, undo, yUndoPlugin, ySyncPlugin, yUndoPluginKey } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { safeAddress } from '#document/links.ts';
import { richTextSchema as schema } from '#document/rich-text-schema.ts';
import { carets } from './carets.ts';
import type { Format, Formats } from './format-names.ts';
import { activeFormats, linkAtSelection, removeLink, setLink } from './formats.ts';
import { marks, nodes } from './schema-parts.ts';

export interface EditorOptions {
	fragment: Y.XmlFragment;
	awareness: Awareness;
	/** Id of the section, so that carets find their text. */
	section: string;
	label: string;
	placeholder: string;
	/** What the toolbar shows as on. */
	formats(formats: Formats): void;
	/** Ctrl/Cmd-K is the palette's; a link is asked for with this. */
	askLink(): void;
}

export interface TextEditor {
	run(format: Format): void;
	link(): string | undefined;
	/** False where the address is not one that may be linked to. */
	setLink(address: string): boolean;
	removeLink(): void;
	focus(): void;
	destroy(): void;
}

const heading: Command = (state, dispatch) =>
	state.selection.$from.parent.type === nodes.heading
		? setBlockType(nodes.paragraph)(state, dispatch)
		: setBlockType(nodes.heading, { level: 3 })(state, dispatch);

/** On where it was off, off where it was on. */
const list =
	(type: typeof nodes.bulletList): Command =>
	(state, dispatch) => {
		const { $from } = state.selection;
		for (let depth = $from.depth; depth > 0; depth -= 1)
			if ($from.node(depth).type === type) return liftListItem(nodes.listItem)(state, dispatch);
		return wrapInList(type)(state, dispatch);
	};

const COMMANDS: Readonly<Record<Format, Command>> = {
	strong: toggleMark(marks.strong),
	em: toggleMark(marks.em),
	heading,
	bulletList: list(nodes.bulletList),
	orderedList: list(nodes.orderedList),
	quote: wrapIn(nodes.blockquote),
	undo: (state) => undo(state),
	redo: (state) => redo(state),
};

const RULES: InputRule[] = [
	wrappingInputRule(/^\s*[-–*]\s$/, nodes.bulletList),
	wrappingInputRule(/^(\d{1,3})\.\s$/, nodes.orderedList, (match) => ({ order: Number(match[1]) })),
	wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
	textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, { level: 3 }),
];

const hardBreak: Command = (state, dispatch) => {
	dispatch?.(state.tr.replaceSelectionWith(nodes.hardBreak.create()).scrollIntoView());
	return true;
};

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

export function createTextEditor(element: HTMLElement, options: EditorOptions): TextEditor {
	const view = new EditorView(element, {
		attributes: {
			role: 'textbox',
			'aria-multiline': 'true',
			'aria-label': options.label,
			class: 'prose rich-text',
			spellcheck: 'true',
		},
		state: EditorState.create({
			schema,
			plugins: [
				ySyncPlugin(options.fragment),
				carets(options.awareness, options.section),
				yUndoPlugin(),
				inputRules({ rules: RULES }),
				placeholder(options.placeholder),
				keymap({
					'Mod-z': undo,
					'Mod-y': redo,
					'Mod-Shift-z': redo,
					'Mod-b': COMMANDS.strong,
					'Mod-i': COMMANDS.em,
					'Mod-Alt-3': heading,
					'Mod-Shift-7': COMMANDS.orderedList,
					'Mod-Shift-8': COMMANDS.bulletList,
					'Mod-Shift-k': () => {
						options.askLink();
						return true;
					},
					'Shift-Enter': hardBreak,
					Enter: splitListItem(nodes.listItem),
					Tab: sinkListItem(nodes.listItem),
					'Shift-Tab': chainCommands(liftListItem(nodes.listItem)),
				}),
				keymap(baseKeymap),
			],
		}),
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
	return {
		run(format) {
			COMMANDS[format](view.state, view.dispatch, view);
			view.focus();
		},
		link: () => linkAtSelection(view.state),
		setLink(address) {
			const href = safeAddress(address) ?? safeAddress(`https://${address}`);
			if (href === undefined) return false;
			setLink(href)(view.state, view.dispatch);
			view.focus();
			return true;
		},
		removeLink() {
			removeLink(view.state, view.dispatch);
			view.focus();
		},
		focus: () => view.focus(),
		destroy: () => view.destroy(),
	};
}

function canUndo(state: EditorState): { undo: boolean; redo: boolean } {
	const { undoManager } = yUndoPluginKey.getState(state) as { undoManager: Y.UndoManager };
	return { undo: undoManager.canUndo(), redo: undoManager.canRedo() };
}
