/**
 * A room's document: one live Y.Doc, or at rest its encoded bytes alone, woken by the first who needs more.
 * Answers to SyncStep1 are encoded once for all who ask at the same log position, and once per commit for all
 * who ask while one runs: they get everything up to a position that is about to be durable.
 */
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import { SERVER_CLIENT_ID } from '#document/roots.ts';
import { updatesOf, type StoredDocument } from './room-store.ts';
import { syncStep2Frame } from './wire.ts';

/** What answers a SyncStep1, and the log position that must be durable before it may leave. */
export interface Answer {
	needs: number;
	frame: Uint8Array;
}

/** Everything up to one log position. */
export interface FullState {
	readonly seq: number;
	readonly stateVector: Uint8Array;
	/** A finished SyncStep2. */
	readonly frame: Uint8Array;
	/** The update in it: a view, so that a resting document is held once. */
	readonly update: Uint8Array;
}

const DIFFS_KEPT = 8;
/** Joining updates costs the square of their number; one document costs as much as joining about so many. */
const MERGED_AT_MOST = 32;
/** Longer state vectors are not worth a key. */
const DIFF_KEY_BYTES = 4096;

export class RoomDocument {
	#doc: Y.Doc | undefined;
	#full: FullState | undefined;
	/** Answers to those who have something already, by their state vector. */
	readonly #diffs = new Map<string, Answer>();
	/** Log position the document will have once everything applied to it is committed. */
	#applied: number;
	/** Encoded size when last known, plus what came since: never below the truth for long. */
	#estimate: number;

	/**
	 * From what is stored. Where that is little more than one encoded state it begins at rest: whoever comes is answered
	 * without a live document, which the first change makes.
	 */
	constructor(stored: StoredDocument, seq: number) {
		const updates = updatesOf(stored);
		this.#applied = seq;
		this.#estimate = updates.reduce((sum, update) => sum + update.length, 0);
		const { state, tail } = stored;
		if (state && tail.length === 0) this.#full = fullOf(state.update, seq, state.stateVector);
		else if (updates.length > 0 && updates.length <= MERGED_AT_MOST && followOn(updates))
			this.#full = fullOf(joined(updates), seq);
		else this.#doc = build(updates);
	}

	get resting(): boolean {
		return this.#doc === undefined;
	}

	/** Encoded size as last known, and what came since. */
	get bytes(): number {
		return this.#estimate;
	}

