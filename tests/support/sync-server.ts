/**
 * The sync server on a real port with real users, sessions, evaluations and PostgreSQL; without pages and API.
 * Limits can be set small, so that a test meets them.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import type { BlindMode, Role } from '#domain/permissions/roles.ts';
import type { Phase } from '#domain/phases/phases.ts';
import { createAuthenticate } from '#server/auth/identity.ts';
import { createSessions } from '#server/auth/sessions.ts';
import type { Connection, Db } from '#server/db/pool.ts';
import { createMetrics, type Metrics } from '#server/metrics.ts';
import { createSyncHub } from '#server/sync/hub.ts';
import type { SyncHub } from '#server/sync/hub.types.ts';
import type { SyncLimits } from '#server/sync/limits.ts';
import { frameworkHash } from '#server/services/frameworks.ts';
import { freshDatabase } from './database.ts';

export interface Person {
	id: string;
	name: string;
	/** Stored id of the session the cookie stands for. */
	sessionId: string;
	cookie: string;
}

export interface Member {
	person: Person;
	role: Role;
	scores?: boolean;
}

export interface SyncServer {
	/** `ws://127.0.0.1:<port>/sync` */
	url: string;
	origin: string;
	hub: SyncHub;
	metrics: Metrics;
	/** What it logged, as parsed lines. */
	log: Record<string, unknown>[];
	stop(): Promise<void>;
}

export interface World {
	connection: Connection;
	db: Db;
	/** Another server on the same database; it ends with the file. */
	serve(limits?: Partial<SyncLimits>): Promise<SyncServer>;
	person(name?: string): Promise<Person>;
	/** Keeps a room's row locked, so that nothing of it can be committed until the answer is called. */
	hold(room: string): Promise<() => Promise<void>>;
	/** An evaluation with these members; in the phase `scoring` with blind off unless said otherwise. */
	evaluation(members: readonly Member[], options?: { phase?: Phase; blind?: BlindMode }): Promise<string>;
}

/** One database for a test file, and as many servers on it as the file asks for. */
export async function createWorld(): Promise<World> {
	const connection = await freshDatabase();
	return worldOn(connection, (stop) => afterAll(stop));
}

/** The same on a database that is there; `atEnd` is told how to stop each server. */
export async function worldOn(
	connection: Connection,
	atEnd: (stop: () => Promise<void>) => void,
): Promise<World> {
	const { db } = connection;
	const sessions = createSessions(db, { secure: false });
	await db
		.insertInto('framework')
		.values({
			id: KOMMUNKOMPASSEN.id,
			name: KOMMUNKOMPASSEN.name,
			version: KOMMUNKOMPASSEN.version,
			data: JSON.stringify(KOMMUNKOMPASSEN),
			sha256: frameworkHash(KOMMUNKOMPASSEN),
			created_by: null,
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();

	return {
		connection,
		db,

		async serve(limits = {}) {
			const log: Record<string, unknown>[] = [];
			const logger = pino(
				{ level: 'debug', base: undefined },
				{ write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) },
			);
			const metrics = createMetrics({ processMetrics: false });
			let origin = '';
			const hub = await createSyncHub({
				connection,
				log: logger,
				authenticate: createAuthenticate(db, sessions),
				origin: () => origin,
				limits: { sweepMs: 50, closeGraceMs: 500, ...limits },
				metrics: metrics.sync,
			});
			const http = createServer((_, response) => response.writeHead(404).end());
			hub.attach(http, { refuseOtherUpgrades: true });
			http.listen(0, '127.0.0.1');
			await once(http, 'listening');
			const { port } = http.address() as AddressInfo;
			origin = `http://127.0.0.1:${port}`;
			let stopped: Promise<void> | undefined;
			const stop = () =>
				(stopped ??= (async () => {
					await hub.stop();
					http.close();
					http.closeAllConnections();
				})());
			atEnd(stop);
			return { url: `ws://127.0.0.1:${port}/sync`, origin, hub, metrics, log, stop };
		},

		async person(name = 'Eva Ek') {
			const id = randomUUID();
			const initials = name
				.split(' ')
				.map((word) => word[0])
				.join('');
			await db
				.insertInto('app_user')
				.values({ id, email: `${id}@example.test`, name, initials, password_hash: null, locale: null })
				.execute();
			const session = await sessions.begin(id, null);
			return { id, name, sessionId: session.id, cookie: `${session.cookie.name}=${session.cookie.value}` };
		},

		async hold(room) {
			const client = await connection.pool.connect();
			await client.query('begin');
			await client.query('select from room where name = $1 for update', [room]);
			return async () => {
				await client.query('rollback');
				client.release();
			};
		},

		async evaluation(members, { phase = 'scoring', blind = 'off' } = {}) {
			const id = randomUUID();
			const [first] = members;
			if (!first) throw new Error('An evaluation needs a member.');
			await db
				.insertInto('evaluation')
				.values({
					id,
					framework_id: KOMMUNKOMPASSEN.id,
					municipality_code: '0115',
					year: 2019,
					title: 'Test',
					previous_evaluation_id: null,
					blind,
					tolerance: 0.2,
					consensus_by: 'lead',
					phase,
					created_by: first.person.id,
				})
				.execute();
			await db
				.insertInto('member')
				.values(
					members.map(({ person, role, scores = role === 'evaluator' }, at) => ({
						evaluation_id: id,
						user_id: person.id,
						role,
						scores,
						added_at: sql<Date>`now() + make_interval(secs => ${at})`,
					})),
				)
				.execute();
			return id;
		},
	};
}
