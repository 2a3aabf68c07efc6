/** The results library: one result a municipality and year, up to 3,000 municipalities over ten years. */
import { sql } from 'kysely';
import { KOMMUNKOMPASSEN } from '../../src/domain/framework/bundled.ts';
import { allSubquestions } from '../../src/domain/framework/framework.ts';
import type { Db } from '../../server/db/pool.ts';
import type { Actor } from '../../server/services/actor.ts';
import type { Services } from '../../server/services/services.ts';
import { bytes } from '../../tests/support/library.ts';
import { withServices } from './database.ts';
import { Sheet, sizesUpTo, type Measure } from './growth.ts';
import { person } from '../person.ts';

const NATIONAL = 3_000;
const SIZES = [100, 300, 1_000, 3_000, 10_000, 30_000];
/** Newest first: a municipality comes back after so many results. */
const YEARS = 10;
const LAST_YEAR = 2024;
const FRAMEWORK = KOMMUNKOMPASSEN.id;
const ROWS = [
	{ kind: 'total', id: 'total', max: KOMMUNKOMPASSEN.areas.reduce((sum, { max }) => sum + max, 0) },
	...KOMMUNKOMPASSEN.areas.map(({ id, max }) => ({ kind: 'area', id, max })),
	...allSubquestions(KOMMUNKOMPASSEN).map(({ id, max }) => ({ kind: 'subquestion', id, max })),
];

export const library: Measure = (options) =>
	withServices(async (services) => {
		const { db } = services.connection;
		const sheet = new Sheet(options.say);
		const admin = await person(services, 'Anna Admin', true);
		let stored = 0;
		for (const size of sizesUpTo(SIZES, options)) {
			await fill(db, admin.id, stored, size);
			stored = size;
			await measure(services, admin, size, options.rounds, sheet);
		}
		return {
			grows: 'results in the library',
			national: NATIONAL,
			panels: [
				{
					name: 'views',
					title: 'One look into the results library',
					unit: 'ms',
					series: sheet.series(
						'list, first page',
						'list, last page',
						'ranking by total',
						'ranking by a subquestion, every year',
						'development of a municipality',
					),
				},
				{
					name: 'comparison',
					title: 'Cohorts, comparison, import',
					unit: 'ms',
					series: sheet.series(
						'extract a cohort',
						"a cohort's means",
						'an evaluation among the others',
						'an evaluation beside its cohort',
						'marks beside the scores',
						'import one result',
					),
				},
			],
		};
	});

/** Made in the database: figures that differ by result and row, the same at every run. */
async function fill(db: Db, by: string, from: number, to: number): Promise<void> {
	await sql`
		insert into result (id, source, framework_id, municipality_code, year, level, imported_by)
		select 'r' || n, 'import', ${FRAMEWORK}, (10000 + n / ${YEARS}::int)::text, ${LAST_YEAR}::int - n % ${YEARS}::int,
			'subquestions', ${by}
		from generate_series(${from}::int, ${to - 1}::int) n`.execute(db);
	await sql`
		insert into result_row (result_id, kind, row_id, achieved, max, percent)
		select 'r' || n, kind, id, max * share / 100, max, share
		from generate_series(${from}::int, ${to - 1}::int) n,
			unnest(${ROWS.map(({ kind }) => kind)}::text[], ${ROWS.map(({ id }) => id)}::text[], ${ROWS.map(({ max }) => max)}::int[])
				with ordinality as r (kind, id, max, at),
			lateral (select 30 + mod(n * 7919 + at * 104729, 70) as share) s`.execute(db);
	await sql`analyze`.execute(db);
}

async function measure(
	services: Services,
	actor: Actor,
	size: number,
	rounds: number,
	sheet: Sheet,
): Promise<void> {
	const { results, benchmarks, cohorts, evaluations, evaluationComparisons: comparison } = services;
	const time = (name: string, run: () => Promise<unknown>) => sheet.time(name, size, rounds, run);
	const page = { limit: 50, offset: 0 };
	await time('list, first page', () => results.list(actor, {}, page));
	await time('list, last page', () => results.list(actor, {}, { ...page, offset: size - 50 }));
	await time('ranking by total', () => benchmarks.ranking(actor, { frameworkId: FRAMEWORK }));
	const { areas } = KOMMUNKOMPASSEN;
	const subquestion = areas.at(-1)!.subquestions.at(-1)!.id;
	await time('ranking by a subquestion, every year', () =>
		benchmarks.ranking(actor, { frameworkId: FRAMEWORK, subquestion, every: true }),
	);
	await time('development of a municipality', () => benchmarks.development(actor, '10003'));

	let cohort = { id: '' };
	const definition = { frameworkId: FRAMEWORK, from: LAST_YEAR - YEARS + 1, to: LAST_YEAR };
	let extracted = 0;
	await time('extract a cohort', async () => {
		cohort = await cohorts.create(actor, { ...definition, name: `Alla ${size} ${extracted++}` });
	});
	await time("a cohort's means", () => cohorts.get(actor, cohort.id));

	const evaluation = async (cohortId?: string): Promise<string> => {
		const { id } = await evaluations.create(actor, {
			frameworkId: FRAMEWORK,
			municipalityCode: '0115',
			year: LAST_YEAR + 1,
			blind: 'off',
			...(cohortId !== undefined && { cohortId }),
		});
		return id;
	};
	const alone = await evaluation();
	await time('an evaluation among the others', () => comparison.of(actor, alone));
	const beside = await evaluation(cohort.id);
	await time('an evaluation beside its cohort', () => comparison.of(actor, beside));
	await time('marks beside the scores', () => comparison.marks(actor, beside));
	let imported = 0;
	await time('import one result', () => {
		const rows = ROWS.filter(({ kind }) => kind === 'subquestion').map(
			({ id, max }) => `0114,${1990 + imported},${FRAMEWORK},${id},${max / 2},${max},50`,
		);
		imported += 1;
		const file = `municipality,year,framework,id,achieved,max,percent\n${rows.join('\n')}`;
		return results.import(actor, { bytes: bytes(file) }, { note: `${size}` });
	});
	await services.connection.db.deleteFrom('result').where('municipality_code', '=', '0114').execute();
}
