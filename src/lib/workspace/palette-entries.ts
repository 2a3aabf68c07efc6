/** Everything the palette can reach from here, in the order it is listed without a query. */
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { orderedSections } from '#domain/outline/sections.ts';
import { readOutline } from '#document/outline.ts';
import type { I18n } from '#lib/i18n/context.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import { rowsOf } from './facts/rows.ts';
import type { Entry } from './palette.ts';
import { placePath, questionPath } from './place-path.ts';
import { questionRows } from './questions/question-rows.ts';
import { viewLinks } from './views.ts';
import { idOf } from './write/outline-changes.ts';
import type { Workspace } from './workspace.svelte.ts';

/** What the report holds besides the framework: sections with headings of their own, facts, role models, questions. */
function reportEntries(live: SyncedEvaluation, t: I18n['t']): Entry[] {
	const { id } = live.evaluation;
	const { summary, areas } = orderedSections(live.framework, readOutline(live.outline.entries()));
	const sections = [...summary, ...[...areas.values()].flat()]
		.filter(({ section, title }) => section.kind === 'free' || title !== null)
		.map((placed): Entry => ({
			kind: 'section',
			id: `section/${idOf(placed)}`,
			mark: placed.area ?? undefined,
			label: placed.heading ?? t('write.untitled'),
			run: () => void goto(resolve(`/evaluations/${id}/write#${idOf(placed) as 'free:'}`)),
		}));
	const facts = rowsOf(live.facts.entries()).map((row): Entry => ({
		kind: 'fact',
		id: `fact/${row.id}`,
		label: `${row.label}: ${row.value}`,
		run: () => void goto(resolve(`/evaluations/${id}/facts#fact:${row.id}`)),
	}));
	const models = rowsOf(live.roleModels.entries()).map((row): Entry => ({
		kind: 'roleModel',
		id: `roleModel/${row.id}`,
		mark: row.subquestion ?? row.area,
		label: `${row.municipality}: ${row.what}`,
		run: () => void goto(resolve(`/evaluations/${id}/facts#roleModel:${row.id}`)),
	}));
	const asked = questionRows(live.questions.entries()).map((row): Entry => ({
		kind: 'asked',
		id: `asked/${row.id}`,
		mark: row.subquestion ?? row.area,
		label: row.text,
		run: () => void goto(resolve(`/evaluations/${id}/questions#question:${row.id}`)),
	}));
	return [...sections, ...facts, ...models, ...asked];
}

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
	const inside = reader ? [] : [...questions, ...areas, ...reportEntries(live, t)];
	return [...inside, ...people, ...views, ...commands];
}
