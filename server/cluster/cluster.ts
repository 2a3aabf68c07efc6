/**
 * This node among others on the same database: holds evaluations by leases, knows which node holds one it does not, and
 * hears what the others must tell. PostgreSQL decides; Redis only makes it quicker.
 */
import type { Logger } from 'pino';
import type { CloseCode } from '#document/close-codes.ts';
import type { Db } from '../db/pool.ts';
import * as nodes from '../db/nodes.ts';
import type { ClusterMetrics } from '../observability/cluster-metrics.ts';
import type { Signals } from './signals.ts';

/** The evaluation is another node's. */
export class ElsewhereError extends Error {
	override name = 'ElsewhereError';
	readonly evaluationId: string;

	constructor(evaluationId: string) {
		super(`evaluation ${evaluationId} is held by another node`);
		this.evaluationId = evaluationId;
	}
}

/** What the sync server asks of it. */
export interface Holding {
	/** Holds the evaluation from here on, or throws ElsewhereError; an unknown evaluation is nobody's and passes. */
	hold(evaluationId: string): Promise<void>;
	/** Makes it this node's, asking its holder to let go first. */
	takeOver(evaluationId: string): Promise<void>;
	/** Tells the other nodes whose sockets end. */
	revoke(id: string, code: CloseCode): void;
	/** What the sync server does when an evaluation is no longer this node's, and for revocations of others. */
	serve(server: Served): void;
}

export interface Served {
	/** Drops the rooms of an evaluation; their sockets come back to whoever holds it. */
	drop(evaluationId: string): void;
	/** Whether anything of it is open here. */
	uses(evaluationId: string): boolean;
	revoke(id: string, code: CloseCode): void;
}

export interface Cluster extends Holding {
	readonly nodeId: string;
	/** Where requests about an evaluation go; undefined: here. */
	route: (evaluationId: string) => Promise<string | undefined>;
	/** Begins once others can reach it at this address. */
	start(address: string): Promise<void>;
	/** Lets everything go. */
	stop(): Promise<void>;
}

export interface ClusterOptions {
	db: Db;
	log: Logger;
	nodeId: string;
	signals: Signals;
	metrics: ClusterMetrics;
	/** How long a lease holds without being renewed, ms. */
	leaseMs?: number;
}

const LEASE_MS = 3_000;
/** A lease counts as over here so much earlier than in the database, for clocks that run apart. */
const MARGIN = 0.2;
/** How long an answer about who holds an evaluation may be used. */
const KNOWN_MS = 500;
const RELEASE_WITHIN_MS = 1_000;
const UNKNOWN_EVALUATION = '23503';

