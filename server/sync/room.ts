/**
 * One room in memory, on the one node that holds it. Frames are taken one after the other; what is let in is
 * applied, goes to the log, and reaches anyone only once it is committed. A room that is ahead of its log, or
 * cannot know, is dropped with its sockets and loaded again.
 */
import type { Logger } from 'pino';
import { CANNOT_SAVE, CLOSE, type CloseCode } from '#document/close-codes.ts';
import { encodeHello, encodeNotice, type Notice } from '#document/protocol.ts';
import type { Room } from '#document/rooms.ts';
import type { RoomRules } from '#domain/permissions/document-rules.ts';
import type { SyncMetrics } from '../metrics.ts';
import { accessTo } from './access.ts';
import { Awareness } from './awareness.ts';
import type { Connection } from './connection.ts';
import type { EvaluationScope } from './evaluation-scope.ts';
import { ackFrame, type After, type CommittedRow } from './fan-out.ts';
import { handleFrame } from './inbound.ts';
import type { SyncLimits } from './limits.ts';
import type { LaneRoom, LogLane } from './log-lane.ts';
import type { Head, LogRow } from './log-statement.ts';
import { Mailbox } from './mailbox.ts';
import { Outlet } from './outlet.ts';
import type { EncodingPace } from './pace.ts';
import type { RoomDocument } from './room-document.ts';
import { rulesOf, type Situation } from './room-rules.ts';
import type { ClaimedRoom, ClientBinding, StoredState } from './room-store.ts';
import { StateKeeper } from './state-keeper.ts';
import { frame, syncStep1Frame } from './wire.ts';

export interface RoomContext {
	lane: LogLane;
	limits: SyncLimits;
	metrics: SyncMetrics;
	log: Logger;
	encodingPace: EncodingPace;
	writeState(name: string, state: StoredState): Promise<void>;
	/** It is gone: the next who asks for this room loads it. */
	gone(room: LiveRoom): void;
}

/** Let in and applied, on its way through the log. */
export type PendingRow = LogRow & CommittedRow;

export class RoomGoneError extends Error {
	override name = 'RoomGoneError';
}

export class LiveRoom implements LaneRoom {
	readonly name: string;
	readonly room: Room;
	readonly scope: EvaluationScope;
	readonly generation: number;
	readonly epoch: number;
	readonly document: RoomDocument;
	readonly context: RoomContext;
	readonly connections = new Set<Connection>();
	readonly awareness: Awareness;
	/** Client id → user id; '' for ids of another generation, which are nobody's. */
	readonly bindings = new Map<number, string>();
	/** Session id → client ids it brought with it. */
	readonly sessionBindings = new Map<string, number>();
	head: Head;
	alive = true;
	#pending: PendingRow[] = [];
	readonly #mailbox = new Mailbox();
	readonly #states: StateKeeper;
	readonly #outlet: Outlet;
	#holds = 0;
	/** A command has written to the document and not committed yet. */
	#commanded = false;
	#drained: { resolve: () => void; reject: (error: Error) => void }[] = [];
	#rules: { of: Situation; rules: RoomRules } | undefined;
	#usedAt = performance.now();
	#changedAt = performance.now();
	#phase: Situation['phase'] | undefined;

