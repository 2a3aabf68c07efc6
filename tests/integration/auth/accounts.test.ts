import { expect, test } from 'vitest';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { createAuthenticate } from '#server/auth/identity.ts';
import { createSessions, SESSION_COOKIE } from '#server/auth/sessions.ts';
import { createTokens } from '#server/auth/tokens.ts';
import { hashPassword, passwordErrors, verifyPassword } from '#server/auth/passwords.ts';
import type { Actor } from '#server/services/actor.ts';
import { freshDatabase } from '../../support/database.ts';

const connection = await freshDatabase();
const { db } = connection;
/** What the sync server would be told. */
const closed: string[] = [];
const sync = {
	closeSession: (id: string) => closed.push(`session ${id}`),
	closeUser: (id: string) => closed.push(`user ${id}`),
};
const accounts = createAccounts({ connection, sync });
const tokens = createTokens({ connection, sync });
const sessions = createSessions(db, { secure: false });
const authenticate = createAuthenticate(db, sessions);

let count = 0;
async function newAccount({ admin = false } = {}): Promise<Actor> {
	const email = `p${(count += 1)}@example.test`;
	const name = `Person ${count}`;
	const { id } = await accounts.create(OPERATOR, { email, name, password: 'klargröna björkar', admin });
	return { id, name, email, admin, sessionId: null };
}
const bearer = (token: string) => authenticate({ authorization: `Bearer ${token}` });

test('a token is its owner, is kept as a digest, and is gone when withdrawn: its sockets are closed', async () => {
	const actor = await newAccount();
	const { id, token } = await tokens.create(actor, { name: 'script', expires: null });
	expect(token).toMatch(/^sams_[\w-]{43}$/);
	expect(await bearer(token)).toMatchObject({
		user: { id: actor.id },
		credential: { kind: 'token', id: `token:${id}` },
	});
	expect(JSON.stringify(await db.selectFrom('api_token').selectAll().execute())).not.toContain(token);
	expect(await tokens.list(actor)).toMatchObject([{ id, name: 'script', expiresAt: null }]);
	await tokens.remove(actor, id);
	expect(await bearer(token)).toBeNull();
	expect(closed).toContain(`session token:${id}`);
});

test('nobody can withdraw or see another’s token', async () => {
	const [owner, other] = [await newAccount(), await newAccount()];
	const { id } = await tokens.create(owner, { name: 'mine', expires: null });
	await expect(tokens.remove(other, id)).rejects.toMatchObject({ status: 404 });
	expect(await tokens.list(other)).toEqual([]);
});

test('an expired token is nobody; an expiry in the past or in no format is refused', async () => {
	const actor = await newAccount();
	const expires = new Date(Date.now() + 60_000).toISOString();
	const { id, token } = await tokens.create(actor, { name: 'short', expires });
	expect(await bearer(token)).not.toBeNull();
	await db
		.updateTable('api_token')
		.set({ expires_at: new Date(0) })
		.where('id', '=', id)
		.execute();
	expect(await bearer(token)).toBeNull();
	await expect(tokens.create(actor, { name: 'x', expires: '2001-01-01' })).rejects.toMatchObject({
		errors: [{ path: 'expires', code: 'notInPast' }],
	});
	await expect(tokens.create(actor, { name: ' ', expires: 'tomorrow' })).rejects.toMatchObject({
		errors: [
			{ path: 'name', code: 'required' },
			{ path: 'expires', code: 'notTime' },
		],
	});
});

test('a wrong token is nobody even beside a good cookie', async () => {
	const { cookie } = await sessions.begin((await newAccount()).id, null);
	const header = `${SESSION_COOKIE}=${cookie.value}`;
	expect(await authenticate({ cookie: header })).not.toBeNull();
	expect(await authenticate({ cookie: header, authorization: 'Bearer sams_wrong' })).toBeNull();
	expect(await authenticate({ cookie: header, authorization: 'Basic YTpi' })).toBeNull();
});

test('disabling ends sessions, tokens and sockets at once', async () => {
	const actor = await newAccount();
	const { cookie } = await sessions.begin(actor.id, null);
	const { token } = await tokens.create(actor, { name: 'script', expires: null });
	await accounts.setDisabled(OPERATOR, actor.id, true);
	expect(await authenticate({ cookie: `${SESSION_COOKIE}=${cookie.value}` })).toBeNull();
	expect(await bearer(token)).toBeNull();
	expect(closed).toContain(`user ${actor.id}`);
});

test('only administrators manage people', async () => {
	const actor = await newAccount();
	const wanted = { email: 'x@example.test', name: 'X', password: 'klargröna björkar', admin: true };
	await expect(accounts.list(actor)).rejects.toMatchObject({ status: 403 });
	await expect(accounts.create(actor, wanted)).rejects.toMatchObject({ status: 403 });
	await expect(accounts.setAdmin(actor, actor.id, true)).rejects.toMatchObject({ status: 403 });
	await expect(accounts.setDisabled(actor, actor.id, true)).rejects.toMatchObject({ status: 403 });
});

test('an e-mail address belongs to one account, whatever its case', async () => {
	const { email } = await newAccount();
	const again = { email: email.toUpperCase(), name: 'Y', password: 'klargröna björkar', admin: false };
	await expect(accounts.create(OPERATOR, again)).rejects.toMatchObject({ status: 409, code: 'emailTaken' });
});

test('two administrators cannot disable each other at once: one remains', async () => {
	const [a, b] = [await newAccount({ admin: true }), await newAccount({ admin: true })];
	const results = await Promise.allSettled([
		accounts.setDisabled(a, b.id, true),
		accounts.setDisabled(b, a.id, true),
	]);
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const left = (await accounts.list(OPERATOR)).filter(({ admin, disabled }) => admin && !disabled);
	expect(left).toHaveLength(1);
	await expect(accounts.setAdmin(OPERATOR, left[0]!.id, false)).rejects.toMatchObject({
		code: 'lastAdministrator',
	});
});

test.for([
	['short', 'passwordTooShort'],
	['12345678', 'passwordTooCommon'],
	['Password1!', 'passwordTooCommon'],
	['sommar2019', 'passwordTooCommon'],
	['aaaaaaaa', 'passwordTooCommon'],
	['x'.repeat(257), 'passwordTooLong'],
])('%s is refused as a password: %s', ([password, code]) => {
	expect(passwordErrors(password!)).toMatchObject([{ code }]);
});

test.for(['correct horse', 'b4kgrund', 'ÅÄÖåäö12', 'x'.repeat(256)])(
	'%s is taken as a password',
	(password) => {
		expect(passwordErrors(password)).toEqual([]);
	},
);

test('a password is the same however its letters are composed, and its hash is Argon2id', async () => {
	const stored = await hashPassword('lösenord i å\u0308');
	expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(await verifyPassword(stored, 'lösenord i å\u0308'.normalize('NFD'))).toBe(true);
	expect(await verifyPassword(stored, 'losenord i a')).toBe(false);
	expect(await verifyPassword(null, 'anything')).toBe(false);
});
