/**
 * Every limit of the sync server in one object, and the token bucket that keeps one connection from taking
 * more than its share. The defaults leave room for the fastest honest use: paste, undo, a day of offline work.
 */

const KIB = 1024;
const MIB = 1024 * KIB;

export interface SyncLimits {
	/** Bytes of one frame; above it 4413. A SyncStep2 carries all that was written offline and may be larger. */
	frameBytes: number;
	syncStep2Bytes: number;
	/** Bytes of one websocket message, the hard cap above both: the socket closes with 1009. */
	maxPayload: number;
	/** Bytes of one encoded document; what would take it further is refused. */
	documentBytes: number;

	/** Token bucket of a connection, frames: sustained per second, and at once. Above it 4429. */
	framesPerSecond: number;
	frameBurst: number;
	/** The same in bytes. */
	bytesPerSecond: number;
	byteBurst: number;
	/** What a SyncStep1 costs in frames: it makes the server encode. */
	syncStep1Cost: number;

	/** Frames and bytes of one connection that may wait for its room to load or a command to end; above it 1013. */
	waitingFrames: number;
	waitingBytes: number;
	/** Frames of one connection that wait for something they build on, and their bytes; above it 1013. */
	parkedFrames: number;
	parkedBytes: number;

	/** Bytes waiting in a socket from which on it gets no awareness, and from which on it is closed with 1013. */
	awarenessBufferedBytes: number;
	slowReaderBytes: number;
	/** After a close frame this long (ms) until the socket is cut, for readers that never read it. */
	closeGraceMs: number;

	/**
	 * Sockets of a room for each millisecond between two writes of edits to them, and the longest such pause in
	 * milliseconds. Rooms that would pause less than 8 ms do not.
	 */
	socketsPerPaceMs: number;
	paceMs: number;

	/** Bytes of one awareness state, as JSON; larger ones are dropped. */
	awarenessStateBytes: number;
	/** Milliseconds between two awareness frames to a room: 20 a second. */
	awarenessIntervalMs: number;
	/** Awareness client ids of one connection. */
	awarenessIds: number;

	/** Sockets and distinct rooms of one user at once; above it 4429. */
	connectionsPerUser: number;
	roomsPerUser: number;
	/** Upgrades that wait for authentication; above it HTTP 503. */
	pendingUpgrades: number;
	/** Rooms that load at the same time; further ones wait their turn. */
	concurrentLoads: number;

	/** Rows and bytes of one commit. */
	batchRows: number;
	batchBytes: number;
	/** Bytes that wait for a commit, all rooms together; above it writers are closed with 1013. */
	backlogBytes: number;
	/** Milliseconds a commit may take before its connection is given up. */
	commitTimeoutMs: number;

	/** Milliseconds without traffic to a socket after which it gets a keep-alive frame. */
	keepAliveMs: number;
	/** Milliseconds between two pings; a socket that missed one is cut at the next. */
	pingMs: number;
	/** Milliseconds between two looks at whether the sessions of live sockets still hold. */
	sessionCheckMs: number;
	/** Milliseconds without a socket after which a room is unloaded. */
	idleUnloadMs: number;
	/** Milliseconds without a change after which an open document rests encoded. */
	restMs: number;
	/** Milliseconds between two rounds of the above. */
	sweepMs: number;
	/** Log rows between two stored states of a room. */
	stateEvery: number;
	/** Bytes of log rows between two of them where that comes first, or half the document if that is more. */
	stateBytes: number;
}

export const DEFAULT_LIMITS: SyncLimits = {
	frameBytes: MIB,
	syncStep2Bytes: 16 * MIB,
	maxPayload: 17 * MIB,
	documentBytes: 32 * MIB,
	framesPerSecond: 1000,
	frameBurst: 5000,
	bytesPerSecond: 2 * MIB,
	byteBurst: 40 * MIB,
	syncStep1Cost: 50,
	waitingFrames: 5000,
	waitingBytes: 18 * MIB,
	parkedFrames: 256,
	parkedBytes: 2 * MIB,
	awarenessBufferedBytes: MIB,
	slowReaderBytes: 8 * MIB,
	closeGraceMs: 3000,
	socketsPerPaceMs: 3,
	paceMs: 75,
	awarenessStateBytes: 4 * KIB,
	awarenessIntervalMs: 50,
	awarenessIds: 4,
	connectionsPerUser: 1000,
	roomsPerUser: 500,
	pendingUpgrades: 2000,
	concurrentLoads: 6,
	batchRows: 500,
	batchBytes: 4 * MIB,
	backlogBytes: 64 * MIB,
	commitTimeoutMs: 15_000,
	keepAliveMs: 10_000,
	pingMs: 30_000,
	sessionCheckMs: 60_000,
	idleUnloadMs: 30_000,
	restMs: 60_000,
	sweepMs: 1000,
	stateEvery: 500,
	stateBytes: 32 * KIB,
};

/** Those that a client, or a database that is slow, can meet; each time is counted. The rest are settings. */
export const MET_LIMITS = [
	'frameBytes',
	'syncStep2Bytes',
	'maxPayload',
	'documentBytes',
	'framesPerSecond',
	'bytesPerSecond',
	'waitingFrames',
	'waitingBytes',
	'parkedFrames',
	'parkedBytes',
	'awarenessBufferedBytes',
	'awarenessStateBytes',
	'awarenessIds',
	'slowReaderBytes',
	'connectionsPerUser',
	'roomsPerUser',
	'pendingUpgrades',
	'backlogBytes',
	'commitTimeoutMs',
	'pingMs',
] as const satisfies readonly (keyof SyncLimits)[];
export type MetLimit = (typeof MET_LIMITS)[number];

/** Refills with time; taking more than is there is refused and takes nothing. */
export class TokenBucket {
	readonly #perMs: number;
	readonly #most: number;
	#level: number;
	#filledAt: number;

	/** `perSecond` and `burst` in tokens; `now` in milliseconds of any steady clock. */
	constructor(perSecond: number, burst: number, now: number) {
		this.#perMs = perSecond / 1000;
		this.#most = burst;
		this.#level = burst;
		this.#filledAt = now;
	}

	take(tokens: number, now: number): boolean {
		this.#level = Math.min(this.#most, this.#level + (now - this.#filledAt) * this.#perMs);
		this.#filledAt = now;
		if (tokens > this.#level) return false;
		this.#level -= tokens;
		return true;
	}
}
