/** Pasting and dropping: HTML is cleaned before it is read, pictures are uploaded, what is our own stays as it is. */
import { DOMParser as ProseMirrorParser, type Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import { NODE_ATTRIBUTES, richTextSchema } from '#document/rich-text-schema.ts';
import { pictureFromData } from '../upload.ts';
import { cleanPastedHtml, withoutStyles, type CleanPaste } from './clean.ts';
import { plainTextHtml } from './plain-text.ts';

export interface PasteOptions {
	/** Pictures to upload, near `at`; default: the cursor. */
	pictures(files: readonly File[], at?: number): void;
	/** What did not come along. */
	notice(what: { missing: number; cut: boolean }): void;
	pictureName: string;
}

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

export function pasting(options: PasteOptions): Plugin {
	const told = ({ missing, cut, pictures }: CleanPaste): void => {
		if (missing > 0 || cut) options.notice({ missing, cut });
		const files = pictures.flatMap((address, n) => {
			const name = pictures.length === 1 ? options.pictureName : `${options.pictureName} ${n + 1}`;
			return pictureFromData(address, name) ?? [];
		});
		// After the words that they came with.
		if (files.length > 0) setTimeout(() => options.pictures(files));
	};
	return new Plugin({
		props: {
			transformPastedHTML(html) {
				const quiet = withoutStyles(html).html;
				if (isOwnCopy(parse(quiet))) return quiet;
				const clean = cleanPastedHtml(html, parse);
				told(clean);
				return clean.html;
			},
			clipboardTextParser: (text, _context, plain) =>
				// Pasted as plain text by intent, it keeps its lines; the default does that.
				plain ? (undefined as unknown as Slice) : sliceOf(plainTextHtml(text)),
			handlePaste(_view, event) {
				const files = filesOf(event.clipboardData);
				if (files.length === 0 || hasWords(event.clipboardData)) return false;
				options.pictures(files);
				return true;
			},
			handleDrop(view, event, _slice, moved) {
				const files = filesOf(event.dataTransfer);
				if (moved || files.length === 0) return false;
				event.preventDefault();
				options.pictures(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
				return true;
			},
		},
	});
}

const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])];

/** Excel and Word put a picture of their words beside them: the words are what is meant. */
function hasWords(data: DataTransfer | null): boolean {
	const html = data?.getData('text/html') ?? '';
	return html !== '' && cleanPastedHtml(html, parse).html !== '';
}

const sliceOf = (html: string): Slice =>
	ProseMirrorParser.fromSchema(richTextSchema).parseSlice(parse(html).body, { preserveWhitespace: false });

/** Copied from an editor of ours: structure and nodes stay. What surrounds it must fit the schema, as told there. */
function isOwnCopy(document: Document): boolean {
	const told = document.querySelector('[data-pm-slice]')?.getAttribute('data-pm-slice');
	const context = /^\d+ \d+(?: -\d+)? (.*)$/.exec(told ?? '')?.[1];
	if (context === undefined) return false;
	try {
		const parts = JSON.parse(context) as unknown[];
		return parts.every((part, n) =>
			n % 2 === 0
				? typeof part === 'string' && Object.hasOwn(richTextSchema.nodes, part)
				: hasValidAttributes(parts[n - 1] as string, part),
		);
	} catch {
		return false;
	}
}

const hasValidAttributes = (name: string, attributes: unknown): boolean =>
	attributes === null ||
	(typeof attributes === 'object' &&
		Object.entries(attributes).every(
			([attribute, value]) => NODE_ATTRIBUTES[name]?.[attribute]?.(value) ?? false,
		));
