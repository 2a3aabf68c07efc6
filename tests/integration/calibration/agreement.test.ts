import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { getAgreement } from '#server/api/contract/agreement.ts';
import { getBoard, getSession } from '#server/api/contract/calibration.ts';
import type { Route } from '#server/api/route.ts';
import { createBoards } from '#server/services/board.ts';
import { createProgress } from '#server/services/progress.ts';
import type { Actor } from '#server/services/actor.ts';
import { refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { agreement, boards } = services;

/** What goes over the wire is exactly what the call declares. */
function declared(route: Route, answer: unknown): void {
	const json = JSON.parse(JSON.stringify(answer)) as unknown;
	expect(v.parse(route.answer.schema!, json)).toEqual(json);
}

const POINTS: Record<string, [number, number]> = {
	'1.1': [3, 5],
	'1.2': [2, 18],
	'1.3': [10, 12],
	'1.4': [20, 21],
	'1.5': [5, 7],
	'2.1': [9, 9],
};

async function scoredGroup(options: Parameters<typeof server.group>[0] = {}): Promise<Group> {
	const group = await server.group(options);
	for (const [subquestion, points] of Object.entries(POINTS))
		for (const [at, who] of group.evaluators.slice(0, 2).entries())
			await server.score(group, who, subquestion, { points: points[at]! });
	return group;
}

describe('agreement statistics', () => {
	test('know only what is revealed, for everybody', async () => {
		const group = await scoredGroup();
		const blank = await agreement.report(group.lead, group.id);
		expect(blank.overall.wentIn).toMatchObject({ values: 0 });
		expect(blank.overall.alpha).toMatchObject({ kind: 'too-little-data' });
		declared(getAgreement, blank);
		await services.ballots.reveal(group.lead, group.id, { subquestions: ['1.1', '1.2'] });
		const some = await agreement.report(group.evaluators[0]!, group.id);
		expect(some.overall.wentIn).toMatchObject({ values: 4, comparableRows: 2 });
		expect(some.subquestions.filter(({ revealed }) => revealed).map((row) => row.subquestionId)).toEqual([
			'1.1',
			'1.2',
		]);
		const rows = (await agreement.data(group.lead, group.id, 'now')).trimEnd().split('\r\n');
		expect(rows).toHaveLength(SUBQUESTIONS.length + 1);
		expect(rows.slice(1).filter((row) => !row.endsWith(',,,,'))).toHaveLength(2);
	});

	test('give range, deviation, the flag and the coefficients over all and per area', async () => {
		const group = await scoredGroup();
		await services.phases.change(group.lead, group.id, 'calibration');
		const report = await agreement.report(group.observer, group.id);
		declared(getAgreement, report);
		expect(report.raters).toEqual(group.evaluators.map(({ id }) => id));
		expect(report.overall.alpha.kind).toBe('value');
		expect(report.overall.intraclass).toMatchObject({ kind: 'value', rows: 6, ofRows: 45 });
		expect(report.areas.map(({ areaId }) => areaId)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
		expect(report.areas[0]!.wentIn.values).toBe(10);
		expect(report.areas[2]!.alpha).toMatchObject({ kind: 'too-little-data', of: 'rows' });
		const of = (id: string) => report.subquestions.find(({ subquestionId }) => subquestionId === id);
		expect(of('1.2')).toMatchObject({
			flagged: true,
			spread: { kind: 'value', count: 2, share: 0.8, points: { range: 16, mad: 8 } },
		});
		expect(of('1.3')).toMatchObject({ flagged: false, spread: { percent: { range: 8 } } });
		expect(of('8.7')).toMatchObject({ spread: { kind: 'too-little-data', have: 0, need: 2 } });
	});

	test('show leniency to oneself and to leads', async () => {
		const group = await scoredGroup();
		await services.phases.change(group.lead, group.id, 'calibration');
		const [eva, bo] = group.evaluators;
		const seen = async (who: Actor) => {
			const { overall, areas } = await agreement.report(who, group.id);
			return [overall, ...areas].map(({ leniency }) => leniency.raters.map(({ rater }) => rater));
		};
		const everywhere = (raters: string[]) => Array.from({ length: 9 }, () => raters);
		expect(await seen(group.lead)).toEqual(everywhere([eva!.id, bo!.id]));
		expect(await seen(eva!)).toEqual(everywhere([eva!.id]));
		expect(await seen(bo!)).toEqual(everywhere([bo!.id]));
		expect(await seen(group.observer)).toEqual(everywhere([]));
		expect(await refusal(agreement.report(group.reviewer, group.id))).toBe('403 forbidden');
	});

	test('tell the first round from the scores as they are now', async () => {
		const group = await scoredGroup();
		const { lead, id } = group;
		await services.phases.change(lead, id, 'calibration');
		await server.score(group, group.evaluators[0]!, '1.2', { points: 15 });
		const { overall } = await agreement.report(lead, id);
		expect(overall.rounds).toMatchObject({ cells: 12, changed: 1 });
		const alphas = [overall.rounds.first.alpha, overall.rounds.second.alpha].map((estimate) =>
			estimate.kind === 'value' ? estimate.alpha : NaN,
		);
		expect(alphas[1]!).toBeGreaterThan(alphas[0]!);
		const row = async (round: 'first' | 'now') =>
			(await agreement.data(lead, id, round)).split('\r\n').find((line) => line.startsWith('1.2,'));
		expect(await row('first')).toMatch(/,20,2,18,10,90$/);
		expect(await row('now')).toMatch(/,20,15,18,75,90$/);
	});

	test('count whoever scores now: a member who left is neither in the figures nor in the data', async () => {
		const group = await scoredGroup({ evaluators: 3 });
		await services.phases.change(group.lead, group.id, 'calibration');
		await services.members.remove(group.lead, group.id, group.evaluators[1]!.id);
		const { raters, overall } = await agreement.report(group.lead, group.id);
		expect(raters).toEqual([group.evaluators[0]!.id, group.evaluators[2]!.id]);
		expect(overall.wentIn.values).toBe(6);
		const [header] = (await agreement.data(group.lead, group.id, 'now')).split('\r\n');
		expect(header!.split(',')).toHaveLength(3 + 2 * 2);
	});

	test('hand out the data to leads and to those who score', async () => {
		const group = await scoredGroup({ blind: 'off' });
		const [eva, bo] = group.evaluators;
		await services.members.change(group.lead, group.id, bo!.id, { scores: false });
		for (const who of [group.lead, eva!])
			expect(await agreement.data(who, group.id, 'now')).toMatch(/^id,label,max,/);
		for (const who of [bo!, group.observer, group.reviewer])
			expect(await refusal(agreement.data(who, group.id, 'now'))).toBe('403 forbidden');
		expect(await refusal(agreement.data(await server.person(), group.id, 'now'))).toBe('404 notFound');
	});
});

describe('the board', () => {
	const stateOf = async (group: Group, who: Actor, subquestion: string, of = boards) =>
		(await of.of(who, group.id)).areas
			.flatMap(({ tiles }) => tiles)
			.find(({ subquestionId }) => subquestionId === subquestion)?.state;

	test('shows what this viewer may know: an own ballot at once, what others handed in by the minute', async () => {
		const group = await scoredGroup();
		const [eva, bo] = group.evaluators;
		const clock = { now: Math.floor(Date.now() / 60_000) * 60_000 };
		const now = () => clock.now;
		const of = createBoards({ ...services, progress: createProgress({ ...services, now }) });
		await services.ballots.submit(eva!, group.id, ['1.1']);
		expect(await stateOf(group, eva!, '1.3', of)).toBe('scoring');
		expect(await stateOf(group, group.observer, '1.1', of)).toBe('blank');
		clock.now += 60_000;
		expect(await stateOf(group, group.observer, '1.1', of)).toBe('scoring');
		expect(await stateOf(group, group.observer, '1.3', of)).toBe('blank');
		expect(await stateOf(group, bo!, '8.7', of)).toBe('blank');
		const { members } = await of.of(group.lead, group.id);
		expect(members.map(({ filled, areas }) => [filled, areas[0], areas[1]])).toEqual([
			[6, { areaId: '1', filled: 5, of: 5 }, { areaId: '2', filled: 1, of: 5 }],
			[6, { areaId: '1', filled: 5, of: 5 }, { areaId: '2', filled: 1, of: 5 }],
		]);
	});

	test('follows a subquestion from blank to discussed, and is what the call declares', async () => {
		const group = await scoredGroup();
		const { lead, id } = group;
		declared(getBoard, await boards.of(lead, id));
		await services.ballots.reveal(lead, id, {});
		expect(await stateOf(group, group.observer, '1.2')).toBe('revealed');
		await services.calibration.open(lead, id, { agenda: { subquestions: ['1.2', '1.3'] } });
		expect(await stateOf(group, group.observer, '1.2')).toBe('discussing');
		expect(await stateOf(group, group.observer, '1.3')).toBe('revealed');
		await services.calibration.markDiscussed(lead, id, '1.2', true);
		await services.calibration.focus(lead, id, '1.3');
		expect(await stateOf(group, group.observer, '1.2')).toBe('discussing');
		await services.calibration.markSpoken(lead, id, '1.2', group.evaluators[0]!.id, true);
		await services.calibration.openRound(lead, id, '1.2', 2);
		await services.calibration.setTimer(lead, id, 60);
		declared(getSession, await services.calibration.get(lead, id));
		await services.phases.change(lead, id, 'calibration');
		await services.consensus.set(lead, id, '1.2', { points: 10, basedOn: null });
		const board = await boards.of(lead, id);
		declared(getBoard, board);
		expect(board.counts).toMatchObject({ proposed: 1, revealed: 43, discussing: 1, blank: 0 });
		expect(JSON.stringify(board)).not.toContain('basis');
	});
});
