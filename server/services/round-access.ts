/** Who stands where in a review round: members by their role, guests as reviewers of their own round alone. */
import type { Transaction } from 'kysely';
import { phasesOf, type Action } from '#domain/permissions/actions.ts';
import { can } from '#domain/permissions/can.ts';
import type { Role } from '#domain/permissions/roles.ts';
import { roomName } from '#document/rooms.ts';
import * as evaluations from '../db/evaluations.ts';
import * as members from '../db/members.ts';
import type { Connection, Db } from '../db/pool.ts';
import * as rounds from '../db/rounds.ts';
import type { Database } from '../db/schema.ts';
import type { CommandRoom, SyncHub } from '../sync/hub.types.ts';
import { GUEST_ROLE } from '../sync/review-room.ts';
import type { Actor } from './actor.ts';
import { forbidden, notFound, ServiceError } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';

export const reviewRoom = (evaluationId: string, roundId: string): string =>
	roomName({ kind: 'review', evaluationId, roundId });

export interface Standing {
	readonly evaluation: evaluations.EvaluationRow;
	readonly role: Role;
	/** User id of the guest who asks. */
	readonly guest?: string;
}

/**
 * Throws 404 for an evaluation or a round that is not the actor's to know of, 403 where their role never may,
 * 409 where it may, but not in this phase. `lock`: nobody else changes the evaluation until the transaction ends.
 */
export async function standingIn(
	db: Db | Transaction<Database>,
	actor: Actor,
	evaluationId: string,
	roundId: string | undefined,
	action: Action,
	{ lock = false } = {},
): Promise<Standing> {
	const role = await roleIn(db, actor, evaluationId, roundId);
	const evaluation =
		role && (await (lock ? evaluations.lock(db, evaluationId) : evaluations.find(db, evaluationId)));
	if (!evaluation) throw notFound();
	if (!can(role, action)) throw forbidden();
	const { phase } = evaluation;
	if (!phasesOf(action).includes(phase)) throw new ServiceError(409, 'wrongPhase', { params: { phase } });
	return { evaluation, role, ...(actor.guest && { guest: actor.id }) };
}

async function roleIn(
	db: Db | Transaction<Database>,
	actor: Actor,
	evaluationId: string,
	roundId: string | undefined,
): Promise<Role | undefined> {
	if (!actor.guest) return (await members.find(db, evaluationId, actor.id))?.role;
	if (actor.guest.evaluationId !== evaluationId || actor.guest.roundId !== roundId) return undefined;
	const guest = await rounds.guestOfUser(db, actor.id);
	const holds = guest?.round_id === roundId && !guest.revoked_at && guest.expires_at.getTime() > Date.now();
	return holds ? GUEST_ROLE : undefined;
}

export interface RoundCommand {
	readonly tx: Transaction<Database>;
	readonly standing: Standing;
	readonly round: rounds.RoundRow;
	/** The round's room and the evaluation's. */
	readonly rooms: readonly CommandRoom[];
}

interface Parts {
	readonly connection: Connection;
	readonly sync: Pick<SyncHub, 'command'>;
}

/** A command on one round, for members and guests alike: judged before the rooms are held and again inside. */
export async function roundCommand<T>(
	{ connection: { db }, sync }: Parts,
	actor: Actor,
	evaluationId: string,
	roundId: string,
	action: Action,
	run: (command: RoundCommand) => Promise<T>,
): Promise<T> {
	await standingIn(db, actor, evaluationId, roundId, action);
	if (!(await rounds.find(db, evaluationId, roundId))) throw notFound();
	const names = [reviewRoom(evaluationId, roundId), evaluationRoom(evaluationId)];
	return sync.command(names, { userId: actor.id, sessionId: actor.sessionId }, async (context) => {
		const { tx } = context;
		const standing = await standingIn(tx, actor, evaluationId, roundId, action, { lock: true });
		const round = await rounds.find(tx, evaluationId, roundId);
		if (!round) throw notFound();
		return run({ tx, standing, round, rooms: names.map((name) => context.room(name)) });
	});
}
