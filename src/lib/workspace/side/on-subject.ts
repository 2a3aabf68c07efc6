/** Which threads and which places belong to what the side is about. */
import { findingSection, subquestionSection } from '#document/roots.ts';
import type { Finding } from '#document/values.ts';
import { scorePlace, type Places } from '#lib/review/places.ts';
import type { Subject } from './subject.ts';

/** Whether something said about `on` is shown beside this subject. */
export function belongs(on: string, { areaId, subquestionId, section }: Subject, places: Places): boolean {
	if (section !== undefined) return on === section;
	if (subquestionId !== undefined) return places.subquestionOf(on) === subquestionId;
	return areaId === undefined || places.areaOf(on) === areaId;
}

/** What one can comment here, what is most likely meant first. */
export function commentable(
	{ areaId, subquestionId, section }: Subject,
	findings: readonly (readonly [string, Finding])[],
	rest: readonly string[],
): string[] {
	if (subquestionId !== undefined)
		return [
			subquestionSection(subquestionId),
			scorePlace(subquestionId),
			...findings
				.filter(([, finding]) => finding.subquestion === subquestionId)
				.map(([id]) => findingSection(id)),
		];
	if (section !== undefined) return [section];
	const ofArea =
		areaId === undefined
			? []
			: findings.filter(([, { area }]) => area === areaId).map(([id]) => findingSection(id));
	return [...ofArea, ...rest];
}
