/** What every command on a calibration session shares: who may, what stands, and writing only what changes. */
import { isDeepStrictEqual } from 'node:util';
import { can } from '#domain/permissions/can.ts';
import type { Place as DocumentPlace } from '#domain/permissions/document-rules.ts';
import { closed, partsOf } from '#domain/session/session.ts';
import { entriesOf } from '#document/evaluation-document.ts';
import { keyOf, rootOf } from '#document/paths.ts';
import { readSession, type Session } from '#document/session.ts';
import * as members from '../db/members.ts';
import type { CommandRoom } from '../sync/hub.types.ts';
import type { Actor } from './actor.ts';
import { forbidden, ServiceError } from './errors.ts';
import { commandOn, type CommandParts, type EvaluationCommand } from './evaluation-command.ts';

export type SessionAction = 'session.grant' | 'session.run' | 'session.mark';

type SessionPlace = Extract<
	DocumentPlace,
	{ kind: 'session' | 'sessionDiscussed' | 'sessionSpoken' | 'sessionRound' | 'firstScore' }
>;

const scope = () => ({});

/** Throws 404, 403 for roles that hold no part and for whoever does not hold the one it takes, 409 in other phases. */
export const inSession = <T>(
	parts: CommandParts,
	actor: Actor,
	evaluationId: string,
	action: SessionAction,
	run: (command: EvaluationCommand, session: Session) => Promise<T> | T,
): Promise<T> =>
	commandOn(parts, actor, evaluationId, 'session.part', scope, async (command) => {
		const session = sessionOf(command.room);
		permitInSession(command, session, action);
		return run(command, session);
	});

export const sessionOf = (room: Pick<CommandRoom, 'doc'>): Session =>
	readSession(entriesOf(room.doc, 'session'));

export function permitInSession(
	{ place, actor }: EvaluationCommand,
	{ state }: Session,
	action: SessionAction,
): void {
	if (can(place.role, action, { parts: partsOf(state, actor.id) })) return;
	throw action === 'session.grant' ? forbidden() : new ServiceError(403, 'notFacilitating');
}

export function requireOpen({ state }: Session): void {
	if (!state.open) throw new ServiceError(409, 'sessionClosed');
}

/** Whether this person may hold a part now. */
export async function mayHoldPart(
	{ tx, place }: Pick<EvaluationCommand, 'tx' | 'place'>,
	userId: string,
): Promise<boolean> {
	const member = await members.find(tx, place.evaluation.id, userId);
	return can(member?.role, 'session.part');
}

/** Undefined takes the entry away. What is there already is not written again, so that nobody's screen stirs. */
export function put(room: CommandRoom, place: SessionPlace, value: object | undefined): void {
	const root = rootOf(place);
	const key = keyOf(place);
	const before = room.doc.share.has(root) ? room.doc.getMap(root).get(key) : undefined;
	if (isDeepStrictEqual(before, value)) return;
	room.write((doc) => {
		if (value === undefined) doc.getMap(root).delete(key);
		else doc.getMap(root).set(key, value);
	});
}

/** Ends an open session, also when the phase that it belongs to ends; who has spoken is forgotten. */
export function closeSession(room: CommandRoom, { state, spoken } = sessionOf(room)): void {
	if (!state.open) return;
	put(room, { kind: 'session' }, closed(state));
	for (const [subquestionId, people] of spoken)
		for (const userId of people.keys())
			put(room, { kind: 'sessionSpoken', subquestionId, userId }, undefined);
}
