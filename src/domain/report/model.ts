/**
 * The report as pure data, before any layout: every export prints this model and nothing else, so that they
 * cannot differ in a figure or a word.
 */
import {
	comparability,
	headingsOf,
	type Area,
	type Comparability,
	type Framework,
} from '../framework/framework.ts';
import type { Phase } from '../phases/phases.ts';
import { fromHundredths } from '../points/points.ts';
import { figures, type AgreedFigures, type AreaFigures } from '../points/totals.ts';
import { findingRows, type FindingPair } from './finding-rows.ts';
import type { RichText } from './rich-text.ts';

/** What the shared document contributes. Ids that the framework does not have are passed over. */
export interface ReportSource {
	agreed: AgreedFigures;
	/** Subquestion id → why it was not assessable. */
	reasons: ReadonlyMap<string, string>;
	summary: RichText | null;
	/** Area id → what was written about the area as a whole. */
	areas: ReadonlyMap<string, { general: RichText | null; summary: RichText | null }>;
	/** Subquestion id → its commentary. */
	commentary: ReadonlyMap<string, RichText>;
	/** In the order they are shown. */
	findings: readonly ReportFinding[];
}

export interface ReportFinding {
	id: string;
	kind: 'strength' | 'improvement';
	area: string;
	subquestion?: string;
	pair?: string;
	text: RichText;
}

export interface ReportEvaluation {
	id: string;
	title: string;
	municipality: { code: string; name: string };
	year: number;
	phase: Phase;
}

/** Which state of the evaluation the report shows; absent: as of now. */
export interface ReportSnapshot {
	id: string;
	label: string;
	kind: 'named' | 'phase' | 'hourly' | 'final';
	/** ISO 8601. */
	at: string;
	sha256: string;
}

/** An earlier result of the same municipality. Whole points as printed. */
export interface PreviousResult {
	title: string;
	year: number;
	framework: { name: string; version: string };
	total: number | null;
	areas: ReadonlyMap<string, number | null>;
}

export interface ReportSubquestion {
	id: string;
	label: string;
	state: 'agreed' | 'not-assessable' | 'missing';
	/** Decimal, unrounded; null unless agreed, as `achieved` and `percent`. */
	points: number | null;
	achieved: number | null;
	max: number;
	percent: number | null;
	/** Why it was not assessable. */
	reason: string | null;
	commentary: RichText | null;
}

/** A heading of the chapter and the subquestions whose commentary stands under it. */
export interface ReportSection {
	heading: string;
	subquestions: ReportSubquestion[];
}

export interface ReportArea {
	id: string;
	name: string;
	/** As the chapter is titled. */
	title: string;
	headings: string[];
	achieved: number | null;
	max: number;
	percent: number | null;
	soFar: number;
	missing: number;
	notAssessable: number;
	sumOfPrinted: number;
	/** The framework's standard text about the area. */
	standardText: string | null;
	general: RichText | null;
	summary: RichText | null;
	subquestions: ReportSubquestion[];
	/** Only headings under which something was written, in their order; each commentary stands once. */
	sections: ReportSection[];
	findings: FindingPair<ReportFinding>[];
	/** Never shown without its comparability. */
	previous: { achieved: number | null; comparability: Comparability } | null;
}

export interface ReportModel {
	evaluation: ReportEvaluation;
	/** 'working' until the evaluation, or the snapshot shown, is the final one. */
	status: 'working' | 'final';
	snapshot: ReportSnapshot | null;
	framework: { id: string; name: string; version: string; language: string; introduction: string | null };
	total: {
		achieved: number | null;
		max: number;
		percent: number | null;
		soFar: number;
		missing: number;
		notAssessable: number;
	};
	summary: RichText | null;
	areas: ReportArea[];
	previous: {
		title: string;
		year: number;
		total: number | null;
		framework: PreviousResult['framework'];
	} | null;
}

export interface ReportInput {
	framework: Framework;
	evaluation: ReportEvaluation;
	source: ReportSource;
	snapshot?: ReportSnapshot;
	previous?: PreviousResult;
}

export function reportModel({ framework, evaluation, source, snapshot, previous }: ReportInput): ReportModel {
	const all = figures(framework, source.agreed);
	const { achieved, max, percent, soFar, missing, notAssessable } = all.total;
	return {
		evaluation,
		status: isFinal(evaluation, snapshot) ? 'final' : 'working',
		snapshot: snapshot ?? null,
		framework: {
			id: framework.id,
			name: framework.name,
			version: framework.version,
			language: framework.language,
			introduction: framework.introduction ?? null,
		},
		total: { achieved, max, percent, soFar, missing, notAssessable },
		summary: source.summary,
		areas: framework.areas.flatMap((area, i) => {
			const row = all.areas[i];
			return row ? [reportArea(framework, area, row, source, previous)] : [];
		}),
		previous: previous
			? { title: previous.title, year: previous.year, total: previous.total, framework: previous.framework }
			: null,
	};
}

const isFinal = (evaluation: ReportEvaluation, snapshot: ReportSnapshot | undefined): boolean =>
	snapshot ? snapshot.kind === 'final' : evaluation.phase === 'final';

function reportArea(
	framework: Framework,
	area: Area,
	row: AreaFigures,
	source: ReportSource,
	previous: PreviousResult | undefined,
): ReportArea {
	const texts = source.areas.get(area.id);
	const subquestions = row.subquestions.map(
		({ id, state, exact, achieved, max, percent }, i): ReportSubquestion => ({
			id,
			label: area.subquestions[i]?.label ?? id,
			state,
			points: exact === null ? null : fromHundredths(exact),
			achieved,
			max,
			percent,
			reason: state === 'not-assessable' ? (source.reasons.get(id) ?? null) : null,
			commentary: source.commentary.get(id) ?? null,
		}),
	);
	const { achieved, max, percent, soFar, missing, notAssessable, sumOfPrinted } = row;
	return {
		id: area.id,
		name: area.name,
		title: area.displayTitle ?? area.name,
		headings: area.headings.map((heading) => heading.label),
		achieved,
		max,
		percent,
		soFar,
		missing,
		notAssessable,
		sumOfPrinted,
		standardText: area.general ?? null,
		general: texts?.general ?? null,
		summary: texts?.summary ?? null,
		subquestions,
		sections: sections(area, subquestions),
		findings: findingRows(source.findings.filter((finding) => finding.area === area.id)),
		previous: previous
			? {
					achieved: previous.areas.get(area.id) ?? null,
					comparability:
						previous.framework.name === framework.name
							? comparability(framework, area.id, previous.framework.version)
							: 'none',
				}
			: null,
	};
}

/** A heading may serve several subquestions and a subquestion several headings; its first one has the text. */
function sections(area: Area, subquestions: ReportSubquestion[]): ReportSection[] {
	const written = subquestions.filter((subquestion) => subquestion.commentary !== null);
	const result: ReportSection[] = [];
	for (const heading of area.headings) {
		const own = written.filter((subquestion) => headingsOf(area, subquestion.id)[0] === heading);
		if (own.length > 0) result.push({ heading: heading.label, subquestions: own });
	}
	for (const subquestion of written)
		if (headingsOf(area, subquestion.id).length === 0)
			result.push({ heading: subquestion.label, subquestions: [subquestion] });
	return result;
}
