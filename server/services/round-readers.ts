/** The readers of review rounds: the evaluation's reviewers and each round's guests, with who has handed in. */
import { initialsOf } from '#domain/evaluation/initials.ts';
import type { Role } from '#domain/permissions/roles.ts';
import * as members from '../db/members.ts';
import type { Db } from '../db/pool.ts';
import * as rounds from '../db/rounds.ts';
import { GUEST_ROLE } from '../sync/review-room.ts';
import type { Standing } from './round-access.ts';

export interface Reader {
	/** Null: a guest who has not used the link yet. */
	userId: string | null;
	name: string;
	initials: string;
	/** Absent: a reviewer of the evaluation. */
	guest?: GuestState;
	/** ISO 8601; null: not yet. */
	handedInAt: string | null;
}

export interface GuestState {
	/** Of the link, for leads to revoke it by. */
	id: string;
	state: 'invited' | 'entered' | 'expired' | 'revoked';
	/** ISO 8601. */
	expiresAt: string;
}

/** Somebody whose comments stand in a round. */
export interface RoundPerson {
	userId: string;
	name: string;
	initials: string;
	/** 0–7, as in the room. */
	color: number;
	role: Role;
	guest: boolean;
}

const COLORS = 8;

/** Everybody who may ever have written in the round's room: names outlive membership. */
export async function peopleOf(db: Db, evaluationId: string, roundId: string): Promise<RoundPerson[]> {
	const [everyone, guests] = await Promise.all([
		members.everyone(db, evaluationId),
		rounds.enteredGuests(db, roundId),
	]);
	return [
		...everyone.map((member, at) => ({
			userId: member.user_id,
			name: member.name,
			initials: member.initials,
			color: at % COLORS,
			role: member.role,
			guest: false,
		})),
		...guests.map(({ user_id: userId, name, initials }, at) => ({
			userId,
			name,
			initials,
			color: COLORS - 1 - (at % COLORS),
			role: GUEST_ROLE,
			guest: true,
		})),
	];
}

/** One list for each round. Leads see whom links were sent to; everybody else sees the guests who came. */
export async function readersOf(
	db: Db,
	evaluationId: string,
	all: readonly rounds.RoundRow[],
	{ role }: Pick<Standing, 'role'>,
): Promise<Reader[][]> {
	const ids = all.map(({ id }) => id);
	const [everyone, guests, handIns] = await Promise.all([
		members.everyone(db, evaluationId),
		rounds.guestsOf(db, ids),
		rounds.handIns(db, ids),
	]);
	return ids.map((roundId) => {
		const handedIn = new Map(
			handIns.flatMap((one) => (one.round_id === roundId ? [[one.user_id, one.at.toISOString()]] : [])),
		);
		const reviewers = everyone
			.filter((member) => member.role === 'reviewer' && (!member.removed_at || handedIn.has(member.user_id)))
			.map((member): Reader => ({
				userId: member.user_id,
				name: member.name,
				initials: member.initials,
				handedInAt: handedIn.get(member.user_id) ?? null,
			}));
		const invited = guests.filter(
			(guest) => guest.round_id === roundId && (role === 'lead' || guest.user_id !== null),
		);
		return [...reviewers, ...invited.map((guest) => guestReader(guest, handedIn))];
	});
}

const guestReader = (guest: rounds.GuestRow, handedIn: ReadonlyMap<string, string>): Reader => ({
	userId: guest.user_id,
	name: guest.name,
	initials: initialsOf(guest.name),
	guest: { id: guest.id, state: stateOf(guest), expiresAt: guest.expires_at.toISOString() },
	handedInAt: (guest.user_id !== null && handedIn.get(guest.user_id)) || null,
});

function stateOf({ revoked_at, expires_at, user_id }: rounds.GuestRow): GuestState['state'] {
	if (revoked_at) return 'revoked';
	if (expires_at.getTime() <= Date.now()) return 'expired';
	return user_id === null ? 'invited' : 'entered';
}
