/**
 * An evaluation or a municipality among others: against its own previous result and a cohort, in a ranking, over the
 * years. Figures are compared as printed, and never without what the two framework versions allow.
 */
import { newestOfEach } from '#domain/comparison/cohort.ts';
import { development, type Point } from '#domain/comparison/development.ts';
import { distributionOf, ranking, type Distribution } from '#domain/comparison/figures.ts';
import { comparabilityOf, type Subject } from '#domain/comparison/versions.ts';
import {
	findArea,
	findSubquestion,
	type Comparability,
	type Framework,
} from '#domain/framework/framework.ts';
import type { Municipality } from '#domain/municipalities/municipalities.ts';
import { shareOf, TOTAL, type ResultFigure } from '#domain/results/result.ts';
import * as cohortRows from '../db/cohorts.ts';
import type { Connection } from '../db/pool.ts';
import * as rows from '../db/results.ts';
import type { Actor } from './actor.ts';
import { invalid, notFound } from './errors.ts';
import type { Cohorts, CohortView } from './cohorts.ts';
import type { Frameworks } from './frameworks.ts';
import { figuresFrom, type Library } from './library.ts';
import { nameOf, placeOf, type FrameworkName } from './results.ts';

export interface RankingQuery {
	frameworkId: string;
	/** Default: the total. At most one of the two. */
	area?: string | undefined;
	subquestion?: string | undefined;
	/** The set: a cohort as it was extracted, or whatever in the library fits the rest. */
	cohortId?: string | undefined;
	from?: number | undefined;
	to?: number | undefined;
	counties?: readonly string[] | undefined;
	/** Only those with at least so many percent are listed; places stay as they are in the whole set. */
	minPercent?: number | undefined;
	/** Default: each municipality by its newest result; otherwise every result by itself. */
	every?: boolean | undefined;
	/** Also results of other versions, where this figure is comparable. */
	otherVersions?: boolean | undefined;
}

export interface RankedResult {
	resultId: string;
	evaluationId: string | null;
	municipality: Municipality;
	year: number;
	framework: FrameworkName;
	/** With the framework that was asked for. */
	comparability: Comparability;
	place: number;
	tied: boolean;
	achieved: number | null;
	max: number;
	/** As printed, or from the printed points where no percent was printed. */
	percent: number;
	derived: boolean;
	fictitious: boolean;
	/** What its report names as strengths here. */
	strengths: string[];
}

export interface Ranking {
	framework: FrameworkName;
	subject: Subject;
	max: number;
	/** Null: the library, as filtered. */
	cohort: CohortView | null;
	/** How many results were ranked; those without the figure are not among them. */
	n: number;
	/** Of the percents. */
	distribution: Distribution | null;
	rows: RankedResult[];
}

export interface DevelopmentPoint {
	resultId: string;
	year: number;
	framework: FrameworkName;
	achieved: number | null;
	percent: number | null;
	max: number;
	/** With the point before it that has a figure; null for the first. */
	comparability: Comparability | null;
	/** Points for the total, percentage points otherwise; null where there is nothing to compare with. */
	change: number | null;
	fictitious: boolean;
}

export interface Development {
	municipality: Municipality;
	/** The newest result's, whose areas are followed. Null where the library has no result. */
	framework: FrameworkName | null;
	total: DevelopmentPoint[];
	areas: { id: string; name: string; points: DevelopmentPoint[] }[];
	/** Only where one was asked for. */
	subquestion: { id: string; label: string; points: DevelopmentPoint[] } | null;
}

export interface Benchmarks {
	/** Throws 404 for an unknown framework or cohort, 422 for an unknown area or subquestion. */
	ranking(actor: Actor, query: RankingQuery): Promise<Ranking>;
	/** By official code. Empty where the library has nothing of it. Throws 422 for an unknown subquestion. */
	development(actor: Actor, municipalityCode: string, subquestion?: string): Promise<Development>;
}

interface BenchmarkParts {
	connection: Connection;
	frameworks: Pick<Frameworks, 'known'>;
	library: Library;
	cohorts: Pick<Cohorts, 'known'>;
}

