/**
 * Everything between an upgrade and a socket in its room: origin, session, limits, access, and the frames that
 * arrive before the room is loaded. One log line for every socket that is not let in or is closed.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { CANNOT_SAVE, CLOSE, type CloseCode } from '#document/close-codes.ts';
import { ElsewhereError } from '../cluster/cluster.ts';
import type { SyncMetrics } from '../metrics.ts';
import { currentRequest } from '../observability/request-context.ts';
import type { Tracing } from '../observability/tracing.ts';
import { accessTo } from './access.ts';
import { closeReason, Connection, type Identity } from './connection.ts';
import type { Authenticate } from './hub.ts';
import type { MetLimit, SyncLimits } from './limits.ts';
import type { LiveRoom } from './room.ts';
import type { RefusalAudit } from './refusal-audit.ts';
import { NoSuchRoomError, type Rooms } from './rooms.ts';
import { createUserSockets } from './user-sockets.ts';
import { isSyncPath, originAllowed, parseTarget, refuseUpgrade, type SyncTarget } from './upgrade.ts';

export interface ReceptionOptions {
	log: Logger;
	limits: SyncLimits;
	metrics: SyncMetrics;
	tracing: Tracing;
	authenticate: Authenticate;
	origin: () => string;
	rooms: Rooms;
	auditRefusal: RefusalAudit;
	/** Whether anything can be committed now; nobody is let in while not. */
	saving: () => boolean;
}

export interface Reception {
	/** Sockets that are open or closing. */
	readonly connections: ReadonlySet<Connection>;
	/** Upgrades and sockets that are on their way into a room. */
	readonly joining: number;
	/** Never rejects. False: nothing was answered, and another node holds the evaluation. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, refuseOthers: boolean): Promise<boolean>;
	/** A session or user id whose sockets end: those whose authentication is under way as well. */
	revoke(id: string, code: CloseCode): void;
	/** Takes no more upgrades. */
	close(): void;
	/** When all sockets are gone; what is left after `graceMs` is cut. */
	closed(graceMs: number): Promise<void>;
}

/** Longer than any authentication takes. */
const REVOKED_FOR_MS = 60_000;

/** How `ws` names a message above `maxPayload`, which it answers with 1009 by itself. */
const TOO_LONG = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

type Refused = [status: 403 | 404 | 503, why: string];

/** Whatever else fails before a socket is open fails again on its way into the room, and is told there. */
const toldInside = (): boolean => true;

/** Where a socket's frames go; until it is in a room they wait here. */
interface Seat {
	connection: Connection;
	live: LiveRoom | undefined;
	early: Uint8Array[];
	/** When its upgrade was asked for, ms of `performance.now()`. */
	asked: number;
}

