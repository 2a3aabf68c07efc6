/** What is measured at which servers, whole and in short. */
import type { Scenario } from './run.ts';
import { kindOf, type ServerName } from './servers.ts';

export type Planned = Scenario & {
	servers: readonly ServerName[];
	/** At most; default: as many as the run has. */
	rounds?: number;
};

const SINGLE: readonly ServerName[] = ['ours', 'y-websocket', 'hocuspocus', 'broadcaster'];
/** Who can be asked for a document. */
const STORING: readonly ServerName[] = SINGLE.filter((name) => name !== 'broadcaster');
const SATURATED: readonly ServerName[] = [...STORING, 'hocuspocus in memory'];
const SEVERAL: readonly ServerName[] = [
	'ours, 2 nodes',
	'ours, 2 nodes by room',
	'ours, 4 nodes',
	'ours, 4 nodes by room',
	'hocuspocus, 2 nodes',
];

const STEADY_SECONDS = 7;
/** Of each step of a ladder. */
const STEP_SECONDS = 2;

export const SCENARIOS: readonly Planned[] = [
	{
		name: 'team',
		way: 'steady',
		load: 'team',
		documents: 2,
		size: '308 kB',
		seeded: 1,
		seconds: STEADY_SECONDS,
		// By room, one document is at one node.
		servers: [...STORING, 'ours, 2 nodes', 'ours, 4 nodes', 'hocuspocus, 2 nodes'],
	},
	{
		name: 'many teams',
		way: 'steady',
		load: 'teams',
		documents: 201,
		size: '54 kB',
		seeded: 200,
		seconds: STEADY_SECONDS,
		servers: [...SINGLE, ...SEVERAL],
	},
	{
		name: 'town hall',
		way: 'steady',
		load: 'townHall',
		documents: 2,
		seconds: STEADY_SECONDS,
		servers: SINGLE,
	},
	{
		name: 'saturation, 20 documents',
		way: 'saturation',
		load: 'saturationMany',
		documents: 20,
		seconds: STEP_SECONDS,
		servers: [...SATURATED, ...SEVERAL],
	},
	{
		name: 'saturation, one document',
		way: 'saturation',
		load: 'saturationOne',
		documents: 1,
		seconds: STEP_SECONDS,
		servers: SATURATED,
	},
	{
		name: 'opening',
		way: 'opening',
		load: 'opening',
		documents: 6,
		size: '308 kB',
		seeded: 5,
		servers: STORING,
	},
	{
		name: 'coming back',
		way: 'coming back',
		load: 'comeBack',
		documents: 21,
		size: '54 kB',
		seeded: 20,
		servers: ['ours', 'hocuspocus'],
	},
	{
		name: 'memory',
		way: 'memory',
		load: 'resting',
		documents: 200,
		size: '54 kB',
		sockets: 500,
		rounds: 2,
		servers: STORING,
	},
	{
		name: 'kill -9',
		way: 'killed',
		load: 'untilKilled',
		documents: 1,
		rounds: 2,
		servers: ['ours', 'hocuspocus'],
	},
	{
		name: 'a node killed',
		way: 'node killed',
		load: 'nodeKilled',
		documents: 20,
		servers: SEVERAL,
	},
];

/** So often several nodes are measured, at most: most of a run's time would go there. */
const ROUNDS_OF_SEVERAL = 2;
const SHORT = ['team', 'many teams', 'saturation, 20 documents', 'opening'];
const SHORT_SECONDS = 5;

/** The central scenarios with the same settings, fewer seconds and no clusters: comparable with a whole run. */
export const shortened = (scenarios: readonly Planned[]): Planned[] =>
	scenarios
		.filter(({ name }) => SHORT.includes(name))
		.map((planned) => ({
			...planned,
			servers: planned.servers.filter((server) => STORING.includes(server)),
			...(planned.way === 'steady' && { seconds: SHORT_SECONDS }),
		}));

export interface Turn {
	round: number;
	scenario: Planned;
	server: ServerName;
}

/** Servers alternate within each round, and each round begins with the next: nobody is always first or last. */
export function turnsOf(scenarios: readonly Planned[], rounds: number): Turn[] {
	const turns: Turn[] = [];
	for (let round = 1; round <= rounds; round++)
		for (const scenario of scenarios) {
			if (round > (scenario.rounds ?? rounds)) continue;
			const servers = scenario.servers.filter(
				(server) => kindOf(server).nodes === 1 || round <= ROUNDS_OF_SEVERAL,
			);
			for (let n = 0; n < servers.length; n++)
				turns.push({ round, scenario, server: servers[(n + round - 1) % servers.length]! });
		}
	return turns;
}
