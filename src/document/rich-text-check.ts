/**
 * Which pieces of a Yjs text may enter the report's rich text: the nodes, attributes and marks of the schema, in
 * the places y-prosemirror puts them, and nothing else. Asked of every struct before it is integrated.
 */
import type { ContentMatch, NodeType } from 'prosemirror-model';
import { MARK_ATTRIBUTES, NODE_ATTRIBUTES, richTextSchema } from './rich-text-schema.ts';
import { isStorable } from './values.ts';

/** The root fragment itself: ProseMirror's doc. */
export const ROOT_NODE = '#root';
/** A Y.XmlText: the characters and marks of a text block. */
export const CHARACTERS = '#characters';
/** A Yjs type that rich text never holds. */
export const OTHER_TYPE = '#other';

/** Nested lists and quotations deeper than this are no report; readers of the tree recurse. */
const MAX_NESTING = 24;

export type TextPart =
	/** A Y.XmlElement, by its node name. */
	| { kind: 'element'; name: string }
	/** A Y.XmlText. */
	| { kind: 'text' }
	| { kind: 'characters'; text: string }
	/** A mark that begins, or ends with null. */
	| { kind: 'mark'; name: string; value: unknown }
	| { kind: 'attribute'; values: readonly unknown[] }
	/** What was written and deleted again before it came here. */
	| { kind: 'deleted' }
	| { kind: 'other' };

/** Whether a part may lie in this node, `depth` levels below the root; `key` for an attribute, null for a child. */
export function mayHold(node: string, depth: number, key: string | null, part: TextPart): boolean {
	if (node === OTHER_TYPE || depth > MAX_NESTING) return false;
	if (key !== null) return mayHoldAttribute(node, key, part);
	switch (part.kind) {
		case 'deleted':
			return true;
		case 'characters':
			return node === CHARACTERS && isStorable(part.text);
		case 'mark':
			return node === CHARACTERS && isMark(part.name, part.value);
		case 'element':
			return CHILDREN.get(node)?.has(part.name) ?? false;
		case 'text':
			return CHILDREN.get(node)?.has(TEXT) ?? false;
		default:
			return false;
	}
}

const TEXT = 'text';

/** Node name → names of the nodes it may hold, as the schema's content expressions say. */
const CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
	Object.values(richTextSchema.nodes).map((type) => [
		type === richTextSchema.topNodeType ? ROOT_NODE : type.name,
		childrenOf(type),
	]),
);

function childrenOf(type: NodeType): Set<string> {
	const names = new Set<string>();
	const seen = new Set<ContentMatch>();
	const open = [type.contentMatch];
	for (let match = open.pop(); match; match = open.pop()) {
		if (seen.has(match)) continue;
		seen.add(match);
		for (let i = 0; i < match.edgeCount; i++) {
			const edge = match.edge(i);
			names.add(edge.type.name);
			open.push(edge.next);
		}
	}
	return names;
}

function mayHoldAttribute(node: string, key: string, part: TextPart): boolean {
	const attributes = own(NODE_ATTRIBUTES, node);
	const check = attributes && own(attributes, key);
	if (!check) return false;
	if (part.kind === 'deleted') return true;
	return part.kind === 'attribute' && part.values.every(check);
}

/** y-prosemirror names marks that may overlap themselves `name--hash`. */
const HASHED_NAME = /^(.+)--[0-9A-Za-z+/=]{8}$/;

function isMark(name: string, value: unknown): boolean {
	const hashed = HASHED_NAME.exec(name)?.[1];
	const type = own(richTextSchema.marks, hashed ?? name);
	if (!type || (hashed !== undefined && type.excludes(type))) return false;
	if (value === null) return true;
	const attributes = own(MARK_ATTRIBUTES, type.name);
	if (!attributes && value === true) return true;
	return (
		typeof value === 'object' &&
		!Array.isArray(value) &&
		hasAttributes(value, attributes ?? {}, type.spec.attrs)
	);
}

/** Every attribute known and valid, and none missing that has no default. */
function hasAttributes(
	value: object,
	checks: Readonly<Record<string, (value: unknown) => boolean>>,
	specs: Readonly<Record<string, { default?: unknown }>> = {},
): boolean {
	const given = Object.entries(value);
	return (
		given.every(([name, attribute]) => own(checks, name)?.(attribute) ?? false) &&
		Object.entries(specs).every(([name, spec]) => spec.default !== undefined || Object.hasOwn(value, name))
	);
}

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
	Object.hasOwn(record, name) ? record[name] : undefined;
