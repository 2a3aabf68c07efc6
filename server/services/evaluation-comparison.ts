/**
 * One evaluation beside its municipality's earlier result and beside its cohort, with its place among the others: as
 * its group sees it now, and for everyone who may read it once it is final.
 */
import { newestOfEach } from '#domain/comparison/cohort.ts';
import { difference } from '#domain/comparison/figures.ts';
import { comparabilityOf, strictest, totalComparability, type Subject } from '#domain/comparison/versions.ts';
import type { Comparability, Framework } from '#domain/framework/framework.ts';
import { fromHundredths, toHundredths } from '#domain/points/points.ts';
import { shareOf, type ResultFigure, type ResultFigures } from '#domain/results/result.ts';
import { canonicalContent } from '#document/content.ts';
import * as cohortRows from '../db/cohorts.ts';
import * as evaluations from '../db/evaluations.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import * as rows from '../db/results.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { measure } from './benchmarks.ts';
import type { CohortMean, CohortMeans, Cohorts, CohortView } from './cohorts.ts';
import { earlierFigures } from './earlier-result.ts';
import { notFound, ServiceError } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';
import type { Frameworks } from './frameworks.ts';
import { figuresFrom, resultOfContent, type Library } from './library.ts';
import { nameOf, type FrameworkName } from './results.ts';

/** An earlier result that this one can be set beside. */
export interface EarlierResult {
	/** Of the library; null for an evaluation that is not final yet and that the reader belongs to. */
	resultId: string | null;
	year: number;
	framework: FrameworkName;
	/** Of the totals. */
	comparability: Comparability;
	fictitious: boolean;
	note: string | null;
}

export interface ComparedRow {
	id: string;
	name: string;
	/** Figures as printed; null while consensus is missing. */
	achieved: number | null;
	max: number;
	percent: number | null;
	/** Null where there is no earlier result. `change` in points, null where the two must not be compared. */
	previous: {
		achieved: number | null;
		percent: number | null;
		comparability: Comparability;
		change: number | null;
		derived: boolean;
	} | null;
	/** Null where no cohort is chosen. `mean` and `difference` in decimal points, of `n` results. */
	cohort: {
		mean: number | null;
		n: number;
		comparability: Comparability;
		difference: number | null;
	} | null;
	/** Among the others of the set, this one included; null without a figure or without others. */
	place: { place: number; of: number; tied: boolean } | null;
	/** Percents of the others, lowest first; `achieved` points of them for the total. */
	others: number[];
}

export interface ComparedArea extends ComparedRow {
	subquestions: ComparedRow[];
}

export interface EvaluationComparison {
	evaluation: { id: string; title: string; municipality: string; year: number; final: boolean };
	framework: FrameworkName;
	previous: EarlierResult | null;
	/** All that could be chosen as previous, newest first. */
	earlier: EarlierResult[];
	cohort: CohortView | null;
	/** What places are among: the cohort, or every other municipality's newest result of the same version. */
	set: { kind: 'cohort' | 'library'; n: number };
	total: ComparedRow;
	/** The areas that can be compared with the previous result, together; null where that is all or none of them. */
	comparableAreas: {
		ids: string[];
		achieved: number | null;
		max: number;
		previous: number | null;
		/** Of the least comparable among them. */
		comparability: Comparability;
		change: number | null;
	} | null;
	areas: ComparedArea[];
}

export interface EvaluationComparisons {
	/**
	 * `previous`: the id of the earlier result; default: that of the evaluation named as previous, or the newest of the
	 * municipality. Members; reviewers once it is final (403). Throws 404 for an unknown evaluation or result.
	 */
	of(actor: Actor, evaluationId: string, previous?: string): Promise<EvaluationComparison>;
	/** What stands beside the scores of each subquestion while a group works; those who may open the shared document. */
	marks(actor: Actor, evaluationId: string): Promise<StripMarks>;
}

/** By subquestion id, in hundredths; what must not be compared is not there. */
export interface StripMarks {
	/** Of the library's earlier result, where the evaluation names no previous one. */
	previous: Record<string, { points: number; year: number; tightened?: boolean }>;
	cohort: Record<string, CohortMark>;
}

