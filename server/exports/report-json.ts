/** The report for other programs: figures as printed, unrounded points beside them, null where none exist. */
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
	findings: area.findings.map(({ strength, improvement, linked }) => ({
		strength: strength?.text ?? null,
		improvement: improvement?.text ?? null,
		linked,
	})),
	...(area.previous && { previous: area.previous }),
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
	areas: model.areas.map(areaJson),
	...(model.previous && { previous: model.previous }),
});

export type ReportJson = ReturnType<typeof reportJson>;
