/** Accepting an invitation: an account for whoever has none, a place in the evaluation it names. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { scoresByDefault, type Role } from '#domain/permissions/roles.ts';
import { roomName } from '#document/rooms.ts';
import { record } from '../db/audit.ts';
import * as invitations from '../db/invitations.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import * as users from '../db/users.ts';
import type { Actor } from '../services/actor.ts';
import { forbidden, invalid, notFound, ServiceError } from '../services/errors.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { hashPassword } from './passwords.ts';
import { checkPerson, emailErrors, tidyEmail } from './person.ts';

export interface InvitationView {
	email: string;
	/** Who invited; null when that account is gone. */
	host: string | null;
	/** Null: an account alone. */
	evaluation: { id: string; title: string; role: Role } | null;
	/** `gone`: used, withdrawn or too old. */
	state: 'open' | 'gone';
	/** Whether the address has an account: then one signs in instead of choosing a password. */
	hasAccount: boolean;
}

export interface SentInvitation {
	id: string;
	email: string;
	/** ISO 8601. */
	expiresAt: string;
}

export interface Invitations {
	/** An invitation to an account alone, by an administrator. `path` is the link's and cannot be read again. */
	invite(actor: Actor, email: string): Promise<SentInvitation & { path: string }>;
	/** Open invitations to an account alone; for administrators. */
	list(actor: Actor): Promise<SentInvitation[]>;
	/** By an administrator, by who sent it, or by a lead of the evaluation. Throws 404. */
	revoke(actor: Actor, id: string): Promise<void>;
	/** What the page behind the link shows; null for a link that never was one. */
	open(secret: string): Promise<InvitationView | null>;
	/** For an address without an account. Throws 410 `invitationGone`, 409 `invitationNeedsSignIn`, 422. */
	acceptAsNew(
		secret: string,
		person: { name: string; password: string },
	): Promise<{ userId: string; evaluationId: string | null }>;
	/** For somebody signed in under the invited address. Throws 410, or 403 `invitationForOther`. */
	acceptAs(actor: Actor, secret: string): Promise<{ evaluationId: string | null }>;
}

/** The path of an invitation's link. */
export const invitationPath = (secret: string): string => `/invite/${secret}`;

const gone = () => new ServiceError(410, 'invitationGone');
const sameAddress = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
type Tx = Transaction<Database>;

interface InvitationParts {
	connection: Connection;
	sync: Pick<SyncHub, 'command'>;
}