export interface CohortMark {
	points: number;
	/** How many the mean is of. */
	municipalities: number;
	/** What it was taken over. */
	of: CohortView;
	/** Whether it was judged less strictly. */
	tightened?: boolean;
}

interface ComparisonParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
	frameworks: Pick<Frameworks, 'known'>;
	library: Library;
	cohorts: Pick<Cohorts, 'cohortFor'>;
}

interface Earlier {
	view: EarlierResult;
	framework: Framework;
	figures: ResultFigures;
}

export function createEvaluationComparisons({
	connection: { db },
	sync,
	frameworks,
	library,
	cohorts,
}: ComparisonParts): EvaluationComparisons {
	const contentOf = async ({ id, framework_id }: evaluations.EvaluationRow) => {
		const framework = await frameworks.known(framework_id);
		const content = await sync.read(evaluationRoom(id), canonicalContent);
		return { framework, figures: resultOfContent(framework, content) };
	};

	/**
	 * Of the same municipality and an earlier year, or named as the previous one; newest first, and of one year as the
	 * report chooses among them.
	 */
	async function earlierRows(evaluation: evaluations.EvaluationRow) {
		const { id, municipality_code, framework_id, year, previous_evaluation_id: named } = evaluation;
		const found = await rows.candidates(db, { municipalities: [municipality_code], to: year });
		const foreign = (row: rows.ResultRow) => (row.framework_id === framework_id ? 0 : 1);
		return found
			.filter((row) => row.evaluation_id !== id)
			.filter((row) => row.year < year || (named !== null && row.evaluation_id === named))
			.sort(
				(a, b) =>
					b.year - a.year ||
					foreign(a) - foreign(b) ||
					(a.source < b.source ? -1 : a.source > b.source ? 1 : 0) ||
					b.created_at.getTime() - a.created_at.getTime(),
			);
	}

	/** The evaluation named as previous, where it is not in the library and the reader belongs to it. */
	async function unfinished(actor: Actor, framework: Framework, id: string): Promise<Earlier | undefined> {
		const member = await members.find(db, id, actor.id);
		const evaluation = member && member.role !== 'reviewer' ? await evaluations.find(db, id) : undefined;
		if (!evaluation) return undefined;
		const own = await contentOf(evaluation);
		return {
			...own,
			view: {
				resultId: null,
				year: evaluation.year,
				framework: nameOf(own.framework),
				comparability: totalComparability(framework, own.framework),
				fictitious: false,
				note: null,
			},
		};
	}

	async function earlierView(framework: Framework, row: rows.ResultRow): Promise<EarlierResult> {
		const other = await frameworks.known(row.framework_id);
		return {
			resultId: row.id,
			year: row.year,
			framework: nameOf(other),
			comparability: totalComparability(framework, other),
			fictitious: row.fictitious,
			note: row.note,
		};
	}

	async function previousOf(
		actor: Actor,
		evaluation: evaluations.EvaluationRow,
		framework: Framework,
		found: readonly rows.ResultRow[],
		wanted: string | undefined,
	): Promise<Earlier | undefined> {
		const named = evaluation.previous_evaluation_id;
		const row =
			wanted === undefined
				? (found.find(({ evaluation_id }) => named !== null && evaluation_id === named) ??
					(named === null ? found[0] : undefined))
				: found.find(({ id }) => id === wanted);
		if (wanted !== undefined && !row) throw notFound();
		if (!row) return named === null ? undefined : unfinished(actor, framework, named);
		const other = await frameworks.known(row.framework_id);
		const figures = figuresFrom(other, await rows.figuresOf(db, [row.id]));
		return { framework: other, figures, view: await earlierView(framework, row) };
	}

	/** Other municipalities' results of the same version: the cohort's, or the newest of each in the library. */
	async function othersOf(evaluation: evaluations.EvaluationRow) {
		const { cohort_id, framework_id, municipality_code } = evaluation;
		const all =
			cohort_id === null
				? await rows.candidateKeys(db, { frameworkId: framework_id })
				: (await rows.byIds(db, await cohortRows.memberIds(db, cohort_id))).map(
						({ id, framework_id: frameworkId, municipality_code: municipalityCode, year }) => ({
							id,
							frameworkId,
							municipalityCode,
							year,
						}),
					);
		const others = newestOfEach(
			all.filter((one) => one.municipalityCode !== municipality_code && one.frameworkId === framework_id),
		);
		const counts = await rows.figureCounts(
			db,
			others.map(({ id }) => id),
		);
		const byRow = new Map<string, number[]>();
		for (const figure of counts) {
			const subject: Subject =
				figure.kind === 'total' ? { kind: 'total' } : { kind: figure.kind, id: figure.row_id };
			const value = measure(subject, figure);
			if (value === null) continue;
			const key = keyOf(subject);
			const values = byRow.get(key) ?? [];
			byRow.set(key, values);
			for (let n = 0; n < figure.n; n++) values.push(value);
		}
		for (const values of byRow.values()) values.sort((a, b) => a - b);
		return { n: others.length, byRow };
	}

	async function previousMarks(evaluation: evaluations.EvaluationRow, framework: Framework) {
		const marks: StripMarks['previous'] = {};
		if (evaluation.previous_evaluation_id !== null) return marks;
		const earlier = await earlierFigures(db, frameworks, evaluation);
		for (const { id, achieved, exact } of earlier?.figures.subquestions ?? []) {
			const points = exact ?? (achieved === null ? null : achieved * 100);
			const subject: Subject = { kind: 'subquestion', id };
			const comparable = comparabilityOf(framework, earlier!.framework, subject);
			if (points === null || comparable === 'none') continue;
			marks[id] = { points, year: earlier!.row.year, ...(comparable === 'tightened' && { tightened: true }) };
		}
		return marks;
	}

	async function cohortMarks(evaluation: evaluations.EvaluationRow, framework: Framework) {
		const marks: StripMarks['cohort'] = {};
		const cohort = await cohorts.cohortFor(evaluation);
		if (!cohort) return marks;
		const other = await frameworks.known(cohort.framework.id);
		const of = viewOf(cohort);
		for (const [id, { mean, n }] of cohort.subquestions) {
			const points = toHundredths(mean);
			const comparable = comparabilityOf(framework, other, { kind: 'subquestion', id });
			if (points === undefined || comparable === 'none') continue;
			marks[id] = { points, municipalities: n, of, ...(comparable === 'tightened' && { tightened: true }) };
		}
		return marks;
	}

	return {
		async marks(actor, evaluationId) {
			const { evaluation } = await access(db, actor, evaluationId, 'content.read');
			await library.refresh();
			const framework = await frameworks.known(evaluation.framework_id);
			const [previous, cohort] = await Promise.all([
				previousMarks(evaluation, framework),
				cohortMarks(evaluation, framework),
			]);
			return { previous, cohort };
		},

		async of(actor, evaluationId, wanted) {
			const { evaluation, role } = await access(db, actor, evaluationId, 'comparison.read');
			if (role === 'reviewer' && evaluation.phase !== 'final') throw new ServiceError(403, 'reportNotFinal');
			await library.refresh();
			const { framework, figures } = await contentOf(evaluation);
			const found = await earlierRows(evaluation);
			const [previous, cohort, others] = await Promise.all([
				previousOf(actor, evaluation, framework, found, wanted),
				cohorts.cohortFor(evaluation),
				othersOf(evaluation),
			]);
			const cohortFramework = cohort && (await frameworks.known(cohort.framework.id));
			const sides = { framework, previous, cohort, cohortFramework, others: others.byRow };
			return {
				evaluation: {
					id: evaluation.id,
					title: evaluation.title,
					municipality: evaluation.municipality_code,
					year: evaluation.year,
					final: evaluation.phase === 'final',
				},
				framework: nameOf(framework),
				previous: previous?.view ?? null,
				earlier: await Promise.all(found.map((row) => earlierView(framework, row))),
				cohort: cohort ? viewOf(cohort) : null,
				set: { kind: cohort ? 'cohort' : 'library', n: others.n },
				total: row(sides, { kind: 'total' }, figures.total, ''),
				comparableAreas: comparableAreas(framework, figures, previous),
				areas: framework.areas.map((area) => ({
					...row(sides, { kind: 'area', id: area.id }, byId(figures.areas, area.id, area.max), area.name),
					subquestions: area.subquestions.map(({ id, label, max }) =>
						row(sides, { kind: 'subquestion', id }, byId(figures.subquestions, id, max), label),
					),
				})),
			};
		},
	};
}