export function createCluster({
	db,
	log,
	nodeId,
	signals,
	metrics,
	leaseMs = LEASE_MS,
}: ClusterOptions): Cluster {
	/** Held evaluations → until when, by this process's own clock. */
	const held = new Map<string, number>();
	const known = new Map<string, { address: string | undefined; at: number }>();
	const turns = new Map<string, Promise<unknown>>();
	let served: Served | undefined;
	let address: string | undefined;
	let beating: NodeJS.Timeout | undefined;
	let watching: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	metrics.watch(() => ({ held: held.size, redisUp: signals.up }));

	const lease = (asked: number): number => asked + leaseMs * (1 - MARGIN);
	const mine = (evaluationId: string): boolean => (held.get(evaluationId) ?? 0) > performance.now();

	/** One thing at a time for each evaluation, so that letting go never undoes a taking. */
	function inTurn<T>(evaluationId: string, run: () => Promise<T>): Promise<T> {
		const before = turns.get(evaluationId) ?? Promise.resolve();
		const now = before.then(run, run);
		turns.set(evaluationId, now);
		void now
			.catch(() => undefined)
			.then(() => {
				if (turns.get(evaluationId) === now) turns.delete(evaluationId);
			});
		return now;
	}

	function lose(evaluationId: string, why: string): void {
		if (!held.delete(evaluationId)) return;
		known.delete(evaluationId);
		metrics.leaseLost(why);
		log.warn({ evaluation: evaluationId, why }, 'an evaluation is no longer held here');
		served?.drop(evaluationId);
	}

	async function beat(): Promise<void> {
		if (address === undefined) return;
		const asked = performance.now();
		await nodes.beat(db, { id: nodeId, address }, leaseMs);
		const before = [...held.keys()];
		const still = new Set(await nodes.renew(db, nodeId, leaseMs));
		for (const id of before) {
			if (!still.has(id)) lose(id, 'another node has taken it');
			else if (held.has(id)) held.set(id, lease(asked));
		}
		await letGo();
	}

	/** What nobody uses here any more may be held elsewhere. */
	async function letGo(): Promise<void> {
		for (const id of [...held.keys()]) {
			if (served?.uses(id) !== false || turns.has(id)) continue;
			await inTurn(id, async () => {
				if (served?.uses(id) !== false) return;
				held.delete(id);
				await nodes.release(db, nodeId, [id]);
			});
		}
	}

	/** A node that was paused or cut off from the database finds out by its own clock. */
	function watch(): void {
		const now = performance.now();
		for (const [id, until] of [...held]) if (until <= now) lose(id, 'its lease ran out');
	}

	const cycle = (): void => {
		running ??= beat()
			.catch((error: unknown) => {
				metrics.renewalFailed();
				log.warn({ err: error }, 'the leases of this node were not renewed');
			})
			.finally(() => (running = undefined));
	};

	signals.on('release', ({ evaluationId, to }) => {
		if (to === nodeId || !held.has(evaluationId)) return;
		void inTurn(evaluationId, async () => {
			lose(evaluationId, 'another node asks for it');
			await nodes.release(db, nodeId, [evaluationId]);
		}).catch((error: unknown) => log.warn({ err: error }, 'an evaluation was not let go'));
	});
	signals.on('revoke', ({ id, code, by }) => {
		if (by !== nodeId) served?.revoke(id, code);
	});

	return {
		nodeId,

		serve(server) {
			served = server;
		},

		async start(reachedAt) {
			address = reachedAt;
			await beat();
			beating = setInterval(cycle, leaseMs / 3);
			beating.unref();
			watching = setInterval(watch, leaseMs / 10);
			watching.unref();
		},

		hold(evaluationId) {
			if (mine(evaluationId)) return Promise.resolve();
			return inTurn(evaluationId, async () => {
				if (mine(evaluationId)) return;
				const asked = performance.now();
				try {
					if (!(await nodes.acquire(db, evaluationId, nodeId, leaseMs)))
						throw new ElsewhereError(evaluationId);
				} catch (error) {
					if (isUnknown(error)) return;
					throw error;
				}
				held.set(evaluationId, lease(asked));
				known.delete(evaluationId);
			});
		},

		takeOver: (evaluationId) =>
			inTurn(evaluationId, async () => {
				signals.send('release', { evaluationId, to: nodeId });
				const until = performance.now() + RELEASE_WITHIN_MS;
				let asked = performance.now();
				while (!(await nodes.acquire(db, evaluationId, nodeId, leaseMs))) {
					asked = performance.now();
					if (asked > until) {
						await nodes.takeOver(db, evaluationId, nodeId, leaseMs);
						break;
					}
					await new Promise((resolve) => setTimeout(resolve, 20));
				}
				held.set(evaluationId, lease(asked));
				known.delete(evaluationId);
				metrics.tookOver();
			}),

		async route(evaluationId) {
			if (mine(evaluationId)) return undefined;
			const found = known.get(evaluationId);
			if (found && performance.now() - found.at < KNOWN_MS) return found.address;
			const owner = await nodes.ownerOf(db, evaluationId);
			const elsewhere = owner && owner.id !== nodeId ? owner.address : undefined;
			known.set(evaluationId, { address: elsewhere, at: performance.now() });
			if (known.size > 10_000) known.clear();
			return elsewhere;
		},

		revoke: (id, code) => signals.send('revoke', { id, code, by: nodeId }),

		async stop() {
			clearInterval(beating);
			clearInterval(watching);
			await running;
			held.clear();
			if (address !== undefined) await nodes.leave(db, nodeId);
			await signals.close();
		},
	};
}

const isUnknown = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === UNKNOWN_EVALUATION;
