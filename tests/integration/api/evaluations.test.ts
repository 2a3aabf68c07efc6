import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { fieldErrors, refusal, startServer, SUBQUESTIONS } from '../../support/group.ts';

const server = await startServer();
const { services, person } = server;
const base = { frameworkId: KOMMUNKOMPASSEN.id, municipalityCode: '0115', year: 2019 };

describe('a new evaluation', () => {
	test('takes the defaults, and whoever makes it leads it', async () => {
		const anna = await person('Anna Lund');
		const { id, invitations } = await services.evaluations.create(anna, base);
		expect(invitations).toEqual([]);
		expect(await services.evaluations.get(anna, id)).toMatchObject({
			id,
			title: 'Vallentuna 2019',
			municipality: { code: '0115', name: 'Vallentuna' },
			phase: 'setup',
			blind: 'evaluation',
			tolerance: 0.2,
			consensusBy: 'lead',
			previousEvaluationId: null,
			members: [{ userId: anna.id, initials: 'AL', role: 'lead', scores: false, color: 0 }],
			myRole: 'lead',
			myScores: false,
			revealed: [],
		});
	});

	test('knows the municipality by name as well, in any case of letters', async () => {
		const anna = await person();
		const { id } = await services.evaluations.create(anna, {
			...base,
			municipalityCode: undefined,
			municipality: ' upplands väsby',
		});
		expect((await services.evaluations.get(anna, id)).municipality.code).toBe('0114');
	});

	test('names every field that cannot be used, all at once', async () => {
		const anna = await person();
		const stranger = await services.evaluations.create(await person(), base);
		const input = {
			...base,
			frameworkId: 'none',
			municipalityCode: '9999',
			previousEvaluationId: stranger.id,
			members: [
				{ email: 'x@example.test', role: 'reviewer' as const, scores: true },
				{ email: 'X@example.test', role: 'evaluator' as const },
				{ email: 'nobody', role: 'observer' as const },
			],
		};
		expect(await fieldErrors(services.evaluations.create(anna, input))).toEqual([
			'municipalityCode:municipalityUnknown',
			'frameworkId:frameworkUnknown',
			'previousEvaluationId:previousUnknown',
			'members.0.scores:roleCannotScore',
			'members.1.email:emailTwice',
			'members.2.email:notEmail',
		]);
		expect(
			await fieldErrors(services.evaluations.create(anna, { ...base, municipalityCode: undefined })),
		).toEqual(['municipality:required']);
	});

	test('follows an earlier one of the same municipality only', async () => {
		const anna = await person();
		const before = await services.evaluations.create(anna, { ...base, year: 2017 });
		const previousEvaluationId = before.id;
		const { id } = await services.evaluations.create(anna, { ...base, previousEvaluationId });
		expect((await services.evaluations.get(anna, id)).previousEvaluationId).toBe(before.id);
		const other = services.evaluations.create(anna, {
			...base,
			municipalityCode: '0114',
			previousEvaluationId,
		});
		expect(await fieldErrors(other)).toEqual(['previousEvaluationId:previousOtherMunicipality']);
		const backwards = services.evaluations.create(anna, { ...base, year: 2016, previousEvaluationId });
		expect(await fieldErrors(backwards)).toEqual(['previousEvaluationId:previousLater']);
	});

	test('always has a lead: the creator becomes one unless another is there', async () => {
		const anna = await person();
		const bo = await person();
		const roleOf = async (members: Parameters<typeof services.evaluations.create>[1]['members']) => {
			const { id } = await services.evaluations.create(anna, { ...base, members });
			const { myRole, myScores } = await services.evaluations.get(anna, id);
			return `${myRole} ${myScores}`;
		};
		expect(await roleOf([{ email: anna.email, role: 'evaluator' }])).toBe('lead true');
		expect(
			await roleOf([
				{ email: anna.email.toUpperCase(), role: 'evaluator' },
				{ email: bo.email, role: 'lead' },
			]),
		).toBe('evaluator true');
		expect(await roleOf([{ email: bo.email, role: 'lead', scores: true }])).toBe('lead false');
		expect(
			await roleOf([
				{ email: anna.email, role: 'observer' },
				{ email: 'new@example.test', role: 'lead' },
			]),
		).toBe('lead false');
	});

	test('invites unknown addresses by a link that is shown once and only to leads', async () => {
		const anna = await person();
		const bo = await person();
		const { id, invitations } = await services.evaluations.create(anna, {
			...base,
			members: [
				{ email: bo.email, role: 'evaluator' },
				{ email: 'unknown@example.test', role: 'reviewer' },
			],
		});
		expect(invitations).toEqual([
			{
				email: 'unknown@example.test',
				url: expect.stringMatching(/^http:\/\/localhost:\d+\/invite\/[\w-]{40,}$/) as string,
			},
		]);
		const seen = await services.evaluations.get(anna, id);
		expect(seen.invitations).toMatchObject([{ email: 'unknown@example.test', role: 'reviewer' }]);
		expect(JSON.stringify(seen)).not.toContain(invitations[0]!.url.split('/').at(-1));
		expect((await services.evaluations.get(bo, id)).invitations).toEqual([]);
		const secret = invitations[0]!.url.split('/').at(-1)!;
		const { userId } = await services.invitations.acceptAsNew(secret, {
			name: 'Rut Ny',
			password: 'a long enough passphrase of words',
		});
		expect((await services.evaluations.get(anna, id)).members.map((member) => member.userId)).toContain(
			userId,
		);
	});

	test('tells namesakes apart, and gives each member a colour by the order of joining', async () => {
		const people = await Promise.all(Array.from({ length: 9 }, () => person('Anna Lund')));
		const [lead, ...rest] = people;
		const { id } = await services.evaluations.create(lead!, {
			...base,
			members: rest.map(({ email }) => ({ email, role: 'evaluator' as const })),
		});
		const { members } = await services.evaluations.get(lead!, id);
		expect(members.map(({ userId }) => userId)).toEqual(people.map((one) => one.id));
		expect(members.map(({ color }) => color)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 0]);
		expect(new Set(members.map(({ initials }) => initials)).size).toBe(9);
		await services.members.remove(lead!, id, people[1]!.id);
		const after = (await services.evaluations.get(lead!, id)).members;
		expect(after).toEqual(members.filter(({ userId }) => userId !== people[1]!.id));
		await services.members.add(lead!, id, { email: people[1]!.email, role: 'observer' });
		expect((await services.evaluations.get(lead!, id)).members[1]).toMatchObject({
			...members[1],
			role: 'observer',
			scores: false,
		});
	});
});

