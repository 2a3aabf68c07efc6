/**
 * How long the server takes to answer every view that compares, pages and calls alike, over HTTP, with 300 results in
 * the library. The target is below 200 ms for each.
 * `node bench/compare.ts [--json FILE]`
 */
import { writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { KOMMUNKOMPASSEN } from '../src/domain/framework/bundled.ts';
import { composeServices } from '../server/app.ts';
import { OPERATOR } from '../server/auth/accounts.ts';
import { readConfig } from '../server/config.ts';
import * as users from '../server/db/users.ts';
import { buildPages, Caller, startServerProcess } from '../tests/support/http-server.ts';
import { areasOf, bytes, madeUpResults } from '../tests/support/library.ts';
import { endsWithUs } from './leaving.ts';
import { startPostgres } from './postgres.ts';

const TARGET_MS = 200;
const RESULTS = 300;
const ROUNDS = 15;
const EMAIL = 'bench@samsyn.example';
const PASSWORD = 'granit-och-tall-42';

/** Three hundred municipalities' results over two years, an earlier result of ours, a cohort, and an evaluation. */
async function fill(databaseUrl: string, dataDir: string): Promise<{ evaluation: string; cohort: string }> {
	const config = { ...readConfig({}), databaseUrl, dataDir };
	const composition = await composeServices(config, pino({ level: 'silent' }));
	const { services } = composition;
	try {
		await services.accounts.create(OPERATOR, {
			email: EMAIL,
			name: 'Berit',
			password: PASSWORD,
			admin: true,
		});
		const user = await users.findByEmail(services.connection.db, EMAIL);
		if (!user) throw new Error('no account');
		const actor = { id: user.id, name: user.name, email: EMAIL, admin: true, sessionId: null };
		for (const csv of [
			madeUpResults(RESULTS - 1),
			areasOf('0115', 2017, KOMMUNKOMPASSEN, [60, 61, 62, 63, 64, 65, 66, 67]),
		])
			await services.results.import(actor, { bytes: bytes(csv) }, {});
		const cohort = await services.cohorts.create(actor, {
			name: 'Alla',
			frameworkId: KOMMUNKOMPASSEN.id,
			from: 2017,
			to: 2018,
		});
		const { id } = await services.evaluations.create(actor, {
			frameworkId: KOMMUNKOMPASSEN.id,
			municipalityCode: '0115',
			year: 2019,
			blind: 'off',
			cohortId: cohort.id,
		});
		for (const to of ['scoring', 'calibration'] as const) await services.phases.change(actor, id, to);
		for (const { id: subquestion, max } of KOMMUNKOMPASSEN.areas.flatMap((area) => area.subquestions))
			await services.consensus.set(actor, id, subquestion, {
				points: max * 0.75,
				motive: undefined,
				basedOn: null,
			});
		return { evaluation: id, cohort: cohort.id };
	} finally {
		await services.sync.stop();
		await composition.close();
	}
}

async function timed(caller: Caller, address: string): Promise<{ median: number; most: number }> {
	const times: number[] = [];
	for (let round = 0; round <= ROUNDS; round++) {
		const start = performance.now();
		const answer = await caller.get(address);
		await answer.arrayBuffer();
		if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
		// The first one warms caches and compiles; people meet it once a deployment.
		if (round > 0) times.push(performance.now() - start);
	}
	times.sort((a, b) => a - b);
	return { median: times[Math.floor(times.length / 2)] ?? 0, most: times.at(-1) ?? 0 };
}

buildPages();
const postgres = await startPostgres({ durable: false });
const { folder } = postgres;
try {
	const { evaluation, cohort } = await fill(postgres.url, folder);
	const server = await startServerProcess({ DATABASE_URL: postgres.url, DATA_DIR: folder });
	endsWithUs(server.process);
	try {
		const caller = new Caller(server.url);
		const signedIn = await caller.signIn(EMAIL, PASSWORD);
		if (signedIn.status !== 204) throw new Error(`sign-in: ${signedIn.status}`);
		const ranking = `frameworkId=${KOMMUNKOMPASSEN.id}`;
		const views = [
			'/results',
			'/results/cohorts',
			'/results/compare',
			'/results/compare?on=sub:5.5&min=60&mark=0115',
			`/results/compare?on=area:5&cohort=${cohort}`,
			'/results/compare/development?municipality=0115',
			`/evaluations/${evaluation}/compare`,
			`/evaluations/${evaluation}/present`,
			'/api/v1/results?limit=300',
			`/api/v1/cohorts/${cohort}`,
			`/api/v1/compare/ranking?${ranking}`,
			`/api/v1/compare/ranking?${ranking}&subquestion=5.5&every=true&otherVersions=true`,
			'/api/v1/compare/development?municipality=0115&subquestion=5.5',
			`/api/v1/evaluations/${evaluation}/comparison`,
		];
		const figures: { view: string; median: number; most: number }[] = [];
		for (const view of views) {
			const { median, most } = await timed(caller, view);
			const shown = view.replace(evaluation, ':id').replace(cohort, ':id');
			figures.push({ view: shown, median: Math.round(median), most: Math.round(most) });
			const verdict = median < TARGET_MS ? 'ok  ' : 'SLOW';
			console.log(
				`${String(Math.round(median)).padStart(5)} ms (at most ${String(Math.round(most)).padStart(4)})  ${verdict}  ${shown}`,
			);
		}
		const json = process.argv.indexOf('--json');
		const file = json === -1 ? undefined : process.argv[json + 1];
		if (file)
			writeFileSync(file, JSON.stringify({ results: RESULTS, targetMs: TARGET_MS, figures }, null, '\t'));
		if (figures.some(({ median }) => median >= TARGET_MS)) process.exitCode = 1;
	} finally {
		await server.stop();
	}
} finally {
	await postgres.stop();
}