const keyOf = (subject: Subject): string =>
	subject.kind === 'total' ? 'total' : `${subject.kind}/${subject.id}`;

const byId = (figures: readonly ResultFigure[], id: string, max: number): ResultFigure =>
	figures.find((figure) => figure.id === id) ?? {
		id,
		achieved: null,
		max,
		percent: null,
		exact: null,
		derived: false,
	};

interface Sides {
	framework: Framework;
	previous: Earlier | undefined;
	cohort: CohortMeans | undefined;
	cohortFramework: Framework | undefined;
	others: ReadonlyMap<string, number[]>;
}

function row(sides: Sides, subject: Subject, figure: ResultFigure, name: string): ComparedRow {
	const others = sides.others.get(keyOf(subject)) ?? [];
	const own = measure(subject, figure);
	return {
		id: figure.id,
		name,
		achieved: figure.achieved,
		max: figure.max,
		percent: figure.percent,
		previous: previousSide(sides, subject, figure),
		cohort: cohortSide(sides, subject, figure),
		place:
			own === null || others.length === 0
				? null
				: {
						place: 1 + others.filter((value) => value > own).length,
						of: others.length + 1,
						tied: others.includes(own),
					},
		others,
	};
}

function previousSide(
	{ framework, previous }: Sides,
	subject: Subject,
	now: ResultFigure,
): ComparedRow['previous'] {
	if (!previous) return null;
	const { figures } = previous;
	const then =
		subject.kind === 'total'
			? figures.total
			: figures[subject.kind === 'area' ? 'areas' : 'subquestions'].find(({ id }) => id === subject.id);
	const comparability = comparabilityOf(framework, previous.framework, subject);
	return {
		achieved: then?.achieved ?? null,
		percent: then ? shareOf(then) : null,
		comparability,
		change: difference(now.achieved, then?.achieved ?? null, comparability),
		derived: then?.derived ?? false,
	};
}