export function createInvitations({ connection: { db }, sync }: InvitationParts): Invitations {
	async function current(secret: string) {
		const row = await invitations.findBySecret(db, secret);
		if (!row || stateOf(row) === 'gone') throw gone();
		return row;
	}

	async function isTaken(email: string): Promise<boolean> {
		const user = await users.findByEmail(db, email);
		return user !== undefined && !users.isUnclaimed(user);
	}

	/**
	 * Takes the invitation and joins in one commit: inside the room's command where there is a room, so that
	 * sockets and rules know of the member before the next frame.
	 */
	async function take(
		invitation: invitations.InvitationRow,
		by: { id: string; sessionId: string | null },
		before: (tx: Tx) => Promise<void>,
	): Promise<void> {
		const run = async (tx: Tx) => {
			await before(tx);
			const taken = await invitations.take(tx, invitation.id);
			if (!taken) throw gone();
			const seat = await join(tx, taken, by.id);
			await record(tx, {
				actor: by.id,
				action: 'invitation.accept',
				evaluationId: taken.evaluation_id,
				subject: taken.id,
				detail: { ...seat },
			});
		};
		if (invitation.evaluation_id === null) return db.transaction().execute(run);
		const room = roomName({ kind: 'evaluation', evaluationId: invitation.evaluation_id });
		await sync.command([room], { userId: by.id, sessionId: by.sessionId }, async (context) => {
			await run(context.tx);
			context.room(room).notice({ kind: 'members' });
		});
	}

	return {
		async invite(actor, address) {
			if (!actor.admin) throw forbidden();
			const email = tidyEmail(address);
			const errors = emailErrors(email);
			if (errors.length > 0) throw invalid(errors);
			return db.transaction().execute(async (tx) => {
				const known = await users.findByEmail(tx, email);
				if (known && !users.isUnclaimed(known))
					throw new ServiceError(409, 'emailTaken', { errors: [{ path: 'email', code: 'emailTaken' }] });
				const made = await invitations.create(tx, { email, invitedBy: actor.id, place: null });
				await record(tx, { actor: actor.id, action: 'invitation.create', subject: made.id });
				return {
					id: made.id,
					email,
					expiresAt: made.expiresAt.toISOString(),
					path: invitationPath(made.secret),
				};
			});
		},

		async list(actor) {
			if (!actor.admin) throw forbidden();
			const rows = await invitations.openToAccount(db);
			return rows.map(({ id, email, expires_at }) => ({ id, email, expiresAt: expires_at.toISOString() }));
		},

		async revoke(actor, id) {
			await db.transaction().execute(async (tx) => {
				const row = await invitations.find(tx, id);
				const may = row && (actor.admin || row.invited_by === actor.id || (await leads(tx, row, actor.id)));
				if (!may || !(await invitations.revoke(tx, id))) throw notFound();
				await record(tx, {
					actor: actor.id,
					action: 'invitation.revoke',
					evaluationId: row.evaluation_id,
					subject: id,
				});
			});
		},

		async open(secret) {
			const row = await invitations.findBySecret(db, secret);
			if (!row) return null;
			const { evaluation_id: id, evaluation_title: title, role } = row;
			return {
				email: row.email,
				host: row.host_name,
				evaluation: id !== null && title !== null && role !== null ? { id, title, role } : null,
				state: stateOf(row),
				hasAccount: await isTaken(row.email),
			};
		},

		async acceptAsNew(secret, input) {
			const invitation = await current(secret);
			const { email } = invitation;
			const needsSignIn = () => new ServiceError(409, 'invitationNeedsSignIn', { params: { email } });
			const waiting = await users.findByEmail(db, email);
			if (waiting && !users.isUnclaimed(waiting)) throw needsSignIn();
			const person = checkPerson({ email, ...input });
			const passwordHash = await hashPassword(input.password);
			const userId = waiting?.id ?? randomUUID();
			await take(invitation, { id: userId, sessionId: null }, async (tx) => {
				const made = waiting
					? await users.claim(tx, userId, { ...person, passwordHash })
					: await users.create(tx, { id: userId, ...person, passwordHash, admin: false });
				if (!made) throw needsSignIn();
				await record(tx, { actor: userId, action: 'user.create', subject: userId });
			});
			return { userId, evaluationId: invitation.evaluation_id };
		},

		async acceptAs(actor, secret) {
			const invitation = await current(secret);
			const { email } = invitation;
			if (!sameAddress(email, actor.email))
				throw new ServiceError(403, 'invitationForOther', { params: { email } });
			await take(invitation, actor, () => Promise.resolve());
			return { evaluationId: invitation.evaluation_id };
		},
	};
}

const stateOf = (row: invitations.InvitationRow): InvitationView['state'] =>
	row.accepted_at || row.revoked_at || row.expires_at.getTime() <= Date.now() ? 'gone' : 'open';

async function leads(tx: Tx, { evaluation_id }: invitations.InvitationRow, userId: string): Promise<boolean> {
	if (evaluation_id === null) return false;
	return (await members.find(tx, evaluation_id, userId))?.role === 'lead';
}

/** An active member keeps the role they have; a removed one comes back under the invitation's, which is answered. */
async function join(
	tx: Tx,
	invitation: invitations.InvitationRow,
	userId: string,
): Promise<{ role: Role; scores: boolean } | undefined> {
	const { evaluation_id, role } = invitation;
	if (evaluation_id === null || role === null) return undefined;
	if (await members.find(tx, evaluation_id, userId)) return undefined;
	const scores = invitation.scores ?? scoresByDefault(role);
	await members.join(tx, evaluation_id, userId, role, scores);
	return { role, scores };
}
