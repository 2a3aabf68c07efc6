/**
 * The sync server put together: sockets into rooms, rooms into the log, commands between them. Everything that
 * lives longer than one room is here.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { CANNOT_SAVE, CLOSE, type CloseCode } from '#document/close-codes.ts';
import { encodeNotice } from '#document/protocol.ts';
import { ElsewhereError, LEASE_MS, type Holding } from '../cluster/cluster.ts';
import type { Connection as Database } from '../db/pool.ts';
import { createMetrics, type SyncMetrics } from '../metrics.ts';
import { runRequest } from '../observability/request-context.ts';
import { isNear, nameRequest } from '../observability/request-id.ts';
import { NO_TRACING, type Tracing } from '../observability/tracing.ts';
import { forbidInside, OPEN_ATTEMPTS, runCommand, type CommandDeps } from './commands.ts';
import type { Connection, Identity } from './connection.ts';
import { endedAmong } from './credentials.ts';
import type { SyncHub } from './hub.types.ts';
import { DEFAULT_LIMITS, type SyncLimits } from './limits.ts';
import { LogLane } from './log-lane.ts';
import { createRefusalAudit, type RefusalAudit } from './refusal-audit.ts';
import { createReception } from './reception.ts';
import { RoomGoneError } from './room.ts';
import { Rooms } from './rooms.ts';
import { readStored } from './stored-document.ts';
import * as store from './room-store.ts';
import { syncGauges } from './sync-gauges.ts';
import { issueClientId } from './client-ids.ts';
import { refuseUpgrade } from './upgrade.ts';
import { frame } from './wire.ts';

export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Identity | null>;

export interface SyncHubOptions {
	connection: Database;
	log: Logger;
	authenticate: Authenticate;
	/** The public address pages come from, without a trailing slash. */
	origin: () => string;
	limits?: Partial<SyncLimits>;
	metrics?: SyncMetrics;
	tracing?: Tracing;
	/** Where there are several nodes. */
	cluster?: Holding | undefined;
}

/** Without a commit for longer than this the log lane counts as stuck. */
const STUCK_MS = 10_000;

