/** What the right side of the workspace is about: the place that is shown, or what its page says it is about. */
import { areaOf, type Framework } from '#domain/framework/framework.ts';
import { parseSectionId } from '#document/paths.ts';
import type { Place } from '#lib/sync/people.ts';
import type { Translate } from '#lib/i18n/index.ts';

/** Nothing of it given: the whole evaluation. */
export interface Subject {
	areaId?: string | undefined;
	subquestionId?: string | undefined;
	/** One text alone, by its section id. */
	section?: string | undefined;
}

/** Undefined: the page has nothing beside it, unless it says so itself. */
export function subjectOfPlace(framework: Framework, place: Place): Subject | undefined {
	// Of what the whole is about: diagrams and facts. On the page where it is written, the section that is read is told by the page.
	if (place.view === 'write' || place.view === 'facts' || place.view === 'report') return {};
	return place.view === 'question' && place.subquestionId !== undefined
		? { subquestionId: place.subquestionId, areaId: areaOf(framework, place.subquestionId)?.id }
		: undefined;
}

/** The subject of one text; a text that belongs to no area is about itself alone. */
export function subjectOfSection(framework: Framework, section: string): Subject {
	const parsed = parseSectionId(section);
	if (parsed?.kind === 'subquestion')
		return { subquestionId: parsed.subquestionId, areaId: areaOf(framework, parsed.subquestionId)?.id };
	return { section, ...(parsed?.kind === 'area' && { areaId: parsed.areaId }) };
}

export function subjectName(subject: Subject, t: Translate): string {
	if (subject.subquestionId !== undefined) return t('side.of.subquestion', { id: subject.subquestionId });
	if (subject.areaId !== undefined) return t('side.of.area', { id: subject.areaId });
	return t(subject.section === undefined ? 'side.of.all' : 'side.of.section');
}

/** Two subjects with the same key show the same. */
export const subjectKey = ({ areaId, subquestionId, section }: Subject): string =>
	[areaId, subquestionId, section].join('\0');