	get doc(): Y.Doc {
		return (this.#doc ??= build(this.#full ? [this.#full.update] : []));
	}

	/** An update without what it tells of clocks that are here. */
	newIn(update: Uint8Array): Uint8Array {
		return Y.diffUpdate(update, this.stateVector());
	}

	/** Applies what has been let in. Throws only if the gate and Yjs disagree. */
	apply(update: Uint8Array, origin: unknown): void {
		Y.applyUpdate(this.doc, update, origin);
		this.advance(update.length);
	}

	/** The document has changed by one log row of this many bytes. */
	advance(bytes: number): void {
		this.#applied++;
		this.#estimate += bytes;
	}

	/** Whether it would be larger than `limit` with so many more bytes; measures before it says yes. */
	exceeds(limit: number, more: number): boolean {
		if (this.#estimate + more <= limit) return false;
		this.#estimate = this.full().update.length;
		return this.#estimate + more > limit;
	}

	/** The whole state, encoded at most once per log position. */
	full(): FullState {
		if (this.#full?.seq !== this.#applied) this.#full = this.#encode();
		return this.#full;
	}

	/** Of everything applied. */
	stateVector(): Uint8Array {
		return this.#full?.seq === this.#applied ? this.#full.stateVector : Y.encodeStateVector(this.doc);
	}

	/** How far this client has written, as applied. Wakes nothing. */
	clockOf(clientId: number): number {
		if (this.#doc) return Y.getState(this.#doc.store, clientId);
		return Y.decodeStateVector(this.stateVector()).get(clientId) ?? 0;
	}

	/** Throws on a state vector that cannot be read. `committed`: the last durable log position. */
	answer(stateVector: Uint8Array, committed: number): Answer {
		const asksForAll = stateVector.length === 1 && stateVector[0] === 0;
		if (asksForAll) {
			const full = this.#full && this.#isCurrent(this.#full.seq, committed) ? this.#full : this.full();
			return { needs: full.seq, frame: full.frame };
		}
		const key =
			stateVector.length <= DIFF_KEY_BYTES ? Buffer.from(stateVector).toString('latin1') : undefined;
		const known = key === undefined ? undefined : this.#diffs.get(key);
		if (known && this.#isCurrent(known.needs, committed)) return known;
		const answer: Answer = { needs: this.#applied, frame: syncStep2Frame(this.#missing(stateVector)) };
		if (key !== undefined) this.#keep(key, answer);
		return answer;
	}

	/** What comes after a position that still waits for its commit is passed on after that commit. */
	#isCurrent(seq: number, committed: number): boolean {
		return seq === this.#applied || seq > committed;
	}

	#keep(key: string, answer: Answer): void {
		this.#diffs.delete(key);
		const [oldest] = this.#diffs.keys();
		if (this.#diffs.size >= DIFFS_KEPT && oldest !== undefined) this.#diffs.delete(oldest);
		this.#diffs.set(key, answer);
	}

	/** Gives up the live document; only when everything applied is committed. */
	rest(): void {
		if (this.resting) return;
		this.full();
		this.#doc?.destroy();
		this.#doc = undefined;
		this.#diffs.clear();
	}

	/** Takes the place of the live document with what the log holds: changes that were not committed are gone. */
	replace(updates: readonly Uint8Array[], seq: number): void {
		this.destroy();
		this.#doc = build(updates);
		this.#applied = seq;
	}

	destroy(): void {
		this.#doc?.destroy();
		this.#doc = undefined;
		this.#full = undefined;
		this.#diffs.clear();
	}

	#encode(): FullState {
		const update = Y.encodeStateAsUpdate(this.doc);
		this.#estimate = update.length;
		return fullOf(update, this.#applied, Y.encodeStateVector(this.doc));
	}

	#missing(stateVector: Uint8Array): Uint8Array {
		return this.#doc || !this.#full
			? Y.encodeStateAsUpdate(this.doc, stateVector)
			: Y.diffUpdate(this.#full.update, stateVector);
	}
}

function fullOf(
	update: Uint8Array,
	seq: number,
	stateVector = Y.encodeStateVectorFromUpdate(update),
): FullState {
	const frame = syncStep2Frame(update);
	return { seq, stateVector, frame, update: frame.subarray(frame.length - update.length) };
}

/**
 * Whether each update begins where those before it end. Of two that tell of the same clocks applying takes the first,
 * which the gate has judged, and joining takes either: a sender who tells of its own past otherwise would be believed.
 */
function followOn(updates: readonly Uint8Array[]): boolean {
	if (updates.length === 1) return true;
	const ends = new Map<number, number>();
	for (const update of updates) {
		const { from, to } = Y.parseUpdateMeta(update);
		for (const [client, clock] of from) if (clock !== (ends.get(client) ?? 0)) return false;
		for (const [client, clock] of to) ends.set(client, clock);
	}
	return true;
}

const joined = (updates: readonly Uint8Array[]): Uint8Array =>
	updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates([...updates]);

function build(updates: readonly Uint8Array[]): Y.Doc {
	const doc = leaveMarks(new Y.Doc());
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	}, 'load');
	// After loading: Yjs takes another id when it meets its own in what it loads.
	doc.clientID = SERVER_CLIENT_ID;
	if (doc.store.pendingStructs || doc.store.pendingDs)
		throw new Error('a stored update depends on what is not stored');
	return doc;
}
