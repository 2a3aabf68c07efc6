/**
 * Who the people of an imported evaluation are on this server. Their ids stay: the log, the document's keys and every
 * hash name them. Whoever has an account here under the same address is seated beside the id they had there; whoever
 * has none gets an account of that very id, closed until they take it over by a link.
 */
import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { initialsOf } from '#domain/evaluation/initials.ts';
import { invitationPath } from '../auth/invitations.ts';
import { digest, newSecret } from '../auth/secrets.ts';
import { record } from '../db/audit.ts';
import * as invitations from '../db/invitations.ts';
import * as members from '../db/members.ts';
import type { Database } from '../db/schema.ts';
import * as users from '../db/users.ts';
import { ArchiveError } from '../archive/format.ts';
import type { IssuedInvitation } from './evaluations.ts';

type Tx = Transaction<Database>;

export interface NamedInBundle {
	id: string;
	email: string;
	name: string;
	/** Set for guests of a review round. */
	guestRoundId: string | null;
}

export interface Placing {
	/** To be called once the rounds are there: guests belong to them. */
	guests: () => Promise<void>;
	/** To be called once the members are there. Links for those who have no account here yet. */
	seat: (evaluationId: string, origin: string) => Promise<IssuedInvitation[]>;
}

/** Nobody can write there, and nobody can have it: for ids whose person has another account here. */
const placeholderAddress = (id: string): string => `${id}@imported.invalid`;

export async function placePeople(
	tx: Tx,
	people: readonly NamedInBundle[],
	by: string | null,
): Promise<Placing> {
	/** Id there → id here. */
	const others = new Map<string, string>();
	const waiting: NamedInBundle[] = [];
	for (const person of people.filter(({ guestRoundId }) => guestRoundId === null)) {
		const same = await users.find(tx, person.id);
		if (same) {
			// An id that means somebody else here is no honest file's.
			if (same.guest_round_id !== null) throw new ArchiveError('changed');
			continue;
		}
		const known = await users.findByEmail(tx, person.email);
		if (known) others.set(person.id, known.id);
		else waiting.push(person);
		await insertClosed(tx, person, known ? placeholderAddress(person.id) : person.email, !known);
	}
	return {
		async guests() {
			for (const { id, name, guestRoundId: roundId } of people) {
				if (roundId === null || (await users.find(tx, id))) continue;
				await users.createGuest(tx, { id, roundId, name, initials: initialsOf(name) });
				await nameGuest(tx, { id, name, roundId });
			}
		},
		async seat(evaluationId, origin) {
			for (const [there, here] of others) await seatBeside(tx, evaluationId, there, here);
			const links: IssuedInvitation[] = [];
			const inOrder = waiting.toSorted((one, other) => (one.email < other.email ? -1 : 1));
			for (const { id, email } of inOrder) {
				const seat = await members.find(tx, evaluationId, id);
				if (!seat || by === null) continue;
				const place = { evaluationId, role: seat.role, scores: seat.scores };
				const made = await invitations.create(tx, { email, invitedBy: by, place });
				await record(tx, {
					actor: by,
					action: 'invitation.create',
					evaluationId,
					subject: made.id,
					detail: { role: seat.role, scores: seat.scores },
				});
				links.push({ email, url: origin + invitationPath(made.secret) });
			}
			return links;
		},
	};
}

const insertClosed = (tx: Tx, { id, name }: NamedInBundle, email: string, claimable: boolean) =>
	tx
		.insertInto('app_user')
		.values({
			id,
			email,
			name,
			initials: initialsOf(name),
			password_hash: null,
			locale: null,
			disabled_at: sql<Date>`now()`,
			imported_at: claimable ? sql<Date>`now()` : null,
		})
		.execute();

/** Whose comments are theirs stays told; the link that let them in has stayed where it was. */
const nameGuest = (tx: Tx, { id, name, roundId }: { id: string; name: string; roundId: string }) =>
	tx
		.insertInto('review_guest')
		.columns(['id', 'round_id', 'name', 'token_hash', 'invited_by', 'expires_at', 'revoked_at', 'user_id'])
		.expression(
			tx
				.selectFrom('review_round')
				.select([
					sql<string>`${randomUUID()}::text`.as('id'),
					'review_round.id as round_id',
					sql<string>`${name}::text`.as('name'),
					sql<string>`${digest(newSecret())}::text`.as('token_hash'),
					'opened_by as invited_by',
					sql<Date>`now()`.as('expires_at'),
					sql<Date>`now()`.as('revoked_at'),
					sql<string>`${id}::text`.as('user_id'),
				])
				.where('id', '=', roundId),
		)
		.execute();

/** The seat goes on to the account that the person has here; the old id stays as somebody who once belonged. */
async function seatBeside(tx: Tx, evaluationId: string, there: string, here: string): Promise<void> {
	const seat = await members.find(tx, evaluationId, there);
	if (!seat) return;
	await members.remove(tx, evaluationId, there);
	await members.join(tx, evaluationId, here, seat.role, seat.scores);
}
