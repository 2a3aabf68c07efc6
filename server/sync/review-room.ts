/**
 * Who may enter a review room: the evaluation's members, and the guests of that very round while their links
 * hold. Reviewers and guests have no other room.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Role } from '#domain/permissions/roles.ts';

/** Somebody who is let into one round by a link. */
export interface GuestSeat {
	userId: string;
	name: string;
	initials: string;
	/** 0–7: from the end of the scale, so that guests seldom look like members. */
	color: number;
}

export interface ReviewRound {
	readonly closed: boolean;
	readonly guests: ReadonlyMap<string, GuestSeat>;
}

export interface RoundRow {
	id: string;
	closed: boolean;
	guests: GuestSeat[];
}

/** In a guest's room a guest is a reviewer. */
export const GUEST_ROLE: Role = 'reviewer';

/** The rounds of the evaluation `e` as JSON, for the query that reads its situation. */
export const ROUNDS_OF_E: RawBuilder<unknown> = sql`coalesce((
	select json_agg(json_build_object('id', r.id, 'closed', r.closed_at is not null, 'guests', coalesce((
		select json_agg(json_build_object('userId', u.id, 'name', u.name, 'initials', u.initials, 'color', g.color))
		from (
			select *, 7 - (row_number() over (order by entered_at, id) - 1) % 8 as color
			from review_guest where round_id = r.id and user_id is not null
		) g join app_user u on u.id = g.user_id
		where g.revoked_at is null and g.expires_at > now() and u.disabled_at is null
	), '[]')))
	from review_round r where r.evaluation_id = e.id
), '[]')`;

export const roundsFrom = (rows: readonly RoundRow[]): ReadonlyMap<string, ReviewRound> =>
	new Map(
		rows.map(({ id, closed, guests }) => [
			id,
			{ closed, guests: new Map(guests.map((guest) => [guest.userId, guest])) },
		]),
	);
