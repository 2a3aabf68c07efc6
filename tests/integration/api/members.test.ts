import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { fieldErrors, refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services, person } = server;
const seat = async ({ id, lead }: Group, userId: string) => {
	const member = (await services.evaluations.get(lead, id)).members.find((one) => one.userId === userId);
	return member && `${member.role} ${member.scores}`;
};

test('members are managed by leads only', async () => {
	const group = await server.group();
	const { id, lead, evaluators, observer, reviewer } = group;
	const bo = await person();
	for (const who of [...evaluators, observer, reviewer]) {
		expect(await refusal(services.members.add(who, id, { email: bo.email, role: 'evaluator' }))).toBe(
			'403 forbidden',
		);
		expect(await refusal(services.members.change(who, id, who.id, { role: 'lead' }))).toBe('403 forbidden');
		expect(await refusal(services.members.remove(who, id, lead.id))).toBe('403 forbidden');
	}
});

describe('somebody joins', () => {
	test('with an account at once, and only once', async () => {
		const group = await server.group();
		const bo = await person();
		const added = await services.members.add(group.lead, group.id, {
			email: bo.email.toUpperCase(),
			role: 'evaluator',
		});
		expect(added).toEqual({ userId: bo.id, role: 'evaluator', scores: true });
		expect((await services.evaluations.list(bo)).map(({ id }) => id)).toEqual([group.id]);
		const again = services.members.add(group.lead, group.id, { email: bo.email, role: 'lead' });
		expect(await refusal(again)).toBe('409 alreadyMember');
	});

	test('without one by an invitation, and a second invitation replaces the first', async () => {
		const { lead, id } = await server.group();
		const invite = async () => {
			const added = await services.members.add(lead, id, { email: 'Ny@example.test', role: 'evaluator' });
			return 'invitation' in added ? added.invitation.url.split('/').at(-1)! : '';
		};
		const first = await invite();
		const second = await invite();
		expect((await services.evaluations.get(lead, id)).invitations).toHaveLength(1);
		expect(await services.invitations.open(first)).toMatchObject({ state: 'gone' });
		expect(await services.invitations.open(second)).toMatchObject({
			state: 'open',
			evaluation: { id, role: 'evaluator' },
		});
	});

	test('only with a role that fits, an address that is one, and an account that is open', async () => {
		const { lead, id } = await server.group();
		const add = (email: string, role: 'observer' | 'evaluator', scores?: boolean) =>
			fieldErrors(services.members.add(lead, id, { email, role, scores }));
		expect(await add('nobody', 'observer', true)).toEqual(['email:notEmail', 'scores:roleCannotScore']);
		const gone = await person();
		await services.connection.db
			.updateTable('app_user')
			.set({ disabled_at: new Date() })
			.where('id', '=', gone.id)
			.execute();
		expect(await add(gone.email, 'evaluator')).toEqual(['email:accountDisabled']);
	});

	test('again, and is there once', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await services.members.remove(group.lead, group.id, eva!.id);
		expect(await seat(group, eva!.id)).toBeUndefined();
		await services.members.add(group.lead, group.id, { email: eva!.email, role: 'observer' });
		expect(await seat(group, eva!.id)).toBe('observer false');
	});
});

describe('a role', () => {
	test('can be changed, and who may score keeps what was set', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		const change = async (to: Parameters<typeof services.members.change>[3]) => {
			await services.members.change(group.lead, group.id, eva!.id, to);
			return seat(group, eva!.id);
		};
		expect(await change({ role: 'lead' })).toBe('lead true');
		expect(await change({ scores: false })).toBe('lead false');
		expect(await change({ role: 'evaluator' })).toBe('evaluator false');
		expect(await change({ role: 'observer' })).toBe('observer false');
		expect(await change({ role: 'evaluator' })).toBe('evaluator true');
		expect(await change({})).toBe('evaluator true');
		const wrong = services.members.change(group.lead, group.id, eva!.id, { role: 'reviewer', scores: true });
		expect(await fieldErrors(wrong)).toEqual(['scores:roleCannotScore']);
	});

	test('of nobody is not found', async () => {
		const { lead, id } = await server.group();
		const stranger = await person();
		for (const userId of [stranger.id, 'none', '../x', '__proto__']) {
			expect(await refusal(services.members.change(lead, id, userId, { role: 'lead' }))).toBe('404 notFound');
			expect(await refusal(services.members.remove(lead, id, userId))).toBe('404 notFound');
		}
	});
});

