/**
 * All rooms in memory. Loading is done once however many ask, at most so many at a time; a room nobody has used
 * for a while stores its state and goes.
 */
import type { Logger } from 'pino';
import { CLOSE } from '#document/close-codes.ts';
import { parseRoomName, type Room } from '#document/rooms.ts';
import { ElsewhereError, type Holding } from '../cluster/cluster.ts';
import type { Db } from '../db/pool.ts';
import type { SyncMetrics } from '../metrics.ts';
import type { Tracing } from '../observability/tracing.ts';
import { accessTo } from './access.ts';
import { EvaluationScope } from './evaluation-scope.ts';
import type { SyncLimits } from './limits.ts';
import type { LogLane } from './log-lane.ts';
import { EncodingPace } from './pace.ts';
import { LiveRoom, type RoomContext } from './room.ts';
import { RoomDocument } from './room-document.ts';
import { createSituations, type Situations } from './room-rules.ts';
import * as store from './room-store.ts';
import { Turns } from './turns.ts';

export class NoSuchRoomError extends Error {
	override name = 'NoSuchRoomError';
	constructor(roomName: string) {
		super(`there is no room ${roomName}`);
	}
}

export interface RoomsOptions {
	db: Db;
	log: Logger;
	metrics: SyncMetrics;
	tracing: Tracing;
	limits: SyncLimits;
	lane: LogLane;
	/** This node, in the rooms it claims. */
	owner: string;
	/** Where there are several nodes: asked before anything of an evaluation is claimed. */
	cluster: Pick<Holding, 'hold' | 'holds'> | undefined;
}

export interface RoomFigures {
	resting: number;
	/** Rooms that wait for their turn to load. */
	waitingLoads: number;
	/** Of each room: encoded bytes of its document, and its sockets. */
	bytes: number[];
	sockets: number[];
}

interface ScopeUse {
	scope: EvaluationScope;
	users: number;
}

export class Rooms {
	readonly #options: RoomsOptions;
	readonly #context: RoomContext;
	readonly #situations: Situations;
	readonly #rooms = new Map<string, LiveRoom>();
	readonly #loading = new Map<string, Promise<LiveRoom>>();
	readonly #unloading = new Set<LiveRoom>();
	readonly #scopes = new Map<string, ScopeUse>();
	readonly #turns: Turns;

	constructor(options: RoomsOptions) {
		const { db, log, metrics, limits, lane } = options;
		this.#options = options;
		this.#situations = createSituations(db);
		this.#turns = new Turns(limits.concurrentLoads);
		this.#context = {
			lane,
			limits,
			metrics,
			log,
			encodingPace: new EncodingPace(),
			writeState: async (name, state) => {
				const started = performance.now();
				let outcome: 'stored' | 'failed' = 'failed';
				try {
					await store.writeState(db, name, state);
					outcome = 'stored';
				} finally {
					metrics.stateStored(outcome, (performance.now() - started) / 1000);
				}
			},
			gone: (room) => {
				if (this.#rooms.get(room.name) === room) this.#rooms.delete(room.name);
				room.scope.rooms.delete(room);
			},
		};
	}

	get size(): number {
		return this.#rooms.size;
	}

	/** What memory holds, for whoever watches. */
	figures(): RoomFigures {
		let resting = 0;
		const bytes: number[] = [];
		const sockets: number[] = [];
		for (const { document, connections } of this.#rooms.values()) {
			if (document.resting) resting++;
			bytes.push(document.bytes);
			sockets.push(connections.size);
		}
		return { resting, bytes, sockets, waitingLoads: this.#turns.waiting };
	}

	loaded(name: string): LiveRoom | undefined {
		return this.#rooms.get(name);
	}

	/** Keeps the scopes of these rooms' evaluations while `run` uses them; sorted, each once. */
	async withScopes<T>(
		names: readonly string[],
		run: (scopes: readonly EvaluationScope[]) => Promise<T>,
	): Promise<T> {
		const ids = new Set<string>();
		for (const name of names) {
			const room = parseRoomName(name);
			if (!room) throw new NoSuchRoomError(name);
			ids.add(room.evaluationId);
		}
		const uses = [...ids].sort().map((id) => this.#use(id));
		try {
			return await run(uses.map((use) => use.scope));
		} finally {
			for (const use of uses) {
				use.users--;
				this.#forget(use);
			}
		}
	}

	#use(evaluationId: string): ScopeUse {
		let use = this.#scopes.get(evaluationId);
		if (!use) {
			use = { scope: new EvaluationScope(evaluationId, this.#situations), users: 0 };
			this.#scopes.set(evaluationId, use);
		}
		use.users++;
		return use;
	}

	/** Whether anything of this evaluation is open or being asked for. */
	uses(evaluationId: string): boolean {
		return this.#scopes.has(evaluationId);
	}

	/** This node holds it no longer. */
	drop(evaluationId: string, why: string): void {
		const scope = this.#scopes.get(evaluationId)?.scope;
		if (!scope) return;
		scope.losses++;
		for (const room of [...scope.rooms]) room.fail(CLOSE.tryAgain, why);
	}

	/**
	 * Of several nodes makes this the one that holds the room's evaluation, where this user may enter and nobody holds
	 * it. False: another node has it, and the socket belongs there.
	 */
	async settle(name: string, userId: string): Promise<boolean> {
		const { cluster } = this.#options;
		const room = parseRoomName(name);
		if (!cluster || !room || cluster.holds(room.evaluationId)) return true;
		return this.withScopes([name], async ([scope]) => {
			await scope?.refresh();
			// Who may not enter is told so here as well, and makes nobody hold anything.
			if (!accessTo(room, scope?.situation, userId).ok) return true;
			try {
				await cluster.hold(room.evaluationId);
				return true;
			} catch (error) {
				if (error instanceof ElsewhereError) return false;
				throw error;
			}
		});
	}

	#forget({ scope, users }: ScopeUse): void {
		if (users === 0 && scope.rooms.size === 0) this.#scopes.delete(scope.evaluationId);
	}

	/** The room, loaded if it is not. Throws NoSuchRoomError where its evaluation does not exist. */
	async open(name: string): Promise<LiveRoom> {
		const loaded = this.#rooms.get(name);
		if (loaded) return loaded;
		let loading = this.#loading.get(name);
		if (!loading) {
			loading = this.#load(name).finally(() => this.#loading.delete(name));
			this.#loading.set(name, loading);
		}
		return loading;
	}

	#load(name: string): Promise<LiveRoom> {
		const room = parseRoomName(name);
		if (!room) return Promise.reject(new NoSuchRoomError(name));
		return this.withScopes([name], ([scope]) => {
			if (!scope) throw new NoSuchRoomError(name);
			return this.#turns.take(() =>
				this.#options.tracing.span('room load', { 'samsyn.room': name }, () => this.#read(name, room, scope)),
			);
		});
	}

