/**
 * Evaluations that are stored, up to ten years of 3,000 municipalities: what a person of one or of thirty of them
 * waits for, what somebody who belongs to all of them does, and what the server does by itself.
 */
import { KOMMUNKOMPASSEN } from '../../src/domain/framework/bundled.ts';
import * as snapshotRows from '../../server/db/snapshots.ts';
import type { Connection } from '../../server/db/pool.ts';
import type { Actor } from '../../server/services/actor.ts';
import type { Services } from '../../server/services/services.ts';
import { finalise } from '../../tests/support/library.ts';
import { composed, withPostgres } from './database.ts';
import { Sheet, sizesUpTo, type Measure } from './growth.ts';
import { LongLog } from './long-log.ts';
import { person } from '../person.ts';

const NATIONAL = 3_000;
const SIZES = [300, 1_000, 3_000, 10_000, 30_000];
/** Of the newest, in which people still work; all others are final. */
const OPEN = 300;
const OWN = 30;
const LOG_ROWS = 20;

interface People {
	/** Leads thirty, scores in thirty, observes all. */
	lead: Actor;
	evaluator: Actor;
	observer: Actor;
}

interface Templates extends People {
	open: string;
	final: string;
}

export const storedEvaluations: Measure = (options) =>
	withPostgres(false, async (databaseUrl, dataDir) => {
		const sheet = new Sheet(options.say);
		const templates = await composed(databaseUrl, dataDir, makeTemplates);
		let stored = 0;
		for (const size of sizesUpTo(SIZES, options)) {
			await composed(databaseUrl, dataDir, ({ connection }) => fill(connection, templates, stored, size));
			stored = size;
			for (let round = 0; round < options.rounds; round++) {
				const started = performance.now();
				await composed(databaseUrl, dataDir, async ({ evaluations }) => {
					sheet.add('the server starts', size, performance.now() - started);
					const listed = performance.now();
					await evaluations.list(templates.evaluator);
					sheet.add('first list of an evaluator in 30', size, performance.now() - listed);
				});
			}
			await composed(databaseUrl, dataDir, (services) =>
				measure(services, templates, size, options.rounds, sheet),
			);
		}
		return {
			grows: 'evaluations stored',
			national: NATIONAL,
			panels: [
				{
					name: 'person',
					title: 'What a person of some evaluations waits for',
					unit: 'ms',
					series: sheet.series(
						'first list of an evaluator in 30',
						'list of an evaluator in 30',
						'list of a lead of 30',
						'what waits for a lead of 30',
						'open one evaluation',
					),
				},
				{
					name: 'all',
					title: 'What concerns all of them',
					unit: 'ms',
					series: sheet.series(
						'list of somebody who observes all',
						'results: newly finalised ones and a page',
						'which need an hourly version',
						'the server starts',
					),
				},
			],
		};
	});

async function makeTemplates(services: Services): Promise<Templates> {
	const people: People = {
		lead: await person(services, 'Lena Lind'),
		evaluator: await person(services, 'Eva Ek'),
		observer: await person(services, 'Olle Ohlsson'),
	};
	const made = async (): Promise<string> => {
		const { id } = await services.evaluations.create(people.lead, {
			frameworkId: KOMMUNKOMPASSEN.id,
			municipalityCode: '0115',
			year: 2026,
			blind: 'off',
			members: [{ email: people.evaluator.email, role: 'evaluator' }],
		});
		await services.phases.change(people.lead, id, 'scoring');
		return id;
	};
	const [open, final] = [await made(), await made()];
	await finalise(services, final, people.lead, (max) => max / 2);
	await new LongLog(open, people.evaluator.id).growTo(services.connection, LOG_ROWS);
	// Reads the final one into the library.
	await services.results.list(people.lead, {}, { limit: 1, offset: 0 });
	return { ...people, open, final };
}

/** Tables whose rows of a template are copied, with what a copy calls itself. */
const COPIED: readonly { table: string; of: string; renamed: string }[] = [
	{
		table: 'evaluation',
		of: 't.id',
		renamed: `'id', e.id, 'created_at', timestamptz '2020-01-01' - n * interval '1 minute'`,
	},
	{
		table: 'room',
		of: 't.evaluation_id',
		renamed: `'evaluation_id', e.id, 'name', 'evaluation/' || e.id`,
	},
	{ table: 'room_state', of: inRoom(), renamed: `'room', 'evaluation/' || e.id` },
	{ table: 'update_log', of: inRoom(), renamed: `'room', 'evaluation/' || e.id` },
	{ table: 'room_client', of: inRoom(), renamed: `'room', 'evaluation/' || e.id` },
	{
		table: 'snapshot',
		of: `case t.kind when 'final' then t.evaluation_id end`,
		renamed: `'id', 's' || n, 'evaluation_id', e.id, 'room', 'evaluation/' || e.id`,
	},
	{
		table: 'result',
		of: 't.evaluation_id',
		renamed: `'id', 'r' || n, 'evaluation_id', e.id, 'snapshot_id', 's' || n,
			'municipality_code', (10000 + n)::text`,
	},
];

function inRoom(): string {
	return `substring(t.room from '^evaluation/(.*)$')`;
}

/** Copies of the templates, made in the database: the first are open, all others final with their snapshot and result. */
async function fill({ pool }: Connection, templates: Templates, from: number, to: number): Promise<void> {
	const copies = `generate_series($1::int, $2::int) n,
		lateral (select 'e' || n as id, case when n < ${OPEN} then $3 else $4 end as template) e`;
	const bounds = [from, to - 1, templates.open, templates.final];
	for (const { table, of, renamed } of COPIED)
		await pool.query(
			`insert into ${table} select made.* from ${copies} join ${table} t on ${of} = e.template,
				jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object(${renamed})) made`,
			bounds,
		);
	await pool.query(
		`insert into result_row (result_id, kind, row_id, achieved, max, percent)
			select 'r' || n, 'total', 'total', 400, 800, 50 from generate_series($1::int, $2::int) n where n >= ${OPEN}`,
		bounds.slice(0, 2),
	);
	await pool.query(
		`insert into member (evaluation_id, user_id, role, scores)
			select 'e' || n, who, role, role = 'evaluator' from generate_series($1::int, $2::int) n,
				(values ($3::text, 'lead', ${OWN}), ($4::text, 'evaluator', ${OWN}), ($5::text, 'observer', null)) as m (who, role, most)
			where most is null or n < most`,
		[from, to - 1, templates.lead.id, templates.evaluator.id, templates.observer.id],
	);
	await pool.query('analyze');
}

async function measure(
	services: Services,
	{ lead, evaluator, observer, open }: Templates,
	size: number,
	rounds: number,
	sheet: Sheet,
): Promise<void> {
	const { connection, evaluations, needs, results } = services;
	const time = (name: string, run: () => Promise<unknown>) => sheet.time(name, size, rounds, run);
	await time('list of an evaluator in 30', () => evaluations.list(evaluator));
	await time('list of a lead of 30', () => evaluations.list(lead));
	await time('what waits for a lead of 30', () => needs.of(lead));
	await time('open one evaluation', () => evaluations.get(lead, open));
	await time('list of somebody who observes all', () => evaluations.list(observer));
	await time('results: newly finalised ones and a page', () =>
		results.list(lead, {}, { limit: 50, offset: 0 }),
	);
	await time('which need an hourly version', () => snapshotRows.due(connection.db, new Date()));
}