describe('to outsiders an evaluation does not exist', () => {
	test('whatever they ask, they are told the same as for one that never was', async () => {
		const group = await server.group();
		const eve = await person();
		const admin = await person('Ada Admin', { admin: true });
		for (const [who, id] of [
			[eve, group.id],
			[admin, group.id],
			[eve, 'none'],
		] as const) {
			const calls = [
				services.evaluations.get(who, id),
				services.phases.change(who, id, 'scoring'),
				services.members.add(who, id, { email: eve.email, role: 'lead' }),
				services.members.change(who, id, group.lead.id, { role: 'observer' }),
				services.members.remove(who, id, group.lead.id),
				services.ballots.submit(who, id),
				services.ballots.reopen(who, id, { userId: group.lead.id, reason: 'x' }),
				services.ballots.reveal(who, id, {}),
				services.consensus.set(who, id, '1.1', { points: 1, basedOn: null }),
				services.consensus.dissent(who, id, '1.1', 'x'),
				services.progress.of(who, id),
				services.history.read(who, id, { limit: 10 }),
			];
			for (const told of await Promise.all(calls.map(refusal))) expect(told).toBe('404 notFound');
		}
		expect(await services.evaluations.list(eve)).toEqual([]);
		expect(await services.evaluations.list(admin)).toEqual([]);
	});

	test('and it ceases to exist for whoever is removed', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await services.members.remove(group.lead, group.id, eva!.id);
		expect(await refusal(services.evaluations.get(eva!, group.id))).toBe('404 notFound');
		expect(await services.evaluations.list(eva!)).toEqual([]);
	});
});

describe('the list of evaluations', () => {
	test('shows one’s own, newest first, with one’s own progress', async () => {
		const group = await server.group();
		const [eva, bo] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 0 });
		await server.score(group, eva!, '1.2', { abstain: true });
		await server.score(group, eva!, '1.3', { notAssessable: 'no documents' });
		await server.score(group, bo!, '1.1', { points: 3 });
		expect(await services.evaluations.list(eva!)).toMatchObject([
			{ id: group.id, role: 'evaluator', phase: 'scoring', progress: { filled: 3, of: SUBQUESTIONS.length } },
		]);
		const [asLead] = await services.evaluations.list(group.lead);
		expect(asLead).not.toHaveProperty('progress');
		const second = await services.evaluations.create(group.lead, base);
		expect((await services.evaluations.list(group.lead)).map(({ id }) => id)).toEqual([second.id, group.id]);
	});

	test('does not tell when somebody else saved a blind score', async () => {
		const group = await server.group();
		const [eva, bo] = group.evaluators;
		const changedAt = async (who = group.lead) => (await services.evaluations.list(who))[0]!.changedAt;
		const before = await changedAt();
		const ofBo = await changedAt(bo);
		await server.score(group, eva!, '1.1', { points: 2 });
		expect(await changedAt()).toBe(before);
		expect(await changedAt(bo)).toBe(ofBo);
		expect(await changedAt(eva)).not.toBe(before);
	});
});

describe('frameworks', () => {
	test('come with the product and keep their checksum', async () => {
		const anna = await person();
		const [first] = await services.frameworks.list(anna);
		expect(first).toMatchObject({
			...KOMMUNKOMPASSEN,
			sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
		});
		expect(await services.frameworks.get(anna, KOMMUNKOMPASSEN.id)).toEqual(first);
		expect(await refusal(services.frameworks.get(anna, 'none'))).toBe('404 notFound');
	});

	const small = {
		id: 'small-1',
		name: 'Small',
		version: '1',
		language: 'en',
		areas: [{ id: 'a', name: 'A', max: 10, subquestions: [{ id: 'a.1', label: 'One?', max: 10 }] }],
	};

	test('are imported by administrators, and never twice under one id', async () => {
		const admin = await person('Ada Admin', { admin: true });
		expect(await refusal(services.frameworks.importJson(await person(), small))).toBe('403 forbidden');
		expect(await services.frameworks.importJson(admin, small)).toMatchObject({ id: 'small-1' });
		expect(await refusal(services.frameworks.importJson(admin, { ...small, name: 'Other' }))).toBe(
			'409 frameworkTaken',
		);
		const { id } = await services.evaluations.create(admin, {
			...base,
			frameworkId: 'small-1',
			blind: 'off',
		});
		expect((await services.evaluations.get(admin, id)).revealed).toEqual(['a.1']);
	});

	test('that contradict themselves are refused with every fault named', async () => {
		const admin = await person('Ada Admin', { admin: true });
		const broken = { ...small, id: 'small-2', areas: [{ ...small.areas[0], max: 11 }] };
		expect(await fieldErrors(services.frameworks.importJson(admin, broken))).toEqual([
			'areas.0.max:frameworkAreaSum',
		]);
		expect(await fieldErrors(services.frameworks.importJson(admin, {}))).toContain(
			'areas:frameworkFieldMissing',
		);
	});
});