function cohortSide(
	{ framework, cohort, cohortFramework }: Sides,
	subject: Subject,
	now: ResultFigure,
): ComparedRow['cohort'] {
	if (!cohort || !cohortFramework) return null;
	const found: CohortMean | null | undefined =
		subject.kind === 'total'
			? cohort.total
			: cohort[subject.kind === 'area' ? 'areas' : 'subquestions'].get(subject.id);
	const comparability = comparabilityOf(framework, cohortFramework, subject);
	const mean = found ? (toHundredths(found.mean) ?? null) : null;
	const apart = difference(now.achieved === null ? null : now.achieved * 100, mean, comparability);
	return {
		mean: found?.mean ?? null,
		n: found?.n ?? 0,
		comparability,
		difference: apart === null ? null : fromHundredths(apart),
	};
}

/** Where some areas compare and others do not, a total of those that do still says how it went. */
function comparableAreas(
	framework: Framework,
	now: ResultFigures,
	previous: Earlier | undefined,
): EvaluationComparison['comparableAreas'] {
	if (!previous) return null;
	const how = (id: string) => comparabilityOf(framework, previous.framework, { kind: 'area', id });
	const areas = framework.areas.filter(({ id }) => how(id) !== 'none');
	if (areas.length === 0 || areas.length === framework.areas.length) return null;
	const sum = (figures: readonly ResultFigure[]): number | null =>
		areas.reduce<number | null>((total, { id }) => {
			const achieved = figures.find((figure) => figure.id === id)?.achieved ?? null;
			return total === null || achieved === null ? null : total + achieved;
		}, 0);
	const [achieved, then] = [sum(now.areas), sum(previous.figures.areas)];
	const comparability = strictest(areas.map(({ id }) => how(id)));
	return {
		ids: areas.map(({ id }) => id),
		achieved,
		max: areas.reduce((total, { max }) => total + max, 0),
		previous: then,
		comparability,
		change: difference(achieved, then, comparability),
	};
}

function viewOf({ id, name, framework, from, to, counties, n, extracted }: CohortMeans): CohortView {
	return { id, name, framework, from, to, counties, n, extracted };
}
