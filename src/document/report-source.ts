/** What a report takes from canonical content: agreed figures and their reasons, texts, findings. No scores. */
import type { Framework } from '#domain/framework/framework.ts';
import type { ReportFinding, ReportSource } from '#domain/report/model.ts';
import { agreedFigures, readConsensus } from './consensus.ts';
import { textOf, type CanonicalContent } from './content.ts';
import { readFindings } from './findings.ts';
import { areaSection, findingSection, REPORT_SUMMARY, subquestionSection } from './roots.ts';

/** Findings without a word are left out: somebody has just begun one. */
export function reportSource(framework: Framework, content: CanonicalContent): ReportSource {
	const text = (sectionId: string) => textOf(content, sectionId) ?? null;
	const consensus = readConsensus(Object.entries(content.consensus));
	const subquestions = framework.areas.flatMap((area) => area.subquestions);
	return {
		agreed: agreedFigures(consensus),
		reasons: new Map(
			[...consensus].flatMap(([id, value]) => ('notAssessable' in value ? [[id, value.notAssessable]] : [])),
		),
		summary: text(REPORT_SUMMARY),
		areas: new Map(
			framework.areas.map(({ id }) => [
				id,
				{ general: text(areaSection(id, 'general')), summary: text(areaSection(id, 'summary')) },
			]),
		),
		commentary: new Map(
			subquestions.flatMap(({ id }) => {
				const commentary = text(subquestionSection(id));
				return commentary ? [[id, commentary]] : [];
			}),
		),
		findings: readFindings(Object.entries(content.findings)).flatMap(
			({ id, kind, area, subquestion, pair }): ReportFinding[] => {
				const words = text(findingSection(id));
				return words
					? [{ id, kind, area, ...(subquestion && { subquestion }), ...(pair && { pair }), text: words }]
					: [];
			},
		),
	};
}
