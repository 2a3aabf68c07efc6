/**
 * Ours against its peers, in one run on one machine, in turn: team, many teams, town hall, saturation, opening, coming
 * back after a kill, memory, and what a kill loses. What counts is the ratio in the same run.
 * `npm run bench [-- --json FILE --only NAME,… --rounds N --seconds N]`
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../server/db/embedded.ts';
import { killed, load, measure, type Measured, type Scenario } from './run.ts';
import { markdown } from './report.ts';
import { SERVERS, startServer, type ServerName } from './servers.ts';

const { values } = parseArgs({
	options: {
		json: { type: 'string' },
		markdown: { type: 'string' },
		only: { type: 'string' },
		servers: { type: 'string' },
		rounds: { type: 'string', default: '3' },
		seconds: { type: 'string', default: '10' },
	},
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);

const SCENARIOS: readonly (Scenario & { without?: readonly ServerName[] })[] = [
	{
		name: 'team',
		scenario: 'team',
		documents: 1,
		seeded: 1,
		size: '308 kB',
		seconds,
		without: ['broadcaster'],
	},
	{ name: 'many teams', scenario: 'teams', documents: 200, seeded: 0, size: 'small', seconds },
	{ name: 'town hall', scenario: 'townHall', documents: 1, seeded: 0, size: 'small', seconds },
	{
		name: 'saturation, 20 documents',
		scenario: 'saturationMany',
		documents: 20,
		seeded: 0,
		size: 'small',
		seconds: 4,
	},
	{
		name: 'saturation, one document',
		scenario: 'saturationOne',
		documents: 1,
		seeded: 0,
		size: 'small',
		seconds: 4,
	},
	{
		name: 'opening',
		scenario: 'opening',
		documents: 2,
		seeded: 1,
		size: '308 kB',
		seconds,
		without: ['broadcaster'],
	},
	{
		name: 'coming back',
		scenario: 'comeBack',
		documents: 20,
		seeded: 20,
		size: '54 kB',
		seconds,
		without: ['broadcaster', 'y-websocket'],
	},
	{
		name: 'memory',
		scenario: 'resting',
		documents: 150,
		seeded: 150,
		size: '54 kB',
		sockets: 500,
		seconds,
		without: ['broadcaster'],
	},
];
const KILL = 'lost by a kill';

const wanted = values.only?.split(',');
const servers = (values.servers?.split(',') as ServerName[] | undefined) ?? SERVERS;
const isWanted = (name: string): boolean => wanted === undefined || wanted.includes(name);

const peers = path.resolve(import.meta.dirname, '../peers');
if (!existsSync(path.join(peers, 'node_modules')))
	execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: peers, stdio: 'inherit' });

const dataDir = mkdtempSync(path.join(tmpdir(), 'samsyn-bench-'));
const postgres = await startEmbeddedPostgres(path.join(dataDir, 'postgres'));
const figures: Record<string, Measured[]> = {};
try {
	await checkGenerator();
	for (let round = 1; round <= rounds; round++) {
		for (const { without = [], ...scenario } of SCENARIOS)
			if (isWanted(scenario.name))
				for (const name of servers)
					if (!without.includes(name))
						await add(scenario.name, round, () => measure(name, scenario, postgres.url));
		if (isWanted(KILL))
			for (const name of servers)
				if (name === 'ours' || name === 'hocuspocus')
					await add(KILL, round, () => killed(name, postgres.url));
	}
} finally {
	await postgres.stop();
	rmSync(dataDir, { recursive: true, force: true });
}
const [cpu] = cpus();
const machine = {
	cpu: cpu?.model ?? 'unknown',
	cores: cpus().length,
	node: process.version,
	rounds,
	seconds,
};
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, figures }, null, '\t')}\n`);
const table = markdown(machine, figures);
if (values.markdown) writeFileSync(values.markdown, table);
console.log(table);

async function add(scenario: string, round: number, run: () => Promise<Measured>): Promise<void> {
	const measured = await run();
	(figures[scenario] ??= []).push(measured);
	console.error(`${scenario} · round ${round} · ${measured.server}: ${JSON.stringify(measured.result)}`);
}

/** The generator's letters are yjs's letters, at every server that speaks them: a stock document reads them all. */
async function checkGenerator(): Promise<void> {
	for (const name of servers) {
		if (name === 'broadcaster') continue;
		const server = await startServer(name, 1, postgres.url);
		try {
			const { result } = await load(server, { scenario: 'check', seconds: 0 });
			if (result.letters !== result.expected)
				throw new Error(`the load is not heard at ${name}: ${JSON.stringify(result)}`);
		} finally {
			await server.stop();
		}
	}
}
