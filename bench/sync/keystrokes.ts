/**
 * Somebody typing, without a document of their own: each keystroke is the update yjs would make of it, encoded here, so
 * that the load generator measures servers and not itself. A test run compares it with yjs.
 */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** Info byte of an item with a left origin, and of one without; the low bits say what it holds. */
const ORIGIN = 0x80;
const STRING = 4;

export class Typist {
	readonly clientId: number;
	#clock = 0;

	constructor(clientId: number) {
		this.clientId = clientId;
	}

	/** Clock of the next keystroke. */
	get clock(): number {
		return this.#clock;
	}

	/** A paragraph of their own in this text with a first letter in it: what later letters follow. */
	begin(root: string): Uint8Array {
		const doc = new Y.Doc();
		doc.clientID = this.clientId;
		const words = new Y.XmlText('a');
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [words]);
		doc.getXmlFragment(root).insert(0, [paragraph]);
		this.#clock = Y.getState(doc.store, this.clientId);
		const update = Y.encodeStateAsUpdate(doc);
		doc.destroy();
		return update;
	}

	/** One more letter behind the last. */
	next(): Uint8Array {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarUint(encoder, 1);
		encoding.writeVarUint(encoder, this.clientId);
		encoding.writeVarUint(encoder, this.#clock);
		encoding.writeUint8(encoder, ORIGIN | STRING);
		encoding.writeVarUint(encoder, this.clientId);
		encoding.writeVarUint(encoder, this.#clock - 1);
		encoding.writeVarString(encoder, 'e');
		encoding.writeVarUint(encoder, 0);
		this.#clock += 1;
		return encoding.toUint8Array(encoder);
	}
}

/** Calls back for each (client, last clock) an update brings. Fast for single keystrokes, whole for what servers join. */
export function clocksIn(
	update: Uint8Array,
	each: (clientId: number, from: number, to: number) => void,
): void {
	const { from, to } = Y.parseUpdateMeta(update);
	for (const [clientId, end] of to) each(clientId, from.get(clientId) ?? end, end);
}
