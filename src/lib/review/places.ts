/** What a comment is about: ids of places in the report, what they are called, and which area they belong to. */
import type { Finding } from '#document/values.ts';
import type { ReportModel } from '#domain/report/model.ts';
import type { Section } from '#domain/permissions/document-rules.ts';
import { parseSectionId } from '#document/paths.ts';
import type { Translate } from '#lib/i18n/index.ts';

export const scorePlace = (subquestionId: string): string => `score:${subquestionId}`;
export const factPlace = (factId: string): string => `fact:${factId}`;
export const AREAS_DIAGRAM = 'diagram:areas';
export const SPIDER_DIAGRAM = 'diagram:spider';
export const TOTAL_DIAGRAM = 'diagram:total';
/** Of what belongs to no area. */
export const WHOLE_REPORT = 'report';

/** Where in the page of a draft a reference leads; undefined for what has no place there. */
export function draftAnchor(target: string): string | undefined {
	if (target.startsWith('source:')) return undefined;
	const chapter = /^area:([^:]+)$/.exec(target)?.[1];
	return chapter === undefined ? `#on-${target}` : `#area-${chapter}`;
}

const OTHER = /^(score|fact|diagram):(.+)$/;

export interface Places {
	name(on: string): string;
	/** Area id, or `WHOLE_REPORT`. */
	areaOf(on: string): string;
	/** The subquestion a comment on a score, a commentary or a finding is about. */
	subquestionOf(on: string): string | undefined;
}

/** What the places are told from: the framework's shape, and what the document says of the rest. */
export interface PlaceSource {
	areas: readonly { id: string; subquestions: readonly { id: string }[] }[];
	finding: (id: string) => Pick<Finding, 'kind' | 'area' | 'subquestion'> | undefined;
	/** A fact's label. */
	fact?: (id: string) => string | undefined;
	/** A free section's title and its area. */
	section?: (id: string) => { title?: string | undefined; area?: string | undefined } | undefined;
}

/** Of a draft as the report prints it. */
export function placesIn(
	report: Pick<ReportModel, 'areas'> & Partial<Pick<ReportModel, 'facts' | 'summaryParts'>>,
	t: Translate,
): Places {
	const findings = new Map(
		report.areas.flatMap(({ findings: rows }) =>
			rows.flatMap(({ strength, improvement }) =>
				[strength, improvement].flatMap((finding) => (finding ? [[finding.id, finding] as const] : [])),
			),
		),
	);
	const free = new Map<string, { title?: string; area: string }>();
	const note = (area: string, section: Section, title: string | null): void => {
		if (section.kind === 'free') free.set(section.id, { area, ...(title !== null && { title }) });
	};
	for (const { section, title } of report.summaryParts ?? []) note(WHOLE_REPORT, section, title);
	for (const { id, sections } of report.areas)
		for (const { heading, parts } of sections) for (const { section } of parts) note(id, section, heading);
	return placesOf(
		{
			areas: report.areas,
			finding: (id) => findings.get(id),
			section: (id) => free.get(id),
			fact: (id) => report.facts?.find((one) => one.id === id)?.label,
		},
		t,
	);
}

export function placesOf({ areas, finding, fact, section: free }: PlaceSource, t: Translate): Places {
	const areaOfSubquestion = new Map(
		areas.flatMap((area) => area.subquestions.map(({ id }) => [id, area.id] as const)),
	);

	const subquestionOf = (on: string): string | undefined => {
		const [, kind, id] = OTHER.exec(on) ?? [];
		if (kind === 'score') return id;
		const section = parseSectionId(on);
		if (section?.kind === 'subquestion') return section.subquestionId;
		return section?.kind === 'finding' ? finding(section.findingId)?.subquestion : undefined;
	};

	return {
		subquestionOf,

		name(on) {
			const [, kind, id = ''] = OTHER.exec(on) ?? [];
			if (kind === 'score') return t('review.place.score', { id });
			if (kind === 'fact') return t('review.place.fact', { label: fact?.(id) ?? '' });
			if (on === AREAS_DIAGRAM) return t('review.place.figures');
			if (on === SPIDER_DIAGRAM) return t('review.place.spider');
			if (on === TOTAL_DIAGRAM) return t('review.place.total');
			if (kind === 'diagram')
				return areaOfSubquestion.has(id) ? t('review.place.figure', { id }) : t('review.place.diagram');
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
					const about = finding(section.findingId);
					return about ? t(`review.place.${about.kind}`, { id: about.area }) : t('review.place.other');
				}
				case 'free':
					return free?.(section.id)?.title || t('review.place.other');
				default:
					return t('review.place.other');
			}
		},

		areaOf(on) {
			const subquestion = subquestionOf(on);
			if (subquestion !== undefined) return areaOfSubquestion.get(subquestion) ?? WHOLE_REPORT;
			const section = parseSectionId(on);
			if (section?.kind === 'area') return section.areaId;
			if (section?.kind === 'finding') return finding(section.findingId)?.area ?? WHOLE_REPORT;
			if (section?.kind === 'free') return free?.(section.id)?.area ?? WHOLE_REPORT;
			return WHOLE_REPORT;
		},
	};
}
