/**
 * One room as the pages see it: its document, the state of its connection, what is not yet saved and what was
 * not let in. Survives lost connections and rebuilds itself after a refusal. Created in a component, started in
 * the browser only, ended with `destroy()`.
 */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { decodeHello, type Notice, type Refusal } from '#document/protocol.ts';
import type { KeptWords } from './carry-over.ts';
import { nextState, reconnectDelay, type ConnectionEvent, type ConnectionState } from './connection-state.ts';
import type { RoomConnection } from './room-connection.ts';
import { takeSeat, type Seat, type SeatRoom } from './seat.ts';

export type Hello = ReturnType<typeof decodeHello>;

/** One refusal as it is told to the user. */
export interface RefusalNotice {
	id: number;
	/** `refused`: one change; `restored`: the document became another; `closed`: the room takes nothing any more. */
	why: 'refused' | 'restored' | 'closed';
	refusal: Refusal | null;
	kept: KeptWords[];
	/** How many other changes were carried over by themselves. */
	carried: number;
}

export interface RoomOptions {
	evaluationId: string;
	/** Which seat to take: the evaluation's room or my own ballot in it. */
	seat: SeatRoom;
	name: string;
	/** Whether I may write this path now, by the same rules the server decides by. */
	mayWrite(path: string): boolean;
	hello?(hello: Hello): void;
	notice?(notice: Notice): void;
	/** A fresh or rebuilt document is here and synced. */
	attach(doc: Y.Doc, awareness: Awareness): void;
}

/** More refusals than this within a minute are a fault of the program, not a change that came too late. */
const REBUILDS_PER_MINUTE = 5;

export class SyncedRoom {
	state = $state.raw<ConnectionState>({ kind: 'connecting' });
	/** My changes that are not yet committed. */
	unsaved = $state(0);
	/** Null until the first sync: nothing may be written into a document that knows nothing yet. */
	doc = $state.raw<Y.Doc | null>(null);
	awareness = $state.raw<Awareness | null>(null);
	refusals = $state.raw<RefusalNotice[]>([]);

	readonly #options: RoomOptions;
	#connection: RoomConnection | undefined;
	/** The copy whose words are not yet safe, from a refusal until the fresh copy has taken them over. */
	#leaving: RoomConnection | undefined;
	#refusal: Refusal | null = null;
	#rebuilds: number[] = [];
	#running = false;
	/** Counts starts and stops: what was begun under another number is over. */
	#run = 0;

	constructor(options: RoomOptions) {
		this.#options = options;
	}

