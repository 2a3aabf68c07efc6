/**
 * The report as pure data, before any layout: every export prints this model and nothing else, so that they
 * cannot differ in a figure or a word.
 */
import type { Area, Framework } from '../framework/framework.ts';
import { orderedSections, underHeadings, type PlacedSection } from '../outline/sections.ts';
import type { Section } from '../permissions/document-rules.ts';
import type { Phase } from '../phases/phases.ts';
import { fromHundredths } from '../points/points.ts';
import { figures, type AreaFigures } from '../points/totals.ts';
import {
	compared,
	type Compared,
	type CohortHeader,
	type CohortResult,
	type PreviousHeader,
	type PreviousResult,
} from './compared.ts';
import { findingRows, type FindingPair } from './finding-rows.ts';
import type { RichText } from './rich-text.ts';
import type {
	CitationEntry,
	ReportFact,
	ReportFinding,
	ReportSource,
	RoleModelEntry,
	SourceEntry,
} from './source.ts';

export type { CohortResult, PreviousResult } from './compared.ts';
export type { ReportFinding, ReportSource } from './source.ts';

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

export interface ReportPart {
	/** A commentary, a free section, or the area's summary. */
	section: Section;
	text: RichText;
}

/** A heading of the chapter, what stands under it, and the subquestions it serves. */
export interface ReportSection {
	/** Null: the area's summary, whose heading is the reader's language's; or it goes on without a heading. */
	heading: string | null;
	subquestions: ReportSubquestion[];
	parts: ReportPart[];
}

/** A titled part of the summary. */
export interface SummaryPart extends ReportPart {
	title: string | null;
}

/** How the evaluation was made, as far as its sources tell. */
export interface ReportMethod {
	interviews: number;
	/** Null where some interview does not say how many were there. */
	respondents: number | null;
	/** Once each. */
	roleGroups: string[];
	documents: number;
	web: number;
	social: number;
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
	/** Only headings under which something was written, the summary too, in their order; each text stands once. */
	sections: ReportSection[];
	findings: FindingPair<ReportFinding>[];
	/** Never shown without its comparability. */
	previous: Compared | null;
	/** Average points of the cohort, decimal; never shown without its comparability and the cohort's definition. */
	cohort: Compared | null;
}

export interface ReportModel {
	evaluation: ReportEvaluation;
	/** 'working' until the evaluation, or the snapshot shown, is the final one. */
	status: 'working' | 'final';
	snapshot: ReportSnapshot | null;
	framework: {
		id: string;
		name: string;
		version: string;
		/** BCP 47; of the evaluators' texts as well. */
		language: string;
		introduction: string | null;
		validFrom: number | null;
		/** Other versions, and what is to be said of comparing with them. */
		versions: { version: string; note: string | null }[];
	};
	total: {
		achieved: number | null;
		max: number;
		percent: number | null;
		soFar: number;
		missing: number;
		notAssessable: number;
	};
	summary: RichText | null;
	/** In their order. */
	summaryParts: SummaryPart[];
	areas: ReportArea[];
	previous: PreviousHeader | null;
	cohort: CohortHeader | null;
	method: ReportMethod;
	facts: ReportFact[];
	roleModels: RoleModelEntry[];
	/** Numbered by their place. */
	sources: SourceEntry[];
	citations: CitationEntry[];
	/** Ids of the uploaded pictures that its texts may show. */
	pictures: string[];
}

export interface ReportInput {
	framework: Framework;
	evaluation: ReportEvaluation;
	source: ReportSource;
	snapshot?: ReportSnapshot;
	previous?: PreviousResult;
	cohort?: CohortResult;
}

export function reportModel(input: ReportInput): ReportModel {
	const { framework, evaluation, source, snapshot, previous, cohort } = input;
	const all = figures(framework, source.agreed);
	const order = orderedSections(framework, source.outline ?? []);
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
			validFrom: framework.validFrom ?? null,
			versions: framework.comparability.map(({ version, note }) => ({ version, note: note ?? null })),
		},
		total: { achieved, max, percent, soFar, missing, notAssessable },
		summary: source.summary,
		summaryParts: order.summary.flatMap((placed) => {
			const text = textOf(placed.section, source);
			return text ? [{ section: placed.section, title: placed.heading, text }] : [];
		}),
		areas: framework.areas.flatMap((area, i) => {
			const row = all.areas[i];
			return row ? [reportArea(input, area, row, order.areas.get(area.id) ?? [])] : [];
		}),
		previous: previous ? header(previous) : null,
		cohort: cohort ? cohortHeader(cohort) : null,
		method: methodOf(source.sources ?? []),
		facts: [...(source.facts ?? [])],
		roleModels: (source.roleModels ?? []).filter(({ area }) => framework.areas.some(({ id }) => id === area)),
		sources: [...(source.sources ?? [])],
		citations: [...(source.citations ?? [])],
		pictures: [...(source.pictures ?? [])],
	};
}

const header = ({ title, year, total, framework, fictitious }: PreviousResult): PreviousHeader => ({
	title,
	year,
	total,
	framework,
	fictitious,
});

const cohortHeader = ({ areas: _, comparability: __, ...definition }: CohortResult): CohortHeader =>
	definition;

/** The words of a placed section; null where there are none. */
function textOf(section: Section, source: ReportSource): RichText | null {
	switch (section.kind) {
		case 'subquestion':
			return source.commentary.get(section.subquestionId) ?? null;
		case 'area':
			return source.areas.get(section.areaId)?.summary ?? null;
		case 'free':
			return source.free?.get(section.id) ?? null;
		default:
			return null;
	}
}

function methodOf(sources: readonly SourceEntry[]): ReportMethod {
	const interviews = sources.filter(({ kind }) => kind === 'interview');
	const counted = interviews.flatMap(({ respondents }) => respondents ?? []);
	const web = sources.filter(({ kind }) => kind === 'web');
	return {
		interviews: interviews.length,
		respondents:
			counted.length === interviews.length && counted.length > 0
				? counted.reduce((sum, n) => sum + n, 0)
				: null,
		roleGroups: [...new Set(interviews.map(({ title }) => title))],
		documents: sources.filter(({ kind }) => kind === 'document').length,
		web: web.filter(({ social }) => !social).length,
		social: web.filter(({ social }) => social).length,
	};
}

const isFinal = (evaluation: ReportEvaluation, snapshot: ReportSnapshot | undefined): boolean =>
	snapshot ? snapshot.kind === 'final' : evaluation.phase === 'final';

function reportArea(
	{ framework, source, previous, cohort }: ReportInput,
	area: Area,
	row: AreaFigures,
	placed: readonly PlacedSection[],
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
		sections: sections(placed, subquestions, source),
		findings: findingRows(source.findings.filter((finding) => finding.area === area.id)),
		previous: compared(framework, area.id, previous),
		cohort: compared(framework, area.id, cohort),
	};
}

function sections(
	placed: readonly PlacedSection[],
	subquestions: readonly ReportSubquestion[],
	source: ReportSource,
): ReportSection[] {
	const written = placed.filter(({ section }) => textOf(section, source) !== null);
	return underHeadings(written).map(({ heading, sections: under }) => {
		const serves = new Set(under.flatMap((one) => one.subquestions));
		return {
			heading,
			subquestions: subquestions.filter(({ id }) => serves.has(id)),
			parts: under.flatMap(({ section }): ReportPart[] => {
				const text = textOf(section, source);
				return text ? [{ section, text }] : [];
			}),
		};
	});
}
