/** Evaluations: make one, list one's own, see who belongs to it and where it stands. */
import { randomUUID } from 'node:crypto';
import type { EvaluationDetail, EvaluationSummary, Member } from '#domain/evaluation/evaluation.ts';
import { uniqueInitials } from '#domain/evaluation/unique-initials.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { municipality } from '#domain/municipalities/municipalities.ts';
import { invitationPath } from '../auth/invitations.ts';
import { record } from '../db/audit.ts';
import * as ballots from '../db/ballots.ts';
import * as rows from '../db/evaluations.ts';
import * as invitations from '../db/invitations.ts';
import * as memberRows from '../db/members.ts';
import type { Connection, Db } from '../db/pool.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import type { Frameworks } from './frameworks.ts';
import { plan, type NewEvaluation } from './new-evaluation.ts';
import type { Progress } from './progress.ts';

/** Shown once: only the link's digest is kept. */
export interface IssuedInvitation {
	email: string;
	url: string;
}

export interface CreatedEvaluation {
	id: string;
	/** For addresses without an account. */
	invitations: IssuedInvitation[];
}

export interface Evaluations {
	/** Any signed-in person may. Throws 422. */
	create(actor: Actor, input: NewEvaluation): Promise<CreatedEvaluation>;
	/** Those the actor belongs to, newest first. */
	list(actor: Actor): Promise<EvaluationSummary[]>;
	/** Throws 404, also for evaluations of others: their existence is not told. */
	get(actor: Actor, id: string): Promise<EvaluationDetail>;
}

interface EvaluationParts {
	connection: Connection;
	frameworks: Pick<Frameworks, 'known'>;
	progress: Pick<Progress, 'own'>;
	origin: () => string;
}

const COLORS = 8;
const DEFAULT_TOLERANCE = 0.2;

export function createEvaluations({
	connection: { db },
	frameworks,
	progress,
	origin,
}: EvaluationParts): Evaluations {
	return {
		async create(actor, input) {
			const planned = await plan(db, actor, input);
			const id = randomUUID();
			const issued = await db.transaction().execute(async (tx) => {
				await rows.insert(tx, {
					id,
					framework_id: input.frameworkId,
					municipality_code: planned.municipality.code,
					year: input.year,
					title: planned.title,
					previous_evaluation_id: input.previousEvaluationId ?? null,
					cohort_id: input.cohortId ?? null,
					blind: input.blind ?? 'evaluation',
					tolerance: input.tolerance ?? DEFAULT_TOLERANCE,
					consensus_by: input.consensusBy ?? 'lead',
					created_by: actor.id,
				});
				await memberRows.insertAll(
					tx,
					planned.seats.map(({ userId, ...seat }) => ({ evaluation_id: id, user_id: userId, ...seat })),
				);
				await record(tx, { actor: actor.id, action: 'evaluation.create', evaluationId: id, subject: id });
				for (const { userId, ...seat } of planned.seats)
					await record(tx, {
						actor: actor.id,
						action: 'member.add',
						evaluationId: id,
						subject: userId,
						detail: seat,
					});
				const links: IssuedInvitation[] = [];
				for (const { email, ...seat } of planned.invited) {
					const place = { evaluationId: id, ...seat };
					const made = await invitations.create(tx, { email, invitedBy: actor.id, place });
					links.push({ email, url: origin() + invitationPath(made.secret) });
					await record(tx, {
						actor: actor.id,
						action: 'invitation.create',
						evaluationId: id,
						subject: made.id,
						detail: { ...seat },
					});
				}
				return links;
			});
			return { id, invitations: issued };
		},

		async list(actor) {
			const mine = await rows.listOf(db, actor.id);
			const ids = mine.map(({ id }) => id);
			const changed = await rows.changedAt(db, ids, actor.id);
			return Promise.all(
				mine.map(async ({ role, scores, ...evaluation }): Promise<EvaluationSummary> => {
					const of = allSubquestions(await frameworks.known(evaluation.framework_id)).length;
					const filled = scores ? await progress.own(actor, evaluation) : undefined;
					return {
						...basics(evaluation),
						role,
						...(filled !== undefined && { progress: { filled, of } }),
						changedAt: (changed.get(evaluation.id) ?? evaluation.created_at).toISOString(),
					};
				}),
			);
		},

		async get(actor, id) {
			const { evaluation, role, scores } = await access(db, actor, id, 'evaluation.read');
			const pending = role === 'lead' ? await invitations.openOf(db, id) : [];
			return {
				...basics(evaluation),
				previousEvaluationId: evaluation.previous_evaluation_id,
				cohortId: evaluation.cohort_id,
				blind: evaluation.blind,
				tolerance: evaluation.tolerance,
				consensusBy: evaluation.consensus_by,
				members: await membersOf(db, id),
				invitations: pending.map(({ id, email, role, expires_at }) => ({
					id,
					email,
					role: role ?? 'observer',
					expiresAt: expires_at.toISOString(),
				})),
				myRole: role,
				myScores: scores,
				revealed: await revealedIn(evaluation),
				createdAt: evaluation.created_at.toISOString(),
			};
		},
	};

	/** In the framework's order; everything where nothing is blind. */
	async function revealedIn({ id, blind, framework_id }: rows.EvaluationRow): Promise<string[]> {
		const all = allSubquestions(await frameworks.known(framework_id)).map((subquestion) => subquestion.id);
		if (blind === 'off') return all;
		const revealed = await ballots.revealed(db, id);
		return all.filter((subquestion) => revealed.has(subquestion));
	}
}

function basics({ id, title, framework_id, municipality_code, year, phase }: rows.EvaluationRow) {
	// Municipalities merge and split; an evaluation of one that is gone still has its code.
	const place = municipality(municipality_code) ?? { code: municipality_code, name: municipality_code };
	return { id, title, frameworkId: framework_id, municipality: place, year, phase };
}

/** Initials and colours go by the order of joining, so that nobody's change when somebody leaves. */
export async function membersOf(db: Db, evaluationId: string): Promise<Member[]> {
	const all = await memberRows.everyone(db, evaluationId);
	const initials = uniqueInitials(all);
	return all.flatMap((member, at) =>
		member.removed_at
			? []
			: [
					{
						userId: member.user_id,
						name: member.name,
						initials: initials[at]!,
						email: member.email,
						role: member.role,
						scores: member.scores,
						color: at % COLORS,
					},
				],
	);
}
