/** One activity as a sentence without its subject: "ändrade 1.4 från 18 till 19,5". */
import type { Activity } from '#document/activities.ts';
import { parseMapPlace, sectionId } from '#document/paths.ts';
import { parseValue } from '#document/values.ts';
import type { I18n } from '#lib/i18n/context.ts';
import { figureText, personName, sectionName, type PersonName } from './names.ts';

type Words = Pick<I18n, 't' | 'locale'>;
type Entry = Extract<Activity['what'], { type: 'entry' }>;

export function activityText(
	{ what, userId }: Pick<Activity, 'what' | 'userId'>,
	people: readonly PersonName[],
	words: Words,
): string {
	const { t } = words;
	switch (what.type) {
		case 'entry':
			return entryText(what, userId, people, words);
		case 'text':
			return t('activity.text', { name: sectionName(what.section, words) });
		case 'reveal':
			return t('activity.reveal', { count: what.subquestions.length, id: what.subquestions[0] ?? '' });
		case 'many':
			return t('activity.many', { places: what.places });
		case 'phase':
			return t('activity.phase', { from: t(`phase.${what.from}`), to: t(`phase.${what.to}`) });
		case 'suggestion':
			return t('activity.suggestion', {
				decision: what.decision,
				name: sectionName(what.section, words),
				whose: what.name || t('history.person.unknown'),
			});
		case 'version':
			return what.kind === 'hourly' ? t('activity.hourly') : t('activity.version', { label: what.label });
	}
}

function entryText(what: Entry, userId: string | null, people: readonly PersonName[], words: Words): string {
	const { t } = words;
	const place = parseMapPlace(what.root, what.key);
	const removed = what.after === undefined;
	const op = what.before === undefined ? 'added' : removed ? 'removed' : 'changed';
	switch (place?.kind) {
		case 'score':
		case 'firstScore': {
			const told = figures(what, place.subquestionId, words);
			return place.userId === userId
				? t('activity.score', told)
				: t('activity.scoreOf', { ...told, whose: personName(people, place.userId, words) });
		}
		case 'consensus':
			return t('activity.consensus', figures(what, place.subquestionId, words));
		case 'position':
			return t('activity.position', { id: place.subquestionId, removed });
		case 'finding': {
			const finding = parseValue('findings', what.after ?? what.before);
			if (!finding) break;
			return t('activity.finding', { op, kind: finding.kind, area: finding.area });
		}
		case 'source': {
			const source = parseValue('sources', what.after ?? what.before);
			if (!source) break;
			return t('activity.source', { op, title: source.title });
		}
		case 'citation':
			return t('activity.citation', { op, name: sectionName(sectionId(place.section), words) });
		case 'thread':
			return t('activity.thread', { removed });
		case 'message':
			return t('activity.message', { op });
		case 'resolution':
			return t('activity.resolution', {
				open: parseValue('resolutions', what.after)?.state !== 'resolved',
			});
		case 'sectionState':
			return t('activity.section', {
				name: sectionName(sectionId(place.section), words),
				state: parseValue('sections', what.after)?.state ?? null,
			});
		case 'session':
			return t('activity.session');
		case 'sessionDiscussed':
			return t('activity.discussed', { id: place.subquestionId });
		case 'sessionSpoken':
			return t('activity.spoken', {
				id: place.subquestionId,
				whose: personName(people, place.userId, words),
			});
		case 'outline':
			return t('activity.outline', { op, name: sectionName(sectionId(place.section), words) });
		case 'fact': {
			const fact = parseValue('facts', what.after ?? what.before);
			if (!fact) break;
			return t('activity.fact', { op, label: fact.label });
		}
		case 'roleModel': {
			const model = parseValue('roleModels', what.after ?? what.before);
			if (!model) break;
			return t('activity.roleModel', { op, municipality: model.municipality, area: model.area });
		}
		case 'question':
			return t('activity.question', {
				op: parseValue('questions', what.after)?.state === 'answered' ? 'answered' : op,
			});
		case 'evidence':
			return t('activity.evidence', { op, id: place.subquestionId });
		case 'dismissal':
			return t('activity.dismissal', { removed });
		case 'sessionRound':
			return t('activity.round', { id: place.subquestionId });
	}
	return t('activity.other');
}

/** Old and new figure; a figure that stayed has another note, and one that came and went is none. */
function figures(what: Entry, id: string, words: Words) {
	const none = words.t('history.none');
	const before = figureText(what.before, words);
	const after = figureText(what.after, words);
	if (before === none && after === none) return { id, before, after, op: 'none' as const };
	if (before === none) return { id, before, after, op: 'added' as const };
	if (after === none) return { id, before, after, op: 'removed' as const };
	return { id, before, after, op: before === after ? ('details' as const) : ('changed' as const) };
}