	start(): void {
		if (this.#running) return;
		this.#running = true;
		this.#run += 1;
		this.state = { kind: 'connecting' };
		void this.#open();
	}

	/** Ends the connection and forgets the document; `start` begins anew. */
	stop(): void {
		this.#running = false;
		this.#run += 1;
		this.#connection?.destroy();
		this.#connection = undefined;
		this.#leaving?.destroy();
		this.#leaving = undefined;
		this.doc = null;
		this.awareness = null;
		this.unsaved = 0;
	}

	destroy(): void {
		this.stop();
	}

	/** After a permanent end whose reason is gone: with what is unsaved, if there is anything. */
	resume(): void {
		if (this.#connection) this.#connection.resume();
		else if (this.#running) void this.#open();
	}

	/** What is not saved, in words: for a room that will not open again. */
	async unsavedWords(): Promise<KeptWords[]> {
		const connection = this.#leaving ?? this.#connection;
		if (!connection || connection.unsaved === 0) return [];
		const { wordsAt } = await import('./carry-over.ts');
		return connection.pending.touched.map((path) => wordsAt(connection.doc, path));
	}

	dismiss(id: number): void {
		this.refusals = this.refusals.filter((notice) => notice.id !== id);
	}

	#event(event: ConnectionEvent): void {
		this.state = nextState(this.state, event);
	}

	async #open(): Promise<void> {
		const seat = await this.#seat();
		const connection =
			seat &&
			(await this.#connect(seat, (synced) => {
				this.doc = synced.doc;
				this.awareness = synced.provider.awareness;
				this.#options.attach(synced.doc, synced.provider.awareness);
			}));
		if (connection) this.#connection = connection;
	}

	/** Asks until there is an answer. Undefined: the answer was no, or the room was stopped meanwhile. */
	async #seat(): Promise<Seat | undefined> {
		const run = this.#run;
		for (let attempt = 0; run === this.#run; attempt += 1) {
			const answer = await takeSeat(this.#options.evaluationId, this.#options.seat);
			if (run !== this.#run) return undefined;
			if (answer.kind === 'seat') return answer.seat;
			if (answer.kind === 'refused') {
				this.#event({ kind: 'ended', code: SEAT_REFUSALS[answer.status] ?? CLOSE.notAllowed });
				return undefined;
			}
			if (attempt > 1) this.#event({ kind: 'stillLost' });
			await new Promise((done) => setTimeout(done, reconnectDelay(attempt, Math.random())));
		}
		return undefined;
	}

	/** Undefined: the room was stopped meanwhile. */
	async #connect(
		seat: Seat,
		firstSync: (connection: RoomConnection) => void,
	): Promise<RoomConnection | undefined> {
		const run = this.#run;
		const { RoomConnection } = await import('./room-connection.ts');
		if (run !== this.#run) return undefined;
		let synced = false;
		const connection = new RoomConnection(syncUrl(), this.#options.name, seat, {
			connection: (event) => {
				if (event.kind === 'synced' && !synced) {
					synced = true;
					firstSync(connection);
				}
				this.#event(event);
				if (event.kind !== 'ended') return;
				if (event.code === CLOSE.rebuild) void this.#rebuild();
				else void this.#keepOnEnd();
			},
			hello: (hello) => this.#options.hello?.(hello),
			notice: (notice) => this.#options.notice?.(notice),
			refusal: (refusal) => (this.#refusal = refusal),
			unsaved: (count) => {
				// The fresh copy has nothing to save; the words still to be carried over are unsaved until then.
				if (this.#leaving === undefined || this.#leaving === connection) this.unsaved = count;
			},
		});
		return connection;
	}

	/** Where the end is final for this page and no page of its own says so, the words are offered to copy. */
	async #keepOnEnd(): Promise<void> {
		const { state } = this;
		if (state.kind !== 'closed' || state.reason === 'signedOut' || state.reason === 'tooFast') return;
		const shown = state.reason === 'notAllowed' || state.reason === 'noSuchRoom';
		if (shown && this.#options.seat === 'evaluation') return;
		const kept = await this.unsavedWords();
		if (kept.length > 0) this.#tell({ why: 'closed', refusal: null, kept, carried: 0 });
	}

	#tell(notice: Omit<RefusalNotice, 'id'>): void {
		const id = (this.refusals.at(-1)?.id ?? 0) + 1;
		this.refusals = [...this.refusals, { id, ...notice }];
	}

	/** A new copy with a new client id; the old one is kept until its words are safe. */
	async #rebuild(): Promise<void> {
		// A fresh copy that is refused before it is here has no words; those are still in the copy before it.
		if (this.#leaving) this.#connection?.destroy();
		else this.#leaving = this.#connection;
		const old = this.#leaving;
		const refusal = this.#refusal;
		this.#refusal = null;
		const now = Date.now();
		this.#rebuilds = [...this.#rebuilds.filter((at) => at > now - 60_000), now];
		if (!old || this.#rebuilds.length > REBUILDS_PER_MINUTE) {
			this.state = { kind: 'closed', reason: 'malformed' };
			return;
		}
		const seat = await this.#seat();
		const fresh = seat && (await this.#connect(seat, (synced) => void this.#carryOver(old, synced, refusal)));
		if (fresh) this.#connection = fresh;
	}

	async #carryOver(old: RoomConnection, fresh: RoomConnection, refusal: Refusal | null): Promise<void> {
		const run = this.#run;
		const { carrier, compareCopies } = await import('./carry-over.ts');
		const writeAgain = await carrier();
		if (run !== this.#run) return;
		const refused = refusal && refusal.path.join('/');
		const { again, kept } = compareCopies(
			old.doc,
			fresh.doc,
			old.pending,
			(path) => path !== refused && this.#options.mayWrite(path),
		);
		writeAgain(old.doc, fresh.doc, again, this);
		this.doc = fresh.doc;
		this.awareness = fresh.provider.awareness;
		this.#options.attach(fresh.doc, fresh.provider.awareness);
		old.destroy();
		this.#leaving = undefined;
		this.unsaved = fresh.unsaved;
		if (refusal || kept.length > 0)
			this.#tell({ why: refusal ? 'refused' : 'restored', refusal, kept, carried: again.length });
	}
}

const SEAT_REFUSALS: Readonly<Record<number, number>> = {
	401: CLOSE.signedOut,
	403: CLOSE.notAllowed,
	404: CLOSE.noSuchRoom,
	429: CLOSE.tooFast,
};

const syncUrl = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;
