/**
 * A command on one evaluation: permission checked, rows locked, document and tables changed in one commit. The
 * ballots come along where the command needs them, and the set of them is the one that holds at the commit.
 */
import type { Transaction } from 'kysely';
import type { Framework } from '#domain/framework/framework.ts';
import type { Action } from '#domain/permissions/actions.ts';
import { roomName } from '#document/rooms.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import type { CommandContext, CommandRoom, SyncHub } from '../sync/hub.types.ts';
import { lockedPlaceOf, permit, placeOf, type Place } from './access.ts';
import type { Actor } from './actor.ts';
import type { Frameworks } from './frameworks.ts';

export interface CommandParts {
	readonly connection: Connection;
	readonly sync: Pick<SyncHub, 'command' | 'read'>;
	readonly frameworks: Pick<Frameworks, 'known'>;
}

export interface EvaluationCommand {
	readonly actor: Actor;
	readonly place: Place;
	readonly framework: Framework;
	readonly context: CommandContext;
	readonly tx: Transaction<Database>;
	/** The shared document's room. Only where the scope has it. */
	readonly room: CommandRoom;
	/** Ballot rooms in the command, by user. */
	readonly ballots: ReadonlyMap<string, CommandRoom>;
	/** Members who score at this moment. */
	readonly voters: readonly string[];
}

/** Which rooms a command holds. Ballots exist only where the evaluation is blind, and only of those who score. */
export interface Scope {
	/** Whether the shared document's room is among them; default: true. */
	room?: boolean;
	/** Whose ballots; default: nobody's. */
	ballots?: 'none' | 'all' | readonly string[];
	/** Further rooms of the evaluation, by name. */
	others?: readonly string[];
}

const wants = ({ ballots = 'none' }: Scope, voter: string): boolean =>
	ballots === 'all' || (ballots !== 'none' && ballots.includes(voter));

export const evaluationRoom = (evaluationId: string): string =>
	roomName({ kind: 'evaluation', evaluationId });
export const ballotRoom = (evaluationId: string, userId: string): string =>
	roomName({ kind: 'ballot', evaluationId, userId });

/** Somebody joined the voters between naming the rooms and holding them: named again, held again. */
class RoomsChanged extends Error {}
const ATTEMPTS = 5;

export async function commandOn<T>(
	{ connection: { db }, sync, frameworks }: CommandParts,
	actor: Actor,
	evaluationId: string,
	action: Action,
	scope: (place: Place) => Scope,
	run: (command: EvaluationCommand) => Promise<T>,
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		const before = await placeOf(db, actor, evaluationId);
		permit(before, action);
		const framework = await frameworks.known(before.evaluation.framework_id);
		const wanted = scope(before);
		const blind = before.evaluation.blind !== 'off';
		const owners = blind ? (await votersOf(db, evaluationId)).filter((voter) => wants(wanted, voter)) : [];
		const shared = evaluationRoom(evaluationId);
		const names = owners.map((owner) => ballotRoom(evaluationId, owner));
		if (wanted.room !== false || names.length === 0) names.push(shared);
		names.push(...(wanted.others ?? []));
		try {
			return await sync.command(names, { userId: actor.id, sessionId: actor.sessionId }, async (context) => {
				const place = await lockedPlaceOf(context.tx, actor, evaluationId);
				permit(place, action);
				const voters = await votersOf(context.tx, evaluationId);
				if (blind && voters.some((voter) => wants(wanted, voter) && !owners.includes(voter)))
					throw new RoomsChanged();
				return run({
					actor,
					place,
					framework,
					context,
					tx: context.tx,
					get room() {
						return context.room(shared);
					},
					ballots: new Map(owners.map((owner) => [owner, context.room(ballotRoom(evaluationId, owner))])),
					voters,
				});
			});
		} catch (error) {
			if (!(error instanceof RoomsChanged) || attempt === ATTEMPTS) throw error;
		}
	}
}

async function votersOf(db: Parameters<typeof members.active>[0], evaluationId: string): Promise<string[]> {
	const all = await members.active(db, evaluationId);
	return all.filter((member) => member.scores).map((member) => member.user_id);
}
