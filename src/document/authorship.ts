/**
 * Which pieces of a shared text came in one go: what the log knows the writer of. A piece is named by its place in
 * the log (client id and clock), which stays whatever is written around it; so an answer about an older state can
 * still be laid over the text as it is.
 */
import * as Y from 'yjs';

export interface Piece {
	client: number;
	clock: number;
	/** Characters; 1 for an element. */
	length: number;
}

export interface TextPiece extends Piece {
	kind: 'text' | 'table' | 'figure' | 'reference' | 'citation';
	/** The words; of an element none. */
	text: string;
	/** Which block of the text it is in, from 0, in the order they are read. */
	block: number;
}

const ELEMENTS: ReadonlySet<string> = new Set(['table', 'figure', 'reference', 'citation']);
/** Elements that hold words of their own. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'code_block', 'figure']);

/** Text pieces of one run of characters: its visible strings, in order. */
export function* piecesOfText(text: Y.XmlText): Generator<Piece & { text: string }> {
	for (let item = text._start; item !== null; item = item.right) {
		if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
		const { client, clock } = item.id;
		yield { client, clock, length: item.length, text: item.content.str };
	}
}

/** The piece that an element came with; undefined for the text as a whole. */
export function pieceOfElement(element: Y.XmlElement): Piece | undefined {
	const id = element._item?.id;
	return id && { client: id.client, clock: id.clock, length: 1 };
}

export function piecesIn(fragment: Y.XmlFragment): TextPiece[] {
	const pieces: TextPiece[] = [];
	let block = -1;
	const walk = (parent: Y.XmlFragment): void => {
		for (const child of parent.toArray()) {
			if (child instanceof Y.XmlText) {
				for (const piece of piecesOfText(child))
					pieces.push({ kind: 'text', block: Math.max(block, 0), ...piece });
			} else if (child instanceof Y.XmlElement) {
				if (TEXT_BLOCKS.has(child.nodeName)) block += 1;
				const own = ELEMENTS.has(child.nodeName) ? pieceOfElement(child) : undefined;
				if (own)
					pieces.push({
						kind: child.nodeName as TextPiece['kind'],
						text: '',
						block: child.nodeName === 'table' ? block + 1 : Math.max(block, 0),
						...own,
					});
				walk(child);
			}
		}
	};
	walk(fragment);
	return pieces;
}

export interface Span extends Piece {
	/** Whose words they are; null: the server's own. */
	userId: string | null;
	/** ISO 8601. */
	at: string;
}

/** Finds who wrote a piece, or the part of it that begins at a clock, among spans that do not overlap. */
export class Spans {
	readonly #byClient = new Map<number, Span[]>();

	constructor(spans: readonly Span[]) {
		for (const span of spans) {
			const known = this.#byClient.get(span.client);
			if (known) known.push(span);
			else this.#byClient.set(span.client, [span]);
		}
		for (const list of this.#byClient.values()) list.sort((a, b) => a.clock - b.clock);
	}

	/** The parts of a piece with their spans; what no span knows has none. */
	*partsOf({
		client,
		clock,
		length,
	}: Piece): Generator<{ from: number; to: number; span: Span | undefined }> {
		const list = this.#byClient.get(client) ?? [];
		const end = clock + length;
		let at = clock;
		for (let n = lastBefore(list, clock); n < list.length && at < end; n += 1) {
			const span = list[n]!;
			if (span.clock + span.length <= at) continue;
			if (span.clock >= end) break;
			if (span.clock > at) yield { from: at - clock, to: span.clock - clock, span: undefined };
			const to = Math.min(span.clock + span.length, end);
			yield { from: Math.max(span.clock, at) - clock, to: to - clock, span };
			at = to;
		}
		if (at < end) yield { from: at - clock, to: length, span: undefined };
	}
}

/** Index of the last span that begins at or before the clock; 0 where none does. */
function lastBefore(list: readonly Span[], clock: number): number {
	let low = 0;
	let high = list.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (list[middle]!.clock <= clock) low = middle + 1;
		else high = middle;
	}
	return Math.max(low - 1, 0);
}
