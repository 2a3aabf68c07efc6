import { describe, expect, test } from 'vitest';
import type { Actor } from '#server/services/actor.ts';
import { fieldErrors, refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const revealedIn = async ({ id, lead }: Group) => (await services.evaluations.get(lead, id)).revealed;
const AREA_1 = ['1.1', '1.2', '1.3', '1.4', '1.5'];

async function fill(group: Group, who: Actor, subquestions: readonly string[], points = 5): Promise<void> {
	for (const one of subquestions) await server.score(group, who, one, { points });
}

describe('handing in', () => {
	test('locks the named rows; all of them if none are named', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await server.scoreAll(group, eva!);
		expect(await services.ballots.submit(eva!, group.id, ['1.2', '1.1', '1.2'])).toEqual({
			handedIn: ['1.2', '1.1'],
			blank: [],
			revealed: [],
		});
		expect((await services.ballots.submit(eva!, group.id, ['1.3', '1.1'])).handedIn).toEqual(['1.3']);
		expect((await services.ballots.submit(eva!, group.id, ['1.3', '1.1'])).handedIn).toEqual([]);
		expect((await services.ballots.submit(eva!, group.id)).handedIn).toEqual(SUBQUESTIONS.slice(3));
		expect((await services.ballots.submit(eva!, group.id)).handedIn).toEqual([]);
	});

	test('keeps zero, not assessable, abstained and blank apart, and says which rows were blank', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 0 });
		await server.score(group, eva!, '1.2', { notAssessable: 'no documents' });
		await server.score(group, eva!, '1.3', { abstain: true });
		expect(await services.ballots.submit(eva!, group.id, ['1.1', '1.2', '1.3', '1.4'])).toEqual({
			handedIn: ['1.1', '1.2', '1.3', '1.4'],
			blank: ['1.4'],
			revealed: [],
		});
		expect((await services.ballots.submit(eva!, group.id)).blank).toEqual(SUBQUESTIONS.slice(4));
	});

	test('is for those who score, in a blind evaluation, with subquestions that exist', async () => {
		const group = await server.group();
		for (const who of [group.lead, group.observer, group.reviewer])
			expect(await refusal(services.ballots.submit(who, group.id))).toBe('403 forbidden');
		const unknown = services.ballots.submit(group.evaluators[0]!, group.id, ['1.1', '9.9', '__proto__']);
		expect(await fieldErrors(unknown)).toEqual([
			'subquestions.1:subquestionUnknown',
			'subquestions.2:subquestionUnknown',
		]);
		const open = await server.group({ blind: 'off' });
		expect(await refusal(services.ballots.submit(open.evaluators[0]!, open.id))).toBe('409 notBlind');
		expect(await refusal(services.ballots.reveal(open.lead, open.id, {}))).toBe('409 notBlind');
	});

	test('counts once when the same ballot is handed in twice at the same moment', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await server.scoreAll(group, eva!);
		const both = await Promise.all([1, 2].map(() => services.ballots.submit(eva!, group.id)));
		expect(both.map(({ handedIn }) => handedIn.length).sort((a, b) => a - b)).toEqual([
			0,
			SUBQUESTIONS.length,
		]);
	});
});

describe('reopening', () => {
	test('unlocks rows with a reason, by a lead only, and the reason is kept', async () => {
		const group = await server.group();
		const [eva, bo] = group.evaluators;
		await fill(group, eva!, AREA_1);
		await services.ballots.submit(eva!, group.id, AREA_1);
		const reopen = (who: Actor, reason: string, subquestions?: string[]) =>
			services.ballots.reopen(who, group.id, { userId: eva!.id, reason, subquestions });
		expect(await refusal(reopen(eva!, 'x'))).toBe('403 forbidden');
		expect(await refusal(reopen(bo!, 'x'))).toBe('403 forbidden');
		expect(await fieldErrors(reopen(group.lead, ' '))).toEqual(['reason:reasonNeeded']);
		expect(await refusal(reopen(group.lead, 'x', ['2.1']))).toBe('409 notHandedIn');
		expect(await reopen(group.lead, 'typed in the wrong row', ['1.2', '2.1'])).toEqual({ reopened: ['1.2'] });
		expect(await reopen(group.lead, 'all of it')).toEqual({ reopened: ['1.1', '1.3', '1.4', '1.5'] });
		expect(await refusal(reopen(group.lead, 'again'))).toBe('409 notHandedIn');
		const nobody = { userId: group.observer.id, reason: 'x' };
		expect(await fieldErrors(services.ballots.reopen(group.lead, group.id, nobody))).toEqual([
			'userId:notAVoter',
		]);
		const admin = await server.person('Ada Admin', { admin: true });
		const [, entry] = await services.audit.list(admin, {
			evaluationId: group.id,
			action: 'ballot.reopen',
			limit: 5,
		});
		expect(entry).toMatchObject({
			subject: eva!.id,
			detail: { subquestions: ['1.2'], reason: 'typed in the wrong row' },
		});
	});

	test('is over once the group has seen the scores', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await fill(group, eva!, AREA_1);
		await services.ballots.submit(eva!, group.id, AREA_1);
		await services.ballots.reveal(group.lead, group.id, { subquestions: ['1.1'] });
		const reopen = (subquestions?: string[]) =>
			services.ballots.reopen(group.lead, group.id, { userId: eva!.id, reason: 'x', subquestions });
		expect(await refusal(reopen(['1.1', '1.2']))).toBe('409 alreadyRevealed');
		expect(await reopen()).toEqual({ reopened: AREA_1.slice(1) });
		expect(await refusal(reopen())).toBe('409 alreadyRevealed');
	});
});

