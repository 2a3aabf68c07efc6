/**
 * Whether the nodes that connections were handed on to still answer. A connection that only lies still looks the same
 * whether its other end is idle, paused or behind a line that swallows everything; so each such node is asked.
 */
import { request } from 'node:http';

export interface Peers {
	/** `end` is called once if the node at this address falls silent; the answer forgets it. */
	watch(address: string, end: () => void): () => void;
	close(): void;
}

interface Peer {
	ends: Set<() => void>;
	/** Questions in a row without an answer. */
	unanswered: number;
	asking: NodeJS.Timeout;
}

const ASK_EVERY_MS = 500;

/** A node without an answer for `silentMs` (milliseconds) has fallen silent. */
export function watchPeers(silentMs: number): Peers {
	const peers = new Map<string, Peer>();

	function ask(address: string, peer: Peer): void {
		// Counted in questions: a pause of this process is not the other's silence.
		if (peer.unanswered * ASK_EVERY_MS >= silentMs) {
			for (const end of [...peer.ends]) end();
			peer.ends.clear();
		}
		if (peer.ends.size === 0) {
			clearInterval(peer.asking);
			peers.delete(address);
			return;
		}
		peer.unanswered++;
		const question = request(new URL('/healthz', address), { agent: false, timeout: silentMs });
		question.on('response', (answer) => {
			peer.unanswered = 0;
			answer.resume();
		});
		question.on('timeout', () => question.destroy());
		question.on('error', () => undefined);
		question.end();
	}

	return {
		watch(address, end) {
			let peer = peers.get(address);
			if (!peer) {
				const made: Peer = {
					ends: new Set(),
					unanswered: 0,
					asking: setInterval(() => ask(address, made), ASK_EVERY_MS).unref(),
				};
				peers.set(address, (peer = made));
			}
			const { ends } = peer;
			ends.add(end);
			return () => void ends.delete(end);
		},

		close() {
			for (const peer of peers.values()) clearInterval(peer.asking);
			peers.clear();
		},
	};
}
