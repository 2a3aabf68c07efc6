/**
 * Guests of a review round. A link is one person's: whoever opens it first says their name and becomes a user of
 * that round alone; the same link brings the same person back until it expires or is revoked.
 */
import { randomUUID } from 'node:crypto';
import { CLOSE } from '#document/close-codes.ts';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import * as rounds from '../db/rounds.ts';
import * as sessions from '../db/sessions.ts';
import * as users from '../db/users.ts';
import type { Actor } from '../services/actor.ts';
import { evaluationRoom } from '../services/evaluation-command.ts';
import { invalid, notFound, ServiceError } from '../services/errors.ts';
import { reviewRoom, roundCommand } from '../services/round-access.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import type { Auth } from './auth.ts';
import { checkName } from './person.ts';
import { digest, newSecret } from './secrets.ts';
import type { SessionCookie } from './sessions.ts';

export interface GuestLink {
	id: string;
	name: string;
	/** Shown once: only its digest is kept. */
	url: string;
	/** ISO 8601. */
	expiresAt: string;
}

export interface GuestView {
	/** Of whoever sent the link. */
	host: string;
	/** The evaluation's. */
	title: string;
	label: string;
	/** YYYY-MM-DD */
	deadline: string | null;
	/** Whom the link is for. */
	name: string;
	/** Somebody came by this link before: it brings the same person back. */
	entered: boolean;
	/** ISO 8601. */
	expiresAt: string;
	evaluationId: string;
	roundId: string;
}

export interface Guests {
	/** Leads, for an open round. `days`: how long the link holds, 1–90. Throws 422, 409. */
	invite(
		actor: Actor,
		evaluationId: string,
		roundId: string,
		guest: { name: string; days: number },
	): Promise<GuestLink>;
	/** Leads. Sessions and sockets that came by it end. Throws 404 for a link that is revoked already. */
	revoke(actor: Actor, evaluationId: string, roundId: string, guestId: string): Promise<void>;
	/** What the page behind the link shows; null for one that never was, has expired or was revoked. */
	open(secret: string): Promise<GuestView | null>;
	/** Enters under this name; who has been here keeps theirs. Throws 410 `guestLinkGone`, 422. */
	enter(
		secret: string,
		input: { name: string; userAgent: string | null },
	): Promise<{ evaluationId: string; roundId: string; cookie: SessionCookie }>;
}

export const GUEST_DAYS = { least: 1, most: 90, usual: 30 } as const;

export const guestPath = (secret: string): string => `/guest/${secret}`;
const gone = () => new ServiceError(410, 'guestLinkGone');

interface GuestParts {
	connection: Connection;
	sync: Pick<SyncHub, 'command' | 'closeUser'>;
	auth: Pick<Auth, 'begin'>;
	origin: () => string;
}

export function createGuests({ connection, sync, auth, origin }: GuestParts): Guests {
	const { db } = connection;
	const parts = { connection, sync };

	/** The person behind a link, made at its first use. Inside the round's command, so that its room knows them. */
	const personOf = (guestId: string, place: { evaluationId: string; roundId: string }, name: string) => {
		const { evaluationId, roundId } = place;
		const userId = randomUUID();
		const names = [reviewRoom(evaluationId, roundId), evaluationRoom(evaluationId)];
		return sync.command(names, { userId, sessionId: null }, async (context) => {
			const { tx } = context;
			const held = await rounds.lockHolding(tx, guestId);
			if (!held) throw gone();
			if (held.user_id !== null) return held.user_id;
			const person = checkName(name);
			await users.createGuest(tx, { id: userId, roundId, ...person });
			await rounds.setEntered(tx, guestId, userId, person.name);
			await record(tx, { actor: userId, action: 'guest.enter', evaluationId, subject: guestId });
			for (const each of names) context.room(each).notice({ kind: 'round', id: roundId });
			return userId;
		});
	};

	return {
		async invite(actor, evaluationId, roundId, { name: text, days }) {
			const { name } = checkName(text);
			if (!Number.isInteger(days) || days < GUEST_DAYS.least || days > GUEST_DAYS.most)
				throw invalid([{ path: 'days', code: 'guestDays', params: GUEST_DAYS }]);
			return roundCommand(
				parts,
				actor,
				evaluationId,
				roundId,
				'round.invite',
				async ({ tx, round, rooms }) => {
					if (round.closed_at) throw new ServiceError(409, 'roundClosed');
					const id = randomUUID();
					const secret = newSecret();
					const expires = await rounds.insertGuest(tx, {
						id,
						round_id: roundId,
						name,
						token_hash: digest(secret),
						invited_by: actor.id,
						days,
					});
					await record(tx, {
						actor: actor.id,
						action: 'guest.invite',
						evaluationId,
						subject: id,
						detail: { round: roundId, days },
					});
					for (const room of rooms) room.notice({ kind: 'round', id: roundId });
					return { id, name, url: origin() + guestPath(secret), expiresAt: expires.toISOString() };
				},
			);
		},

		async revoke(actor, evaluationId, roundId, guestId) {
			const revoked = await roundCommand(
				parts,
				actor,
				evaluationId,
				roundId,
				'round.revoke',
				async ({ tx, rooms }) => {
					const guest = await rounds.revokeGuest(tx, roundId, guestId);
					if (!guest) throw notFound();
					if (guest.user_id !== null) await sessions.removeOf(tx, guest.user_id);
					await record(tx, { actor: actor.id, action: 'guest.revoke', evaluationId, subject: guestId });
					for (const room of rooms) room.notice({ kind: 'round', id: roundId });
					return guest;
				},
			);
			// The room has closed its sockets at the commit; one that was just being opened is caught by this.
			if (revoked.user_id !== null) sync.closeUser(revoked.user_id, CLOSE.notAllowed);
		},

		async open(secret) {
			const row = await rounds.guestByToken(db, digest(secret));
			if (!row || row.revoked_at || row.expires_at.getTime() <= Date.now()) return null;
			return {
				host: row.host_name,
				title: row.title,
				label: row.label,
				deadline: row.deadline,
				name: row.name,
				entered: row.user_id !== null,
				expiresAt: row.expires_at.toISOString(),
				evaluationId: row.evaluation_id,
				roundId: row.round_id,
			};
		},

		async enter(secret, { name, userAgent }) {
			const link = await rounds.guestByToken(db, digest(secret));
			if (!link) throw gone();
			const place = { evaluationId: link.evaluation_id, roundId: link.round_id };
			const userId = await personOf(link.id, place, name);
			return { ...place, cookie: await auth.begin(userId, userAgent) };
		},
	};
}
