/**
 * What is done about the improvements of an evaluation, from review on: actions with owner, day and status. They lie in
 * a table and not in the document, since following up begins where the document may no longer be written.
 */
import { randomUUID } from 'node:crypto';
import { compareActions, type ActionStatus } from '#domain/follow-up/actions.ts';
import { plainText } from '#domain/report/rich-text.ts';
import { canonicalContent, textOf, type CanonicalContent } from '#document/content.ts';
import { readFindings } from '#document/findings.ts';
import { findingSection } from '#document/roots.ts';
import { isStorable, type Finding } from '#document/values.ts';
import * as rows from '../db/actions.ts';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access, lockedPlaceOf, permit } from './access.ts';
import type { Actor } from './actor.ts';
import { isDay } from '#domain/days/days.ts';
import { invalid, notFound, ServiceError, type FieldError } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';

export interface ActionView {
	id: string;
	/** Of the improvement it answers; null: none in particular. */
	findingId: string | null;
	title: string;
	/** Who sees to it, as the municipality names them. */
	owner: string;
	/** YYYY-MM-DD */
	due: string | null;
	status: ActionStatus;
	note: string;
	/** What a change is based on. */
	version: number;
	/** User id and ISO 8601. */
	updatedBy: string;
	updatedAt: string;
}

export interface ImprovementView {
	findingId: string;
	area: string;
	subquestion: string | null;
	size: NonNullable<Finding['size']> | null;
	/** Carried over from the evaluation before, and what became of it since. */
	carried: boolean;
	outcome: NonNullable<Finding['outcome']> | null;
	text: string;
	actions: ActionView[];
}

export interface FollowUp {
	/** In the order of the framework's areas and of the report. */
	improvements: ImprovementView[];
	/** Actions that answer no single improvement, or one that is gone. */
	others: ActionView[];
}

export interface ActionInput {
	findingId?: string | null | undefined;
	title: string;
	owner?: string | undefined;
	due?: string | null | undefined;
	status?: ActionStatus | undefined;
	note?: string | undefined;
}

export interface FollowUps {
	/** Everybody inside. Throws 403 for reviewers, 404. */
	get(actor: Actor, evaluationId: string): Promise<FollowUp>;
	/** Leads and evaluators, in review and final. Throws 422, 403, 409 `wrongPhase` and `tooManyActions`. */
	add(actor: Actor, evaluationId: string, input: ActionInput): Promise<ActionView>;
	/** As `add`; 409 with the current action where it is another by now, or was removed. */
	change(
		actor: Actor,
		evaluationId: string,
		actionId: string,
		input: ActionInput & { basedOn: number },
	): Promise<ActionView>;
	/** As `add`; a second time changes nothing. */
	remove(actor: Actor, evaluationId: string, actionId: string): Promise<void>;
	/** Takes a removal back. */
	bringBack(actor: Actor, evaluationId: string, actionId: string): Promise<ActionView>;
}

interface FollowUpParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
}

export const ACTION_LENGTH = { title: 500, owner: 200, note: 4_000 } as const;
/** Removed ones count: a table that only grows needs an end. */
const MAX_ACTIONS = 2_000;

