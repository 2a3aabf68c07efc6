/**
 * Half an hour at half of saturation: 20 documents, five who write in each, on the server as in production. Sampled
 * every ten seconds; at its end everything that was written must be there, the same for everybody, and verified.
 * `npm run bench:soak [-- --minutes 30 --rate 14000 --out docs]` writes docs/benchmarks/soak.json, plots beside it and
 * the section in docs/benchmarks.md. Verification takes a quarter as long again. Ends with 1 where a promise fails.
 */
import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { connect } from '../../server/db/pool.ts';
import { verifyDatabase } from '../../server/services/verify-database.ts';
import { asked, numberOf } from '../arguments.ts';
import { endsWithUs } from '../leaving.ts';
import { record } from '../record.ts';
import { startServer } from '../sync/servers.ts';
import { startStores } from '../sync/stores.ts';
import type { SoakEnd, SoakMessage, SoakOrder } from './load.ts';
import { markdown, plots, verdicts, type Soak } from './report.ts';
import { Sampler, type Sample } from './sample.ts';

const DOCUMENTS = 20;
const STRETCH_SECONDS = 10;

const { minutes, rate, out } = asked(() => {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string', default: '30' },
			rate: { type: 'string', default: '14000' },
			out: { type: 'string', default: 'docs' },
		},
	});
	return {
		minutes: numberOf('minutes', values.minutes, { least: 0.1, whole: false }),
		rate: numberOf('rate', values.rate, { least: 1 }),
		out: values.out,
	};
});

const stores = await startStores({ withRedis: false });
let soak: Soak;
try {
	const databaseUrl = await stores.database();
	const server = await startServer('ours', DOCUMENTS, {
		...stores,
		database: () => Promise.resolve(databaseUrl),
	});
	const connection = connect(databaseUrl, pino({ level: 'silent' }));
	try {
		const sampler = new Sampler(server, stores, connection);
		await sampler.begin();
		const samples: Sample[] = [];
		const end = await load(
			{
				url: server.urls[0]!,
				rooms: server.rooms,
				tokens: server.tokens,
				rate,
				stretches: Math.max(2, Math.round((minutes * 60) / STRETCH_SECONDS)),
				seconds: STRETCH_SECONDS,
			},
			async (stretch) => {
				const sample = await sampler.take(stretch);
				samples.push(sample);
				const { minutes: at, p50, p99, rss, heap, cpu, rows } = sample;
				console.error(
					`${at.toFixed(1)} min: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${rss.toFixed(0)} MB (heap ${heap.toFixed(0)}), CPU ${cpu.toFixed(0)} %, ${rows} rows`,
				);
			},
		);
		await server.stop();
		console.error(`verifying ${samples.at(-1)?.rows ?? 0} rows`);
		const started = performance.now();
		const { rooms, rows, faults } = await verifyDatabase(connection.db);
		const [cpu] = cpus();
		soak = {
			on: new Date().toISOString().slice(0, 10),
			machine: { cpu: cpu?.model.trim() ?? 'unknown', cores: cpus().length, node: process.version },
			rate,
			minutes,
			samples,
			end,
			verification: { rooms, rows, seconds: (performance.now() - started) / 1000, faults },
		};
	} finally {
		await server.stop();
		await connection.close();
	}
} finally {
	await stores.stop();
}

await record(out, {
	name: 'soak',
	heading: 'Soak',
	figures: soak,
	plots: plots(soak),
	content: markdown(soak),
});
for (const { promise, holds, how } of verdicts(soak))
	console.log(`${holds ? 'holds' : 'FAILS'}  ${promise}: ${how}`);
if (verdicts(soak).some(({ holds }) => !holds)) process.exitCode = 1;

/** Resolves with what the load says at its end; rejects where it ends without. */
async function load(
	order: SoakOrder,
	stretch: (message: SoakMessage & { kind: 'stretch' }) => Promise<void>,
) {
	const child = fork(path.join(import.meta.dirname, 'load.ts'), [JSON.stringify(order)]);
	endsWithUs(child);
	const { promise, resolve, reject } = Promise.withResolvers<SoakEnd>();
	/** One after the other; the first that fails is told at the end. */
	let sampled: Promise<void> = Promise.resolve();
	child.on('message', (message: SoakMessage) => {
		if (message.kind === 'end') sampled.then(() => resolve(message), reject);
		else sampled = sampled.then(() => stretch(message));
	});
	child.on('exit', (code) => reject(new Error(`the load ended with ${code} before it was done`)));
	try {
		return await promise;
	} catch (error) {
		child.kill('SIGKILL');
		throw error;
	}
}