export function createReception(options: ReceptionOptions): Reception {
	const { log, limits, metrics, tracing, authenticate, origin, rooms, auditRefusal, saving } = options;
	const { closeGraceMs: closeTimeout, maxPayload } = limits;
	// `closeTimeout` is missing from the type of the options.
	const settings = {
		noServer: true,
		perMessageDeflate: false,
		clientTracking: false,
		maxPayload,
		closeTimeout,
	};
	const server = new WebSocketServer(settings);
	const connections = new Set<Connection>();
	const seats = new WeakMap<Connection, Seat>();
	const users = createUserSockets(limits);
	const revoked = new Map<string, { code: CloseCode; at: number }>();
	let pendingUpgrades = 0;
	/** Sockets that are open and not in their room yet. */
	let joining = 0;
	let accepting = true;
	let emptied: (() => void) | undefined;

	const refuse = (request: IncomingMessage, ...[status, why]: Refused): void => {
		metrics.refused(why);
		const { url = '', headers } = request;
		// No other address: those of invitations hold a secret.
		const room = isSyncPath(url) ? parseTarget(url).roomName.slice(0, 200) : undefined;
		log.info({ status, why, room, origin: headers.origin }, 'upgrade refused');
		refuseUpgrade(request, status);
	};

	const context = {
		limits,
		metrics,
		refused: auditRefusal,
		ended(connection: Connection, code: CloseCode, why: string, limit: MetLimit | undefined) {
			seats.get(connection)?.live?.leave(connection);
			metrics.refused(String(code));
			if (limit) metrics.limited(limit);
			log.info({ ...connection.marks, code, why, limit }, 'socket closed');
		},
	};

	const revocation = (connection: Connection): CloseCode | undefined => {
		for (const id of [connection.userId, connection.sessionId]) {
			const found = revoked.get(id);
			if (found && found.at >= connection.since) return found.code;
		}
		return undefined;
	};

	/** A socket nobody may have: it opens only to carry its close code. */
	const turnAway = (ws: WebSocket, code: CloseCode, why: string, target: SyncTarget, user?: string): void => {
		ws.on('error', () => undefined);
		metrics.refused(String(code));
		log.info({ code, why, room: target.roomName.slice(0, 200), user }, 'socket turned away');
		ws.close(code, closeReason(why));
	};

	const receive = (seat: Seat, data: RawData, isBinary: boolean): void => {
		const { connection, live } = seat;
		if (!connection.open) return;
		if (!isBinary || !(data instanceof Uint8Array)) return connection.end(CLOSE.malformed, 'malformed: text');
		metrics.counts.framesIn++;
		metrics.counts.bytesIn += data.length;
		connection.responsive = true;
		const limit = connection.take(1, data.length, performance.now());
		if (limit) return connection.end(CLOSE.tooFast, 'more than its share', limit);
		if (live) return live.receive(connection, data);
		connection.waitingFrames++;
		connection.waitingBytes += data.length;
		const { waitingBeyond } = connection;
		if (waitingBeyond) return connection.end(CLOSE.tryAgain, 'too much is waiting', waitingBeyond);
		seat.early.push(data);
	};

	/** From here on in the room's own order. */
	const seatIn = (seat: Seat, live: LiveRoom): void => {
		const { connection, early } = seat;
		seat.live = live;
		seat.early = [];
		connection.waitingFrames = 0;
		connection.waitingBytes = 0;
		live.enter(connection);
		const ms = performance.now() - seat.asked;
		metrics.joined(ms / 1000);
		log.info({ ...connection.marks, ms: Math.round(ms) }, 'socket entered');
		for (const data of early) live.receive(connection, data);
	};

	const admitTo = async (seat: Seat): Promise<void> => {
		const { connection } = seat;
		await rooms.withScopes([connection.roomName], async ([scope]) => {
			if (!scope) throw new NoSuchRoomError(connection.roomName);
			await scope.refresh();
			const access = accessTo(connection.room, scope.situation, connection.userId);
			if (!access.ok) return connection.end(access.code, access.why);
			const live = await rooms.open(connection.roomName);
			const code = revocation(connection);
			if (code !== undefined) return connection.end(code, 'the session has ended');
			if (!connection.open) return;
			if (live.alive) seatIn(seat, live);
			else connection.end(CLOSE.tryAgain, 'the room was dropped');
		});
	};

	const accept = (
		ws: WebSocket,
		socket: Duplex,
		identity: Identity | null,
		target: SyncTarget,
		{ since, asked }: { since: number; asked: number },
	) => {
		if (!identity) return turnAway(ws, CLOSE.signedOut, 'not signed in', target);
		const { roomName, room, generation } = target;
		const userId = identity.user.id;
		if (!room) return turnAway(ws, CLOSE.noSuchRoom, 'not a room', target, userId);
		const limit = users.beyond(userId, roomName);
		if (limit) {
			metrics.limited(limit);
			return turnAway(ws, CLOSE.tooFast, 'too many connections', target, userId);
		}
		const id = currentRequest()?.id ?? randomUUID();
		const from = { id, roomName, room, identity, generation, since };
		const connection = new Connection(ws, socket, from, context);
		const seat: Seat = { connection, live: undefined, early: [], asked };
		seats.set(connection, seat);
		connections.add(connection);
		users.count(userId, roomName, 1);
		ws.on('message', (data, isBinary) => receive(seat, data, isBinary));
		ws.on('error', (error) => {
			if ('code' in error && error.code === TOO_LONG) metrics.limited('maxPayload');
			log.debug({ err: error, ...connection.marks }, 'socket error');
		});
		ws.on('close', (code) => {
			if (!connection.ended) log.info({ ...connection.marks, code }, 'socket left');
			seat.live?.leave(connection);
			seat.early = [];
			connections.delete(connection);
			users.count(userId, roomName, -1);
			if (connections.size === 0) emptied?.();
		});
		joining++;
		tracing
			.span('join', { 'samsyn.room': roomName, 'samsyn.connection': id }, () => admitTo(seat))
			.catch((error: unknown) => {
				if (error instanceof NoSuchRoomError) return connection.end(CLOSE.noSuchRoom, 'no such room');
				// It was taken away between upgrade and room: the next attempt is handed on to whoever has it.
				if (error instanceof ElsewhereError) return connection.end(CLOSE.tryAgain, error.message);
				log.error({ err: error, ...connection.marks }, 'room not loaded');
				connection.end(CLOSE.tryAgain, CANNOT_SAVE);
			})
			.finally(() => joining--);
	};

	/** Why an upgrade is refused before anybody is asked who it is. */
	const whyNot = (request: IncomingMessage, isSync: boolean): Refused | undefined => {
		if (!isSync) return [404, 'not a sync path'];
		if (!accepting) return [503, 'draining'];
		if (pendingUpgrades >= limits.pendingUpgrades) {
			metrics.limited('pendingUpgrades');
			return [503, 'too many upgrades'];
		}
		return originAllowed(request.headers, origin()) ? undefined : [403, 'wrong origin'];
	};

	/** False: another node holds the evaluation. */
	const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<boolean> => {
		const since = Date.now();
		const asked = performance.now();
		const target = parseTarget(request.url ?? '');
		const turnedAway = (ws: WebSocket) => turnAway(ws, CLOSE.tryAgain, CANNOT_SAVE, target);
		// Without the database nobody can be let in, and a browser is told why only by an open socket that closes.
		const identity = saving()
			? await authenticate(request.headers).catch((error: unknown) => {
					log.error({ err: error }, 'nobody could be asked who this is');
					return undefined;
				})
			: undefined;
		// Here and not once it is open: an open socket can no longer be handed on.
		const settled =
			identity && accepting ? await rooms.settle(target.roomName, identity.user.id).catch(toldInside) : true;
		if (!settled) return false;
		if (socket.destroyed) return true;
		if (!accepting) refuse(request, 503, 'draining');
		else if (identity === undefined) server.handleUpgrade(request, socket, head, turnedAway);
		else
			server.handleUpgrade(request, socket, head, (ws) =>
				accept(ws, socket, identity, target, { since, asked }),
			);
		return true;
	};

	return {
		connections,

		get joining() {
			return pendingUpgrades + joining;
		},

		async upgrade(request, socket, head, refuseOthers) {
			const isSync = isSyncPath(request.url ?? '');
			if (!isSync && !refuseOthers) return true;
			// Node has taken its own listener off; without one a reset connection would end the process.
			if (socket.listenerCount('error') === 0) socket.on('error', () => socket.destroy());
			const no = whyNot(request, isSync);
			if (no) {
				refuse(request, ...no);
				return true;
			}
			pendingUpgrades++;
			try {
				return await admit(request, socket, head);
			} catch (error) {
				log.error({ err: error }, 'upgrade failed');
				refuse(request, 503, 'authentication failed');
				return true;
			} finally {
				pendingUpgrades--;
			}
		},

		revoke(id, code) {
			const now = Date.now();
			for (const [key, { at }] of revoked) if (now - at > REVOKED_FOR_MS) revoked.delete(key);
			revoked.set(id, { code, at: now });
		},

		close() {
			accepting = false;
		},

		async closed(graceMs) {
			if (connections.size === 0) return;
			const { promise, resolve } = Promise.withResolvers<void>();
			emptied = resolve;
			const cut = setTimeout(() => {
				for (const each of connections) each.terminate();
			}, graceMs);
			await promise;
			clearTimeout(cut);
		},
	};
}