describe('the last lead', () => {
	test('stays lead and stays', async () => {
		const { lead, id } = await server.group();
		expect(await refusal(services.members.change(lead, id, lead.id, { role: 'evaluator' }))).toBe(
			'409 lastLead',
		);
		expect(await refusal(services.members.remove(lead, id, lead.id))).toBe('409 lastLead');
		expect(await services.members.change(lead, id, lead.id, { scores: true })).toEqual({
			role: 'lead',
			scores: true,
		});
	});

	test('is not somebody whose account is disabled', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await services.members.change(group.lead, group.id, eva!.id, { role: 'lead' });
		const { db } = services.connection;
		await db.updateTable('app_user').set({ disabled_at: new Date() }).where('id', '=', eva!.id).execute();
		expect(await refusal(services.members.remove(group.lead, group.id, group.lead.id))).toBe('409 lastLead');
	});

	test('is there also after two leads took the role from each other at the same moment', async () => {
		for (let round = 0; round < 5; round++) {
			const group = await server.group();
			const [eva] = group.evaluators;
			await services.members.change(group.lead, group.id, eva!.id, { role: 'lead' });
			const both = await Promise.allSettled([
				services.members.change(group.lead, group.id, eva!.id, { role: 'observer' }),
				services.members.remove(eva!, group.id, group.lead.id),
			]);
			expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
			const { rows } = await services.connection.pool.query<{ count: number }>(
				`select count(*) from member where evaluation_id = $1 and role = 'lead' and removed_at is null`,
				[group.id],
			);
			expect(rows[0]!.count).toBe(1);
		}
	});
});

test('every change of membership is in the audit log', async () => {
	const group = await server.group();
	const bo = await person();
	const admin = await person('Ada Admin', { admin: true });
	await services.members.add(group.lead, group.id, { email: bo.email, role: 'evaluator' });
	await services.members.change(group.lead, group.id, bo.id, { role: 'observer' });
	await services.members.remove(group.lead, group.id, bo.id);
	const entries = await services.audit.list(admin, { evaluationId: group.id, subject: bo.id, limit: 10 });
	expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
		['member.remove', group.lead.id],
		['member.change', group.lead.id],
		['member.add', group.lead.id],
	]);
	expect(
		await services.audit.list(admin, { action: 'member', evaluationId: group.id, limit: 2 }),
	).toHaveLength(2);
	expect(await refusal(services.audit.list(group.lead, { limit: 1 }))).toBe('403 forbidden');
	const [newest, older] = await services.audit.list(admin, { limit: 2 });
	expect(await services.audit.list(admin, { before: newest!.id, limit: 1 })).toEqual([older]);
});

test('the audit log says which role somebody was given, however they came to it', async () => {
	const lead = await person('Lena Lead');
	const known = await person('Kim Känd');
	const { id, invitations } = await services.evaluations.create(lead, {
		frameworkId: KOMMUNKOMPASSEN.id,
		municipalityCode: '0115',
		year: 2019,
		members: [
			{ email: known.email, role: 'observer' },
			{ email: 'ny@example.test', role: 'evaluator' },
		],
	});
	const added = await services.members.add(lead, id, { email: 'till@example.test', role: 'reviewer' });
	const links = [...invitations, ...('invitation' in added ? [added.invitation] : [])];
	const accepted = [];
	for (const { url } of links)
		accepted.push(
			await services.invitations.acceptAsNew(url.split('/').at(-1)!, {
				name: 'Nils Ny',
				password: 'granit-och-tall-4711',
			}),
		);
	const admin = await person('Ada Admin', { admin: true });
	const told = (await services.audit.list(admin, { evaluationId: id, limit: 100 }))
		.filter(({ detail }) => 'role' in detail)
		.map(({ action, subject, actor, detail: { role, scores } }) => [
			action,
			action === 'member.add' ? subject : actor,
			role,
			scores,
		]);
	expect(told.reverse()).toEqual([
		['member.add', lead.id, 'lead', false],
		['member.add', known.id, 'observer', false],
		['invitation.create', lead.id, 'evaluator', true],
		['invitation.create', lead.id, 'reviewer', false],
		['invitation.accept', accepted[0]!.userId, 'evaluator', true],
		['invitation.accept', accepted[1]!.userId, 'reviewer', false],
	]);
});
