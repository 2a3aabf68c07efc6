/** Accounts. One query, one function. */
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { Locale } from '#lib/i18n/index.ts';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type UserRow = Selectable<Database['app_user']>;
type Executor = Db | Transaction<Database>;

export interface NewUser {
	id: string;
	email: string;
	name: string;
	initials: string;
	passwordHash: string | null;
	admin: boolean;
}

const sameEmail = (email: string) => sql<boolean>`lower(email) = lower(${email})`;

export const find = (db: Executor, id: string): Promise<UserRow | undefined> =>
	db.selectFrom('app_user').selectAll().where('id', '=', id).executeTakeFirst();

/** E-mail addresses are compared without regard to case. Guests have none that one could write to. */
export const findByEmail = (db: Executor, email: string): Promise<UserRow | undefined> =>
	db
		.selectFrom('app_user')
		.selectAll()
		.where(sameEmail(email))
		.where('guest_round_id', 'is', null)
		.executeTakeFirst();

/** Accounts; guests of a review round are none. */
export const list = (db: Executor): Promise<UserRow[]> =>
	db
		.selectFrom('app_user')
		.selectAll()
		.where('guest_round_id', 'is', null)
		.orderBy(sql`name collate "sv-x-icu"`)
		.orderBy('email')
		.execute();

/** False when the e-mail address is already somebody's. */
export async function create(db: Executor, user: NewUser): Promise<boolean> {
	const row = await db
		.insertInto('app_user')
		.values({
			id: user.id,
			email: user.email,
			name: user.name,
			initials: user.initials,
			password_hash: user.passwordHash,
			admin: user.admin,
			locale: null,
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Somebody let into one review round: without password and without an address that one could write to. */
export const createGuest = (
	tx: Executor,
	guest: { id: string; roundId: string; name: string; initials: string },
): Promise<unknown> =>
	tx
		.insertInto('app_user')
		.values({
			id: guest.id,
			email: `${guest.id}@guest.invalid`,
			name: guest.name,
			initials: guest.initials,
			password_hash: null,
			locale: null,
			guest_round_id: guest.roundId,
		})
		.execute();

/** Accounts that came with an imported evaluation and that nobody has taken over; to be entered by an invitation. */
export const isUnclaimed = (user: UserRow): boolean =>
	user.imported_at !== null && user.password_hash === null && user.erased_at === null;

/** From here on it is somebody's like any other. False: it is by now. */
export async function claim(
	tx: Executor,
	id: string,
	person: { name: string; initials: string; passwordHash: string },
): Promise<boolean> {
	const { numUpdatedRows } = await tx
		.updateTable('app_user')
		.set({
			name: person.name,
			initials: person.initials,
			password_hash: person.passwordHash,
			disabled_at: null,
			imported_at: null,
		})
		.where('id', '=', id)
		.where('imported_at', 'is not', null)
		.where('password_hash', 'is', null)
		.executeTakeFirst();
	return Number(numUpdatedRows) === 1;
}

export const setPassword = (db: Executor, id: string, passwordHash: string): Promise<unknown> =>
	db.updateTable('app_user').set({ password_hash: passwordHash }).where('id', '=', id).execute();

export const setProfile = (
	db: Executor,
	id: string,
	profile: { name: string; initials: string; locale: Locale | null },
): Promise<unknown> => db.updateTable('app_user').set(profile).where('id', '=', id).execute();

export const setAdmin = (db: Executor, id: string, admin: boolean): Promise<unknown> =>
	db.updateTable('app_user').set({ admin }).where('id', '=', id).execute();

export const setDisabled = (db: Executor, id: string, disabled: boolean): Promise<unknown> =>
	db
		.updateTable('app_user')
		.set({ disabled_at: disabled ? sql<Date>`coalesce(disabled_at, now())` : null })
		.where('id', '=', id)
		.execute();

/** Locks the administrators' rows, so that two of them cannot disable each other at once. */
export const enabledAdmins = async (db: Executor): Promise<string[]> => {
	const rows = await db
		.selectFrom('app_user')
		.select('id')
		.where('admin', '=', true)
		.where('disabled_at', 'is', null)
		.orderBy('id')
		.forUpdate()
		.execute();
	return rows.map((row) => row.id);
};

export async function adminExists(db: Executor): Promise<boolean> {
	const row = await db
		.selectFrom('app_user')
		.select('id')
		.where('admin', '=', true)
		.where('disabled_at', 'is', null)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
