/** The report for other programs: figures as printed, unrounded points beside them, null where none exist. */
import { sectionId } from '#document/paths.ts';
import type { ReportArea, ReportModel, ReportSubquestion } from '#domain/report/model.ts';

/** A total that waits for consensus says how far it has come; one that is complete has nothing more to say. */
const soFar = (sum: { achieved: number | null; soFar: number; missing: number }) =>
	sum.achieved === null ? { soFar: sum.soFar, missing: sum.missing } : {};

const subquestionJson = (row: ReportSubquestion) => ({
	id: row.id,
	label: row.label,
	points: row.points,
	achieved: row.achieved,
	max: row.max,
	percent: row.percent,
	...(row.state === 'not-assessable' && { notAssessable: row.reason ?? '' }),
	commentary: row.commentary,
});

const areaJson = (area: ReportArea) => ({
	id: area.id,
	name: area.name,
	achieved: area.achieved,
	max: area.max,
	percent: area.percent,
	...soFar(area),
	subquestions: area.subquestions.map(subquestionJson),
	general: area.general,
	summary: area.summary,
	sections: area.sections.map(({ heading, subquestions, parts }) => ({
		heading,
		subquestions: subquestions.map(({ id }) => id),
		parts: parts.map(({ section, text }) => ({ section: sectionId(section), text })),
	})),
	findings: area.findings.map(({ strength, improvement, linked }) => ({
		strength: strength?.text ?? null,
		improvement: improvement?.text ?? null,
		...(improvement?.outcome && { outcome: improvement.outcome }),
		linked,
	})),
	...(area.previous && { previous: area.previous }),
	...(area.cohort && { cohort: area.cohort }),
});

export const reportJson = (model: ReportModel) => ({
	evaluation: model.evaluation,
	status: model.status,
	snapshot: model.snapshot,
	framework: {
		id: model.framework.id,
		name: model.framework.name,
		version: model.framework.version,
	},
	total: {
		achieved: model.total.achieved,
		max: model.total.max,
		percent: model.total.percent,
		...soFar(model.total),
	},
	summary: model.summary,
	summaryParts: model.summaryParts.map(({ section, title, text }) => ({
		section: sectionId(section),
		title,
		text,
	})),
	areas: model.areas.map(areaJson),
	...(model.previous && { previous: model.previous }),
	...(model.cohort && { cohort: model.cohort }),
	method: model.method,
	facts: model.facts,
	roleModels: model.roleModels,
	sources: model.sources,
});

export type ReportJson = ReturnType<typeof reportJson>;