export function createFollowUps({ connection: { db }, sync }: FollowUpParts): FollowUps {
	const contentOf = (id: string): Promise<CanonicalContent> =>
		sync.read(evaluationRoom(id), canonicalContent);

	/** Nobody moves the phase or takes the role away meanwhile. */
	const writing = <T>(
		actor: Actor,
		evaluationId: string,
		verb: 'add' | 'change' | 'remove' | 'bringBack',
		run: (tx: Parameters<typeof lockedPlaceOf>[0]) => Promise<{ id: string; answer: T }>,
	): Promise<T> =>
		db.transaction().execute(async (tx) => {
			permit(await lockedPlaceOf(tx, actor, evaluationId), 'followUp.write');
			const { id, answer } = await run(tx);
			await record(tx, { actor: actor.id, action: `action.${verb}`, evaluationId, subject: id });
			return answer;
		});

	return {
		async get(actor, evaluationId) {
			await access(db, actor, evaluationId, 'followUp.read');
			const [content, actions] = await Promise.all([contentOf(evaluationId), rows.list(db, evaluationId)]);
			return followUpOf(content, actions.map(viewOf));
		},

		async add(actor, evaluationId, input) {
			await access(db, actor, evaluationId, 'followUp.write');
			const fields = checked(input, await contentOf(evaluationId));
			return writing(actor, evaluationId, 'add', async (tx) => {
				if ((await rows.count(tx, evaluationId)) >= MAX_ACTIONS)
					throw new ServiceError(409, 'tooManyActions', { params: { limit: MAX_ACTIONS } });
				const id = randomUUID();
				const by = { created_by: actor.id, updated_by: actor.id };
				const row = await rows.insert(tx, { id, evaluation_id: evaluationId, ...fields, ...by });
				return { id, answer: viewOf(row) };
			});
		},

		async change(actor, evaluationId, actionId, { basedOn, ...input }) {
			await access(db, actor, evaluationId, 'followUp.write');
			const fields = checked(input, await contentOf(evaluationId));
			return writing(actor, evaluationId, 'change', async (tx) => {
				const before = await rows.find(tx, evaluationId, actionId);
				if (!before) throw notFound();
				const row = await rows.update(tx, actionId, basedOn, actor.id, fields);
				if (!row)
					throw new ServiceError(409, before.removed_at ? 'actionRemoved' : 'actionChanged', {
						extra: { current: viewOf(before) },
					});
				return { id: actionId, answer: viewOf(row) };
			});
		},

		remove: (actor, evaluationId, actionId) =>
			writing(actor, evaluationId, 'remove', async (tx) => {
				const row = await rows.find(tx, evaluationId, actionId);
				if (!row) throw notFound();
				if (!row.removed_at) await rows.setRemoved(tx, actionId, actor.id, true);
				return { id: actionId, answer: undefined };
			}),

		bringBack: (actor, evaluationId, actionId) =>
			writing(actor, evaluationId, 'bringBack', async (tx) => {
				const row = await rows.find(tx, evaluationId, actionId);
				if (!row) throw notFound();
				if (row.removed_at) await rows.setRemoved(tx, actionId, actor.id, false);
				const now = await rows.find(tx, evaluationId, actionId);
				return { id: actionId, answer: viewOf(now ?? row) };
			}),
	};
}

const viewOf = (row: rows.ActionRow): ActionView => ({
	id: row.id,
	findingId: row.finding_id,
	title: row.title,
	owner: row.owner,
	due: row.due,
	status: row.status,
	note: row.note,
	version: row.version,
	updatedBy: row.updated_by,
	updatedAt: row.updated_at.toISOString(),
});

const improvementsIn = (content: CanonicalContent) =>
	readFindings(Object.entries(content.findings)).filter(({ kind }) => kind === 'improvement');

function followUpOf(content: CanonicalContent, actions: readonly ActionView[]): FollowUp {
	const sorted = [...actions].sort(compareActions);
	const found = improvementsIn(content);
	const known = new Set(found.map(({ id }) => id));
	const byArea = [...found].sort((a, b) => a.area.localeCompare(b.area, 'sv', { numeric: true }));
	return {
		improvements: byArea.map(({ id, area, subquestion, size, carriedFrom, outcome }) => {
			const words = textOf(content, findingSection(id));
			return {
				findingId: id,
				area,
				subquestion: subquestion ?? null,
				size: size ?? null,
				carried: carriedFrom !== undefined,
				outcome: outcome ?? null,
				text: words ? plainText(words) : '',
				actions: sorted.filter((action) => action.findingId === id),
			};
		}),
		others: sorted.filter(({ findingId }) => findingId === null || !known.has(findingId)),
	};
}

function checked(input: ActionInput, content: CanonicalContent) {
	const fields = {
		finding_id: input.findingId ?? null,
		title: input.title.trim(),
		owner: input.owner?.trim() ?? '',
		due: input.due ?? null,
		status: input.status ?? ('planned' as const),
		note: input.note?.trim() ?? '',
	};
	const errors: FieldError[] = [];
	if (fields.title === '') errors.push({ path: 'title', code: 'required' });
	for (const path of ['title', 'owner', 'note'] as const) {
		const limit = ACTION_LENGTH[path];
		if (fields[path].length > limit) errors.push({ path, code: 'tooLong', params: { limit } });
		else if (!isStorable(fields[path])) errors.push({ path, code: 'notStorable' });
	}
	if (fields.due !== null && !isDay(fields.due)) errors.push({ path: 'due', code: 'notDay' });
	if (fields.finding_id !== null && !improvementsIn(content).some(({ id }) => id === fields.finding_id))
		errors.push({ path: 'findingId', code: 'improvementUnknown' });
	if (errors.length > 0) throw invalid(errors);
	return fields;
}
