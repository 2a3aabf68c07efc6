/** What is in the way and what is to be looked at, sorted by kind as the page shows it, each with the way to it. */
import { findSubquestion, type Framework } from '#domain/framework/framework.ts';
import type { ReadinessCode, ReadinessItem } from '#domain/phases/readiness.ts';
import { parseSectionId } from '#document/paths.ts';

export interface ReadinessGroup {
	code: ReadinessCode;
	items: ReadinessItem[];
}

export const grouped = (items: readonly ReadinessItem[], level: ReadinessItem['level']): ReadinessGroup[] =>
	[
		...Map.groupBy(
			items.filter((item) => item.level === level),
			({ code }) => code,
		),
	].map(([code, of]) => ({
		code,
		items: of,
	}));

/** What the page needs of a finding to find the way to it. */
export interface FindingPlace {
	area: string;
	subquestion?: string | undefined;
}

/** The subquestion on whose page something is. Undefined: it stands on the page where the report is written. */
export function subquestionOf(
	framework: Framework,
	on: string,
	findings: { get(id: string): FindingPlace | undefined },
): string | undefined {
	const first = (areaId: string | undefined) =>
		framework.areas.find(({ id }) => id === areaId)?.subquestions[0]?.id;
	const [kind, id = ''] = on.split(':');
	if (kind === 'score' && findSubquestion(framework, id)) return id;
	const section = parseSectionId(on);
	switch (section?.kind) {
		case 'subquestion':
		case 'note':
			return findSubquestion(framework, section.subquestionId)?.id;
		case 'finding': {
			const finding = findings.get(section.findingId);
			return finding?.subquestion ?? first(finding?.area);
		}
		default:
			return undefined;
	}
}
