/**
 * What one frame of a client does to its room. Synchronous from the first byte to the queue of the log: no
 * other frame comes between the check of an update and its application.
 */
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { encodeRefusal } from '#document/protocol.ts';
import { admit, type Admission, type AdmissionRefusal, type DocumentActor } from './admission.ts';
import type { Connection } from './connection.ts';
import { decodeFrame } from './frames.ts';
import { refusalFrame } from './refusal-text.ts';
import type { LiveRoom } from './room.ts';
import { frame, syncStep1Frame } from './wire.ts';

/** Every so many admissions one is timed. */
const SAMPLE = 64;
/** How often a client is asked for what its updates build on before it is told to begin anew. */
const ASK_AT_MOST = 8;

export function handleFrame(room: LiveRoom, connection: Connection, data: Uint8Array): void {
	if (!connection.open) return;
	const { limits } = room.context;
	const decoded = decodeFrame(data, limits);
	switch (decoded.kind) {
		case 'step1':
			return answerStep1(room, connection, decoded.stateVector);
		case 'update':
			return takeUpdate(room, connection, decoded.update, decoded.step2);
		case 'awareness':
			if (!room.awareness.receive(connection, decoded.update)) malformed(connection, 'awareness');
			return;
		case 'query-awareness':
			for (const frames of room.awareness.everything(connection)) connection.sendAwareness(frames);
			return;
		case 'auth':
			return;
		case 'too-large': {
			const { limit } = decoded;
			return connection.end(CLOSE.tooLarge, `a frame of more than ${limits[limit]} bytes`, limit);
		}
		case 'malformed':
			return malformed(connection, decoded.why);
	}
}

const malformed = (connection: Connection, why: string): void =>
	connection.end(CLOSE.malformed, `malformed: ${why}`);

function answerStep1(room: LiveRoom, connection: Connection, stateVector: Uint8Array): void {
	const limit = connection.take(room.context.limits.syncStep1Cost, 0, performance.now());
	if (limit) return connection.end(CLOSE.tooFast, 'too many requests for the document', limit);
	try {
		Y.decodeStateVector(stateVector);
	} catch {
		return malformed(connection, 'state vector');
	}
	room.answer(connection, stateVector);
}

/** `settled`: in the document, by this frame or another before it. `ended`: the connection is closed. */
type Outcome = 'settled' | 'unresolved' | 'ended';

function takeUpdate(room: LiveRoom, connection: Connection, update: Uint8Array, step2: boolean): void {
	if (connection.parked.length > 0) return takeBehindParked(room, connection, update, step2);
	if (judge(room, connection, update, true) === 'unresolved') {
		park(connection, update);
		ask(room, connection);
	}
}

/**
 * An update that builds on what is not here waits, and with it the acknowledgement of every later frame: an
 * acknowledgement says that everything up to its frame is committed. An honest client gets here when it types
 * before its answer to SyncStep1 is out.
 */
function takeBehindParked(room: LiveRoom, connection: Connection, update: Uint8Array, step2: boolean): void {
	const outcome = judge(room, connection, update, false);
	if (outcome === 'ended') return;
	if (outcome === 'unresolved') park(connection, update);
	else connection.parked.push(undefined);
	for (const [i, waiting] of connection.parked.entries()) {
		if (!waiting) continue;
		const again = judge(room, connection, waiting, false);
		if (again === 'ended') return;
		if (again === 'settled') {
			connection.parked[i] = undefined;
			connection.parkedBytes -= waiting.length;
		}
	}
	const settled = connection.parked.findIndex((waiting) => waiting !== undefined);
	const count = settled === -1 ? connection.parked.length : settled;
	connection.parked.splice(0, count);
	for (let i = 0; i < count; i++) room.acknowledge(connection, written(room, connection));
	if (connection.parked.length === 0) connection.asked = 0;
	else if (step2) ask(room, connection);
}

function park(connection: Connection, update: Uint8Array): void {
	connection.parked.push(update);
	connection.parkedBytes += update.length;
	const limit = connection.parkedBeyond;
	if (limit) connection.end(CLOSE.tryAgain, 'too many updates without what they build on', limit);
}

function ask(room: LiveRoom, connection: Connection): void {
	if (++connection.asked > ASK_AT_MOST) connection.end(CLOSE.rebuild, 'updates without what they build on');
	else connection.send(syncStep1Frame(room.document.stateVector()));
}

let sample = 0;

/** What a client sends that has nothing the server lacks: no structs, no deletions. */
const isEmpty = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0;

