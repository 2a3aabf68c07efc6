import { describe, expect, test } from 'vitest';
import { PHASES } from '#domain/phases/phases.ts';
import { fieldErrors, refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { db } = services.connection;
const phaseOf = async ({ id, lead }: Group) => (await services.evaluations.get(lead, id)).phase;

describe('the phase', () => {
	test('is changed by leads only', async () => {
		const group = await server.group({ phase: 'setup' });
		for (const who of [...group.evaluators, group.observer, group.reviewer])
			expect(await refusal(services.phases.change(who, group.id, 'scoring'))).toBe('403 forbidden');
		expect(await services.phases.change(group.lead, group.id, 'scoring')).toEqual({ phase: 'scoring' });
	});

	test('goes one step forward, and one step back with a reason', async () => {
		const { lead, id } = await server.group({ blind: 'off' });
		expect(await refusal(services.phases.change(lead, id, 'scoring'))).toBe('409 samePhase');
		expect(await refusal(services.phases.change(lead, id, 'review'))).toBe('409 phaseNotAdjacent');
		expect(await fieldErrors(services.phases.change(lead, id, 'setup'))).toEqual(['reason:reasonNeeded']);
		expect(await fieldErrors(services.phases.change(lead, id, 'setup', ' \n'))).toEqual([
			'reason:reasonNeeded',
		]);
		await services.phases.change(lead, id, 'setup', 'a member is missing');
		expect(await phaseOf({ lead, id } as Group)).toBe('setup');
		const rows = await db
			.selectFrom('phase_change')
			.selectAll()
			.where('evaluation_id', '=', id)
			.orderBy('id')
			.execute();
		expect(
			rows.map(({ from_phase, to_phase, reason, by_user }) => [from_phase, to_phase, reason, by_user]),
		).toEqual([
			['setup', 'scoring', null, lead.id],
			['scoring', 'setup', 'a member is missing', lead.id],
		]);
	});

	test('changes once when two leads change it at the same moment', async () => {
		const group = await server.group({ phase: 'setup' });
		await services.members.change(group.lead, group.id, group.evaluators[0]!.id, { role: 'lead' });
		const both = await Promise.allSettled(
			[group.lead, group.evaluators[0]!].map((who) => services.phases.change(who, group.id, 'scoring')),
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await phaseOf(group)).toBe('scoring');
	});

	test('keeps a snapshot of the document at every change', async () => {
		const group = await server.group({ phase: 'calibration', blind: 'off' });
		const list = await services.snapshots.list(group.lead, group.id);
		expect(list.map(({ kind, label }) => [kind, label])).toEqual([
			['phase', 'scoring → calibration'],
			['phase', 'setup → scoring'],
		]);
	});
});

describe('final', () => {
	test('is refused with everything that is missing, and nothing has changed then', async () => {
		const group = await server.group({ phase: 'review', blind: 'off' });
		const { lead, id } = group;
		await services.consensus.set(lead, id, '1.1', { points: 11.2, basedOn: null });
		await services.consensus.set(lead, id, '1.2', { notAssessable: 'no interviews', basedOn: null });
		await services.consensus.set(lead, id, '1.3', { points: 0, basedOn: null });
		await services.consensus.set(lead, id, '1.4', { points: 3, basedOn: null });
		await services.consensus.set(lead, id, '1.4', { points: null, basedOn: 1 });
		const call = services.phases.change(lead, id, 'final');
		expect(await refusal(call)).toBe('409 notReadyForFinal');
		const missing = SUBQUESTIONS.filter((one) => !['1.1', '1.2', '1.3'].includes(one));
		expect(await fieldErrors(services.phases.change(lead, id, 'final'))).toEqual(
			missing.map((one) => `consensus.${one}:consensusMissing`),
		);
		expect(await phaseOf(group)).toBe('review');
	});

	test('is reached when every subquestion is settled, and reopened with a reason', async () => {
		const group = await server.group({ phase: 'review', blind: 'off' });
		const { lead, id } = group;
		for (const one of SUBQUESTIONS) await services.consensus.set(lead, id, one, { points: 1, basedOn: null });
		await services.phases.change(lead, id, 'final');
		expect((await services.snapshots.list(lead, id))[0]).toMatchObject({ kind: 'final' });
		expect(await refusal(services.consensus.set(lead, id, '1.1', { points: 2, basedOn: 1 }))).toBe(
			'409 wrongPhase',
		);
		expect(await refusal(services.phases.change(lead, id, 'review'))).toBe('422 invalidInput');
		await services.phases.change(lead, id, 'review', 'a wrong figure');
		await services.consensus.set(lead, id, '1.1', { points: 2, basedOn: 1 });
	});
});

describe('calibration', () => {
	test('reveals what is still hidden in the same commit', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 4.25 });
		const before = await services.sync.read(`evaluation/${group.id}`, (_doc, at) => at.seq);
		await services.phases.change(group.lead, group.id, 'calibration');
		expect((await services.evaluations.get(eva!, group.id)).revealed).toEqual(SUBQUESTIONS);
		expect(await server.document(group, 'scores')).toEqual({ [`1.1/${eva!.id}`]: { points: 4.25 } });
		expect(await services.sync.read(`evaluation/${group.id}`, (_doc, at) => at.seq)).toBe(before + 1);
	});

	test('does not hide again what the group has seen, when it goes back to scoring', async () => {
		const group = await server.group();
		await services.phases.change(group.lead, group.id, 'calibration');
		await services.phases.change(group.lead, group.id, 'scoring', 'one more round');
		expect((await services.evaluations.get(group.lead, group.id)).revealed).toEqual(SUBQUESTIONS);
		await services.phases.change(group.lead, group.id, 'calibration');
	});
});

test('what belongs to a phase is refused in every other', async () => {
	const allowed: Record<string, string[]> = {
		submit: [],
		reopen: [],
		reveal: [],
		consensus: [],
		minority: [],
	};
	const group = await server.group({ phase: 'setup', blind: 'off' });
	const { lead, id, evaluators } = group;
	for (const phase of PHASES) {
		if (phase === 'final')
			for (const one of SUBQUESTIONS.slice(1))
				await services.consensus.set(lead, id, one, { points: 1, basedOn: null });
		if (phase !== 'setup') await services.phases.change(lead, id, phase);
		const calls = {
			submit: services.ballots.submit(evaluators[0]!, id),
			reopen: services.ballots.reopen(lead, id, { userId: evaluators[0]!.id, reason: 'x' }),
			reveal: services.ballots.reveal(lead, id, {}),
			consensus: services.consensus.set(lead, id, '1.1', { points: 1, basedOn: 99 }),
			minority: services.consensus.dissent(lead, id, '9.9', 'x'),
		};
		const told = Object.entries(calls).map(async ([name, call]) => ({ name, code: await refusal(call) }));
		for (const { name, code } of await Promise.all(told))
			if (code !== '409 wrongPhase') allowed[name]!.push(phase);
		if (phase === 'review') await services.consensus.set(lead, id, '1.1', { points: 1, basedOn: null });
	}
	expect(allowed).toEqual({
		submit: ['scoring'],
		reopen: ['scoring'],
		reveal: ['scoring', 'calibration'],
		consensus: ['calibration', 'review'],
		minority: ['calibration', 'review'],
	});
});
