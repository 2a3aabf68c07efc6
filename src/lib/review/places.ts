/** What a comment is about: ids of places in a draft, what they are called, and which area they belong to. */
import type { Section } from '#domain/permissions/document-rules.ts';
import type { ReportFinding, ReportModel } from '#domain/report/model.ts';
import { parseSectionId } from '#document/paths.ts';
import type { Translate } from '#lib/i18n/index.ts';

export const scorePlace = (subquestionId: string): string => `score:${subquestionId}`;
export const AREAS_DIAGRAM = 'diagram:areas';
/** Of what belongs to no area. */
export const WHOLE_REPORT = 'report';

/** Where in the page of a draft a reference leads; undefined for what has no place there. */
export function draftAnchor(target: string): string | undefined {
	if (target.startsWith('source:')) return undefined;
	const chapter = /^area:([^:]+)$/.exec(target)?.[1];
	return chapter === undefined ? `#on-${target}` : `#area-${chapter}`;
}

const SCORE = /^score:(.+)$/;

export interface Places {
	name(on: string): string;
	/** Area id, or `WHOLE_REPORT`. */
	areaOf(on: string): string;
	/** The subquestion a comment on a score or a commentary is about. */
	subquestionOf(on: string): string | undefined;
}

export function placesIn(
	report: Pick<ReportModel, 'areas'> & Partial<Pick<ReportModel, 'summaryParts'>>,
	t: Translate,
): Places {
	const areaOfSubquestion = new Map(
		report.areas.flatMap((area) => area.subquestions.map(({ id }) => [id, area.id] as const)),
	);
	const findings = new Map<string, ReportFinding>();
	for (const { findings: rows } of report.areas)
		for (const { strength, improvement } of rows)
			for (const finding of [strength, improvement]) if (finding) findings.set(finding.id, finding);

	const free = new Map<string, { title: string | null; area: string }>();
	const note = (area: string, section: Section, title: string | null) =>
		section.kind === 'free' ? free.set(section.id, { title, area }) : undefined;
	for (const { section, title } of report.summaryParts ?? []) note(WHOLE_REPORT, section, title);
	for (const { id, sections } of report.areas)
		for (const { heading, parts } of sections) for (const { section } of parts) note(id, section, heading);

	const subquestionOf = (on: string): string | undefined => {
		const score = SCORE.exec(on)?.[1];
		if (score !== undefined) return score;
		const section = parseSectionId(on);
		return section?.kind === 'subquestion' ? section.subquestionId : undefined;
	};

	return {
		subquestionOf,

		name(on) {
			const score = SCORE.exec(on)?.[1];
			if (score !== undefined) return t('review.place.score', { id: score });
			if (on === AREAS_DIAGRAM) return t('review.place.figures');
			const section = parseSectionId(on);
			switch (section?.kind) {
				case 'report':
					return t('review.place.summary');
				case 'area':
					return t(section.part === 'general' ? 'review.place.general' : 'review.place.areaSummary', {
						id: section.areaId,
					});
				case 'subquestion':
					return t('review.place.text', { id: section.subquestionId });
				case 'finding': {
					const finding = findings.get(section.findingId);
					return finding ? t(`review.place.${finding.kind}`, { id: finding.area }) : t('review.place.other');
				}
				case 'free':
					return free.get(section.id)?.title ?? t('review.place.other');
				default:
					return t('review.place.other');
			}
		},

		areaOf(on) {
			const subquestion = subquestionOf(on);
			if (subquestion !== undefined) return areaOfSubquestion.get(subquestion) ?? WHOLE_REPORT;
			const section = parseSectionId(on);
			if (section?.kind === 'area') return section.areaId;
			if (section?.kind === 'free') return free.get(section.id)?.area ?? WHOLE_REPORT;
			if (section?.kind === 'finding') return findings.get(section.findingId)?.area ?? WHOLE_REPORT;
			return WHOLE_REPORT;
		},
	};
}