describe('the reveal', () => {
	test('copies every filled row as it stands, handed in or not, and keeps the first round beside it', async () => {
		const group = await server.group();
		const [eva, bo] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 12.5, confidence: 'low', note: 'thin' });
		await server.score(group, eva!, '2.1', { points: 9 });
		await server.score(group, bo!, '1.1', { abstain: true });
		await services.ballots.submit(eva!, group.id, ['1.1']);
		expect(await services.ballots.reveal(group.lead, group.id, { areas: ['1'] })).toEqual({
			revealed: AREA_1,
		});
		const round = {
			[`1.1/${eva!.id}`]: { points: 12.5, confidence: 'low', note: 'thin' },
			[`1.1/${bo!.id}`]: { abstain: true },
		};
		expect(await server.document(group, 'scores')).toEqual(round);
		await server.score(group, eva!, '1.1', { points: 10 });
		expect(await server.document(group, 'scores')).toMatchObject({ [`1.1/${eva!.id}`]: { points: 10 } });
		expect(await server.document(group, 'firstScores')).toEqual(round);
		expect(await revealedIn(group)).toEqual(AREA_1);
	});

	test('is one step of the log, however many ballots there are', async () => {
		const group = await server.group({ evaluators: 4 });
		for (const who of group.evaluators) await server.scoreAll(group, who);
		const seq = () => services.sync.read(`evaluation/${group.id}`, (_doc, at) => at.seq);
		const before = await seq();
		await services.ballots.reveal(group.lead, group.id, {});
		expect(await seq()).toBe(before + 1);
		expect(Object.keys(await server.document(group, 'firstScores'))).toHaveLength(4 * SUBQUESTIONS.length);
	});

	test('is for leads, names what exists, and does not happen twice', async () => {
		const group = await server.group();
		for (const who of [...group.evaluators, group.observer, group.reviewer])
			expect(await refusal(services.ballots.reveal(who, group.id, {}))).toBe('403 forbidden');
		const wrong = services.ballots.reveal(group.lead, group.id, { subquestions: ['x'] });
		expect(await fieldErrors(wrong)).toEqual(['subquestions.0:subquestionUnknown']);
		const wrongArea = services.ballots.reveal(group.lead, group.id, { areas: ['1', 'x'] });
		expect(await fieldErrors(wrongArea)).toEqual(['areas.1:areaUnknown']);
		await services.ballots.reveal(group.lead, group.id, { subquestions: ['1.1'], areas: ['2'] });
		expect(await revealedIn(group)).toEqual(['1.1', '2.1', '2.2', '2.3', '2.4', '2.5']);
		expect(await refusal(services.ballots.reveal(group.lead, group.id, { areas: ['2'] }))).toBe(
			'409 nothingToReveal',
		);
		expect((await services.ballots.reveal(group.lead, group.id, { areas: ['1'] })).revealed).toEqual(
			AREA_1.slice(1),
		);
	});

	test('happens to all or to none: a failed one leaves nothing behind', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await server.scoreAll(group, eva!);
		const { pool } = services.connection;
		await pool.query(`create function fail_reveal() returns trigger language plpgsql as
			$$ begin if new.evaluation_id = '${group.id}' then raise exception 'no'; end if; return new; end $$`);
		await pool.query(
			'create trigger fail_reveal before insert on reveal for each row execute function fail_reveal()',
		);
		await expect(services.ballots.reveal(group.lead, group.id, {})).rejects.toThrow();
		await pool.query('drop trigger fail_reveal on reveal');
		expect(await server.document(group, 'scores')).toEqual({});
		expect(await revealedIn(group)).toEqual([]);
		await services.ballots.reveal(group.lead, group.id, {});
		expect(Object.keys(await server.document(group, 'scores'))).toHaveLength(SUBQUESTIONS.length);
	});

	test('leaves the ballots of people who were removed, or do not score any more, where they are', async () => {
		const group = await server.group({ evaluators: 3 });
		const [eva, bo, cia] = group.evaluators;
		for (const who of group.evaluators) await fill(group, who, ['1.1']);
		await services.members.remove(group.lead, group.id, eva!.id);
		await services.members.change(group.lead, group.id, bo!.id, { scores: false });
		await services.ballots.reveal(group.lead, group.id, {});
		expect(Object.keys(await server.document(group, 'scores'))).toEqual([`1.1/${cia!.id}`]);
	});
});