/** Strengths shown of one municipality. */
const STRENGTHS_MAX = 3;

export function createBenchmarks({
	connection: { db },
	frameworks,
	library,
	cohorts,
}: BenchmarkParts): Benchmarks {
	const all = async (results: readonly rows.ResultRow[]): Promise<Map<string, Framework>> => {
		const ids = [...new Set(results.map(({ framework_id }) => framework_id))];
		return new Map(await Promise.all(ids.map(async (id) => [id, await frameworks.known(id)] as const)));
	};

	/**
	 * The results to rank, each municipality once unless every result is asked for: by its newest that can be compared,
	 * so that a later one under another version takes nobody out.
	 */
	async function setOf(
		{ frameworkId, cohortId, every, otherVersions, ...filter }: RankingQuery,
		comparable: (frameworkId: string) => Promise<boolean>,
	) {
		if (cohortId !== undefined) {
			const ids = new Set(await cohortRows.memberIds(db, cohortId));
			return rows.byIds(db, [...ids]);
		}
		const wanted = {
			from: filter.from,
			to: filter.to,
			counties: filter.counties,
			...(otherVersions ? {} : { frameworkId }),
		};
		if (every) return rows.candidates(db, wanted);
		const keys = await rows.candidateKeys(db, wanted);
		const ids = [...new Set(keys.map((key) => key.frameworkId))];
		const fit = new Set(
			(await Promise.all(ids.map(async (id) => ((await comparable(id)) ? [id] : [])))).flat(),
		);
		const foreign = (id: string) => (id === frameworkId ? 0 : 1);
		const newest = newestOfEach(
			keys
				.filter((key) => fit.has(key.frameworkId))
				// Of two in one year the first counts: that of the version asked for.
				.sort((a, b) => foreign(a.frameworkId) - foreign(b.frameworkId)),
		);
		return rows.byIds(
			db,
			newest.map(({ id }) => id),
		);
	}

	return {
		async ranking(actor, query) {
			await library.open(actor);
			const framework = await frameworks.known(query.frameworkId);
			const subject = subjectOf(framework, query);
			const cohort = query.cohortId === undefined ? null : await cohorts.known(query.cohortId);
			const set = await setOf(
				query,
				async (id) => comparabilityOf(framework, await frameworks.known(id), subject) !== 'none',
			);
			const versions = await all(set);
			const compare = new Map(
				[...versions].map(([id, other]) => [id, comparabilityOf(framework, other, subject)]),
			);
			const comparable = set.filter(({ framework_id }) => compare.get(framework_id) !== 'none');
			const figures = await figuresBy(
				comparable.map(({ id }) => id),
				subject,
			);
			const ranked = ranking(comparable, ({ id }) => measure(subject, figures.get(id)));
			const percents = ranked.map(({ of }) => shareOf(figures.get(of.id)!) ?? 0);
			const listed = ranked.flatMap(({ of: row, place, tied }, at): RankedResult[] => {
				const figure = figures.get(row.id)!;
				const percent = percents[at] ?? 0;
				if (query.minPercent !== undefined && percent < query.minPercent) return [];
				return [
					{
						resultId: row.id,
						evaluationId: row.evaluation_id,
						municipality: placeOf(row.municipality_code),
						year: row.year,
						framework: nameOf(versions.get(row.framework_id)!),
						comparability: compare.get(row.framework_id) ?? 'none',
						place,
						tied,
						achieved: figure.achieved,
						max: figure.max,
						percent,
						derived: figure.derived,
						fictitious: row.fictitious,
						strengths: strengthsIn(row, subject),
					},
				];
			});
			return {
				framework: nameOf(framework),
				subject,
				max: maxOf(framework, subject),
				cohort,
				n: ranked.length,
				distribution: distributionOf(percents),
				rows: listed,
			};
		},

		async development(actor, municipalityCode, wanted) {
			await library.open(actor);
			const found = await rows.candidates(db, { municipalities: [municipalityCode] });
			const versions = await all(found);
			const figures = await rows.figuresOf(
				db,
				found.map(({ id }) => id),
			);
			const results = found.map((row) => {
				const framework = versions.get(row.framework_id)!;
				const own = figures.filter(({ result_id }) => result_id === row.id);
				return { row, year: row.year, framework, figures: figuresFrom(framework, own) };
			});
			const newest = results.at(-1)?.framework;
			const follow = (subject: Subject, of: (one: (typeof results)[number]) => ResultFigure | undefined) =>
				development(results, subject, (one) => measure(subject, of(one))).map((point) =>
					pointView(point, of(point.of)),
				);
			const asked = wanted === undefined || !newest ? undefined : findSubquestion(newest, wanted);
			if (wanted !== undefined && newest && !asked)
				throw invalid([{ path: 'subquestion', code: 'comparisonSubject' }]);
			return {
				municipality: placeOf(municipalityCode),
				framework: newest ? nameOf(newest) : null,
				total: follow({ kind: 'total' }, (one) => one.figures.total),
				areas: (newest?.areas ?? []).map(({ id, name }) => ({
					id,
					name,
					points: follow({ kind: 'area', id }, (one) => one.figures.areas.find((area) => area.id === id)),
				})),
				subquestion: asked
					? {
							id: asked.id,
							label: asked.label,
							points: follow({ kind: 'subquestion', id: asked.id }, (one) =>
								one.figures.subquestions.find((row) => row.id === asked.id),
							),
						}
					: null,
			};
		},
	};

	async function figuresBy(ids: readonly string[], subject: Subject) {
		const only = { kind: subject.kind, id: subject.kind === 'total' ? TOTAL : subject.id };
		const found = await rows.figuresOf(db, ids, only);
		return new Map(found.map((row) => [row.result_id, row]));
	}
}

