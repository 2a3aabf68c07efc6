/** The first into a document: with what it is to hold, or to settle which of several nodes has it. */
import { setTimeout as after } from 'node:timers/promises';
import { LoadClient, type Target } from './client.ts';
import type { Places } from './places.ts';

const TRIES = 100;
const AGAIN_MS = 100;

/** Who asks two nodes at once for what nobody holds is turned away by one of them, and comes again. */
async function entered(target: Target, clientId: number): Promise<LoadClient> {
	for (let tries = 1; ; tries++) {
		const client = new LoadClient(target, clientId, { how: 'count' });
		try {
			await client.synced;
			return client;
		} catch (error) {
			if (tries === TRIES) throw error;
			await after(AGAIN_MS);
		}
	}
}

/** From here on one of the nodes holds each document, each node as many, for as long as empty rooms stay open. */
export async function settle(places: Places, documents: number): Promise<void> {
	for (let document = 0; document < documents; document++)
		// Whoever bears the document's number: with either way of sending people the next document's is at the next node.
		await (await entered(places.of(document, document), 9_997)).close();
}

/** Puts this state into a document, as a client that has it; once another client is given it, it is there. */
export async function fill(places: Places, document: number, state: Uint8Array): Promise<void> {
	const client = await entered(places.of(document, 0), 9_999);
	client.send(state);
	for (let tries = 0; tries < TRIES; tries++) {
		const look = new LoadClient(places.of(document, 0), 9_998, { how: 'apply' });
		await look.synced;
		const isThere = look.doc!.share.size > 0;
		await look.close();
		if (isThere) break;
	}
	await client.close();
}
