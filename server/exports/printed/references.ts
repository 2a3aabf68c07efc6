/** Where cross-references and source marks of the texts lead, and what they print as. */
import { sectionId } from '#document/paths.ts';
import { areaSection, findingSection, REPORT_SUMMARY, subquestionSection } from '#document/roots.ts';
import type { Section } from '#domain/permissions/document-rules.ts';
import type { ReportModel } from '#domain/report/model.ts';
import type { Translate } from '#lib/i18n/index.ts';

export interface References {
	/** By section id, or `area:<id>` for a chapter. */
	readonly places: ReadonlyMap<string, { to: string; label: string }>;
	/**
	 * Id of a listed source → its number, and whether a mark may say where in it: of an interview, that would be told
	 * in confidence. Sources that may not be told of are not there.
	 */
	readonly sources: ReadonlyMap<string, { number: number; placed: boolean }>;
}

export const areaAnchor = (areaId: string): string => `area-${areaId}`;
export const sectionAnchor = (areaId: string, position: number): string => `section-${areaId}-${position}`;
export const summaryAnchor = (position: number): string => `summary-${position}`;
export const findingsAnchor = (areaId: string): string => `findings-${areaId}`;
export const sourceAnchor = (number: number): string => `source-${number}`;

export function referencesOf(model: ReportModel, t: Translate): References {
	const places = new Map<string, { to: string; label: string }>();
	places.set(REPORT_SUMMARY, { to: 'summary', label: t('report.ref.summary') });
	model.summaryParts.forEach(({ section, title }, i) => {
		const label = title === null ? t('report.ref.summary') : t('report.ref.titled', { title });
		places.set(sectionId(section), { to: title === null ? 'summary' : summaryAnchor(i), label });
	});
	for (const area of model.areas) {
		const chapter = areaAnchor(area.id);
		const label = t('report.ref.area', { id: area.id });
		places.set(`area:${area.id}`, { to: chapter, label });
		places.set(areaSection(area.id, 'general'), { to: chapter, label });
		places.set(areaSection(area.id, 'summary'), {
			to: chapter,
			label: t('report.ref.areaSummary', { id: area.id }),
		});
		for (const { id } of area.subquestions)
			places.set(subquestionSection(id), {
				to: `points-${area.id}`,
				label: t('report.ref.subquestion', { id }),
			});
		area.sections.forEach(({ heading, parts }, i) => {
			for (const { section } of parts)
				places.set(sectionId(section), partPlace(section, heading, sectionAnchor(area.id, i), area.id, t));
		});
		for (const { strength, improvement } of area.findings)
			for (const finding of [strength, improvement])
				if (finding)
					places.set(findingSection(finding.id), {
						to: findingsAnchor(area.id),
						label: t('report.ref.findings', { id: area.id }),
					});
	}
	return {
		places,
		sources: new Map(
			model.sources.map(({ id, kind }, i) => [id, { number: i + 1, placed: kind !== 'interview' }]),
		),
	};
}

function partPlace(
	section: Section,
	heading: string | null,
	anchor: string,
	areaId: string,
	t: Translate,
): { to: string; label: string } {
	if (section.kind === 'area') return { to: anchor, label: t('report.ref.areaSummary', { id: areaId }) };
	if (section.kind === 'subquestion')
		return { to: anchor, label: t('report.ref.subquestion', { id: section.subquestionId }) };
	return heading === null
		? { to: areaAnchor(areaId), label: t('report.ref.area', { id: areaId }) }
		: { to: anchor, label: t('report.ref.section', { title: heading, id: areaId }) };
}
