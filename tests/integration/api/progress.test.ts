import { expect, test } from 'vitest';
import { createProgress } from '#server/services/progress.ts';
import type { Actor } from '#server/services/actor.ts';
import { refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;

const MINUTE = 60_000;
const startOfMinute = (time: number) => Math.floor(time / MINUTE) * MINUTE;

/** The service at a moment of its own choosing, so that minutes need not be waited for. */
const at = (clock: { now: number }) => createProgress({ ...services, now: () => clock.now });

const countsOf = async (progress: ReturnType<typeof at>, group: Group, who: Actor) =>
	(await progress.of(who, group.id)).members.map(({ filled, handedIn }) => `${filled}/${handedIn}`);

test('others are counted as of the last full minute, oneself as of now', async () => {
	const group = await server.group();
	const [eva, bo] = group.evaluators;
	const clock = { now: Date.now() };
	await server.score(group, eva!, '1.1', { points: 4 });
	await server.score(group, eva!, '1.2', { abstain: true });
	await services.ballots.submit(eva!, group.id, ['1.1']);
	await server.score(group, bo!, '1.1', { points: 1 });
	const progress = at(clock);
	expect(await countsOf(progress, group, eva!)).toEqual(['2/1', '0/0']);
	expect(await countsOf(progress, group, bo!)).toEqual(['0/0', '1/0']);
	expect(await countsOf(progress, group, group.lead)).toEqual(['0/0', '0/0']);
	clock.now = startOfMinute(Date.now()) + MINUTE;
	expect(await countsOf(progress, group, group.lead)).toEqual(['2/1', '1/0']);
	expect((await progress.of(group.lead, group.id)).asOf).toBe(new Date(clock.now).toISOString());
});

test('a save within the minute changes nothing that others see, however often and whoever asks first', async () => {
	const group = await server.group();
	const [eva, bo] = group.evaluators;
	const clock = { now: Date.now() };
	for (const subquestion of ['1.1', '1.2', '1.3']) {
		await server.score(group, eva!, subquestion, { points: 1 });
		for (const who of [bo!, group.lead, group.observer])
			expect((await countsOf(at(clock), group, who))[0]).toBe('0/0');
	}
});

test('a minute that has passed tells the same, asked in it or after it', async () => {
	const group = await server.group();
	const [eva] = group.evaluators;
	await server.score(group, eva!, '1.1', { points: 1 });
	const clock = { now: startOfMinute(Date.now()) + MINUTE };
	const early = at(clock);
	expect((await countsOf(early, group, group.lead))[0]).toBe('1/0');
	clock.now += MINUTE - 1;
	expect((await countsOf(early, group, group.lead))[0]).toBe('1/0');
	expect((await countsOf(at(clock), group, group.lead))[0]).toBe('1/0');
});

test('what is revealed is counted as of now, for everyone', async () => {
	const group = await server.group();
	const [eva] = group.evaluators;
	await server.score(group, eva!, '1.1', { points: 4 });
	await services.ballots.reveal(group.lead, group.id, { areas: ['1'] });
	const [counts] = (await services.progress.of(group.lead, group.id)).members;
	expect(counts).toMatchObject({ userId: eva!.id, filled: 1, handedIn: 5 });
	expect(counts?.areas.slice(0, 2)).toEqual([
		{ areaId: '1', filled: 1, of: 5 },
		{ areaId: '2', filled: 0, of: 5 },
	]);
});

test('where nothing is blind everything is counted as of now', async () => {
	const group = await server.group({ blind: 'off' });
	await server.score(group, group.evaluators[0]!, '1.1', { notAssessable: 'x' });
	expect(await services.progress.of(group.observer, group.id)).toMatchObject({
		of: SUBQUESTIONS.length,
		members: [
			{ filled: 1, handedIn: 0 },
			{ filled: 0, handedIn: 0 },
		],
	});
});

test('reviewers learn nothing of it', async () => {
	const group = await server.group();
	expect(await refusal(services.progress.of(group.reviewer, group.id))).toBe('403 forbidden');
});
