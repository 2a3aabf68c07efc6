/**
 * This node among others on the same database: holds evaluations by leases, knows which node holds one it does not, and
 * hears what the others must tell. PostgreSQL decides; Redis only makes it quicker.
 */
import type { Logger } from 'pino';
import type { CloseCode } from '#document/close-codes.ts';
import type { Connection, Db } from '../db/pool.ts';
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
	/** Whether this node holds it already. */
	holds(evaluationId: string): boolean;
	/** Makes it this node's, asking its holder to let go first. */
	takeOver(evaluationId: string): Promise<void>;
	/** Tells the other nodes whose sockets end. */
	revoke(id: string, code: CloseCode): void;
	/** Whether the database has not answered for a lease: nothing is held, and nothing can be. */
	cutOff(): boolean;
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
	/** Where requests about an evaluation go; undefined: here. `anew`: where they were sent a moment ago nobody answers. */
	route: (evaluationId: string, anew?: boolean) => Promise<string | undefined>;
	/** Where requests about what a node keeps to itself go; undefined: here, or there is no such node. */
	routeToNode: (nodeId: string, anew?: boolean) => Promise<string | undefined>;
	/** Begins once others can reach it at this address. */
	start(address: string): Promise<void>;
	/** Lets everything go. */
	stop(): Promise<void>;
}

export interface ClusterOptions {
	/** Of its own: a lease must not wait behind anybody's query. */
	database: Pick<Connection, 'db' | 'abandon'>;
	/** Of everything else: what waits for a former holder waits here, and no lease behind it. */
	work: Db;
	log: Logger;
	nodeId: string;
	signals: Signals;
	metrics: ClusterMetrics;
	/** The way to the database is gone. */
	onCutOff: () => void;
	/** How long a lease holds without being renewed, ms. */
	leaseMs?: number;
}

/** Milliseconds a lease holds without being renewed. */
export const LEASE_MS = 3_000;
/** A lease counts as over here so much earlier than in the database, for clocks that run apart. */
const MARGIN = 0.2;
/** How long an answer about who holds an evaluation may be used. */
const KNOWN_MS = 500;
/** The same where what it says has just failed. */
const AGAIN_MS = 100;
const RELEASE_WITHIN_MS = 1_000;
const UNKNOWN_EVALUATION = '23503';

