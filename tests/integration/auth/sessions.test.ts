import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createAuthenticate } from '#server/auth/identity.ts';
import { digest } from '#server/auth/secrets.ts';
import { createSessions, SESSION_COOKIE, SESSION_DAYS } from '#server/auth/sessions.ts';
import * as users from '#server/db/users.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const sessions = createSessions(db, { secure: false });
const authenticate = createAuthenticate(db, sessions);

let count = 0;
async function person(): Promise<string> {
	const id = `u${(count += 1)}`;
	await users.create(db, {
		id,
		email: `${id}@example.test`,
		name: 'Åsa Öberg',
		initials: 'ÅÖ',
		passwordHash: null,
		admin: false,
	});
	return id;
}

const cookieHeader = (value: string) => `${SESSION_COOKIE}=${value}`;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

test('a session is found again by its cookie, and the database holds only a digest of it', async () => {
	const userId = await person();
	const { id, cookie } = await sessions.begin(userId, 'Firefox');
	const found = await authenticate({ cookie: `a=b; ${cookieHeader(cookie.value)}` });
	expect(found).toMatchObject({ user: { id: userId, initials: 'ÅÖ' }, credential: { kind: 'session', id } });
	const { rows } = await sql<{ whole: string }>`select s::text as whole from session s`.execute(db);
	expect(JSON.stringify(rows)).not.toContain(cookie.value);
	expect(id).toBe(digest(cookie.value));
});

test('the stored id of a session opens nothing', async () => {
	const { id } = await sessions.begin(await person(), null);
	expect(await authenticate({ cookie: cookieHeader(id) })).toBeNull();
});

test('an expired session is over and gone', async () => {
	const { id, cookie } = await sessions.begin(await person(), null);
	await db
		.updateTable('session')
		.set({ expires_at: inDays(-1) })
		.where('id', '=', id)
		.execute();
	expect(await authenticate({ cookie: cookieHeader(cookie.value) })).toBeNull();
	expect(await db.selectFrom('session').where('id', '=', id).selectAll().execute()).toEqual([]);
});

test('a session used in its second half is extended, in its first half it is not', async () => {
	const { id, cookie } = await sessions.begin(await person(), null);
	expect((await authenticate({ cookie: cookieHeader(cookie.value) }))?.renewed).toBeUndefined();
	await db
		.updateTable('session')
		.set({ expires_at: inDays(SESSION_DAYS / 2 - 1) })
		.where('id', '=', id)
		.execute();
	const found = await authenticate({ cookie: cookieHeader(cookie.value) });
	expect(found?.renewed?.value).toBe(cookie.value);
	const row = await db
		.selectFrom('session')
		.select('expires_at')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	expect(row.expires_at.getTime()).toBeGreaterThan(inDays(SESSION_DAYS - 1).getTime());
});

test('a disabled account is not let in by its session, and is again when enabled', async () => {
	const userId = await person();
	const { cookie } = await sessions.begin(userId, null);
	await users.setDisabled(db, userId, true);
	expect(await authenticate({ cookie: cookieHeader(cookie.value) })).toBeNull();
	await users.setDisabled(db, userId, false);
	expect(await authenticate({ cookie: cookieHeader(cookie.value) })).not.toBeNull();
});

test('when a session was last seen is written at most once a minute', async () => {
	const { id, cookie } = await sessions.begin(await person(), null);
	const seen = async () =>
		(await db.selectFrom('session').select('last_seen_at').where('id', '=', id).executeTakeFirstOrThrow())
			.last_seen_at;
	const start = await seen();
	await authenticate({ cookie: cookieHeader(cookie.value) });
	expect(await seen()).toEqual(start);
	const before = new Date(Date.now() - 61_000);
	await db.updateTable('session').set({ last_seen_at: before }).where('id', '=', id).execute();
	await authenticate({ cookie: cookieHeader(cookie.value) });
	expect((await seen()).getTime()).toBeGreaterThan(before.getTime());
});

test('a cookie goes over https only when the product is reached by https', async () => {
	const userId = await person();
	const { cookie } = await createSessions(db, { secure: true }).begin(userId, null);
	expect(cookie.attributes).toMatchObject({ secure: true, httpOnly: true, sameSite: 'lax', path: '/' });
	expect((await sessions.begin(userId, null)).cookie.attributes.secure).toBe(false);
});

test.for(['', 'samsyn_session', 'samsyn_session=', 'samsyn_session=%00', 'other=1', `${'x'.repeat(5000)}=1`])(
	'the cookie header %j is nobody',
	async (cookie) => {
		expect(await authenticate({ cookie })).toBeNull();
	},
);
