/**
 * What readers of a document can see, cut up by path: for maps each key's own value, for texts each text as a whole.
 * Two pictures tell which paths differ. Reads the integrated structs, not the events, since those can be fooled.
 */
import * as Y from 'yjs';
import { isMapRoot } from '#document/roots.ts';

export type Picture = ReadonlyMap<string, string>;

type AnyType = Y.AbstractType<unknown>;

export function pictureOf(doc: Y.Doc): Picture {
	const picture = new Map<string, string>();
	for (const [root, type] of doc.share as Map<string, AnyType>) {
		if (!isMapRoot(root)) {
			picture.set(root, drawType(type));
			continue;
		}
		picture.set(root, drawList(type));
		for (const [key, item] of type._map) picture.set(`${root}/${key}`, drawItem(item));
	}
	return picture;
}

/** Paths whose picture is not the same; a root that only one of them has counts. */
export function changedPaths(before: Picture, after: Picture): string[] {
	const paths = new Set([...before.keys(), ...after.keys()]);
	return [...paths].filter((path) => (before.get(path) ?? NOTHING) !== (after.get(path) ?? NOTHING));
}

const NOTHING = '';

function drawType(type: AnyType): string {
	const attributes = [...type._map]
		.map(([key, item]) => `${key}=${drawItem(item)}`)
		.sort()
		.join(' ');
	return attributes === '' ? drawList(type) : `[${attributes}]${drawList(type)}`;
}

/** Marks that mark nothing are tidied away by yjs itself and are not part of the picture. */
function drawList(type: AnyType): string {
	let drawn = '';
	let marks = new Map<string, string>();
	let drawnMarks = '';
	for (let item = type._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		if (item.content instanceof Y.ContentFormat) {
			const { key, value } = item.content;
			marks = new Map(marks);
			if (value === null) marks.delete(key);
			else marks.set(key, JSON.stringify(value));
			continue;
		}
		const wanted = JSON.stringify([...marks].sort());
		if (wanted !== drawnMarks && (marks.size > 0 || drawnMarks !== '')) drawn += `<${wanted}>`;
		drawnMarks = wanted;
		drawn += drawItem(item);
	}
	return drawn;
}

function drawItem(item: Y.Item): string {
	if (item.deleted) return NOTHING;
	const { content } = item;
	// Half a surrogate pair does not survive the wire.
	if (content instanceof Y.ContentString) return content.str.toWellFormed();
	if (content instanceof Y.ContentType) {
		const type = content.type as AnyType;
		return `(${type.constructor.name} ${type instanceof Y.XmlElement ? type.nodeName : ''} ${drawType(type)})`;
	}
	return `{${content.getRef()} ${content.getContent().map(drawValue).join()}}`;
}

const drawValue = (value: unknown): string =>
	value instanceof Y.Doc
		? `doc ${value.guid}`
		: JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner));
