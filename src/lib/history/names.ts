/** What places and values of the shared document are called in history and comparisons. */
import { findSubquestion, type Framework } from '#domain/framework/framework.ts';
import { formatPoints, toHundredths } from '#domain/points/points.ts';
import { parseSectionId } from '#document/paths.ts';
import { parseValue } from '#document/values.ts';
import type { I18n } from '#lib/i18n/context.ts';

type Words = Pick<I18n, 't' | 'locale'>;

export interface PersonName {
	userId: string;
	name: string;
	initials: string;
	former: boolean;
}

/** "1.4 Främjas invånardialog och deltagande?" */
export function subquestionName(framework: Framework, id: string): string {
	const found = findSubquestion(framework, id);
	return found ? `${id} ${found.label}` : id;
}

/** "Kommentar till 1.4", "Sammanfattning av område 2". */
export function sectionName(sectionId: string, { t }: Words): string {
	const section = parseSectionId(sectionId);
	switch (section?.kind) {
		case 'subquestion':
			return t('history.section.subquestion', { id: section.subquestionId });
		case 'note':
			return t('history.section.note', { id: section.subquestionId });
		case 'area':
			return t(section.part === 'general' ? 'history.section.general' : 'history.section.areaSummary', {
				id: section.areaId,
			});
		case 'report':
			return t('history.section.report');
		case 'finding':
			return t('history.section.finding');
		default:
			return t('history.section.other');
	}
}

/** A score or a consensus as its figure: "18,5", "ej bedömbar", "avstår"; a dash for none. */
export function figureText(value: unknown, { t, locale }: Words): string {
	const score = parseValue('scores', value) ?? parseValue('consensus', value);
	if (!score) return t('history.none');
	if ('notAssessable' in score) return t('row.notAssessable');
	if ('abstain' in score) return t('row.abstain');
	const points = score.points === null ? undefined : toHundredths(score.points);
	return points === undefined ? t('history.none') : formatPoints(points, locale);
}

/** Name where it is known; for somebody unknown a word that says so. */
export const personName = (people: readonly PersonName[], userId: string | null, { t }: Words): string =>
	people.find((person) => person.userId === userId)?.name ?? t('history.person.unknown');
