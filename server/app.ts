/** Puts the parts together: database, accounts, sync server, services. Knows no HTTP. */
import { randomUUID } from 'node:crypto';
import { createAccounts } from './auth/accounts.ts';
import { createAuth } from './auth/auth.ts';
import { createFirstRun } from './auth/first-run.ts';
import { createGuests } from './auth/guests.ts';
import { createAuthenticate } from './auth/identity.ts';
import { createInvitations } from './auth/invitations.ts';
import { createSessions } from './auth/sessions.ts';
import { createThrottle } from './auth/throttle.ts';
import { createTokens } from './auth/tokens.ts';
import { createCluster, LEASE_MS, type Cluster } from './cluster/cluster.ts';
import { connectSignals } from './cluster/signals.ts';
import type { Config } from './config.ts';
import { known, migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import { connect, type Connection } from './db/pool.ts';
import * as sessionRows from './db/sessions.ts';
import { createRenderer } from './exports/renderer.ts';
import type { Logger } from './log.ts';
import { createMailer } from './mail/mailer.ts';
import { createMetrics } from './metrics.ts';
import { startTracing, type Tracing } from './observability/tracing.ts';
import { createQueryWatch } from './observability/watch-queries.ts';
import { createReadiness } from './readiness.ts';
import { createEvaluationServices } from './services/evaluation-services.ts';
import { officeDay } from '#domain/days/days.ts';
import { createBundles } from './services/bundles.ts';
import { createFrameworks } from './services/frameworks.ts';
import { createHourlyVersions } from './services/hourly-versions.ts';
import { createExports } from './services/exports.ts';
import { createRetention } from './services/retention.ts';
import { createReports } from './services/reports.ts';
import { createRounds } from './services/rounds.ts';
import { createDigests } from './services/digests.ts';
import type { Services } from './services/services.ts';
import { createShares } from './services/shares.ts';
import { createSnapshots } from './services/snapshots.ts';
import { createSyncHub } from './sync/hub.ts';
import type { SyncHub } from './sync/hub.types.ts';
import { VERSION } from './version.ts';

export interface Composition {
	services: Services;
	/** Told once the port is known; it is part of the address where ORIGIN is not set. */
	setOrigin(origin: string): void;
	/** Where there are several nodes: this one, not yet known to the others. */
	cluster: Cluster | undefined;
	tracing: Tracing;
	/** After the sync server has stopped and nobody calls services any more. */
	close(): Promise<void>;
}

const DAY_MS = 86_400_000;
/** Beats, takings and look-ups of who holds what. */
const LEASE_CONNECTIONS = 3;

export async function composeServices(config: Config, log: Logger): Promise<Composition> {
	const metrics = createMetrics();
	const tracing = await startTracing(config.traces, VERSION, log);
	const onQuery = createQueryWatch(metrics.database, tracing);
	const database = await openDatabase(config, log, { onQuery });
	const { connection } = database;
	metrics.database.watch(connection.pool);
	let sync: SyncHub | undefined;
	let cluster: Cluster | undefined;
	let leases: Connection | undefined;
	try {
		for (const name of await migrate(connection.db)) log.info({ name }, 'migrated');
		metrics.build({ version: VERSION, migration: (await known()).at(-1) ?? '' });

		let origin = config.origin ?? `http://localhost:${config.port}`;
		const sessions = createSessions(connection.db, { secure: origin.startsWith('https:') });
		const authenticate = createAuthenticate(connection.db, sessions);
		if (config.redisUrl !== undefined) {
			const signals = await connectSignals(config.redisUrl, log);
			leases = connect(connection.url, log, { max: LEASE_CONNECTIONS });
			cluster = createCluster({
				database: leases,
				work: connection.db,
				log,
				nodeId: randomUUID(),
				signals,
				metrics: metrics.cluster,
				onCutOff: () => connection.abandon(),
			});
		}
		sync = await createSyncHub({
			connection,
			log,
			authenticate,
			origin: () => origin,
			metrics: metrics.sync,
			tracing,
			limits: { ...(cluster && { commitTimeoutMs: LEASE_MS }), ...config.syncLimits },
			cluster,
		});
		const throttle = createThrottle(connection.pool);

		const tidy = () =>
			sessionRows
				.removeExpired(connection.db)
				.catch((err: unknown) => log.warn({ err }, 'sessions not tidied'));
		await tidy();
		const tidying = setInterval(() => void tidy(), DAY_MS).unref();

		const frameworks = await createFrameworks({ connection, log });
		const snapshots = createSnapshots({ connection, sync, frameworks });
		const hourly = createHourlyVersions({ connection, log });
		hourly.start();
		const retention = createRetention({ connection, sync, log });
		retention.start();

		const auth = createAuth({
			connection,
			sync,
			log,
			sessions,
			authenticate,
			throttle,
			metrics: metrics.work,
		});

		const evaluationServices = createEvaluationServices({
			connection,
			sync,
			frameworks,
			snapshots,
			origin: () => origin,
		});
		const reports = createReports({ connection, sync, frameworks });
		const exports = createExports({
			connection,
			reports,
			files: evaluationServices.files,
			renderer: createRenderer({ log }),
			metrics: metrics.work,
			nodeId: cluster?.nodeId,
			tracing,
		});

		const digests = createDigests({
			connection,
			needs: evaluationServices.needs,
			mailer: config.mail && createMailer(config.mail),
			log,
			metrics: metrics.work,
			origin: () => origin,
		});
		digests.start();

		const services: Services = {
			config,
			log,
			connection,
			sync,
			auth,
			guests: createGuests({ connection, sync, auth, origin: () => origin }),
			tokens: createTokens({ connection, sync }),
			accounts: createAccounts({ connection, sync }),
			invitations: createInvitations({ connection, sync }),
			firstRun: createFirstRun({ connection, nodeId: cluster?.nodeId }),
			metrics,
			readiness: createReadiness(connection, sync, cluster),
			...evaluationServices,
			digests,
			exports,
			bundles: createBundles({ connection, log, origin: () => origin }),
			retention,
			snapshots,
			reports,
			shares: createShares({ connection, reports, origin: () => origin }),
			rounds: createRounds({ connection, sync, frameworks, snapshots, today: () => officeDay(Date.now()) }),
			origin: () => origin,
		};
		return {
			services,
			cluster,
			tracing,
			setOrigin(actual) {
				origin = actual;
			},
			async close() {
				clearInterval(tidying);
				await digests.stop();
				await hourly.stop();
				await exports.stop();
				await cluster?.stop();
				await leases?.close();
				await retention.stop();
				await database.close();
				await tracing.stop();
			},
		};
	} catch (error) {
		await sync?.stop();
		await cluster?.stop();
		await leases?.close();
		await database.close();
		await tracing.stop();
		throw error;
	}
}
