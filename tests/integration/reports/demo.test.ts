import { expect, test } from 'vitest';
import { pointsOf, readScores } from '#document/scores.ts';
import { DEMO_ROUND, DEMO_SNAPSHOT, seedDemo } from '#server/demo/seed.ts';
import { reportHtml } from '#server/exports/report-html.ts';
import { verifyAll } from '#server/services/verification.ts';
import type { Actor } from '#server/services/actor.ts';
import { startServer } from '../../support/group.ts';

const { services } = await startServer();
const demo = await seedDemo(services);
const [lead, , , reviewer] = demo.people.map((person): Actor => ({
	id: person.id,
	name: person.name,
	email: '',
	admin: false,
	sessionId: null,
}));

test('four people are in Vallentuna 2019, which is being calibrated', async () => {
	const evaluation = await services.evaluations.get(lead!, demo.evaluationId);
	expect(evaluation).toMatchObject({
		title: 'Vallentuna 2019',
		blind: 'off',
		phase: 'calibration',
		myRole: 'lead',
	});
	expect(evaluation.members.map(({ initials, role, scores }) => `${initials} ${role} ${scores}`)).toEqual([
		'AB lead true',
		'CD evaluator true',
		'EF evaluator true',
		'GH reviewer false',
	]);
	expect(demo.people.map(({ initials }) => initials)).toEqual(['AB', 'CD', 'EF', 'GH']);
});

test('the report prints 603 with commentary and findings of every area', async () => {
	const model = await services.reports.model(lead!, demo.evaluationId);
	expect(model.total).toMatchObject({ achieved: 603, max: 800 });
	expect(model.summary).not.toBe(null);
	expect(
		model.areas.flatMap((area) => area.sections.flatMap((section) => section.subquestions)).length,
	).toBeGreaterThanOrEqual(12);
	for (const area of model.areas) {
		expect(area.findings.filter((row) => row.strength).length).toBeGreaterThanOrEqual(3);
		expect(area.findings.filter((row) => row.improvement).length).toBeGreaterThanOrEqual(2);
		expect(area.findings.filter((row) => row.linked).length).toBe(
			area.findings.filter((row) => row.strength && JSON.stringify(row.strength.text).includes('…')).length,
		);
	}
	expect(reportHtml(model, 'sv')).toContain('Kontaktcenter');
});

test('three people have scored all 45 rows', async () => {
	const content = await services.snapshots.content(lead!, demo.evaluationId);
	const scores = readScores(Object.entries(content.scores));
	expect(scores).toHaveLength(135);
	expect(scores.filter(({ score }) => pointsOf(score) === undefined)).toHaveLength(2);
	expect(new Set(scores.map(({ userId }) => userId))).toEqual(
		new Set(demo.people.slice(0, 3).map(({ id }) => id)),
	);
});

test('most is agreed, one thing is objected to, some wait, and a draft waits for the reviewer', async () => {
	const { areas } = await services.boards.of(lead!, demo.evaluationId);
	const states = areas.flatMap(({ tiles }) =>
		tiles.map(({ subquestionId, state }) => `${subquestionId} ${state}`),
	);
	expect(states.filter((state) => !state.endsWith(' agreed'))).toEqual([
		'4.5 proposed',
		'5.5 proposed',
		'6.6 objected',
		'7.4 proposed',
		'8.6 proposed',
	]);
	const rounds = await services.rounds.list(reviewer!, demo.evaluationId);
	expect(rounds.map(({ label }) => label)).toEqual([DEMO_ROUND]);
});

test('everything lies in the log, and the log and every snapshot hold', async () => {
	const { faults, rows } = await verifyAll(services.connection.db);
	expect(faults).toEqual([]);
	expect(rows).toBeGreaterThanOrEqual(45);
	const history = await services.history.read(lead!, demo.evaluationId, { limit: 1000 });
	expect(new Set(history.entries.map(({ userId }) => userId))).toEqual(
		new Set(demo.people.slice(0, 3).map(({ id }) => id)),
	);
});

test('seeding again changes nothing, nor takes back what people did since', async () => {
	const [agreed] = Object.entries((await services.snapshots.content(lead!, demo.evaluationId)).consensus);
	await services.consensus.set(lead!, demo.evaluationId, agreed![0], { points: null, basedOn: 1 });
	const before = await services.snapshots.content(lead!, demo.evaluationId);
	expect(await seedDemo(services)).toEqual(demo);
	expect(await services.snapshots.content(lead!, demo.evaluationId)).toEqual(before);
	const named = (await services.snapshots.list(lead!, demo.evaluationId)).filter(
		({ kind }) => kind === 'named',
	);
	expect(named.map(({ label }) => label)).toEqual([DEMO_SNAPSHOT, DEMO_ROUND]);
	expect(reviewer).toBeDefined();
});

test('its library is made up and says so, and the evaluation is set beside it', async () => {
	const { results, total } = await services.results.list(lead!, {}, { limit: 100, offset: 0 });
	expect(total).toBe(14);
	for (const { fictitious, note } of results) {
		expect(fictitious).toBe(true);
		expect(note).toMatch(/Påhittade/);
	}
	const comparison = await services.evaluationComparisons.of(lead!, demo.evaluationId);
	expect(comparison.previous).toMatchObject({ year: 2017, comparability: 'full', fictitious: true });
	expect(comparison.earlier.map(({ year, comparability }) => [year, comparability])).toEqual([
		[2017, 'full'],
		[2013, 'none'],
	]);
	expect(comparison.cohort?.n).toBe(12);
	const model = await services.reports.model(lead!, demo.evaluationId);
	expect(model.previous).toMatchObject({ title: 'Vallentuna 2017', fictitious: true });
	expect(reportHtml(model, 'sv')).toContain('Vallentuna 2017 (påhittad)');
	expect(model.cohort).toMatchObject({ n: 12, from: 2016, to: 2018 });
});
