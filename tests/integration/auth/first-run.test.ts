import { beforeEach, expect, test } from 'vitest';
import { createFirstRun } from '#server/auth/first-run.ts';
import { beat, leave } from '#server/db/nodes.ts';
import { freshDatabase } from '../../support/database.ts';

const connection = await freshDatabase();
const { db } = connection;
const firstRun = createFirstRun({ connection });
const person = {
	email: 'first@example.test',
	name: 'Första Administratör',
	password: 'en lagom lång mening',
};

beforeEach(async () => {
	await db.deleteFrom('first_run').execute();
	await db.deleteFrom('app_user').execute();
});

async function issued(): Promise<string> {
	const token = await firstRun.issue();
	if (token === null) throw new Error('no token was issued');
	return token;
}

test('the printed token makes the first administrator, once', async () => {
	const token = await issued();
	expect(await firstRun.accepts(token)).toBe(true);
	const { userId } = await firstRun.createAdministrator(token, person);
	expect(await db.selectFrom('app_user').select(['id', 'email', 'admin', 'initials']).execute()).toEqual([
		{ id: userId, email: person.email, admin: true, initials: 'FA' },
	]);
	expect(await firstRun.needed()).toBe(false);
	expect(await firstRun.accepts(token)).toBe(false);
	await expect(firstRun.createAdministrator(token, person)).rejects.toMatchObject({ code: 'firstRunDone' });
});

test('of two who come at once with the same token one becomes administrator', async () => {
	const token = await issued();
	const results = await Promise.allSettled([
		firstRun.createAdministrator(token, person),
		firstRun.createAdministrator(token, { ...person, email: 'second@example.test' }),
	]);
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await db.selectFrom('app_user').select('id').execute()).toHaveLength(1);
});

test('a new start voids the earlier token', async () => {
	const old = await issued();
	const current = await issued();
	expect(await firstRun.accepts(old)).toBe(false);
	expect(await firstRun.accepts(current)).toBe(true);
});

test('of nodes that start together one prints a token, and it stays good while that node lives', async () => {
	const node = (nodeId: string) => createFirstRun({ connection, nodeId });
	for (const id of ['one', 'two']) await beat(db, { id, address: `http://127.0.0.1/${id}` }, 60_000);
	const tokens = await Promise.all(['one', 'two'].map((id) => node(id).issue()));
	const printed = tokens.filter((token) => token !== null);
	expect(printed).toHaveLength(1);
	expect(await firstRun.accepts(printed[0]!)).toBe(true);
	for (const id of ['one', 'two']) await leave(db, id);
	await beat(db, { id: 'three', address: 'http://127.0.0.1/three' }, 60_000);
	const later = await node('three').issue();
	expect(await firstRun.accepts(later!)).toBe(true);
	expect(await firstRun.accepts(printed[0]!)).toBe(false);
	await leave(db, 'three');
});

test('with an administrator there is no token', async () => {
	await firstRun.createAdministrator(await issued(), person);
	expect(await firstRun.issue()).toBeNull();
});

test('a guessed token, an empty one and the stored digest are refused', async () => {
	await issued();
	const { token_hash } = await db.selectFrom('first_run').select('token_hash').executeTakeFirstOrThrow();
	for (const token of ['', 'x', token_hash]) {
		expect(await firstRun.accepts(token)).toBe(false);
		await expect(firstRun.createAdministrator(token, person)).rejects.toMatchObject({ status: 404 });
	}
});

test('what cannot be used is named field by field, and the token stays good', async () => {
	const token = await issued();
	await expect(
		firstRun.createAdministrator(token, { email: 'nowhere', name: ' ', password: 'kort' }),
	).rejects.toMatchObject({
		status: 422,
		errors: [
			{ path: 'email', code: 'notEmail' },
			{ path: 'name', code: 'required' },
			{ path: 'password', code: 'passwordTooShort' },
		],
	});
	expect(await firstRun.accepts(token)).toBe(true);
});
