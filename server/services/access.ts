/** Who stands where in an evaluation, and the refusals that follow. To outsiders an evaluation does not exist. */
import type { Transaction } from 'kysely';
import { phasesOf, type Action } from '#domain/permissions/actions.ts';
import { can } from '#domain/permissions/can.ts';
import type { Role } from '#domain/permissions/roles.ts';
import * as evaluations from '../db/evaluations.ts';
import * as members from '../db/members.ts';
import type { Db } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import type { Actor } from './actor.ts';
import { forbidden, notFound, ServiceError } from './errors.ts';

export interface Place {
	readonly evaluation: evaluations.EvaluationRow;
	readonly role: Role;
	readonly scores: boolean;
}

/** The actor's place in an evaluation. Throws 404 for an unknown one and for one they do not belong to. */
export async function placeOf(
	db: Db | Transaction<Database>,
	actor: Actor,
	evaluationId: string,
): Promise<Place> {
	const member = await members.find(db, evaluationId, actor.id);
	const evaluation = member && (await evaluations.find(db, evaluationId));
	if (!evaluation) throw notFound();
	return { evaluation, role: member.role, scores: member.scores };
}

/** As `placeOf`, and nobody else changes the evaluation until the transaction ends. */
export async function lockedPlaceOf(
	tx: Transaction<Database>,
	actor: Actor,
	evaluationId: string,
): Promise<Place> {
	const evaluation = await evaluations.lock(tx, evaluationId);
	const member = evaluation && (await members.find(tx, evaluationId, actor.id));
	if (!member) throw notFound();
	return { evaluation, role: member.role, scores: member.scores };
}

/** Throws 403 where the role never may, 409 where it may, but not in this phase. */
export function permit({ evaluation, role, scores }: Place, action: Action): void {
	const { phase, consensus_by: consensusBy } = evaluation;
	if (!can(role, action, { scores, consensusBy })) throw forbidden();
	if (!phasesOf(action).includes(phase)) throw new ServiceError(409, 'wrongPhase', { params: { phase } });
}

/** Place and permission in one. */
export async function access(db: Db, actor: Actor, evaluationId: string, action: Action): Promise<Place> {
	const place = await placeOf(db, actor, evaluationId);
	permit(place, action);
	return place;
}

/** For what administrators do as such. Throws 403. */
export function permitAdmin(actor: Actor, action: Action): void {
	if (!actor.admin || !can('admin', action)) throw forbidden();
}
