import { expect, test } from 'vitest';
import * as invitations from '#server/db/invitations.ts';
import type { Role } from '#domain/permissions/roles.ts';
import { refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { db } = services.connection;
const newcomer = { name: 'Nils Ny', password: 'klargröna björkar' };

let count = 0;
async function invited(group: Group, role: Role = 'evaluator', email = `ny${(count += 1)}@example.test`) {
	const added = await services.members.add(group.lead, group.id, { email, role });
	if (!('invitation' in added)) throw new Error('an account was there already');
	const id = (await invitations.openOf(db, group.id)).find((row) => row.email === email)?.id ?? '';
	return { id, email, secret: added.invitation.url.split('/').at(-1) ?? '' };
}

const roleOf = async (group: Group, userId: string): Promise<Role | undefined> =>
	(await services.evaluations.get(group.lead, group.id)).members.find((one) => one.userId === userId)?.role;

test('whoever has no account gets one and the place they were invited to', async () => {
	const group = await server.group();
	const { secret, email } = await invited(group);
	expect(await services.invitations.open(secret)).toEqual({
		email,
		host: 'Lena Lead',
		evaluation: expect.objectContaining({ id: group.id, role: 'evaluator' }) as unknown,
		state: 'open',
		hasAccount: false,
	});
	const { userId, evaluationId } = await services.invitations.acceptAsNew(secret, newcomer);
	expect(evaluationId).toBe(group.id);
	expect(await roleOf(group, userId)).toBe('evaluator');
	const signedIn = await services.auth.signIn({ ...newcomer, email, ip: '10.1.1.1', userAgent: null });
	expect(signedIn.userId).toBe(userId);
});

test('of two who accept at once one account comes to be', async () => {
	const group = await server.group();
	const { secret, email } = await invited(group);
	const results = await Promise.allSettled([
		services.invitations.acceptAsNew(secret, newcomer),
		services.invitations.acceptAsNew(secret, newcomer),
	]);
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await db.selectFrom('app_user').where('email', '=', email).select('id').execute()).toHaveLength(1);
});

test('with an account by then one signs in and joins; somebody else cannot', async () => {
	const group = await server.group();
	const { secret, email } = await invited(group, 'observer');
	const late = await server.person();
	await db.updateTable('app_user').set({ email }).where('id', '=', late.id).execute();
	expect((await services.invitations.open(secret))?.hasAccount).toBe(true);
	expect(await refusal(services.invitations.acceptAsNew(secret, newcomer))).toBe('409 invitationNeedsSignIn');
	expect(await refusal(services.invitations.acceptAs(await server.person(), secret))).toBe(
		'403 invitationForOther',
	);
	await services.invitations.acceptAs({ ...late, email }, secret);
	expect(await roleOf(group, late.id)).toBe('observer');
	expect(await refusal(services.invitations.acceptAs({ ...late, email }, secret))).toBe('410 invitationGone');
});

test('an invitation that is too old, withdrawn or never was one lets nobody in', async () => {
	const group = await server.group();
	const old = await invited(group);
	await db
		.updateTable('invitation')
		.set({ expires_at: new Date(0) })
		.where('id', '=', old.id)
		.execute();
	expect(await refusal(services.invitations.acceptAsNew(old.secret, newcomer))).toBe('410 invitationGone');
	const withdrawn = await invited(group);
	await services.invitations.revoke(group.lead, withdrawn.id);
	expect(await refusal(services.invitations.acceptAsNew(withdrawn.secret, newcomer))).toBe(
		'410 invitationGone',
	);
	expect(await services.invitations.open('made-up')).toBeNull();
	expect(await refusal(services.invitations.acceptAsNew('made-up', newcomer))).toBe('410 invitationGone');
});

test('a lead or an administrator withdraws an invitation, other members do not', async () => {
	const group = await server.group();
	const { id } = await invited(group);
	for (const who of [...group.evaluators, group.observer, group.reviewer, await server.person()])
		expect(await refusal(services.invitations.revoke(who, id))).toBe('404 notFound');
	await services.invitations.revoke(await server.person('Adam Admin', { admin: true }), id);
	expect(await refusal(services.invitations.revoke(group.lead, id))).toBe('404 notFound');
});

test('a name and a password that cannot be used leave the invitation open', async () => {
	const group = await server.group();
	const { secret } = await invited(group);
	const refused = services.invitations.acceptAsNew(secret, { name: '', password: 'kort' });
	expect(await refusal(refused)).toBe('422 invalidInput');
	expect((await services.invitations.open(secret))?.state).toBe('open');
});

test('whoever is a member already keeps the role they have', async () => {
	const group = await server.group();
	const { secret, email } = await invited(group, 'observer');
	const [eva] = group.evaluators;
	if (!eva) throw new Error('the group has evaluators');
	await db.updateTable('app_user').set({ email }).where('id', '=', eva.id).execute();
	await services.invitations.acceptAs({ ...eva, email }, secret);
	expect(await roleOf(group, eva.id)).toBe('evaluator');
});