export function createCluster({
	database,
	work,
	log,
	nodeId,
	signals,
	metrics,
	onCutOff,
	leaseMs = LEASE_MS,
}: ClusterOptions): Cluster {
	const { db } = database;
	/** Held evaluations → until when, by this process's own clock. */
	const held = new Map<string, number>();
	/** Evaluations and nodes → where they were found. */
	const known = new Map<string, { address: Promise<string | undefined>; at: number }>();
	const turns = new Map<string, Promise<unknown>>();
	/** Evaluations that are being claimed. */
	const claims = new Map<string, Promise<void>>();
	let served: Served | undefined;
	let address: string | undefined;
	let beating: NodeJS.Timeout | undefined;
	let watching: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	/** Until when this node counts as alive, by its own clock. */
	let aliveUntil = Infinity;
	let wasCutOff = false;
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
		aliveUntil = lease(asked);
		for (const id of before) {
			if (!still.has(id)) lose(id, 'another node has taken it');
			else if (held.has(id)) held.set(id, lease(asked));
		}
		await letGo();
	}

	async function claim(evaluationId: string): Promise<void> {
		if (mine(evaluationId)) return;
		// Whoever wakes up from a pause may be asked before the clock is looked at: others may have written meanwhile.
		lose(evaluationId, 'its lease ran out');
		const asked = performance.now();
		try {
			if (!(await nodes.acquire(db, evaluationId, nodeId, leaseMs))) throw new ElsewhereError(evaluationId);
			await nodes.fence(work, evaluationId, nodeId);
			held.set(evaluationId, lease(asked));
		} catch (error) {
			if (!isUnknown(error)) throw error;
		} finally {
			// Whatever was found before, it is not so now.
			known.delete(evaluationId);
		}
	}

	/** What nobody uses here any more may be held elsewhere. */
	async function letGo(): Promise<void> {
		const unused = [...held.keys()].filter((id) => served?.uses(id) === false && !turns.has(id));
		if (unused.length === 0) return;
		for (const id of unused) held.delete(id);
		const released = nodes.release(db, nodeId, unused);
		// Whoever wants one of them now waits, so that letting go does not undo a taking.
		await Promise.all(unused.map((id) => inTurn(id, () => released)));
	}

	/** A node that was paused or cut off from the database finds out by its own clock. */
	function watch(): void {
		const now = performance.now();
		for (const [id, until] of [...held]) if (until <= now) lose(id, 'its lease ran out');
		if (wasCutOff === cutOff()) return;
		wasCutOff = cutOff();
		if (!wasCutOff) return log.info('the database answers again');
		log.error('the database does not answer: this node lets go of everything and sends people to others');
		known.clear();
		database.abandon();
		onCutOff();
	}

	const cutOff = (): boolean => aliveUntil <= performance.now();

	const cycle = (): void => {
		if (running) return;
		const impatient = setTimeout(() => database.abandon(), leaseMs * (1 - MARGIN));
		running = beat()
			.catch((error: unknown) => {
				metrics.renewalFailed();
				log.warn({ err: error }, 'the leases of this node were not renewed');
			})
			.finally(() => {
				clearTimeout(impatient);
				running = undefined;
			});
	};

	/** Many ask at once when everybody comes back: one question for all of them. */
	function find(
		key: string,
		anew: boolean,
		look: () => Promise<string | undefined>,
	): Promise<string | undefined> {
		const found = known.get(key);
		const now = performance.now();
		if (found && now - found.at < (anew ? AGAIN_MS : KNOWN_MS)) return found.address;
		const looking = { address: look(), at: now };
		looking.address.catch(() => {
			if (known.get(key) === looking) known.delete(key);
		});
		if (known.size > 10_000) known.clear();
		known.set(key, looking);
		return looking.address;
	}

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

		holds: mine,

		hold(evaluationId) {
			if (mine(evaluationId)) return Promise.resolve();
			// Everybody who has waited for a lease to run out comes in the same moment: one claim for all of them.
			const running = claims.get(evaluationId);
			if (running) return running;
			const claiming = inTurn(evaluationId, () => claim(evaluationId)).finally(() =>
				claims.delete(evaluationId),
			);
			claims.set(evaluationId, claiming);
			return claiming;
		},

		takeOver: (evaluationId) =>
			inTurn(evaluationId, async () => {
				if (mine(evaluationId)) return;
				lose(evaluationId, 'its lease ran out');
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
				await nodes.fence(work, evaluationId, nodeId);
				held.set(evaluationId, lease(asked));
				known.delete(evaluationId);
				metrics.tookOver();
			}),

		cutOff,

		async route(evaluationId, anew = false) {
			if (mine(evaluationId) || cutOff()) return undefined;
			return find(evaluationId, anew, async () => {
				const owner = await nodes.ownerOf(db, evaluationId);
				return owner && owner.id !== nodeId ? owner.address : undefined;
			});
		},

		async routeToNode(id, anew = false) {
			if (id === nodeId || cutOff()) return undefined;
			return find(`node ${id}`, anew, () => nodes.addressOf(db, id));
		},

		revoke: (id, code) => signals.send('revoke', { id, code, by: nodeId }),

		async stop() {
			clearInterval(beating);
			clearInterval(watching);
			if (cutOff()) database.abandon();
			await running;
			held.clear();
			if (address !== undefined && !cutOff()) await nodes.leave(db, nodeId);
			await signals.close();
		},
	};
}

const isUnknown = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === UNKNOWN_EVALUATION;