describe('by subquestion', () => {
	test('the last ballot reveals it, and only it', async () => {
		const group = await server.group({ blind: 'subquestion' });
		const [eva, bo] = group.evaluators;
		await fill(group, eva!, ['1.1', '1.2']);
		await fill(group, bo!, ['1.1', '1.2']);
		expect((await services.ballots.submit(eva!, group.id, ['1.1', '1.2'])).revealed).toEqual([]);
		expect(await server.document(group, 'scores')).toEqual({});
		expect((await services.ballots.submit(bo!, group.id, ['1.2'])).revealed).toEqual(['1.2']);
		expect(Object.keys(await server.document(group, 'scores')).sort()).toEqual(
			[`1.2/${bo!.id}`, `1.2/${eva!.id}`].sort(),
		);
		expect(await refusal(services.ballots.submit(bo!, group.id, ['1.2']))).toBe('409 alreadyRevealed');
	});

	test('two last ballots at the same moment reveal it once', async () => {
		const group = await server.group({ blind: 'subquestion', evaluators: 3 });
		for (const who of group.evaluators) await fill(group, who, ['1.1']);
		const answers = await Promise.all(
			group.evaluators.map((who) => services.ballots.submit(who, group.id, ['1.1'])),
		);
		expect(answers.map(({ revealed }) => revealed.length).sort()).toEqual([0, 0, 1]);
		expect(Object.keys(await server.document(group, 'firstScores'))).toHaveLength(3);
	});

	test('it does not wait for somebody who was removed or stopped scoring', async () => {
		const group = await server.group({ blind: 'subquestion', evaluators: 3 });
		const [eva, bo, cia] = group.evaluators;
		await fill(group, eva!, ['1.1', '1.2']);
		await fill(group, bo!, ['1.1']);
		await services.ballots.submit(eva!, group.id, ['1.1', '1.2']);
		await services.ballots.submit(bo!, group.id, ['1.1']);
		await services.members.remove(group.lead, group.id, cia!.id);
		expect(await revealedIn(group)).toEqual(['1.1']);
		await services.members.change(group.lead, group.id, bo!.id, { role: 'observer' });
		expect(await revealedIn(group)).toEqual(['1.1', '1.2']);
	});

	test('somebody who joins is waited for', async () => {
		const group = await server.group({ blind: 'subquestion', evaluators: 1 });
		const dan = await server.person();
		await fill(group, group.evaluators[0]!, ['1.1']);
		await services.members.add(group.lead, group.id, { email: dan.email, role: 'evaluator' });
		expect((await services.ballots.submit(group.evaluators[0]!, group.id, ['1.1'])).revealed).toEqual([]);
		await fill(group, dan, ['1.1']);
		expect((await services.ballots.submit(dan, group.id, ['1.1'])).revealed).toEqual(['1.1']);
	});
});

test('by area, nothing shows before everyone has handed in the whole area', async () => {
	const group = await server.group({ blind: 'area' });
	const [eva, bo] = group.evaluators;
	await fill(group, eva!, AREA_1);
	await fill(group, bo!, AREA_1);
	await services.ballots.submit(eva!, group.id, AREA_1);
	expect((await services.ballots.submit(bo!, group.id, AREA_1.slice(1))).revealed).toEqual([]);
	expect((await services.ballots.submit(bo!, group.id, ['1.1'])).revealed).toEqual(AREA_1);
	expect(Object.keys(await server.document(group, 'scores'))).toHaveLength(10);
});

test('before the reveal, nobody else finds a value of a ballot anywhere in the API', async () => {
	const group = await server.group();
	const [eva, bo] = group.evaluators;
	await server.score(group, eva!, '1.1', { points: 7.77, note: 'SECRET-NOTE' });
	await server.score(group, eva!, '1.2', { notAssessable: 'SECRET-NOTE' });
	await services.ballots.submit(eva!, group.id, ['1.1']);
	const admin = await server.person('Ada Admin', { admin: true });
	for (const who of [group.lead, bo!, group.observer]) {
		const seen = JSON.stringify([
			await services.evaluations.list(who),
			await services.evaluations.get(who, group.id),
			await services.history.read(who, group.id, { limit: 1000 }),
			await services.snapshots.content(who, group.id),
			await services.snapshots.list(who, group.id),
			await services.reports.model(who, group.id),
			await services.audit.list(admin, { limit: 1000 }),
		]);
		expect(seen).not.toContain('7.77');
		expect(seen).not.toContain('SECRET-NOTE');
	}
});
