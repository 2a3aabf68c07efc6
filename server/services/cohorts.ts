/**
 * Cohorts: a framework version, a span of years and perhaps counties, defined once and frozen when it was extracted.
 * One never changes but for its name; to take newer results in, it is extracted anew under an id of its own.
 */
import { randomUUID } from 'node:crypto';
import { membersOf } from '#domain/comparison/cohort.ts';
import { isCounty } from '#domain/municipalities/counties.ts';
import { divideHalfUp, fromHundredths } from '#domain/points/points.ts';
import { RESULT_YEARS } from '#domain/results/import.ts';
import type { RowKind } from '#domain/results/result.ts';
import { isStorable } from '#document/values.ts';
import { record } from '../db/audit.ts';
import * as cohortRows from '../db/cohorts.ts';
import * as evaluations from '../db/evaluations.ts';
import * as frameworkRows from '../db/frameworks.ts';
import type { Connection, Db } from '../db/pool.ts';
import * as rows from '../db/results.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { invalid, notFound, ServiceError, type FieldError } from './errors.ts';
import type { Frameworks } from './frameworks.ts';
import { mayManage, permitManaging, type Library } from './library.ts';
import { nameOf, type FrameworkName } from './results.ts';

export interface NewCohort {
	name: string;
	frameworkId: string;
	from: number;
	to: number;
	/** Two digits each; absent or empty: the whole country. */
	counties?: readonly string[] | undefined;
}

export interface CohortView {
	id: string;
	name: string;
	framework: FrameworkName;
	/** First and last year, both included. */
	from: number;
	to: number;
	counties: string[];
	/** How many results, each of another municipality. */
	n: number;
	/** ISO 8601: when its results were taken. */
	extracted: string;
}

/** `mean`: decimal points, of as many results as `n` says: those that have the figure. */
export interface CohortMean {
	mean: number;
	n: number;
}

export interface CohortMeans extends CohortView {
	total: CohortMean | null;
	/** By id; what no result has is not there. */
	areas: ReadonlyMap<string, CohortMean>;
	subquestions: ReadonlyMap<string, CohortMean>;
}

export interface Cohorts {
	/** Newest first. */
	list(actor: Actor): Promise<CohortView[]>;
	/** With its means. Throws 404. */
	get(actor: Actor, id: string): Promise<CohortMeans>;
	manages(actor: Actor): Promise<boolean>;
	/** Throws 403, 422 where nothing in the library fits. */
	create(actor: Actor, input: NewCohort): Promise<CohortView>;
	/** Throws 403, 404, 422. */
	rename(actor: Actor, id: string, name: string): Promise<CohortView>;
	/** Throws 403, 404, 409 where an evaluation is set beside it. */
	remove(actor: Actor, id: string): Promise<void>;
	/** What an evaluation is set beside; leads only, until it is final. Null: nothing. Throws 403, 404, 409, 422. */
	choose(actor: Actor, evaluationId: string, cohortId: string | null): Promise<void>;
	/** For reports and strips: the cohort of an evaluation that the caller may see; undefined where it has none. */
	cohortFor(evaluation: { cohort_id: string | null }): Promise<CohortMeans | undefined>;
	/** For services. Throws 404. */
	known(id: string): Promise<CohortView>;
}

interface CohortParts {
	connection: Connection;
	frameworks: Pick<Frameworks, 'known'>;
	library: Library;
}

const NAME_MAX = 120;
/** Cohorts whose sums are kept. */
const SUMMED = 100;

type Sums = Awaited<ReturnType<typeof rows.sumsOf>>;

