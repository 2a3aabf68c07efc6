/** Client ids that the server gives out with a page: unused in the room, and bound to one user from the start. */
import { randomInt } from 'node:crypto';
import { parseRoomName } from '#document/rooms.ts';
import { SERVER_CLIENT_ID } from '#document/roots.ts';
import type { Db } from '../db/pool.ts';
import { NoSuchRoomError, type Rooms } from './rooms.ts';
import * as store from './room-store.ts';

const TRIES = 10;

export async function issueClientId(
	db: Db,
	rooms: Rooms,
	name: string,
	userId: string,
	sessionId: string,
): Promise<number> {
	const room = parseRoomName(name);
	if (!room) throw new NoSuchRoomError(name);
	const generation = await store.ensure(db, name, room.evaluationId);
	for (let i = 0; i < TRIES; i++) {
		const clientId = randomInt(1, SERVER_CLIENT_ID);
		// The room in memory may have bound it a moment ago and not have it in the database yet.
		if (rooms.loaded(name)?.bindings.has(clientId)) continue;
		if (!(await store.bindIssued(db, { name, clientId, generation, userId, sessionId }))) continue;
		rooms.loaded(name)?.bind({ clientId, generation, userId, sessionId, issued: true });
		return clientId;
	}
	throw new Error(`no free client id in ${name} after ${TRIES} tries`);
}
