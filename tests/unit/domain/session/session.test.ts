import { describe, expect, test } from 'vitest';
import { disagreementQueue } from '#domain/consensus/queue.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { agendaFrom } from '#domain/session/agenda.ts';
import {
	closed,
	focused,
	grant,
	NO_SESSION,
	opened,
	partsOf,
	roundStep,
	timed,
	withAgenda,
} from '#domain/session/session.ts';

const at = '2026-03-14T09:00:00.000Z';
const timer = { endsAt: '2026-03-14T09:05:00.000Z', seconds: 300 };
const open = opened(NO_SESSION, { by: 'anna', at, agenda: ['1.2', '1.1'] });

describe('a session', () => {
	test('opens on the first of its agenda, held by whoever opens it unless somebody is named', () => {
		expect(open).toMatchObject({ open: true, facilitator: 'anna', current: '1.2', startedAt: at });
		const named = grant(NO_SESSION, 'facilitator', 'bo');
		expect(opened(named, { by: 'anna', at, agenda: [] })).toMatchObject({ facilitator: 'bo', current: null });
	});

	test('closes without a focus, a timer or a start, and keeps parts and agenda for the next', () => {
		const busy = timed(grant(open, 'scribe', 'eva'), timer);
		expect(closed(busy)).toEqual({
			...NO_SESSION,
			facilitator: 'anna',
			scribe: 'eva',
			agenda: ['1.2', '1.1'],
		});
	});

	test('ends the timer with the subquestion it was started for, and only then', () => {
		const running = timed(open, timer);
		expect(focused(running, '1.2')).toEqual(running);
		expect(focused(running, '1.1')).toMatchObject({ current: '1.1', timer: null });
		expect(withAgenda(running, ['2.1'])).toMatchObject({ current: '1.2', timer });
	});

	test('names each subquestion of an agenda once', () => {
		expect(withAgenda(open, ['2.1', '1.1', '2.1']).agenda).toEqual(['2.1', '1.1']);
	});

	test('one person can hold both parts, or none', () => {
		expect(partsOf(open, 'anna')).toEqual(['facilitator']);
		expect(partsOf(grant(open, 'scribe', 'anna'), 'anna')).toEqual(['facilitator', 'scribe']);
		expect(partsOf(grant(open, 'facilitator', null), 'anna')).toEqual([]);
	});
});

test('rounds are opened one after the other, and twice the same is once', () => {
	expect(roundStep(1, 2)).toBe('next');
	expect(roundStep(2, 2)).toBe('same');
	for (const wanted of [0, 1, 4, NaN]) expect(roundStep(2, wanted)).toBe('stale');
});

test('an agenda from the queue has what lies widest apart first, without what is discussed', () => {
	const scored = (a: number, b: number) =>
		new Map([
			['a', { points: a }],
			['b', { points: b }],
		]);
	const scores = new Map([
		['1.1', scored(10, 10)],
		['1.2', scored(2, 18)],
		['2.1', scored(5, 9)],
		['2.2', new Map([['a', { points: 5 }]])],
	]);
	const queue = disagreementQueue(KOMMUNKOMPASSEN, scores, ['a', 'b']);
	expect(agendaFrom(queue, 'flagged', new Set())).toEqual(['1.2', '2.1']);
	expect(agendaFrom(queue, 'all', new Set())).toEqual(['1.2', '2.1', '1.1']);
	expect(agendaFrom(queue, 'all', new Set(['1.2']))).toEqual(['2.1', '1.1']);
});
