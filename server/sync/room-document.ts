/**
 * A room's document: one live Y.Doc, or at rest its encoded bytes alone, woken by the first who needs more.
 * Answers to SyncStep1 are encoded once for all who ask at the same log position; a full state serves newcomers
 * for as long as what came after it is short enough to be sent along.
 */
import * as Y from 'yjs';
import { SERVER_CLIENT_ID } from '#document/roots.ts';
import { syncStep2Frame } from './wire.ts';

/** What answers a SyncStep1, and the log position that must be durable before it may leave. */
export interface Answer {
	needs: number;
	frames: readonly Uint8Array[];
}

interface FullState {
	/** Log position it holds everything up to. */
	seq: number;
	/** The state as a framed SyncStep2, ready for the wire. */
	frame: Buffer;
	/** The same bytes without their frame. */
	update: Uint8Array;
	stateVector: Uint8Array;
	/** Committed update frames after `seq`. */
	tail: Uint8Array[];
	tailBytes: number;
	/** Last log position in the tail. */
	tailSeq: number;
}

const TAIL_FRAMES = 256;
const TAIL_BYTES = 64 * 1024;
const DIFFS_KEPT = 8;
/** Longer state vectors are not worth a key. */
const DIFF_KEY_BYTES = 4096;

export class RoomDocument {
	#doc: Y.Doc | undefined;
	#full: FullState | undefined;
	#diffs = new Map<string, Uint8Array>();
	#diffsAt = -1;
	/** Log position the document will have once everything applied to it is committed. */
	#applied: number;
	/** Encoded size when last known, plus what came since: never below the truth for long. */
	#estimate: number;

	constructor(updates: readonly Uint8Array[], seq: number) {
		this.#doc = build(updates);
		this.#applied = seq;
		this.#estimate = updates.reduce((sum, update) => sum + update.length, 0);
	}

	get applied(): number {
		return this.#applied;
	}

	get resting(): boolean {
		return this.#doc === undefined;
	}

	get doc(): Y.Doc {
		return (this.#doc ??= build(this.#full ? [this.#full.update] : []));
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

	/** Rows up to `seq` are durable, and these are their frames. */
	committed(seq: number, frames: readonly Uint8Array[]): void {
		const full = this.#full;
		if (!full) return;
		const first = seq - frames.length + 1;
		for (const [i, frame] of frames.entries()) {
			if (first + i <= full.tailSeq) continue;
			full.tail.push(frame);
			full.tailBytes += frame.length;
		}
		full.tailSeq = Math.max(full.tailSeq, seq);
		const tooLong =
			full.tail.length > TAIL_FRAMES || full.tailBytes > Math.max(TAIL_BYTES, full.frame.length / 2);
		if (tooLong && this.#doc) this.#full = undefined;
	}

	/** The whole state, encoded at most once per log position. */
	full(): { seq: number; update: Uint8Array } {
		if (this.#full?.seq !== this.#applied) this.#full = this.#encode();
		return this.#full;
	}

	/** Throws on a state vector that cannot be read. `committed`: the last durable log position. */
	answer(stateVector: Uint8Array, committed: number): Answer {
		const asksForAll = stateVector.length === 1 && stateVector[0] === 0;
		if (asksForAll) {
			const full = (this.#full ??= this.#encode());
			// Encoded ahead of its commit: the tail begins once that is through.
			if (full.seq > committed) return { needs: full.seq, frames: [full.frame] };
			return { needs: 0, frames: [full.frame, ...full.tail] };
		}
		return { needs: this.#applied, frames: [this.#diff(stateVector)] };
	}

	/** Of everything applied. */
	stateVector(): Uint8Array {
		return this.#full?.seq === this.#applied ? this.#full.stateVector : Y.encodeStateVector(this.doc);
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
		this.#doc?.destroy();
		this.#doc = build(updates);
		this.#applied = seq;
		this.#full = undefined;
		this.#diffs.clear();
		this.#diffsAt = -1;
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
		return {
			seq: this.#applied,
			frame: syncStep2Frame(update),
			update,
			stateVector: Y.encodeStateVector(this.doc),
			tail: [],
			tailBytes: 0,
			tailSeq: this.#applied,
		};
	}

	#diff(stateVector: Uint8Array): Uint8Array {
		if (this.#diffsAt !== this.#applied) {
			this.#diffs.clear();
			this.#diffsAt = this.#applied;
		}
		const key =
			stateVector.length <= DIFF_KEY_BYTES ? Buffer.from(stateVector).toString('latin1') : undefined;
		const known = key === undefined ? undefined : this.#diffs.get(key);
		if (known) return known;
		const missing =
			this.#doc || !this.#full
				? Y.encodeStateAsUpdate(this.doc, stateVector)
				: Y.diffUpdate(this.#full.update, stateVector);
		const frame = syncStep2Frame(missing);
		if (key !== undefined && this.#diffs.size < DIFFS_KEPT) this.#diffs.set(key, frame);
		return frame;
	}
}

function build(updates: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	}, 'load');
	// After loading: Yjs takes another id when it meets its own in what it loads.
	doc.clientID = SERVER_CLIENT_ID;
	if (doc.store.pendingStructs || doc.store.pendingDs)
		throw new Error('a stored update depends on what is not stored');
	return doc;
}
