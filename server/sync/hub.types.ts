/** What the rest of the server may ask of the sync server. The one seam between services and rooms. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Transaction } from 'kysely';
import type * as Y from 'yjs';
import type { CloseCode } from '#document/close-codes.ts';
import type { Notice } from '#document/protocol.ts';
import type { Database } from '../db/schema.ts';

/** On whose behalf a command writes; the log keeps both. */
export interface CommandActor {
	userId: string;
	/** Stored (hashed) id of the session or token; null for the server itself. */
	sessionId: string | null;
}

/** One room inside a running command. */
export interface CommandRoom {
	readonly name: string;
	/** The document as committed plus what this command has written so far. Read only: write through `write`. */
	readonly doc: Y.Doc;
	/** Log position after the last committed row; rises only when the command commits. */
	readonly seq: number;
	/** Whether this command has written here: then `doc` is what the log will hold at `seq + 1`. */
	readonly written: boolean;
	readonly generation: number;
	/** Changes the document under the server's client id; becomes one log row of kind 'command'. */
	write(change: (doc: Y.Doc) => void): void;
	/**
	 * Sent to every socket of the room after the commit, before any later update. Changes of phase and role are
	 * told without being asked, to each socket with what it may still do; given here they are passed over.
	 */
	notice(notice: Notice): void;
}

export interface CommandContext {
	/** Everything relational that must commit together with the log rows, or not at all. */
	readonly tx: Transaction<Database>;
	room(name: string): CommandRoom;
	/** Runs after the commit, before the rooms take the next frame. */
	afterCommit(run: () => void): void;
}

export interface SyncHub {
	/** Answers upgrades on /sync/…; other paths are left alone in dev and refused in production. */
	attach(
		server: Server,
		options?: {
			refuseOtherUpgrades?: boolean;
			/** Where there are several nodes: hands it on, or takes it `here`, which answers false where another node holds it. */
			forward?:
				| ((
						request: IncomingMessage,
						socket: Duplex,
						head: Buffer,
						here: () => Promise<boolean>,
				  ) => Promise<void>)
				| undefined;
		},
	): void;

	/**
	 * Runs one command inside the single-writer queue of all the named rooms: frames that arrive meanwhile
	 * wait, updates already let in are committed first, and log rows and `tx` commit as one. After the commit
	 * the rooms' rules (phase, members, revealed) are read again from the database, every live socket's grant
	 * is renewed (a lost one closes with 4403) and the waiting frames are judged under the new rules.
	 * If `run` throws, nothing happened. Rooms are locked in sorted order, and with them all open rooms of the
	 * same evaluations: their rules change at the same moment. Inside `run` neither `command` nor `read` can be
	 * called for the same evaluation: that throws, since it would wait for itself. Throws NoSuchRoomError for a
	 * room of no evaluation, RoomGoneError where the room was lost to another node (nothing happened then) or the
	 * commit ended uncertainly.
	 */
	command<T>(
		rooms: readonly string[],
		actor: CommandActor,
		run: (context: CommandContext) => Promise<T>,
	): Promise<T>;

	/** Reads committed state: waits for the running commit, never shows what is not durable. */
	read<T>(room: string, look: (doc: Y.Doc, at: { seq: number; generation: number }) => T): Promise<T>;

	/** A client id for a page, unused in that room and bound to this user. */
	issueClientId(room: string, userId: string, sessionId: string): Promise<number>;

	/** Closes live sockets; each returns how many. */
	closeSession(sessionId: string, code: CloseCode): number;
	closeUser(userId: string, code: CloseCode): number;

	/** Who is connected to a room now (distinct users). */
	present(room: string): string[];

	/** Whether the last commit succeeded and the log lane is moving; the truth behind /readyz. */
	healthy(): boolean;

	/** Stop accepting, drain, write states, close sockets with 4503. */
	stop(): Promise<void>;
}
