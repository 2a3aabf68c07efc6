/**
 * A WebSocket that tells which document frames leave it, in the order they leave. Acknowledgements count
 * frames, so counting must happen at the socket and nowhere above it.
 *
 * An update made before the server has asked what it lacks (its SyncStep1) would reach it without the edits
 * made while offline that it builds on. It is held back: the answer to the question carries it.
 */
import { MESSAGE, SYNC_STEP_2, SYNC_UPDATE } from '#document/protocol.ts';

export interface FrameListener {
	updateSent(): void;
	stateSent(): void;
}

export function observedSocket(listener: FrameListener): typeof WebSocket {
	return class extends WebSocket {
		#asked = false;

		override send(data: Parameters<WebSocket['send']>[0]): void {
			// y-websocket sends Uint8Arrays; type and subtype are single bytes (varints below 128).
			const [type, subtype] = data instanceof Uint8Array ? data : [];
			const document = type === MESSAGE.sync;
			if (document && subtype === SYNC_UPDATE && !this.#asked) return;
			super.send(data);
			if (document && subtype === SYNC_STEP_2) {
				this.#asked = true;
				listener.stateSent();
			} else if (document && subtype === SYNC_UPDATE) listener.updateSent();
		}
	};
}