	constructor(
		of: { name: string; room: Room; scope: EvaluationScope },
		loaded: {
			claimed: ClaimedRoom;
			document: RoomDocument;
			/** Log position of the state it was loaded from, 0 without, and the bytes of the rows after it. */
			stateSeq: number;
			bytesSince: number;
			bindings: readonly ClientBinding[];
		},
		context: RoomContext,
	) {
		this.name = of.name;
		this.room = of.room;
		this.scope = of.scope;
		this.context = context;
		this.generation = loaded.claimed.generation;
		this.epoch = loaded.claimed.epoch;
		this.head = loaded.claimed.head;
		this.document = loaded.document;
		this.#phase = of.scope.situation?.phase;
		for (const binding of loaded.bindings) this.bind(binding);
		const { limits, metrics, log } = context;
		this.#states = new StateKeeper({
			room: this.name,
			document: this.document,
			storedSeq: loaded.stateSeq,
			bytesSince: loaded.bytesSince,
			limits,
			pace: context.encodingPace,
			write: (name, state) => context.writeState(name, state),
			log,
		});
		this.awareness = new Awareness({
			connections: this.connections,
			bindings: this.bindings,
			limits,
			metrics,
		});
		this.#outlet = new Outlet({
			connections: this.connections,
			awareness: this.awareness,
			limits,
			committing: () => this.#pending.length > 0,
		});
	}

	bind({ clientId, generation, userId, sessionId, issued }: ClientBinding): void {
		this.bindings.set(clientId, generation === this.generation ? userId : '');
		if (issued || sessionId === null || generation !== this.generation) return;
		this.sessionBindings.set(sessionId, (this.sessionBindings.get(sessionId) ?? 0) + 1);
	}

	get rules(): RoomRules {
		const { situation } = this.scope;
		if (!situation) throw new RoomGoneError(`${this.name}: its evaluation is gone`);
		if (this.#rules?.of !== situation) this.#rules = { of: situation, rules: rulesOf(this.room, situation) };
		return this.#rules.rules;
	}

	get paused(): boolean {
		return this.#holds > 0 || this.scope.held;
	}

	// Sockets ---------------------------------------------------------------------------------------------

	/** Takes a socket in, or closes it with the reason why not. Its frames so far are handled next. */
	enter(connection: Connection): void {
		if (this.paused) {
			this.#mailbox.put(connection, undefined);
			return;
		}
		if (!connection.open) return;
		const access = accessTo(this.room, this.scope.situation, connection.userId);
		if (!access.ok) return connection.end(access.code, access.why);
		if (connection.generation !== undefined && connection.generation !== this.generation)
			return connection.end(CLOSE.rebuild, 'another generation of this document');
		connection.grant = access.grant;
		this.connections.add(connection);
		this.#usedAt = performance.now();
		const hello = encodeHello({
			generation: this.generation,
			seq: this.head.seq,
			phase: this.rules.phase,
			role: access.grant.role,
			readOnly: access.grant.readOnly !== undefined,
			serverTime: Date.now(),
		});
		connection.sendDocument([
			frame(hello),
			syncStep1Frame(this.document.stateVector()),
			...this.awareness.greeting(connection),
		]);
	}

	leave(connection: Connection): void {
		if (!this.connections.delete(connection)) return;
		connection.parked = [];
		this.awareness.left(connection);
		this.#usedAt = performance.now();
	}

	/** One frame of a socket that has asked to enter. */
	receive(connection: Connection, data: Uint8Array): void {
		if (this.paused || !this.#mailbox.empty) this.#wait(connection, data);
		else this.#handle(connection, data);
	}

	#handle(connection: Connection, data: Uint8Array): void {
		if (!this.connections.has(connection)) return;
		try {
			handleFrame(this, connection, data);
		} catch (error) {
			this.context.log.error({ err: error, ...connection.marks }, 'a frame failed');
			this.fail(CLOSE.serverFault, 'a frame failed');
		}
	}

	#wait(connection: Connection, data: Uint8Array): void {
		this.#mailbox.put(connection, data);
		const limit = connection.waitingBeyond;
		if (limit) connection.end(CLOSE.tryAgain, 'too much is waiting', limit);
	}

	/** Handles what has waited. */
	resume(): void {
		this.#mailbox.drain(
			() => !this.paused && this.alive,
			(connection, data) => (data ? this.#handle(connection, data) : this.enter(connection)),
		);
	}

	/** Gives every socket what the situation now allows it; a socket that may not be here any more is closed. */
	regrant(): void {
		const { situation } = this.scope;
		const phaseChanged = situation !== undefined && this.#phase !== situation.phase;
		// What was written before comes before the news.
		this.#outlet.flush();
		this.#phase = situation?.phase;
		for (const connection of [...this.connections]) {
			const access = accessTo(this.room, situation, connection.userId);
			if (!access.ok) {
				connection.end(access.code, access.why);
				continue;
			}
			const { grant: before } = connection;
			const { grant } = access;
			connection.grant = grant;
			const readOnly = grant.readOnly !== undefined;
			const roleChanged = before?.role !== grant.role || (before.readOnly !== undefined) !== readOnly;
			if (phaseChanged && situation)
				connection.send(frame(encodeNotice({ kind: 'phase', phase: situation.phase, readOnly })));
			if (before?.role !== grant.role || (roleChanged && !phaseChanged))
				connection.send(frame(encodeNotice({ kind: 'role', role: grant.role, readOnly })));
		}
	}

	/** Phase and role differ by socket and are told by `regrant`; everything else goes to all alike. */
	notify(notice: Notice): void {
		if (notice.kind === 'phase' || notice.kind === 'role') return;
		this.#outlet.flush();
		const message = frame(encodeNotice(notice));
		for (const connection of this.connections) connection.send(message);
	}

	// The log ---------------------------------------------------------------------------------------------

	/** Applied just now; on to the log. */
	append(row: PendingRow): void {
		this.#pending.push(row);
		this.#changedAt = performance.now();
		this.context.lane.push(this, row);
	}

	/** Sends an acknowledgement once everything let in so far is committed. */
	acknowledge(to: Connection, ack: { clientId: number; clock: number }): void {
		const last = this.#pending.at(-1) ?? this.#outlet.last;
		if (last) (last.after ??= []).push({ to, ack });
		else to.send(ackFrame(ack, this.head.seq));
	}

	/** Sends what the document holds beyond a state vector, once all of that is committed. Throws if unreadable. */
	answer(to: Connection, stateVector: Uint8Array): void {
		const answer = this.document.answer(stateVector, this.head.seq);
		if (answer.needs <= this.head.seq) return to.sendDocument([answer.frame]);
		const row = this.#pending[answer.needs - this.head.seq - 1];
		if (!row) throw new Error(`${this.name}: log position ${answer.needs} is not on its way`);
		const after: After = { to, document: answer.frame };
		(row.after ??= []).push(after);
	}

	dueAt(now: number): number {
		return this.paused ? now : this.#outlet.nextAt(now);
	}

	committed(count: number, head: Head): void {
		const rows = this.#pending.splice(0, count);
		this.#published(rows, head);
		this.#tellDrained();
	}

	/** A command writes to the document: until it ends, that holds what is not committed. */
	commandWrites(): void {
		this.#commanded = true;
	}

	/** What a command wrote is committed, or gone. */
	commandEnded(): void {
		this.#commanded = false;
		this.#tellDrained();
	}

	/** A command's row is committed; its change is in the document already. */
	commandCommitted(row: LogRow, head: Head): void {
		this.document.advance(row.bytes.length);
		this.#published([{ ...row, author: undefined, ack: undefined, after: undefined }], head);
	}

	#published(rows: readonly PendingRow[], head: Head): void {
		const firstSeq = this.head.seq + 1;
		this.head = head;
		this.#outlet.put(rows, firstSeq);
		this.#states.committed(
			head.seq,
			rows.reduce((sum, row) => sum + row.bytes.length, 0),
		);
	}

	commitFailed(why: 'fenced' | 'failed'): void {
		this.fail(CLOSE.tryAgain, why === 'fenced' ? 'another node holds this room' : CANNOT_SAVE);
	}

	/** Drops the room: its sockets are told to come back, its next user loads what the log holds. */
	fail(code: CloseCode, why: string): void {
		if (!this.alive) return;
		this.context.log.error({ room: this.name, seq: this.head.seq, why }, 'room dropped');
		this.context.metrics.roomFailed(why);
		this.#outlet.flush();
		const gone = new RoomGoneError(`${this.name}: ${why}`);
		const waiting = this.#mailbox.clear();
		const drained = this.#drained.splice(0);
		const sockets = [...this.connections];
		this.dispose();
		for (const { reject } of drained) reject(gone);
		for (const connection of new Set([...sockets, ...waiting])) connection.end(code, why);
	}

	get #committedOnly(): boolean {
		return this.#pending.length === 0 && !this.#commanded;
	}

	#tellDrained(): void {
		if (this.#committedOnly) for (const { resolve } of this.#drained.splice(0)) resolve();
	}

	/** Nothing of it is on its way to the log. */
	async drained(): Promise<void> {
		if (!this.alive) throw new RoomGoneError(`${this.name} was dropped`);
		if (this.#committedOnly) return;
		this.context.lane.hurry();
		await new Promise<void>((resolve, reject) => this.#drained.push({ resolve, reject }));
	}

	/** Runs `look` while the document is exactly what is committed. */
	async whileCommitted<T>(look: () => T): Promise<T> {
		this.#holds++;
		this.#usedAt = performance.now();
		try {
			await this.drained();
			return look();
		} finally {
			this.#holds--;
			this.resume();
		}
	}

	// Rest and end ----------------------------------------------------------------------------------------

	/** Stores the state of everything committed, unless somebody writes meanwhile. */
	async storeState(): Promise<void> {
		await this.#states.idle();
		if (this.alive && this.#committedOnly) await this.#states.store(this.head.seq);
	}

	/** Takes nothing more, and stores the state of what was let in. */
	async finish(): Promise<void> {
		this.#holds++;
		await this.drained();
		this.#outlet.flush();
		await this.storeState();
	}

	get #quiet(): boolean {
		return this.alive && this.#pending.length === 0 && this.#mailbox.empty && !this.paused;
	}

	/** Whether nobody has used it for that long; with open sockets it is never unused. */
	unusedFor(ms: number, now: number): boolean {
		return this.#quiet && this.connections.size === 0 && now - this.#usedAt >= ms;
	}

	/** Lets the document rest encoded if nobody changed it for that long. */
	restIfUnchanged(ms: number, now: number): void {
		if (this.#quiet && !this.document.resting && now - this.#changedAt >= ms) this.document.rest();
	}

	/** Ends it in memory; nothing of it may be waiting any more, unless it failed. */
	dispose(): void {
		this.alive = false;
		this.#mailbox.clear();
		this.#pending = [];
		for (const connection of this.connections) connection.grant = undefined;
		this.connections.clear();
		this.#outlet.destroy();
		this.awareness.destroy();
		this.document.destroy();
		this.context.gone(this);
	}
}