type Figure = Pick<ResultFigure, 'achieved' | 'max' | 'percent'>;

/** What places go by: the total's points, the percent of everything else, since there it is the finer of the two. */
export const measure = (subject: Subject, figure: Figure | undefined): number | null => {
	if (!figure || figure.achieved === null) return null;
	return subject.kind === 'total' ? figure.achieved : shareOf(figure);
};

function subjectOf(framework: Framework, { area, subquestion }: RankingQuery): Subject {
	if (area !== undefined && subquestion !== undefined) throw invalid([{ path: 'area', code: 'badValue' }]);
	if (area !== undefined) {
		if (!findArea(framework, area)) throw invalid([{ path: 'area', code: 'comparisonSubject' }]);
		return { kind: 'area', id: area };
	}
	if (subquestion === undefined) return { kind: 'total' };
	if (!findSubquestion(framework, subquestion))
		throw invalid([{ path: 'subquestion', code: 'comparisonSubject' }]);
	return { kind: 'subquestion', id: subquestion };
}

function maxOf(framework: Framework, subject: Subject): number {
	if (subject.kind === 'total') return framework.areas.reduce((sum, { max }) => sum + max, 0);
	const found =
		subject.kind === 'area' ? findArea(framework, subject.id) : findSubquestion(framework, subject.id);
	if (!found) throw notFound();
	return found.max;
}

function strengthsIn({ strengths }: rows.ResultRow, subject: Subject): string[] {
	if (subject.kind === 'total') return [];
	return strengths
		.filter((one) => (subject.kind === 'area' ? one.area : one.subquestion) === subject.id)
		.slice(0, STRENGTHS_MAX)
		.map(({ text }) => text);
}

function pointView(
	{ of, change, comparability }: Point<{ row: rows.ResultRow; framework: Framework }>,
	figure: ResultFigure | undefined,
): DevelopmentPoint {
	return {
		resultId: of.row.id,
		year: of.row.year,
		framework: nameOf(of.framework),
		achieved: figure?.achieved ?? null,
		percent: figure ? shareOf(figure) : null,
		max: figure?.max ?? 0,
		comparability,
		change,
		fictitious: of.row.fictitious,
	};
}
