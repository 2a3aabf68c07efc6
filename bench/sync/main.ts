/**
 * Ours against its peers, in one run on one machine, in turn. What counts is the ratio in the same run.
 *
 * `npm run bench`              all of it, three rounds: about half an hour; the table goes into docs/benchmarks.md
 * `npm run bench -- --record`  the same, and the ratios are what later short runs are compared with
 * `npm run bench -- --short`   the central scenarios in some minutes, and what has moved since it was recorded
 *
 * `--json FILE` for all figures; `--rounds N`, `--only NAME;…` and `--servers NAME;…` for a part; `--from FILE` goes on
 * with the figures of an earlier run, of which the scenarios that are measured now are replaced; `--strict` ends a short
 * run with 1 where ours has become worse.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { asked } from '../arguments.ts';
import { withSection } from '../section.ts';
import { askedOf } from './asked.ts';
import { agrees, type Check } from './check.ts';
import { shown } from './figures.ts';
import { machineOf } from './machine.ts';
import { turnsOf } from './plan.ts';
import { load } from './process.ts';
import { movesBetween, ratiosOf, type Ratios } from './recorded.ts';
import { markdown, missedIn, type Machine, type Results } from './report.ts';
import { measure, settled, type Measured } from './run.ts';
import { kindOf, startServer, type ServerName } from './servers.ts';
import { startStores, type Stores } from './stores.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RECORDED = path.join(ROOT, 'bench/recorded.json');
const DOCUMENT = path.join(ROOT, 'docs/benchmarks.md');
const SECTION = { name: 'sync', heading: 'The sync server against its peers' };
const NO_REDIS = 'no Redis or Valkey server is to be had here';

const { short, strict, record, json, from, rounds, scenarios, isPart } = asked(() =>
	askedOf(process.argv.slice(2)),
);
const servers = [...new Set(scenarios.flatMap((planned) => planned.servers))];

const peers = path.join(ROOT, 'bench/peers');
if (!existsSync(path.join(peers, 'node_modules')))
	execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: peers, stdio: 'inherit' });

const results = await run();
if (json) write(json, results);
if (results.failed.length > 0) process.exitCode = 1;
if (short) compare();
else await publish();

async function run(): Promise<Results> {
	const earlier = from === undefined ? undefined : read<Results>(from);
	const figures: Record<string, readonly Measured[]> = { ...earlier?.figures };
	const notRun: Partial<Record<ServerName, string>> = {};
	const failed: string[] = [];
	if (rounds === 0 && earlier) return earlier;
	const stores = await startStores({ withRedis: servers.some((name) => kindOf(name).nodes > 1) });
	try {
		for (const name of servers)
			if (kindOf(name).nodes > 1 && stores.redisUrl === undefined) notRun[name] = NO_REDIS;
		const checks = { ...earlier?.checks };
		for (const name of servers) {
			if (name in notRun || name === 'broadcaster') continue;
			try {
				checks[name] = await checkLoad(name, stores);
			} catch (error) {
				notRun[name] = 'its check ended in an error';
				failed.push(`check · ${name}`);
				console.error(`check · ${name}: FAILED`, error);
			}
		}
		const isRun = (name: ServerName): boolean => !(name in notRun);
		const here = scenarios.map((planned) => ({ ...planned, servers: planned.servers.filter(isRun) }));
		for (const { name, servers: measured } of here) if (measured.length > 0) figures[name] = [];
		const results = { machine: await machineOf(stores), rounds, figures, checks, notRun, failed };
		for (const { round, scenario, server } of turnsOf(here, rounds)) {
			const turn = `round ${round} · ${scenario.name} · ${server}`;
			try {
				const measured = await measure(server, round, scenario, stores);
				figures[scenario.name] = [...(figures[scenario.name] ?? []), measured];
				console.error(`${turn}: ${told(measured)}`);
			} catch (error) {
				// Half an hour is not thrown away for one of its measurements; the tables say which are missing.
				failed.push(turn);
				console.error(`${turn}: FAILED`, error);
			}
			if (json) write(json, results);
		}
		return results;
	} finally {
		await stores.stop();
	}
}

/** Throws where a letter is not heard: nothing that is measured then would mean anything. */
async function checkLoad(name: ServerName, stores: Stores): Promise<Check> {
	const server = await startServer(name, 1, stores);
	try {
		await settled(server);
		const check = await load<Check>(server, { scenario: 'check' });
		if (check.letters !== check.expected)
			throw new Error(`the load is not heard at ${name}: ${JSON.stringify(check)}`);
		const { letters, load: own, reader, readBy } = check;
		console.error(
			`check · ${name}: ${letters} letters read by ${readBy}, ${shown(own)} ms by the load, ${shown(reader)} ms by the reader${agrees(check) ? '' : ': they DIFFER'}`,
		);
		return check;
	} finally {
		await server.stop();
	}
}

function told({ result, stretch, before }: Measured): string {
	return JSON.stringify({ ...result, stretch, before });
}

/** Tables into the document, ratios into the record; a part of a run is only told. */
async function publish(): Promise<void> {
	const table = markdown(results);
	console.log(table);
	for (const missed of missedIn(results)) console.log(`missed · ${missed}`);
	if (isPart) return;
	await place(
		DOCUMENT,
		withSection(readFileSync(DOCUMENT, 'utf8'), { ...SECTION, content: table }),
		'markdown',
	);
	if (!record) return;
	const recorded = { machine: results.machine, rounds: results.rounds, ratios: ratiosOf(results.figures) };
	await place(RECORDED, JSON.stringify(recorded), 'json');
}

/** A short run against what was recorded: prints what has moved. */
function compare(): void {
	if (!existsSync(RECORDED)) {
		console.log('Nothing is recorded yet: npm run bench -- --record');
		return;
	}
	const recorded = read<{ machine: Machine; ratios: Ratios }>(RECORDED);
	const now = ratiosOf(results.figures);
	const moves = movesBetween(recorded.ratios, now);
	const compared = Object.keys(now).filter((key) => key in recorded.ratios).length;
	console.log(
		`${compared} ratios ours ÷ peer against those of ${recorded.machine.date}: ${moves.length} moved.`,
	);
	for (const { what, recorded: was, now: is, isWorse } of moves)
		console.log(
			`${isWorse ? 'worse ' : 'better'} · ${what}: ${shown(was.median)} (${shown(was.least)}–${shown(was.most)}) → ${shown(is)}`,
		);
	if (strict && moves.some(({ isWorse }) => isWorse)) process.exitCode = 1;
}

async function place(file: string, text: string, parser: 'markdown' | 'json'): Promise<void> {
	writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser }));
}

function write(file: string, content: unknown): void {
	mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
	writeFileSync(file, `${JSON.stringify(content, null, '\t')}\n`);
}

function read<T>(file: string): T {
	return JSON.parse(readFileSync(file, 'utf8')) as T;
}
