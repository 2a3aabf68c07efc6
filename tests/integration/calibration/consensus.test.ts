import { describe, expect, test } from 'vitest';
import type { Position } from '#document/values.ts';
import type { Actor } from '#server/services/actor.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { problemOf } from '#server/api/problem.ts';
import { reportCsv } from '#server/exports/report-csv.ts';
import { reportJson } from '#server/exports/report-json.ts';
import type { ServiceError } from '#server/services/errors.ts';
import { fieldErrors, refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
type Input = Parameters<typeof services.consensus.set>[3];
const set = (group: Group, input: Input, who: Actor = group.lead, subquestion = '1.1') =>
	services.consensus.set(who, group.id, subquestion, input);

/** As this person's own client would. */
const take = (group: Group, who: Actor, position: Position, subquestion = '1.1'): Promise<void> =>
	services.sync.command([evaluationRoom(group.id)], { userId: who.id, sessionId: null }, (context) => {
		context
			.room(evaluationRoom(group.id))
			.write((doc) => doc.getMap('positions').set(`${subquestion}/${who.id}`, position));
		return Promise.resolve();
	});

/** In calibration, with 1.1 scored 5 and 9. */
async function scoredGroup(): Promise<Group> {
	const group = await server.group({ blind: 'off' });
	await server.score(group, group.evaluators[0]!, '1.1', { points: 5 });
	await server.score(group, group.evaluators[1]!, '1.1', { points: 9 });
	await services.phases.change(group.lead, group.id, 'calibration');
	return group;
}

const tileOf = async (group: Group, subquestion = '1.1') =>
	(await services.boards.of(group.lead, group.id)).areas
		.flatMap(({ tiles }) => tiles)
		.find(({ subquestionId }) => subquestionId === subquestion);

describe('a motive', () => {
	test('is required outside the range of the scores, and not on its edges', async () => {
		const group = await scoredGroup();
		for (const points of [4.99, 9.01])
			for (const motive of [undefined, ' \n'])
				expect(await fieldErrors(set(group, { points, motive, basedOn: null }))).toEqual([
					'motive:motiveOutsideRange',
				]);
		expect(await set(group, { points: 5, basedOn: null })).toEqual({ version: 1 });
		expect(await set(group, { points: 9, basedOn: 1 })).toEqual({ version: 2 });
		expect(await set(group, { points: 12, motive: 'new evidence', basedOn: 2 })).toEqual({ version: 3 });
		expect(await refusal(set(group, { points: 3, basedOn: 3 }))).toBe('422 motiveRequired');
	});

	test('is required after an objection, whose version has passed as well, and not once it is taken back', async () => {
		const group = await scoredGroup();
		const [eva] = group.evaluators;
		await set(group, { points: 7, basedOn: null });
		await take(group, eva!, { version: 1, stance: 'object', reason: 'too high' });
		expect(await fieldErrors(set(group, { points: 6, basedOn: 1 }))).toEqual(['motive:motiveAfterObjection']);
		expect(await fieldErrors(set(group, { points: 1, basedOn: 1 }))).toEqual([
			'motive:motiveOutsideRange',
			'motive:motiveAfterObjection',
		]);
		await set(group, { points: 6, motive: 'Eva is right', basedOn: 1 });
		expect(await refusal(set(group, { points: 6.5, basedOn: 2 }))).toBe('422 motiveRequired');
		await take(group, eva!, { version: 2, stance: 'agree' });
		expect(await set(group, { points: 6.5, basedOn: 2 })).toEqual({ version: 3 });
	});

	test('is asked for in words, in both languages, and after the question whose value stands', async () => {
		const group = await scoredGroup();
		const error = (await set(group, { points: 1, basedOn: null }).catch((e: unknown) => e)) as ServiceError;
		for (const [locale, title, reason] of [
			['sv', 'Det här värdet behöver en motivering.', 'Värdet ligger utanför'],
			['en', 'This value needs a motive.', 'The value lies outside'],
		] as const) {
			const problem = problemOf(error, locale);
			expect(problem.detail).toContain(title);
			expect(problem.errors?.[0]?.message).toContain(reason);
		}
		await set(group, { points: 5, basedOn: null });
		expect(await refusal(set(group, { points: 1, basedOn: null }))).toBe('409 consensusChanged');
	});

	test('is not asked of what carries its reason, nor of a withdrawal', async () => {
		const group = await scoredGroup();
		await set(group, { points: 5, basedOn: null });
		await take(group, group.evaluators[0]!, { version: 1, stance: 'object', reason: 'no' });
		expect(await set(group, { points: null, basedOn: 1 })).toEqual({ version: 2 });
		expect(await set(group, { notAssessable: 'no documents', basedOn: 2 })).toEqual({ version: 3 });
	});
});

describe('positions', () => {
	test('make a value agreed, a new version voids them all, and a later score reopens it', async () => {
		const group = await scoredGroup();
		const [eva, bo] = group.evaluators;
		await set(group, { points: 7, basedOn: null });
		expect(await tileOf(group)).toMatchObject({ state: 'proposed', stances: { silent: [eva!.id, bo!.id] } });
		await take(group, eva!, { version: 1, stance: 'agree' });
		await take(group, bo!, { version: 1, stance: 'accept' });
		expect(await tileOf(group)).toMatchObject({ state: 'agreed', version: 1 });
		await set(group, { points: 7.5, basedOn: 1 });
		expect(await tileOf(group)).toMatchObject({
			state: 'reopened',
			because: 'value-changed',
			version: 2,
			stances: { agree: [], accept: [], silent: [eva!.id, bo!.id] },
		});
		await take(group, eva!, { version: 2, stance: 'agree' });
		await take(group, bo!, { version: 2, stance: 'abstain' });
		expect((await tileOf(group))?.state).toBe('agreed');
		await server.score(group, eva!, '1.1', { points: 6 });
		expect(await tileOf(group)).toMatchObject({ state: 'reopened', because: 'scores-changed' });
	});

	test('of a member who left block nothing', async () => {
		const group = await scoredGroup();
		const [eva, bo] = group.evaluators;
		await set(group, { points: 7, basedOn: null });
		await take(group, eva!, { version: 1, stance: 'object', reason: 'no' });
		await take(group, bo!, { version: 1, stance: 'agree' });
		expect((await tileOf(group))?.state).toBe('objected');
		await services.members.remove(group.lead, group.id, eva!.id);
		expect((await tileOf(group))?.state).toBe('agreed');
		expect(await set(group, { points: 9, basedOn: 1 })).toEqual({ version: 2 });
	});
});

describe('two people at once', () => {
	test('one value stands; the other is told whose it is and what it rests on', async () => {
		const group = await server.group({ phase: 'calibration', consensusBy: 'evaluators' });
		const [eva, bo] = group.evaluators;
		const answers = await Promise.allSettled([
			set(group, { points: 7, basedOn: null }, eva),
			set(group, { points: 8, basedOn: null }, bo),
		]);
		expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		const winner = answers[0].status === 'fulfilled' ? { points: 7, by: eva!.id } : { points: 8, by: bo!.id };
		const loser = answers.find((answer) => answer.status === 'rejected');
		expect(loser?.reason).toMatchObject({
			status: 409,
			code: 'consensusChanged',
			extra: { version: 1, current: { ...winner, version: 1 } },
		});
		expect((await server.document(group, 'consensus'))['1.1']).toMatchObject({ ...winner, version: 1 });
	});
});

describe('final', () => {
	test('waits for objections, not for silence', async () => {
		const group = await server.group({ phase: 'calibration', blind: 'off' });
		const { lead, id } = group;
		for (const subquestion of SUBQUESTIONS) await set(group, { points: 1, basedOn: null }, lead, subquestion);
		await services.phases.change(lead, id, 'review');
		await take(group, group.evaluators[0]!, { version: 1, stance: 'object', reason: 'no' }, '4.2');
		expect(await fieldErrors(services.phases.change(lead, id, 'final'))).toEqual([
			'consensus.4.2:objectionOpen',
		]);
		await set(group, { points: 2, motive: 'after talking', basedOn: 1 }, lead, '4.2');
		await services.phases.change(lead, id, 'final');
		expect((await services.boards.of(group.observer, id)).counts.final).toBe(SUBQUESTIONS.length);
	});

	test('waits for a value to be set anew after a score has changed', async () => {
		const group = await scoredGroup();
		const { lead, id } = group;
		for (const subquestion of SUBQUESTIONS) await set(group, { points: 5, basedOn: null }, lead, subquestion);
		await server.score(group, group.evaluators[0]!, '1.1', { points: 6 });
		await services.phases.change(lead, id, 'review');
		expect(await fieldErrors(services.phases.change(lead, id, 'final'))).toEqual([
			'consensus.1.1:scoresChangedSince',
		]);
		await set(group, { points: 6, basedOn: 1 });
		await services.phases.change(lead, id, 'final');
	});
});

test('what a consensus rests on reaches no report and no reviewer', async () => {
	const group = await scoredGroup();
	const { lead, id } = group;
	for (const subquestion of SUBQUESTIONS) await set(group, { points: 5, basedOn: null }, lead, subquestion);
	expect((await server.document(group, 'consensus'))['1.1']).toHaveProperty('basis');
	await services.phases.change(lead, id, 'review');
	await services.phases.change(lead, id, 'final');
	const model = await services.reports.model(group.reviewer, id);
	const printed = JSON.stringify(reportJson(model)) + reportCsv(model) + JSON.stringify(model);
	expect(printed).not.toMatch(/basis|lastAgreed/);
	for (const { id: person } of group.evaluators) expect(printed).not.toContain(person);
	const closed = [
		services.snapshots.content(group.reviewer, id),
		services.snapshots.list(group.reviewer, id),
		services.boards.of(group.reviewer, id),
		services.agreement.report(group.reviewer, id),
		services.agreement.data(group.reviewer, id, 'now'),
		set(group, { points: 1, basedOn: null }, group.reviewer),
		services.consensus.dissent(group.reviewer, id, '1.1', 'x'),
	].map(refusal);
	expect(new Set(await Promise.all(closed))).toEqual(new Set(['403 forbidden']));
});
