/** Where cross-references and source marks of the texts lead, and what they print as. */
import { areaSection, findingSection, REPORT_SUMMARY, subquestionSection } from '#document/roots.ts';
import type { ReportModel } from '#domain/report/model.ts';
import type { Translate } from '#lib/i18n/index.ts';

export interface References {
	/** By section id, or `area:<id>` for a chapter. */
	readonly places: ReadonlyMap<string, { to: string; label: string }>;
	/** Id of a listed source → its number. Sources that may not be told of are not there. */
	readonly sources: ReadonlyMap<string, number>;
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
		places.set(section, { to: summaryAnchor(i), label: t('report.ref.titled', { title }) });
	});
	for (const area of model.areas) {
		const chapter = areaAnchor(area.id);
		const label = t('report.ref.area', { id: area.id });
		places.set(`area:${area.id}`, { to: chapter, label });
		places.set(areaSection(area.id, 'general'), { to: chapter, label });
		places.set(areaSection(area.id, 'summary'), {
			to: area.summary ? `${chapter}-summary` : chapter,
			label: t('report.ref.areaSummary', { id: area.id }),
		});
		for (const { id } of area.subquestions)
			places.set(subquestionSection(id), {
				to: `points-${area.id}`,
				label: t('report.ref.subquestion', { id }),
			});
		area.sections.forEach(({ heading, parts }, i) => {
			const to = heading === '' ? chapter : sectionAnchor(area.id, i);
			for (const { section, subquestion } of parts)
				if (section !== null)
					places.set(section, {
						to,
						label: heading === '' ? label : t('report.ref.section', { title: heading, id: area.id }),
					});
				else if (subquestion !== null)
					places.set(subquestionSection(subquestion), {
						to,
						label: t('report.ref.subquestion', { id: subquestion }),
					});
		});
		for (const { strength, improvement } of area.findings)
			for (const finding of [strength, improvement])
				if (finding)
					places.set(findingSection(finding.id), {
						to: findingsAnchor(area.id),
						label: t('report.ref.findings', { id: area.id }),
					});
	}
	return { places, sources: new Map(model.sources.map(({ id }, i) => [id, i + 1])) };
}
