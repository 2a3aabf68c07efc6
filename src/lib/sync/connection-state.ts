/**
 * The state of one room's connection as one union, and how it changes. Offline is a state, not an error:
 * editing goes on in every state but `paused` and `closed`.
 */
import { CLOSE } from '#document/close-codes.ts';

export type ClosedReason = 'signedOut' | 'notAllowed' | 'noSuchRoom' | 'tooLarge' | 'tooFast' | 'malformed';

export type ConnectionState =
	/** The first connection; nothing of the room is here yet. */
	| { kind: 'connecting' }
	| { kind: 'live' }
	/** Lost a moment ago; said only quietly, because most losses mend themselves. */
	| { kind: 'reconnecting' }
	/** No connection for a while. Edits are kept and merge on return. */
	| { kind: 'offline' }
	/** The server is there and cannot save: writing pauses, what is unsaved is kept and sent when it can. */
	| { kind: 'paused' }
	/** A change was not let in; the copy is being rebuilt from the server's. */
	| { kind: 'refused' }
	/** The server ended it for good; only the user can go on from here. */
	| { kind: 'closed'; reason: ClosedReason };

export type ConnectionEvent =
	| { kind: 'synced' }
	/** The connection ended and will be tried again; `online` is what the browser says of its network. */
	| { kind: 'lost'; online: boolean; cannotSave?: boolean }
	/** The server says whether it can save. */
	| { kind: 'storage'; saving: boolean }
	/** The loss has lasted longer than the time of grace. */
	| { kind: 'stillLost' }
	| { kind: 'rebuilding' }
	| { kind: 'resumed' }
	| { kind: 'ended'; code: number };

/** How long a lost connection is only "reconnecting", in milliseconds. */
export const GRACE_MS = 4_000;

const REASONS: Readonly<Record<number, ClosedReason>> = {
	[CLOSE.signedOut]: 'signedOut',
	[CLOSE.notAllowed]: 'notAllowed',
	[CLOSE.noSuchRoom]: 'noSuchRoom',
	[CLOSE.tooLarge]: 'tooLarge',
	[CLOSE.tooFast]: 'tooFast',
	[CLOSE.malformed]: 'malformed',
};

export function nextState(state: ConnectionState, event: ConnectionEvent): ConnectionState {
	switch (event.kind) {
		case 'synced':
			return { kind: 'live' };
		case 'lost':
			if (state.kind === 'closed' || state.kind === 'refused') return state;
			if (event.online && (event.cannotSave || state.kind === 'paused')) return { kind: 'paused' };
			return !event.online || state.kind === 'offline' ? { kind: 'offline' } : { kind: 'reconnecting' };
		case 'stillLost':
			return state.kind === 'reconnecting' || state.kind === 'connecting' ? { kind: 'offline' } : state;
		case 'storage':
			if (state.kind === 'paused') return event.saving ? { kind: 'live' } : state;
			return state.kind === 'live' && !event.saving ? { kind: 'paused' } : state;
		case 'rebuilding':
			return { kind: 'refused' };
		case 'resumed':
			return { kind: 'reconnecting' };
		case 'ended':
			if (event.code === CLOSE.rebuild) return { kind: 'refused' };
			return { kind: 'closed', reason: REASONS[event.code] ?? 'malformed' };
	}
}

const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/**
 * How long to wait before attempt number `attempt` (from 0), in milliseconds. Doubles from a quarter of a
 * second to 15 seconds; `random` (0–1) spreads the upper half, so that a restarted server does not meet
 * every client in the same instant.
 */
export function reconnectDelay(attempt: number, random: number): number {
	const ceiling = Math.min(FIRST_MS * 2 ** Math.min(attempt, 10), LONGEST_MS);
	return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
