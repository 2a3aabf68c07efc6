/** Somebody who writes a paragraph, takes it back and writes the next: the log grows without end, the document does not. */
import * as encoding from 'lib0/encoding';
import { LoadClient } from '../sync/client.ts';

/** Letters between two erasures. */
const PARAGRAPH = 500;

export class Editor extends LoadClient {
	#writtenFrom: number | undefined;
	/** Letters and erasures sent. */
	changes = 0;

	override type(): number {
		const clock = super.type();
		this.changes += 1;
		this.#writtenFrom ??= clock;
		const written = clock + 1 - this.#writtenFrom;
		if (written >= PARAGRAPH) {
			this.send(erasure(this.typist.clientId, this.#writtenFrom, written));
			this.#writtenFrom = undefined;
			this.changes += 1;
		}
		return clock;
	}
}

/** The update that takes back what this client wrote from a clock on: no struct, one deleted range. */
export function erasure(clientId: number, from: number, length: number): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarUint(encoder, clientId);
	encoding.writeVarUint(encoder, 1);
	encoding.writeVarUint(encoder, from);
	encoding.writeVarUint(encoder, length);
	return encoding.toUint8Array(encoder);
}
