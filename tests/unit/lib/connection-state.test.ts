import { describe, expect, test } from 'vitest';
import { CLOSE } from '#document/close-codes.ts';
import { nextState, reconnectDelay, type ConnectionState } from '#lib/sync/connection-state.ts';

describe('the state of a connection', () => {
	test('a short loss is told quietly, a longer one as offline, a return as live', () => {
		let state: ConnectionState = { kind: 'live' };
		state = nextState(state, { kind: 'lost', online: true });
		expect(state).toEqual({ kind: 'reconnecting' });
		state = nextState(state, { kind: 'lost', online: true });
		expect(state).toEqual({ kind: 'reconnecting' });
		state = nextState(state, { kind: 'stillLost' });
		expect(state).toEqual({ kind: 'offline' });
		state = nextState(state, { kind: 'lost', online: true });
		expect(state).toEqual({ kind: 'offline' });
		expect(nextState(state, { kind: 'synced' })).toEqual({ kind: 'live' });
	});

	test('a server that cannot save pauses, through every attempt until it lets one in again', () => {
		let state: ConnectionState = { kind: 'live' };
		state = nextState(state, { kind: 'lost', online: true, cannotSave: true });
		expect(state).toEqual({ kind: 'paused' });
		for (const event of [
			{ kind: 'lost', online: true },
			{ kind: 'stillLost' },
			{ kind: 'lost', online: true, cannotSave: true },
		] as const)
			expect(nextState(state, event)).toEqual({ kind: 'paused' });
		expect(nextState(state, { kind: 'lost', online: false })).toEqual({ kind: 'offline' });
		expect(nextState(state, { kind: 'synced' })).toEqual({ kind: 'live' });
	});

	test('a server that says so while one is connected pauses, and goes on when it says that', () => {
		const paused = nextState({ kind: 'live' }, { kind: 'storage', saving: false });
		expect(paused).toEqual({ kind: 'paused' });
		expect(nextState(paused, { kind: 'storage', saving: true })).toEqual({ kind: 'live' });
		for (const state of [
			{ kind: 'closed', reason: 'signedOut' },
			{ kind: 'refused' },
			{ kind: 'offline' },
		] as const)
			expect(nextState(state, { kind: 'storage', saving: false })).toEqual(state);
	});

	test('a browser without a network is offline at once', () => {
		expect(nextState({ kind: 'live' }, { kind: 'lost', online: false })).toEqual({ kind: 'offline' });
	});

	test('every permanent close code has a reason of its own, and a refusal is not an end', () => {
		const reasons = [
			[CLOSE.signedOut, 'signedOut'],
			[CLOSE.notAllowed, 'notAllowed'],
			[CLOSE.noSuchRoom, 'noSuchRoom'],
			[CLOSE.tooLarge, 'tooLarge'],
			[CLOSE.tooFast, 'tooFast'],
			[CLOSE.malformed, 'malformed'],
		] as const;
		for (const [code, reason] of reasons)
			expect(nextState({ kind: 'live' }, { kind: 'ended', code })).toEqual({ kind: 'closed', reason });
		expect(nextState({ kind: 'live' }, { kind: 'ended', code: CLOSE.rebuild })).toEqual({ kind: 'refused' });
	});

	test('a closed connection stays closed until the user goes on', () => {
		const closed: ConnectionState = { kind: 'closed', reason: 'signedOut' };
		expect(nextState(closed, { kind: 'lost', online: true })).toEqual(closed);
		expect(nextState(closed, { kind: 'stillLost' })).toEqual(closed);
		expect(nextState(closed, { kind: 'resumed' })).toEqual({ kind: 'reconnecting' });
	});
});

describe('waiting before the next attempt', () => {
	test('doubles up to 15 seconds and is spread over its upper half', () => {
		expect(reconnectDelay(0, 0)).toBe(125);
		expect(reconnectDelay(0, 1)).toBe(250);
		expect(reconnectDelay(1, 1)).toBe(500);
		expect(reconnectDelay(50, 0)).toBe(7_500);
		expect(reconnectDelay(50, 1)).toBe(15_000);
	});
});