export async function createSyncHub(options: SyncHubOptions): Promise<SyncHub> {
	const { connection, log, authenticate, origin, tracing = NO_TRACING } = options;
	const { db, url } = connection;
	const limits = { ...DEFAULT_LIMITS, ...options.limits };
	const metrics = options.metrics ?? createMetrics({ processMetrics: false }).sync;
	const lane = new LogLane({ url, log, metrics, tracing, limits });
	await lane.open();
	const { cluster } = options;
	const rooms = new Rooms({ db, log, metrics, tracing, limits, lane, owner: randomUUID(), cluster });
	const audit = createRefusalAudit(db, log);
	const auditRefusal: RefusalAudit = (refused, refusal) => {
		metrics.updateRefused(refusal.code);
		audit(refused, refusal);
	};
	const saving = () =>
		!lane.lastFailed && lane.busyFor(performance.now()) < STUCK_MS && cluster?.cutOff() !== true;
	const reception = createReception({
		log,
		limits,
		metrics,
		tracing,
		authenticate,
		origin,
		rooms,
		auditRefusal,
		saving,
	});
	const commandDeps: CommandDeps = {
		db,
		log,
		open: (name) => rooms.open(name),
		readUpdates: async (name, head) => store.updatesOf(await store.readDocument(db, name, head)),
		standsStillMs: cluster && LEASE_MS,
	};

	metrics.watch(() => syncGauges({ reception, rooms, lane, saving }));

	let checkedAt = performance.now();
	let pingedAt = performance.now();
	let checking: Promise<void> | undefined;

	/** Sockets whose session or token has ended elsewhere. */
	const checkCredentials = async (): Promise<void> => {
		const sockets = [...reception.connections];
		if (sockets.length === 0) return;
		const ended = await endedAmong(
			db,
			sockets.map((each) => each.identity.credential),
		);
		for (const each of sockets)
			if (ended.has(each.sessionId)) each.end(CLOSE.signedOut, 'the session has ended');
	};

	let told = true;
	/** Those who are still connected learn that writing pauses, and that it goes on; a failure that mended itself is not told. */
	const tellStorage = (): void => {
		if (told === saving()) return;
		told = saving();
		log[told ? 'info' : 'error']({ saving: told }, told ? 'edits are saved again' : 'edits cannot be saved');
		const notice = frame(encodeNotice({ kind: 'storage', saving: told }));
		for (const each of reception.connections) each.send(notice);
	};

	const sweep = (): void => {
		const now = performance.now();
		const pings = now - pingedAt >= limits.pingMs;
		if (pings) pingedAt = now;
		for (const each of reception.connections) {
			each.keepAlive(now);
			if (pings) each.ping();
		}
		rooms.sweep(now);
		void lane.recover().then(tellStorage);
		if (!checking && now - checkedAt >= limits.sessionCheckMs) {
			checkedAt = now;
			checking = checkCredentials()
				.catch((error: unknown) => log.warn({ err: error }, 'sessions of open sockets not checked'))
				.finally(() => (checking = undefined));
		}
	};
	const sweeping = setInterval(sweep, limits.sweepMs);
	sweeping.unref();

	const endWhere = (which: (connection: Connection) => boolean, code: CloseCode, why: string): number => {
		let ended = 0;
		for (const each of reception.connections) {
			if (!which(each)) continue;
			if (each.open) ended++;
			each.end(code, why);
		}
		return ended;
	};

	const revokeSession = (sessionId: string, code: CloseCode): number => {
		reception.revoke(sessionId, code);
		return endWhere((each) => each.sessionId === sessionId, code, 'the session has ended');
	};
	const revokeUser = (userId: string, code: CloseCode): number => {
		reception.revoke(userId, code);
		return endWhere((each) => each.userId === userId, code, 'the account was closed to this');
	};
	cluster?.serve({
		drop: (evaluationId) =>
			rooms.drop(evaluationId, cluster.cutOff() ? CANNOT_SAVE : 'another node holds this room'),
		uses: (evaluationId) => rooms.uses(evaluationId),
		revoke(id, code) {
			revokeSession(id, code);
			revokeUser(id, code);
		},
	});

	let stopping: Promise<void> | undefined;
	const stop = async (): Promise<void> => {
		clearInterval(sweeping);
		reception.close();
		const draining = frame(encodeNotice({ kind: 'draining' }));
		for (const each of reception.connections) each.send(draining);
		await rooms.drain();
		await lane.idle();
		for (const each of [...reception.connections]) each.end(CLOSE.draining, 'the server restarts');
		await reception.closed(limits.closeGraceMs);
		await checking;
		rooms.dispose();
		await lane.close();
	};

	return {
		attach(server: Server, { refuseOtherUpgrades = false, forward } = {}) {
			const take = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
				const here = (): Promise<boolean> => reception.upgrade(request, socket, head, refuseOtherUpgrades);
				const hereOnly = async (): Promise<void> => {
					if (!(await here())) refuseUpgrade(request, 503);
				};
				if (!forward) return void hereOnly();
				// Node has taken its own listener off; without one a reset connection would end the process.
				socket.on('error', () => socket.destroy());
				forward(request, socket, head, here).catch((error: unknown) => {
					log.warn({ err: error }, 'a socket was not handed on');
					return hereOnly();
				});
			};
			server.on('upgrade', (request: IncomingMessage, socket, head) =>
				runRequest({ id: nameRequest(request) }, () =>
					tracing.continued(isNear(request.socket.remoteAddress) ? request.headers : {}, () =>
						take(request, socket, head),
					),
				),
			);
		},

		command(names, actor, run) {
			const sorted = [...new Set(names)].sort();
			return tracing.span('command', { 'samsyn.rooms': sorted.join(' ') }, async () => {
				const started = performance.now();
				for (let attempt = 1; ; attempt++)
					try {
						const result = await rooms.withScopes(sorted, (scopes) =>
							runCommand(commandDeps, scopes, sorted, actor, run),
						);
						metrics.command((performance.now() - started) / 1000);
						return result;
					} catch (error) {
						// Opened before anything ran: a command runs where its evaluation is held.
						if (!(error instanceof ElsewhereError)) throw error;
						if (attempt === OPEN_ATTEMPTS) throw new RoomGoneError(error.message);
						await cluster?.takeOver(error.evaluationId);
					}
			});
		},

		read(name, look) {
			return rooms.withScopes([name], async (scopes) => {
				forbidInside(scopes.map((scope) => scope.evaluationId));
				for (let attempt = 1; ; attempt++)
					try {
						const room = await rooms.open(name);
						return await room.whileCommitted(() =>
							look(room.document.doc, { seq: room.head.seq, generation: room.generation }),
						);
					} catch (error) {
						if (error instanceof ElsewhereError) return readStored(db, name, look);
						if (!(error instanceof RoomGoneError) || attempt === OPEN_ATTEMPTS) throw error;
					}
			});
		},

		issueClientId: (name, userId, sessionId) => issueClientId(db, rooms, name, userId, sessionId),

		closeSession(sessionId, code) {
			cluster?.revoke(sessionId, code);
			return revokeSession(sessionId, code);
		},

		closeUser(userId, code) {
			cluster?.revoke(userId, code);
			return revokeUser(userId, code);
		},

		present: (name) => {
			const room = rooms.loaded(name);
			return room ? [...new Set([...room.connections].map((each) => each.userId))] : [];
		},

		healthy: saving,

		stop: () => (stopping ??= stop()),
	};
}
