/**
 * One scenario against one server, from start to stop: the load in a process of its own, and what the server, its
 * stores and the load use read from outside between the load's marks.
 */
import { setTimeout as after } from 'node:timers/promises';
import { loadAverage, usageOf } from './figures.ts';
import { collectGarbage } from './garbage.ts';
import type { Order } from './load.ts';
import { load, type Task } from './process.ts';
import { isBearable, type Saturation, type Step } from './saturation.ts';
import { keeps, kindOf, startServer, type RunningServer, type ServerName } from './servers.ts';
import type { Stores } from './stores.ts';

/** Between two marks. Shares are of one processor core, memory in bytes. */
export interface Stretch {
	cpu: number;
	postgres: number;
	redis: number;
	load: number;
	/** Resident at its end, and what it grew by. */
	memory: number;
	grown: number;
}

export interface Measured {
	server: ServerName;
	/** From 1; servers alternate within it. */
	round: number;
	/** One-minute load of the machine before. */
	before: number;
	/** As the scenario answers; null stands for what is without end. */
	result: Record<string, unknown>;
	/** The stretch the figures are from: of a saturation, the highest rate that was bearable. */
	stretch?: Stretch;
}

export interface Scenario {
	name: string;
	way: 'steady' | 'saturation' | 'memory' | 'opening' | 'coming back' | 'killed' | 'node killed';
	load: Order['scenario'];
	documents: number;
	seconds?: number;
	/** What so many of the documents hold. */
	size?: NonNullable<Order['size']>;
	seeded?: number;
	sockets?: number;
}

interface Bench {
	server: RunningServer;
	scenario: Scenario;
	stores: Stores;
}

type Outcome = Pick<Measured, 'result' | 'stretch'>;

/** Reads what everybody uses at the load's marks. */
function meter({ server, stores }: Bench) {
	const read = (loadPid: number) => ({
		at: performance.now(),
		server: usageOf(server.pids()),
		stores: stores.cpu(),
		load: usageOf([loadPid]).cpu,
	});
	const stretches: Stretch[] = [];
	let began: ReturnType<typeof read> | undefined;
	return {
		stretches,
		begin: (loadPid: number): void => {
			began = read(loadPid);
		},
		end: (loadPid: number): void => {
			const ended = read(loadPid);
			if (!began) return;
			const seconds = (ended.at - began.at) / 1000;
			stretches.push({
				cpu: (ended.server.cpu - began.server.cpu) / seconds,
				postgres: (ended.stores.postgres - began.stores.postgres) / seconds,
				redis: (ended.stores.redis - began.stores.redis) / seconds,
				load: (ended.load - began.load) / seconds,
				memory: ended.server.memory,
				grown: ended.server.memory - began.server.memory,
			});
		},
	};
}

const taskOf = ({ load: scenario, seconds, sockets, size }: Scenario): Task => ({
	scenario,
	...(size !== undefined && { size }),
	...(seconds !== undefined && { seconds }),
	...(sockets !== undefined && { sockets }),
});

async function steady(bench: Bench): Promise<Outcome> {
	const { stretches, begin, end } = meter(bench);
	const result = await load<Record<string, unknown>>(bench.server, taskOf(bench.scenario), {
		at: { begin, end },
	});
	const [stretch] = stretches;
	return { result, ...(stretch && { stretch }) };
}

/** Above this share of a core the load itself may be what ends a ladder. */
const LOAD_IS_FULL = 0.9;

/** The highest bearable rung of a ladder, and whether it is only the load that went no higher. */
export function summit(
	steps: readonly Step[],
	stretches: readonly Pick<Stretch, 'load'>[],
): { rate: number; index: number; atLeast: boolean } {
	const index = steps.findLastIndex(isBearable);
	const isOpen = index === steps.length - 1;
	const isLoadFull = (stretches[steps.length - 1]?.load ?? 0) > LOAD_IS_FULL;
	return { rate: steps[index]?.offered ?? 0, index, atLeast: isOpen || isLoadFull };
}

async function saturation(bench: Bench): Promise<Outcome> {
	const { stretches, begin, end } = meter(bench);
	const answer = await load<Saturation>(bench.server, taskOf(bench.scenario), { at: { begin, end } });
	const steps = answer.steps.map((step) => ({ ...step, p99: step.p99 ?? Number.POSITIVE_INFINITY }));
	const { rate, index, atLeast } = summit(steps, stretches);
	const stretch = stretches[Math.max(index, 0)];
	return { result: { ...answer, rate, atLeast }, ...(stretch && { stretch }) };
}

