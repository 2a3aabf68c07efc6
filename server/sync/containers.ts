/**
 * Where a Yjs type lies: under which root, what kind of node it is, how deep. A type never changes its place in
 * yjs 13, so the answer is kept with it.
 */
import * as Y from 'yjs';
import { CHARACTERS, OTHER_TYPE, ROOT_NODE } from '#document/rich-text-check.ts';
import { TYPE_REF, type TypeContent } from './reader.ts';

export interface Container {
	root: string;
	/** `ROOT_NODE`, an element's name, `CHARACTERS` or `OTHER_TYPE`. */
	node: string;
	/** 0 for a root. */
	depth: number;
}

type AnyType = Y.AbstractType<unknown>;

const containers = new WeakMap<AnyType, Container>();

/** The container of a type that is part of the document. */
export function containerOf(doc: Y.Doc, type: AnyType): Container {
	const known = containers.get(type);
	if (known !== undefined) return known;
	const item = type._item;
	const container =
		item === null
			? { root: nameOfRoot(doc, type), node: ROOT_NODE, depth: 0 }
			: inside(containerOf(doc, item.parent as AnyType), nodeOf(type));
	containers.set(type, container);
	return container;
}

/** The container of a root by its name. Looks only: asking the document for a root would create it. */
export function containerOfRoot(doc: Y.Doc, name: string): Container {
	const type = doc.share.get(name) as AnyType | undefined;
	return type === undefined ? { root: name, node: ROOT_NODE, depth: 0 } : containerOf(doc, type);
}

/** The container that a struct holding a new type would make. */
export const containerWithin = (parent: Container, content: TypeContent): Container =>
	inside(parent, nodeOfContent(content));

const inside = (parent: Container, node: string): Container => ({
	root: parent.root,
	node,
	depth: parent.depth + 1,
});

function nameOfRoot(doc: Y.Doc, type: AnyType): string {
	for (const [name, root] of doc.share) if (root === type) return name;
	throw new Error('A root type that is not the document’s own');
}

function nodeOf(type: AnyType): string {
	if (type instanceof Y.XmlElement) return type.nodeName;
	return type instanceof Y.XmlText ? CHARACTERS : OTHER_TYPE;
}

function nodeOfContent({ type, name }: TypeContent): string {
	if (type === TYPE_REF.xmlElement) return name ?? OTHER_TYPE;
	return type === TYPE_REF.xmlText ? CHARACTERS : OTHER_TYPE;
}