/** `acknowledges`: the row of this update carries its acknowledgement. */
function judge(room: LiveRoom, connection: Connection, update: Uint8Array, acknowledges: boolean): Outcome {
	const { grant } = connection;
	if (!grant) return 'ended';
	if (isEmpty(update)) {
		// Nothing to judge; a document at rest is not woken for it.
		room.context.metrics.counts.admission.redundant++;
		if (acknowledges) room.acknowledge(connection, written(room, connection));
		return 'settled';
	}
	const { metrics, limits, lane } = room.context;
	const timed = sample++ % SAMPLE === 0 ? performance.now() : 0;
	const admission = inspect(room, connection, grant.actor, update);
	if (!admission) return 'ended';
	if (timed > 0) metrics.admission((performance.now() - timed) / 1000);
	metrics.counts.admission[admission.kind]++;
	switch (admission.kind) {
		case 'accepted':
			if (grant.readOnly) {
				const { fromClock, toClock } = admission;
				return refuse(connection, { code: grant.readOnly, path: [], fromClock, toClock });
			}
			if (lane.backlog > limits.backlogBytes) {
				connection.end(CLOSE.tryAgain, 'the log is behind', 'backlogBytes');
				return 'ended';
			}
			if (room.document.exceeds(limits.documentBytes, update.length)) {
				connection.end(
					CLOSE.tooLarge,
					`a document of more than ${limits.documentBytes} bytes`,
					'documentBytes',
				);
				return 'ended';
			}
			return apply(room, connection, update, admission, acknowledges);
		case 'redundant':
			if (acknowledges) room.acknowledge(connection, written(room, connection));
			return 'settled';
		case 'unresolved':
			return 'unresolved';
		case 'refused':
			return refuse(connection, admission.refusal);
		case 'malformed':
			malformed(connection, admission.why);
			return 'ended';
	}
}

/** Undefined: the gate itself failed. It changes nothing, so only this socket ends. */
function inspect(
	room: LiveRoom,
	connection: Connection,
	actor: DocumentActor,
	update: Uint8Array,
): Admission | undefined {
	try {
		return admit({
			doc: room.document.doc,
			update,
			actor,
			rules: room.rules,
			bindings: room.bindings,
			sessionBindings: room.sessionBindings.get(connection.sessionId) ?? 0,
		});
	} catch (error) {
		room.context.log.error({ err: error, ...connection.marks }, 'an update could not be judged');
		connection.end(CLOSE.serverFault, 'the update could not be judged');
		return undefined;
	}
}

function refuse(connection: Connection, refusal: AdmissionRefusal): Outcome {
	const locale = connection.identity.user.locale ?? undefined;
	connection.send(frame(encodeRefusal(refusalFrame(refusal, locale))));
	connection.refuse(refusal);
	return 'ended';
}

function apply(
	room: LiveRoom,
	connection: Connection,
	update: Uint8Array,
	{ clientId, fromClock, toClock, newClientIds, overlaps }: Admission & { kind: 'accepted' },
	acknowledges: boolean,
): Outcome {
	let bytes = update;
	try {
		if (overlaps) bytes = room.document.newIn(update);
		room.document.apply(bytes, connection);
	} catch (error) {
		// The gate let in what Yjs cannot take: nobody knows what the document holds now.
		room.context.log.error({ err: error, ...connection.marks }, 'an admitted update failed');
		room.fail(CLOSE.serverFault, 'an admitted update could not be applied');
		return 'ended';
	}
	const { userId, sessionId } = connection;
	for (const id of newClientIds)
		room.bind({ clientId: id, generation: room.generation, userId, sessionId, issued: false });
	if (clientId !== 0) {
		connection.clientId = clientId;
		connection.clock = toClock;
	}
	room.append({
		kind: 'update',
		userId,
		sessionId,
		clientId,
		fromClock,
		toClock,
		at: Date.now(),
		bytes,
		newClientIds,
		author: connection,
		ack: acknowledges ? { clientId: connection.clientId, clock: connection.clock } : undefined,
		after: undefined,
	});
	return 'settled';
}

/**
 * The client id an acknowledgement names, and its clock. A client that comes back with what had been committed
 * already writes nothing new; its awareness tells which id it goes on under.
 */
function written(room: LiveRoom, connection: Connection): { clientId: number; clock: number } {
	if (connection.clientId === 0) {
		for (const id of connection.awarenessIds ?? []) {
			if (room.bindings.get(id) !== connection.userId) continue;
			const clock = room.document.clockOf(id);
			if (clock > 0) return { clientId: id, clock };
		}
	}
	return { clientId: connection.clientId, clock: connection.clock };
}
