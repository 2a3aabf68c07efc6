import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { composeServices } from '#server/app.ts';
import { createSessions } from '#server/services/session.ts';
import { fieldErrors, refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { calibration } = services;

const stateOf = ({ id, lead }: Group) => calibration.get(lead, id);
const seqOf = ({ id }: Group) => services.sync.read(`evaluation/${id}`, (_doc, at) => at.seq);

/** In calibration, with scores that lie widest apart in 1.2, then 2.1, and not at all in 1.1. */
async function scoredGroup(options: Parameters<typeof server.group>[0] = {}): Promise<Group> {
	const group = await server.group(options);
	const [eva, bo] = group.evaluators;
	for (const [subquestion, ofEva, ofBo] of [
		['1.1', 10, 10],
		['1.2', 2, 18],
		['2.1', 5, 9],
		['2.2', 5, 5.5],
	] as const) {
		await server.score(group, eva!, subquestion, { points: ofEva });
		await server.score(group, bo!, subquestion, { points: ofBo });
	}
	await services.phases.change(group.lead, group.id, 'calibration');
	return group;
}

describe('opening', () => {
	test('makes a lead facilitator and puts the widest disagreement first', async () => {
		const group = await scoredGroup();
		expect(await calibration.open(group.lead, group.id, {})).toEqual({
			open: true,
			facilitator: group.lead.id,
			scribe: null,
			agenda: ['1.2', '2.1'],
			current: '1.2',
			startedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			timer: null,
		});
		expect(await refusal(calibration.open(group.lead, group.id, {}))).toBe('409 sessionOpen');
	});

	test('is for leads and whoever a lead has named facilitator, and for nobody else', async () => {
		const group = await server.group({ phase: 'calibration' });
		const [eva, bo] = group.evaluators;
		expect(await refusal(calibration.open(eva!, group.id, {}))).toBe('403 notFacilitating');
		for (const who of [group.observer, group.reviewer])
			expect(await refusal(calibration.open(who, group.id, {}))).toBe('403 forbidden');
		const stranger = await server.person();
		expect(await refusal(calibration.open(stranger, group.id, {}))).toBe('404 notFound');
		await calibration.grant(group.lead, group.id, 'facilitator', eva!.id);
		expect(await refusal(calibration.open(bo!, group.id, {}))).toBe('403 notFacilitating');
		expect(await calibration.open(eva!, group.id, {})).toMatchObject({ open: true, facilitator: eva!.id });
	});

	test('takes an own order and names parts at once, which only a lead may', async () => {
		const group = await server.group({ phase: 'calibration' });
		const [eva, bo] = group.evaluators;
		const input = { facilitator: eva!.id, scribe: bo!.id, agenda: { subquestions: ['8.7', '1.1', '8.7'] } };
		await calibration.grant(group.lead, group.id, 'facilitator', bo!.id);
		expect(await refusal(calibration.open(bo!, group.id, input))).toBe('403 forbidden');
		expect(await calibration.open(group.lead, group.id, input)).toMatchObject({
			facilitator: eva!.id,
			scribe: bo!.id,
			agenda: ['8.7', '1.1'],
			current: '8.7',
		});
	});

	test('belongs to scoring and calibration', async () => {
		for (const phase of ['setup', 'review'] as const) {
			const group = await server.group({ phase, blind: 'off' });
			expect(await refusal(calibration.open(group.lead, group.id, {}))).toBe('409 wrongPhase');
		}
		const group = await server.group({ phase: 'scoring' });
		expect(await calibration.open(group.lead, group.id, {})).toMatchObject({ agenda: [], current: null });
	});

	test('by two at the same moment opens one session', async () => {
		const group = await scoredGroup();
		await calibration.grant(group.lead, group.id, 'facilitator', group.evaluators[0]!.id);
		const both = await Promise.allSettled(
			[group.lead, group.evaluators[0]!].map((who) => calibration.open(who, group.id, {})),
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});
});

describe('the parts', () => {
	test('are granted by leads to leads and evaluators', async () => {
		const group = await server.group({ phase: 'calibration' });
		const [eva] = group.evaluators;
		expect(await refusal(calibration.grant(eva!, group.id, 'facilitator', eva!.id))).toBe('403 forbidden');
		for (const who of [group.observer, group.reviewer, await server.person()])
			expect(await fieldErrors(calibration.grant(group.lead, group.id, 'scribe', who.id))).toEqual([
				'userId:cannotHoldPart',
			]);
		expect(await calibration.grant(group.lead, group.id, 'scribe', eva!.id)).toMatchObject({
			open: false,
			scribe: eva!.id,
		});
		expect(await calibration.grant(group.lead, group.id, 'scribe', null)).toMatchObject({ scribe: null });
	});

	test('pass on in the middle: a lead takes over, and who held the session before holds it no longer', async () => {
		const group = await scoredGroup();
		const [eva, bo] = group.evaluators;
		await calibration.grant(group.lead, group.id, 'facilitator', eva!.id);
		await calibration.open(eva!, group.id, {});
		await calibration.focus(eva!, group.id, '2.1');
		await calibration.grant(group.lead, group.id, 'facilitator', group.lead.id);
		expect(await refusal(calibration.focus(eva!, group.id, '1.1'))).toBe('403 notFacilitating');
		await calibration.grant(group.lead, group.id, 'facilitator', bo!.id);
		await calibration.focus(bo!, group.id, '2.2');
		expect(await stateOf(group)).toMatchObject({
			facilitator: bo!.id,
			current: '2.2',
			agenda: ['1.2', '2.1'],
		});
	});

	test('end with membership; a session goes on under any lead, and the next one is not theirs', async () => {
		const group = await scoredGroup();
		const [eva, bo] = group.evaluators;
		await calibration.grant(group.lead, group.id, 'facilitator', eva!.id);
		await calibration.grant(group.lead, group.id, 'scribe', bo!.id);
		await calibration.open(eva!, group.id, {});
		await services.members.remove(group.lead, group.id, eva!.id);
		await services.members.change(group.lead, group.id, bo!.id, { role: 'observer' });
		expect(await refusal(calibration.focus(eva!, group.id, '1.1'))).toBe('404 notFound');
		expect(await refusal(calibration.markDiscussed(bo!, group.id, '1.1', true))).toBe('403 forbidden');
		await calibration.focus(group.lead, group.id, '1.1');
		await calibration.close(group.lead, group.id);
		expect(await calibration.open(group.lead, group.id, {})).toMatchObject({ facilitator: group.lead.id });
	});

	test('let a scribe mark, and no more', async () => {
		const group = await scoredGroup();
		const [eva, bo] = group.evaluators;
		await calibration.open(group.lead, group.id, { scribe: eva!.id });
		await calibration.markDiscussed(eva!, group.id, '1.2', true);
		await calibration.markSpoken(eva!, group.id, '1.2', bo!.id, true);
		const refused = [
			calibration.focus(eva!, group.id, '1.1'),
			calibration.setTimer(eva!, group.id, 60),
			calibration.setAgenda(eva!, group.id, { queue: 'all' }),
			calibration.openRound(eva!, group.id, '1.2', 2),
			calibration.close(eva!, group.id),
			calibration.markDiscussed(bo!, group.id, '1.2', false),
		].map(refusal);
		expect(new Set(await Promise.all(refused))).toEqual(new Set(['403 notFacilitating']));
	});
});

describe('in a session', () => {
	test('the focus is everyone’s, and a new one ends the timer', async () => {
		const clock = { now: Date.parse('2026-01-01T10:00:00Z') };
		const sessions = createSessions({ ...services, now: () => clock.now });
		const group = await scoredGroup();
		await sessions.open(group.lead, group.id, {});
		expect(await sessions.setTimer(group.lead, group.id, 90)).toMatchObject({
			timer: { endsAt: '2026-01-01T10:01:30.000Z', seconds: 90 },
		});
		expect((await sessions.focus(group.lead, group.id, '1.2')).timer).not.toBeNull();
		expect(await sessions.focus(group.lead, group.id, '8.7')).toMatchObject({ current: '8.7', timer: null });
		await sessions.setTimer(group.lead, group.id, 5);
		expect((await sessions.setTimer(group.lead, group.id, null)).timer).toBeNull();
		expect((await sessions.focus(group.lead, group.id, null)).current).toBeNull();
		expect((await sessions.get(group.observer, group.id)).serverTime).toBe('2026-01-01T10:00:00.000Z');
	});

	test('what does not exist or does not fit is refused by name', async () => {
		const group = await scoredGroup();
		const { lead, id } = group;
		await calibration.open(lead, id, {});
		expect(await fieldErrors(calibration.focus(lead, id, '9.9'))).toEqual([
			'subquestionId:subquestionUnknown',
		]);
		for (const seconds of [0, 4, 14_401, 10.5, NaN])
			expect(await fieldErrors(calibration.setTimer(lead, id, seconds))).toEqual(['seconds:timerRange']);
		expect(await fieldErrors(calibration.setAgenda(lead, id, { subquestions: ['1.1', 'x'] }))).toEqual([
			'subquestions.1:subquestionUnknown',
		]);
		expect(await fieldErrors(calibration.setAgenda(lead, id, {}))).toEqual([
			'subquestions:oneOfSubquestionsAndQueue',
		]);
		expect(await fieldErrors(calibration.markSpoken(lead, id, '1.1', group.observer.id, true))).toEqual([
			'userId:notAScorer',
		]);
		for (const subquestion of ['9.9', '__proto__', '']) {
			const refused = [
				calibration.markDiscussed(lead, id, subquestion, true),
				calibration.markSpoken(lead, id, subquestion, group.evaluators[0]!.id, true),
				calibration.openRound(lead, id, subquestion, 2),
			].map(refusal);
			expect(new Set(await Promise.all(refused))).toEqual(new Set(['404 notFound']));
		}
	});

	test('nothing can be done where none is open', async () => {
		const { lead, id, evaluators } = await scoredGroup();
		const refused = [
			calibration.focus(lead, id, '1.1'),
			calibration.setTimer(lead, id, 60),
			calibration.setAgenda(lead, id, { queue: 'all' }),
			calibration.markDiscussed(lead, id, '1.1', true),
			calibration.markSpoken(lead, id, '1.1', evaluators[0]!.id, true),
			calibration.openRound(lead, id, '1.1', 2),
			calibration.close(lead, id),
		].map(refusal);
		expect(new Set(await Promise.all(refused))).toEqual(new Set(['409 sessionClosed']));
	});

	test('marks are set and taken back; saying the same twice writes nothing', async () => {
		const group = await scoredGroup();
		const { lead, id } = group;
		const [eva] = group.evaluators;
		await calibration.open(lead, id, {});
		await calibration.markDiscussed(lead, id, '1.2', true);
		await calibration.markSpoken(lead, id, '1.2', eva!.id, true);
		const { discussed, spoken } = await stateOf(group);
		expect(discussed).toEqual({ '1.2': { by: lead.id, at: expect.any(String) as string } });
		expect(spoken).toEqual({ '1.2': { [eva!.id]: { at: expect.any(String) as string } } });
		const before = await seqOf(group);
		await calibration.markDiscussed(lead, id, '1.2', true);
		await calibration.markSpoken(lead, id, '1.2', eva!.id, true);
		await calibration.focus(lead, id, '1.2');
		await calibration.setTimer(lead, id, null);
		expect(await seqOf(group)).toBe(before);
		await calibration.markSpoken(lead, id, '1.2', eva!.id, false);
		await calibration.markDiscussed(lead, id, '1.2', false);
		expect(await stateOf(group)).toMatchObject({ discussed: {}, spoken: {} });
	});

	test('the agenda is set anew from the queue, without what is discussed', async () => {
		const { lead, id } = await scoredGroup();
		await calibration.open(lead, id, {});
		await calibration.markDiscussed(lead, id, '1.2', true);
		expect((await calibration.setAgenda(lead, id, { queue: 'flagged' })).agenda).toEqual(['2.1']);
		expect((await calibration.setAgenda(lead, id, { queue: 'all' })).agenda).toEqual(['2.1', '2.2', '1.1']);
	});
});

describe('closing', () => {
	test('forgets who spoke and keeps what was discussed, the parts and the rounds', async () => {
		const group = await scoredGroup();
		const { lead, id } = group;
		const [eva] = group.evaluators;
		await calibration.open(lead, id, { scribe: eva!.id });
		await calibration.markDiscussed(lead, id, '1.2', true);
		await calibration.markSpoken(lead, id, '1.2', eva!.id, true);
		await calibration.openRound(lead, id, '1.2', 2);
		await calibration.setTimer(lead, id, 60);
		await calibration.close(lead, id);
		expect(await stateOf(group)).toMatchObject({
			open: false,
			facilitator: lead.id,
			scribe: eva!.id,
			current: null,
			startedAt: null,
			timer: null,
			discussed: { '1.2': { by: lead.id } },
			spoken: {},
			rounds: { '1.2': { n: 2 } },
		});
	});

	test('comes by itself when the evaluation goes on to review', async () => {
		const group = await scoredGroup();
		await calibration.open(group.lead, group.id, {});
		await services.phases.change(group.lead, group.id, 'scoring', 'one more look');
		expect((await stateOf(group)).open).toBe(true);
		await services.phases.change(group.lead, group.id, 'calibration');
		await services.phases.change(group.lead, group.id, 'review');
		expect(await stateOf(group)).toMatchObject({ open: false, current: null });
	});
});

describe('a further round', () => {
	const scores = async (group: Group, root: string, subquestion: string) =>
		Object.fromEntries(
			Object.entries(await server.document(group, root))
				.filter(([key]) => key.startsWith(`${subquestion}/`))
				.map(([key, value]): [string, unknown] => [key.slice(subquestion.length + 1), value]),
		);

	test('keeps the first scores for ever, however many follow', async () => {
		const group = await scoredGroup();
		const { lead, id } = group;
		const [eva, bo] = group.evaluators;
		const first = { [eva!.id]: { points: 2 }, [bo!.id]: { points: 18 } };
		await calibration.open(lead, id, {});
		expect(await calibration.openRound(lead, id, '1.2', 2)).toEqual({ n: 2 });
		await server.score(group, eva!, '1.2', { points: 8 });
		expect(await calibration.openRound(lead, id, '1.2', 3)).toEqual({ n: 3 });
		await server.score(group, eva!, '1.2', undefined);
		expect(await scores(group, 'firstScores', '1.2')).toEqual(first);
		expect(await scores(group, 'scores', '1.2')).toEqual({ [bo!.id]: { points: 18 } });
	});

	test('takes the scores as they are for the first round where nothing was blind', async () => {
		const group = await scoredGroup({ blind: 'off' });
		const [eva, bo] = group.evaluators;
		expect(await scores(group, 'firstScores', '1.2')).toEqual({});
		await calibration.open(group.lead, group.id, {});
		await calibration.openRound(group.lead, group.id, '1.2', 2);
		await server.score(group, eva!, '1.2', { points: 9 });
		expect(await scores(group, 'firstScores', '1.2')).toEqual({
			[eva!.id]: { points: 2 },
			[bo!.id]: { points: 18 },
		});
		expect(await scores(group, 'firstScores', '1.1')).toEqual({});
	});

	test('is opened once by two who open it at the same moment', async () => {
		const group = await scoredGroup();
		await calibration.open(group.lead, group.id, { facilitator: group.evaluators[0]!.id });
		const both = [group.lead, group.evaluators[0]!].map((who) =>
			calibration.openRound(who, group.id, '1.2', 2),
		);
		expect(await Promise.all(both)).toEqual([{ n: 2 }, { n: 2 }]);
		const stale = calibration.openRound(group.lead, group.id, '1.2', 4);
		await expect(stale).rejects.toMatchObject({ code: 'roundChanged', status: 409, extra: { current: 2 } });
	});

	test('comes after the reveal, and only where somebody has scored', async () => {
		const group = await server.group();
		await calibration.open(group.lead, group.id, {});
		const open = (subquestion: string) =>
			refusal(calibration.openRound(group.lead, group.id, subquestion, 2));
		expect(await open('1.1')).toBe('409 roundUnrevealed');
		await services.ballots.reveal(group.lead, group.id, {});
		expect(await open('1.1')).toBe('409 nothingScored');
	});
});

describe('a session', () => {
	test('is seen by everyone in the evaluation, and not by reviewers', async () => {
		const group = await scoredGroup();
		await calibration.open(group.lead, group.id, {});
		for (const who of [group.evaluators[0]!, group.observer])
			expect((await calibration.get(who, group.id)).current).toBe('1.2');
		expect(await refusal(calibration.get(group.reviewer, group.id))).toBe('403 forbidden');
	});

	test('is still there after the server that held it is gone without a word', async () => {
		const group = await scoredGroup();
		await calibration.open(group.lead, group.id, { scribe: group.evaluators[1]!.id });
		await calibration.focus(group.lead, group.id, '2.1');
		await calibration.setTimer(group.lead, group.id, 600);
		await calibration.markDiscussed(group.lead, group.id, '1.2', true);
		await calibration.markSpoken(group.lead, group.id, '2.1', group.evaluators[0]!.id, true);
		await calibration.openRound(group.lead, group.id, '2.1', 2);
		const { serverTime: _, ...before } = await stateOf(group);
		const next = await composeServices(services.config, pino({ level: 'silent' }));
		try {
			const { serverTime: _time, ...after } = await next.services.calibration.get(group.lead, group.id);
			expect(after).toEqual(before);
			await next.services.calibration.focus(group.lead, group.id, '1.1');
		} finally {
			await next.services.sync.stop();
			await next.close();
		}
	});

	test('is no part of the content: the same result has the same bytes, however the group came to it', async () => {
		const group = await scoredGroup();
		const before = await services.snapshots.content(group.lead, group.id);
		await calibration.open(group.lead, group.id, {});
		await calibration.markDiscussed(group.lead, group.id, '1.2', true);
		expect(await services.snapshots.content(group.lead, group.id)).toEqual(before);
	});

	test('tells administrators who opened it and who was named, not what was looked at', async () => {
		const group = await scoredGroup();
		const admin = await server.person('Ada Admin', { admin: true });
		await calibration.open(group.lead, group.id, { scribe: group.evaluators[0]!.id });
		await calibration.focus(group.lead, group.id, '2.1');
		await calibration.openRound(group.lead, group.id, '2.1', 2);
		await calibration.close(group.lead, group.id);
		const entries = await services.audit.list(admin, {
			evaluationId: group.id,
			action: 'calibration',
			limit: 9,
		});
		expect(entries.map(({ action }) => action)).toEqual([
			'calibration.close',
			'calibration.round',
			'calibration.open',
			'calibration.scribe',
		]);
	});

	test('takes every subquestion of the framework on its agenda', async () => {
		const group = await server.group({ phase: 'calibration' });
		const all = await calibration.open(group.lead, group.id, { agenda: { subquestions: SUBQUESTIONS } });
		expect(all.agenda).toEqual(SUBQUESTIONS);
	});
});