/** Milliseconds without a change after which our documents rest, here: a minute in production. */
const REST_MS = 5_000;
const RESTED_MS = 10_000;
/** Peers have nothing to wait for. */
const SETTLED_MS = 2_000;

const collected = async (server: RunningServer): Promise<void> => {
	for (const pid of server.pids()) await collectGarbage(pid, server.inspectorPort);
};

async function memory(bench: Bench): Promise<Outcome> {
	const { server } = bench;
	const { stretches, begin, end } = meter(bench);
	const opened: number[] = [];
	const result = await load<Record<string, unknown>>(server, taskOf(bench.scenario), {
		at: {
			async begin(pid) {
				await after(kindOf(server.name).program === 'ours' ? RESTED_MS : SETTLED_MS);
				await collected(server);
				opened.push(usageOf(server.pids()).memory);
				begin(pid);
			},
			async end(pid) {
				await collected(server);
				end(pid);
			},
		},
	});
	const stretch = stretches.at(-1);
	return { result: { ...result, opened }, ...(stretch && { stretch }) };
}

/** Stored, as after a night: peers write some seconds after the last change. */
const STORED_MS = 3_000;

async function again(server: RunningServer): Promise<void> {
	await server.kill();
	await server.restart();
}

async function opening(bench: Bench): Promise<Outcome> {
	if (keeps(bench.server.name)) {
		await after(STORED_MS);
		await again(bench.server);
	}
	return steady(bench);
}

/** Twice: five hundred alone, and five hundred while a team that is already in types on. */
async function comingBack({ server }: Bench): Promise<Outcome> {
	await after(STORED_MS);
	const ready = () => again(server);
	const { last } = await load<{ last: number }>(server, { scenario: 'comeBack' }, { at: { ready } });
	await again(server);
	const go = Promise.withResolvers<void>();
	const storm = load<{ last: number }>(server, { scenario: 'comeBack' }, { at: { ready: () => go.promise } });
	const bystanders = await load<Record<string, unknown>>(
		server,
		{ scenario: 'bystanders' },
		{ at: { ready: () => go.resolve() }, over: storm },
	);
	return { result: { last, ...bystanders, lastBesideTeam: (await storm).last } };
}

/** Types for ten seconds, kills the server in the middle of it, and counts what others had seen and is gone. */
async function killed({ server }: Bench): Promise<Outcome> {
	const ready = (): void => {
		setTimeout(() => void server.kill(), 10_000);
	};
	const { seen } = await load<{ seen: [number, number][] }>(
		server,
		{ scenario: 'untilKilled' },
		{ at: { ready } },
	);
	await server.restart();
	return { result: await load(server, { scenario: 'lost', seen }) };
}

async function nodeKilled({ server }: Bench): Promise<Outcome> {
	return { result: await load(server, { scenario: 'nodeKilled' }, { at: { ready: () => server.kill(0) } }) };
}

const WAYS: Readonly<Record<Scenario['way'], (bench: Bench) => Promise<Outcome>>> = {
	steady,
	saturation,
	memory,
	opening,
	'coming back': comingBack,
	killed,
	'node killed': nodeKilled,
};

/** Where several nodes may hold a document, which one does is settled before anybody is timed. */
export async function settled(server: RunningServer): Promise<void> {
	const { program, nodes } = kindOf(server.name);
	if (program === 'ours' && nodes > 1) await load(server, { scenario: 'enter' });
}

export async function measure(
	name: ServerName,
	round: number,
	scenario: Scenario,
	stores: Stores,
): Promise<Measured> {
	const { size, seeded = 0 } = scenario;
	const before = loadAverage();
	const settings: Record<string, string> =
		scenario.way === 'memory' ? { SYNC_LIMITS: JSON.stringify({ restMs: REST_MS }) } : {};
	const server = await startServer(name, scenario.documents, stores, settings);
	try {
		if (size !== undefined && seeded > 0)
			await load(server, { scenario: 'seed', size, rooms: server.rooms.slice(0, seeded) });
		await settled(server);
		return { server: name, round, before, ...(await WAYS[scenario.way]({ server, scenario, stores })) };
	} finally {
		await server.stop();
	}
}
