/**
 * A shared text fragment as ProseMirror JSON and back, without a DOM and without touching the document: the
 * editor's own conversion deletes what it cannot show, and a reader must not write.
 */
import * as Y from 'yjs';
import type { Json, RichText, RichTextMark, RichTextNode } from '#domain/report/rich-text.ts';
import { richTextSchema } from './rich-text-schema.ts';

/** Overlapping marks of one type carry a hash behind their name: `link--Ab3dE6+/`. */
const HASHED_MARK = /^(.*)--[a-zA-Z0-9+/=]{8}$/;

interface DeltaPart {
	insert: unknown;
	attributes?: Record<string, unknown>;
}

/**
 * The fragment's content. Depends on what the text is, never on how it came to be: neighbouring text with the
 * same marks is one node, marks stand in the schema's order, attributes left out have their defaults.
 */
export function readRichText(fragment: Y.XmlFragment): RichText {
	return { type: 'doc', content: children(fragment) };
}

function children(parent: Y.XmlFragment): RichTextNode[] {
	const nodes: RichTextNode[] = [];
	for (const child of parent.toArray()) {
		if (child instanceof Y.XmlText) for (const node of textNodes(child)) append(nodes, node);
		else if (child instanceof Y.XmlElement) nodes.push(element(child));
	}
	return nodes;
}

function append(nodes: RichTextNode[], node: RichTextNode): void {
	const last = nodes.at(-1);
	if (last?.text !== undefined && node.text !== undefined && sameMarks(last, node)) last.text += node.text;
	else nodes.push(node);
}

const sameMarks = (a: RichTextNode, b: RichTextNode): boolean =>
	JSON.stringify(a.marks) === JSON.stringify(b.marks);

function element(source: Y.XmlElement): RichTextNode {
	const attrs = withDefaults(richTextSchema.nodes[source.nodeName]?.spec.attrs, source.getAttributes());
	const content = children(source);
	return {
		type: source.nodeName,
		...(attrs && { attrs }),
		...(content.length > 0 && { content }),
	};
}

function textNodes(source: Y.XmlText): RichTextNode[] {
	return (source.toDelta() as DeltaPart[]).flatMap(({ insert, attributes }): RichTextNode[] => {
		const text = typeof insert === 'string' ? plain(insert) : '';
		if (text === '') return [];
		const marks = marksOf(attributes ?? {});
		return [{ type: 'text', ...(marks.length > 0 && { marks }), text }];
	});
}

const markNames = Object.keys(richTextSchema.marks);
const rank = (mark: RichTextMark): number => {
	const known = markNames.indexOf(mark.type);
	return known === -1 ? markNames.length : known;
};

function marksOf(attributes: Record<string, unknown>): RichTextMark[] {
	return Object.entries(attributes)
		.filter(([, value]) => value !== null && value !== undefined)
		.map(([name, value]): RichTextMark => {
			const type = HASHED_MARK.exec(name)?.[1] ?? name;
			const attrs = withDefaults(
				richTextSchema.marks[type]?.spec.attrs,
				typeof value === 'object' ? (value as Record<string, unknown>) : {},
			);
			return { type, ...(attrs && { attrs }) };
		})
		.sort((a, b) => rank(a) - rank(b) || compare(JSON.stringify(a), JSON.stringify(b)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Undefined where there is nothing to say, as ProseMirror leaves out `attrs`. */
function withDefaults(
	declared: Record<string, { default?: unknown }> | undefined | null,
	given: Record<string, unknown>,
): Record<string, Json> | undefined {
	const merged = new Map<string, Json>();
	for (const [name, { default: value }] of Object.entries(declared ?? {}))
		if (value !== undefined) merged.set(name, value as Json);
	for (const [name, value] of Object.entries(given))
		if (value !== undefined) merged.set(name, plainJson(value));
	if (merged.size === 0) return undefined;
	return Object.fromEntries([...merged].sort(([a], [b]) => compare(a, b)));
}

/** U+0000 means nothing in a text, and PostgreSQL's jsonb cannot hold it. */
export const plain = (text: string): string => text.replaceAll('\0', '');

/** A value as JSON has it, keys sorted; what JSON cannot say becomes null. */
export function plainJson(value: unknown): Json {
	if (typeof value === 'string') return plain(value);
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? (value === 0 ? 0 : value) : null;
	if (Array.isArray(value)) return value.map(plainJson);
	if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
		return null;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, inner]) => inner !== undefined)
			.map(([key, inner]): [string, Json] => [plain(key), plainJson(inner)])
			.sort(([a], [b]) => compare(a, b)),
	);
}

/** Fills an empty fragment. For the server's own writing; the editor writes by itself. */
export function writeRichText(fragment: Y.XmlFragment, text: RichText): void {
	fragment.insert(fragment.length, text.content.map(toShared));
}

function toShared(node: RichTextNode): Y.XmlElement | Y.XmlText {
	if (node.text !== undefined) return sharedText([node]);
	const shared = new Y.XmlElement(node.type);
	for (const [name, value] of Object.entries(node.attrs ?? {}))
		if (value !== null) shared.setAttribute(name, value as string);
	// One XmlText for each run of text nodes, as the editor's binding keeps it.
	const inner: (Y.XmlElement | Y.XmlText)[] = [];
	let run: RichTextNode[] = [];
	const close = () => {
		if (run.length > 0) inner.push(sharedText(run));
		run = [];
	};
	for (const child of node.content ?? []) {
		if (child.text !== undefined) run.push(child);
		else {
			close();
			inner.push(toShared(child));
		}
	}
	close();
	if (inner.length > 0) shared.insert(0, inner);
	return shared;
}

function sharedText(run: RichTextNode[]): Y.XmlText {
	const shared = new Y.XmlText();
	shared.applyDelta(
		run.map((node) => ({
			insert: node.text ?? '',
			attributes: Object.fromEntries((node.marks ?? []).map((mark) => [mark.type, mark.attrs ?? {}])),
		})),
	);
	return shared;
}
