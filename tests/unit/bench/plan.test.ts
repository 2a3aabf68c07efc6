import { expect, test } from 'vitest';
import { SCENARIOS, shortened, turnsOf } from '../../../bench/sync/plan.ts';
import { kindOf } from '../../../bench/sync/servers.ts';

const [team] = SCENARIOS;
const orders = (rounds: number): string[][] =>
	Array.from({ length: rounds }, (_, n) =>
		turnsOf([{ ...team!, servers: ['ours', 'y-websocket', 'hocuspocus'] }], rounds)
			.filter(({ round }) => round === n + 1)
			.map(({ server }) => server),
	);

test('servers alternate within a round, and each round begins with the next', () => {
	expect(orders(3)).toEqual([
		['ours', 'y-websocket', 'hocuspocus'],
		['y-websocket', 'hocuspocus', 'ours'],
		['hocuspocus', 'ours', 'y-websocket'],
	]);
});

test('a scenario has no more rounds than it asks for, and several nodes no more than two', () => {
	const few = { ...team!, servers: ['ours', 'y-websocket'], rounds: 1 } as const;
	expect(turnsOf([few], 3).map(({ round }) => round)).toEqual([1, 1]);
	const several = { ...team!, servers: ['ours', 'ours, 2 nodes'] } as const;
	expect(turnsOf([several], 3).filter(({ server }) => server === 'ours, 2 nodes')).toHaveLength(2);
});

test('a short run has no clusters, and every ratio it compares has ours and a peer', () => {
	const short = shortened(SCENARIOS);
	expect(short.length).toBeGreaterThan(0);
	for (const { servers } of short) {
		expect(servers).toContain('ours');
		expect(servers.length).toBeGreaterThan(1);
		expect(servers.filter((server) => kindOf(server).nodes > 1)).toEqual([]);
	}
});
