/** Everything the palette can reach from here, in the order it is listed without a query. */
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import type { I18n } from '#lib/i18n/context.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import type { Entry } from './palette.ts';
import { placePath, questionPath } from './place-path.ts';
import { viewLinks } from './views.ts';
import type { Workspace } from './workspace.svelte.ts';

export function paletteEntries(live: SyncedEvaluation, workspace: Workspace, { t }: I18n): Entry[] {
	const { id } = live.evaluation;
	const reader = live.role === 'reviewer';
	const questions = live.framework.areas.flatMap((area): Entry[] => [
		...area.subquestions.map((subquestion): Entry => ({
			kind: 'question',
			id: `q/${subquestion.id}`,
			mark: subquestion.id,
			label: subquestion.label,
			run: () => void goto(resolve(questionPath(id, subquestion.id))),
		})),
	]);
	const areas = live.framework.areas.map((area): Entry => ({
		kind: 'area',
		id: `area/${area.id}`,
		mark: area.id,
		label: area.name,
		run: () => void goto(resolve(questionPath(id, area.subquestions[0]?.id ?? ''))),
	}));
	const people = live.presence.others.flatMap((person): Entry[] => {
		const { place } = person;
		if (!place) return [];
		const run = () => void goto(resolve(placePath(id, place)));
		return [
			{ kind: 'person', id: `person/${person.userId}`, mark: person.initials, label: person.name, run },
		];
	});
	const views = viewLinks({ reviewer: reader, scores: live.evaluation.myScores }).map(({ view }): Entry => ({
		kind: 'view',
		id: `view/${view}`,
		label: t(`workspace.view.${view}`),
		run: () => void goto(resolve(placePath(id, { view }))),
	}));
	const commands: Entry[] = [
		{
			kind: 'command',
			id: 'keys',
			label: t('keys.show'),
			keys: '?',
			run: () => {
				workspace.keys = true;
			},
		},
	];
	return [...(reader ? [] : [...questions, ...areas]), ...people, ...views, ...commands];
}