	async #read(name: string, room: Room, scope: EvaluationScope): Promise<LiveRoom> {
		const { db, log, owner, metrics, cluster } = this.#options;
		const started = performance.now();
		if (!scope.situation) await scope.refresh();
		if (!scope.situation) throw new NoSuchRoomError(name);
		await cluster?.hold(room.evaluationId);
		const { losses } = scope;
		// A state holds what is committed at its position whoever holds the room; all else is read once that is this node.
		const newest = store.readState(db, name, undefined, (seq) =>
			log.error({ room: name, seq }, 'a stored state is damaged: run samsyn verify'),
		);
		newest.catch(() => undefined);
		const claimed = await store.claim(db, name, room.evaluationId, owner);
		const [stored, bindings] = await Promise.all([
			newest.then((state) => store.readDocument(db, name, claimed.head.seq, state)),
			store.readBindings(db, name),
			// Whoever held it until now may have changed the rules after they were read here.
			cluster && scope.refresh(),
		]);
		if (!scope.situation) throw new NoSuchRoomError(name);
		// Reading may have taken longer than the lease: whoever took it since, this node as well, has fenced off what was claimed.
		if (cluster && (!cluster.holds(room.evaluationId) || scope.losses !== losses))
			throw new ElsewhereError(room.evaluationId);
		const document = new RoomDocument(stored, claimed.head.seq);
		const stateSeq = stored.state?.seq ?? 0;
		const bytesSince = stored.tail.reduce((sum, { length }) => sum + length, 0);
		const live = new LiveRoom(
			{ name, room, scope },
			{ claimed, document, stateSeq, bytesSince, bindings },
			this.#context,
		);
		this.#rooms.set(name, live);
		scope.rooms.add(live);
		metrics.roomLoaded((performance.now() - started) / 1000);
		return live;
	}

	/** Lets documents rest and rooms go, a bit at a time. */
	sweep(now: number): void {
		const { limits } = this.#options;
		for (const room of this.#rooms.values()) {
			if (room.unusedFor(limits.idleUnloadMs, now)) void this.#unload(room);
			else room.restIfUnchanged(limits.restMs, now);
		}
		for (const use of this.#scopes.values()) this.#forget(use);
		for (const room of this.#rooms.values())
			for (const connection of room.connections)
				if (connection.awarenessBehind && connection.buffered === 0) room.awareness.catchUp(connection);
	}

	async #unload(room: LiveRoom): Promise<void> {
		if (this.#unloading.has(room)) return;
		this.#unloading.add(room);
		try {
			await room.storeState();
			// Somebody may have come while the state was written.
			if (room.unusedFor(this.#options.limits.idleUnloadMs, performance.now())) room.dispose();
		} finally {
			this.#unloading.delete(room);
		}
	}

	/** Lets everything let in be committed, takes nothing more, and stores the states. */
	async drain(): Promise<void> {
		const { log } = this.#options;
		await Promise.allSettled([...this.#loading.values()]);
		await Promise.allSettled(
			[...this.#scopes.values()].map(({ scope }) => scope.exclusive(() => Promise.resolve())),
		);
		const results = await Promise.allSettled([...this.#rooms.values()].map((room) => room.finish()));
		for (const result of results)
			if (result.status === 'rejected')
				log.warn({ err: result.reason as unknown }, 'a room was not stored at the end');
	}

	dispose(): void {
		for (const room of [...this.#rooms.values()]) room.dispose();
		for (const use of this.#scopes.values()) this.#forget(use);
	}
}