export function createCohorts({ connection: { db }, frameworks, library }: CohortParts): Cohorts {
	const view = (row: cohortRows.CohortRow) => viewOf(frameworks, row);
	/** Neither a cohort's members nor their figures ever change, and a page asks for them each time it is opened. */
	const summed = new Map<string, Promise<Sums>>();

	function sumsOf(id: string): Promise<Sums> {
		const known = summed.get(id);
		if (known) return known;
		const sums = sumsOfCohort(db, id);
		summed.set(id, sums);
		sums.catch(() => summed.delete(id));
		const [oldest] = summed.keys();
		if (summed.size > SUMMED && oldest !== undefined) summed.delete(oldest);
		return sums;
	}

	const means = (id: string) => cohortMeans(db, frameworks, id, sumsOf);

	async function known(id: string): Promise<CohortView> {
		const row = await cohortRows.find(db, id);
		if (!row) throw notFound();
		return view(row);
	}

	return {
		async list(actor) {
			await library.open(actor);
			return Promise.all((await cohortRows.list(db)).map(view));
		},

		async get(actor, id) {
			await library.open(actor);
			return means(id);
		},

		manages: (actor) => mayManage(db, actor, 'cohort.manage'),

		async create(actor, input) {
			await library.open(actor);
			await permitManaging(db, actor, 'cohort.manage');
			const definition = await checked(db, input);
			const members = membersOf(
				definition,
				await rows.candidateKeys(db, {
					frameworkId: input.frameworkId,
					from: definition.from,
					to: definition.to,
				}),
			);
			if (members.length === 0) throw invalid([{ path: '', code: 'cohortEmpty' }]);
			const id = randomUUID();
			await db.transaction().execute(async (tx) => {
				await cohortRows.insert(tx, {
					id,
					name: definition.name,
					framework_id: definition.frameworkId,
					from_year: definition.from,
					to_year: definition.to,
					counties: [...definition.counties],
					created_by: actor.id,
				});
				await cohortRows.insertMembers(
					tx,
					id,
					members.map((member) => member.id),
				);
				await record(tx, {
					actor: actor.id,
					action: 'cohort.create',
					subject: id,
					detail: { ...definition, n: members.length },
				});
			});
			return known(id);
		},

		async rename(actor, id, text) {
			await permitManaging(db, actor, 'cohort.manage');
			const { name: before } = await known(id);
			const name = text.trim();
			const errors = nameErrors(name);
			if (errors.length > 0) throw invalid(errors);
			await db.transaction().execute(async (tx) => {
				await cohortRows.rename(tx, id, name);
				await record(tx, { actor: actor.id, action: 'cohort.rename', subject: id, detail: { before, name } });
			});
			return known(id);
		},

		async remove(actor, id) {
			await permitManaging(db, actor, 'cohort.manage');
			const { name } = await known(id);
			await db.transaction().execute(async (tx) => {
				await cohortRows.lock(tx, id);
				const count = await cohortRows.usedBy(tx, id);
				if (count > 0) throw new ServiceError(409, 'cohortUsed', { params: { count } });
				await cohortRows.remove(tx, id);
				await record(tx, { actor: actor.id, action: 'cohort.remove', subject: id, detail: { name } });
			});
		},

		async choose(actor, evaluationId, cohortId) {
			await access(db, actor, evaluationId, 'cohort.choose');
			await db.transaction().execute(async (tx) => {
				const evaluation = await evaluations.lock(tx, evaluationId);
				if (!evaluation) throw notFound();
				if (cohortId !== null) {
					await cohortRows.lock(tx, cohortId);
					if (!(await cohortRows.find(tx, cohortId)))
						throw invalid([{ path: 'cohortId', code: 'cohortUnknown' }]);
				}
				await cohortRows.choose(tx, evaluationId, cohortId);
				await record(tx, {
					actor: actor.id,
					action: 'cohort.choose',
					evaluationId,
					subject: cohortId,
					detail: { before: evaluation.cohort_id },
				});
			});
		},

		cohortFor: async ({ cohort_id: id }) => (id === null ? undefined : means(id)),
		known,
	};
}

async function viewOf(frameworks: Pick<Frameworks, 'known'>, row: cohortRows.CohortRow): Promise<CohortView> {
	return {
		id: row.id,
		name: row.name,
		framework: nameOf(await frameworks.known(row.framework_id)),
		from: row.from_year,
		to: row.to_year,
		counties: row.counties,
		n: row.n,
		extracted: row.extracted_at.toISOString(),
	};
}

/** For services that have asked who reads. Throws 404. */
export async function cohortMeans(
	db: Db,
	frameworks: Pick<Frameworks, 'known'>,
	id: string,
	sumsOf: (id: string) => Promise<Sums> = (cohort) => sumsOfCohort(db, cohort),
): Promise<CohortMeans> {
	const row = await cohortRows.find(db, id);
	if (!row) throw notFound();
	const sums = await sumsOf(id);
	const of = (wanted: RowKind) =>
		new Map(
			sums.flatMap(({ kind, row_id, sum, n }): [string, CohortMean][] =>
				kind === wanted ? [[row_id, { mean: fromHundredths(divideHalfUp(sum * 100, n)), n }]] : [],
			),
		);
	return {
		...(await viewOf(frameworks, row)),
		total: [...of('total').values()][0] ?? null,
		areas: of('area'),
		subquestions: of('subquestion'),
	};
}

const sumsOfCohort = async (db: Db, id: string): Promise<Sums> =>
	rows.sumsOf(db, await cohortRows.memberIds(db, id));

function nameErrors(name: string): FieldError[] {
	if (name === '') return [{ path: 'name', code: 'required' }];
	if (name.length > NAME_MAX) return [{ path: 'name', code: 'tooLong', params: { limit: NAME_MAX } }];
	return isStorable(name) ? [] : [{ path: 'name', code: 'notStorable' }];
}

async function checked(db: Db, { name: text, frameworkId, from, to, counties = [] }: NewCohort) {
	const name = text.trim();
	const errors = nameErrors(name);
	if (!(await frameworkRows.find(db, frameworkId)))
		errors.push({ path: 'frameworkId', code: 'frameworkUnknown' });
	for (const [path, year] of Object.entries({ from, to }))
		if (!Number.isInteger(year) || year < RESULT_YEARS.first || year > RESULT_YEARS.last)
			errors.push({ path, code: 'resultYearWrong', params: { ...RESULT_YEARS } });
	if (from > to) errors.push({ path: 'to', code: 'cohortSpan' });
	for (const [at, county] of counties.entries())
		if (!isCounty(county)) errors.push({ path: `counties.${at}`, code: 'countyUnknown' });
	if (errors.length > 0) throw invalid(errors);
	return { name, frameworkId, from, to, counties: [...new Set(counties)] };
}
