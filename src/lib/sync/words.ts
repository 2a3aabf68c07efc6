/** A co-written text as plain words, and the pieces it consists of. For keeping, copying and comparing. */
import * as Y from 'yjs';

/** Block by block, one line each, list items marked. Formatting is left out. */
export function wordsOf(fragment: Y.XmlFragment): string {
	const lines: string[] = [];
	const block = (node: Y.XmlElement | Y.XmlText | Y.XmlFragment, mark: string): void => {
		const children = node instanceof Y.XmlText ? [node] : node.toArray();
		const inline = children.filter((child) => child instanceof Y.XmlText);
		if (inline.length > 0) lines.push(mark + inline.map(plain).join(''));
		for (const child of children)
			if (child instanceof Y.XmlElement) block(child, child.nodeName === 'list_item' ? `${mark}– ` : mark);
	};
	block(fragment, '');
	return lines.join('\n').trim();
}

const plain = (text: Y.XmlText): string =>
	(text.toDelta() as { insert: unknown }[])
		.map(({ insert }) => (typeof insert === 'string' ? insert : ''))
		.join('');

export interface Piece {
	client: number;
	clock: number;
	length: number;
}

/** Every piece of a text that is not deleted, with who made it (client id and clock). */
export function* piecesOf(type: { _start: Y.Item | null }): Generator<Piece> {
	for (let item = type._start; item; item = item.right) {
		if (item.deleted) continue;
		yield { client: item.id.client, clock: item.id.clock, length: item.length };
		if (item.content instanceof Y.ContentType) yield* piecesOf(item.content.type);
	}
}
