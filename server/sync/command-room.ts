/** One room as a running command sees it: what it may read there, what it has written, what it will tell. */
import * as Y from 'yjs';
import type { Notice } from '#document/protocol.ts';
import { SERVER_CLIENT_ID } from '#document/roots.ts';
import type { CommandActor, CommandRoom } from './hub.types.ts';
import type { LogRow } from './log-statement.ts';
import { RoomGoneError, type LiveRoom } from './room.ts';

export class RoomInCommand implements CommandRoom {
	readonly live: LiveRoom;
	readonly notices: Notice[] = [];
	readonly #updates: Uint8Array[] = [];
	#fromClock = 0;
	/** The document may differ from the log, even if the change failed halfway. */
	touched = false;
	open = true;

	constructor(live: LiveRoom) {
		this.live = live;
	}

	get name(): string {
		return this.live.name;
	}

	/** Throws RoomGoneError once another node has it: what is in memory of it is nothing then. */
	get doc(): Y.Doc {
		if (!this.live.alive) throw new RoomGoneError(`${this.name} was dropped`);
		return this.live.document.doc;
	}

	get seq(): number {
		return this.live.head.seq;
	}

	get written(): boolean {
		return this.#updates.length > 0;
	}

	get generation(): number {
		return this.live.generation;
	}

	write(change: (doc: Y.Doc) => void): void {
		if (!this.open) throw new Error(`the command on ${this.name} is over`);
		const { doc } = this;
		const collect = (update: Uint8Array) => this.#updates.push(update);
		if (!this.touched) this.#fromClock = Y.getState(doc.store, SERVER_CLIENT_ID);
		this.touched = true;
		this.live.commandWrites();
		doc.on('update', collect);
		try {
			doc.transact(() => change(doc), 'command');
		} finally {
			doc.off('update', collect);
		}
	}

	notice(notice: Notice): void {
		this.notices.push(notice);
	}

	/** What it wrote, as one log row; undefined if nothing changed. */
	row(actor: CommandActor): LogRow | undefined {
		const first = this.#updates[0];
		if (!first) return undefined;
		return {
			kind: 'command',
			userId: actor.userId,
			sessionId: actor.sessionId,
			clientId: SERVER_CLIENT_ID,
			fromClock: this.#fromClock,
			toClock: Y.getState(this.doc.store, SERVER_CLIENT_ID),
			at: Date.now(),
			bytes: this.#updates.length === 1 ? first : Y.mergeUpdates(this.#updates),
			newClientIds: [],
		};
	}
}
