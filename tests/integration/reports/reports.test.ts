import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { reportCsv } from '#server/exports/report-csv.ts';
import { reportHtml } from '#server/exports/report-html.ts';
import { reportJson } from '#server/exports/report-json.ts';
import {
	agreedVallentuna,
	printedAreas,
	printedSubquestions,
} from '../../unit/domain/fixtures/vallentuna.ts';
import type { Actor } from '#server/services/actor.ts';
import { refusal, startServer, type Group } from '../../support/group.ts';
import { areasOf, finalise, keep } from '../../support/library.ts';

const server = await startServer();
const { services } = server;
const { reports, consensus, snapshots, phases, evaluations, cohorts } = services;

async function agreeAll(group: Group): Promise<void> {
	for (const [id, figure] of agreedVallentuna)
		if (figure.kind === 'points')
			await consensus.set(group.lead, group.id, id, { points: figure.points / 100, basedOn: null });
}

describe('the report', () => {
	test('prints Vallentuna 2019 from the consensus of the shared document, to the digit', async () => {
		const group = await server.group({ blind: 'off', phase: 'calibration' });
		await agreeAll(group);
		const model = await reports.model(group.lead, group.id);
		const report = reportJson(model);
		expect(report.total).toMatchObject({ achieved: 603, max: 800 });
		expect(report.areas.map(({ id, achieved, max, percent }) => ({ id, achieved, max, percent }))).toEqual(
			printedAreas,
		);
		expect(reportCsv(model).trim().split('\n').slice(1)).toEqual(
			printedSubquestions.map((row) => `${row.id},${row.achieved},${row.max},${row.percent}`),
		);
		expect(reportHtml(model, 'sv')).toContain('603 av 800 poäng totalt.');
	});

	test('waits for what was withdrawn and for what nobody has agreed on', async () => {
		const group = await server.group({ blind: 'off', phase: 'calibration' });
		await consensus.set(group.lead, group.id, '1.1', { points: 11.2, basedOn: null });
		await consensus.set(group.lead, group.id, '1.2', { points: 17.3, basedOn: null });
		await consensus.set(group.lead, group.id, '1.2', { points: null, basedOn: 1 });
		await consensus.set(group.lead, group.id, '1.5', { notAssessable: 'Underlag saknas.', basedOn: null });
		const { total, areas } = reportJson(await reports.model(group.lead, group.id));
		expect(total).toMatchObject({ achieved: null, max: 800, soFar: 11 });
		expect(areas[0]).toMatchObject({ achieved: null, soFar: 11, missing: 3 });
		expect(areas[0]?.subquestions[1]).toMatchObject({ points: null, achieved: null, max: 20, percent: null });
		expect(areas[0]?.subquestions[4]).toMatchObject({ achieved: null, notAssessable: 'Underlag saknas.' });
	});

	test('of a snapshot stays as it was', async () => {
		const group = await server.group({ blind: 'off', phase: 'calibration' });
		await consensus.set(group.lead, group.id, '1.1', { points: 11.2, basedOn: null });
		const { id, sha256 } = await snapshots.take(group.lead, group.id, 'Utkast');
		await consensus.set(group.lead, group.id, '1.1', { points: 3, basedOn: 1 });
		const then = await reports.model(group.lead, group.id, { snapshotId: id });
		expect(then.snapshot).toMatchObject({ id, label: 'Utkast', sha256 });
		expect(then.areas[0]?.subquestions[0]?.achieved).toBe(11);
		expect((await reports.model(group.lead, group.id)).areas[0]?.subquestions[0]?.achieved).toBe(3);
		expect(await refusal(reports.model(group.lead, group.id, { snapshotId: 'none' }))).toBe('404 notFound');
	});

	test('never holds a single score, a note or a minority opinion', async () => {
		const group = await server.group({ blind: 'off', phase: 'calibration' });
		const [eva] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 9.75, note: 'min anteckning' });
		await consensus.set(group.lead, group.id, '1.1', { points: 11.2, motive: 'vårt motiv', basedOn: null });
		await consensus.dissent(eva!, group.id, '1.1', 'min avvikande mening');
		const model = await reports.model(group.observer, group.id);
		const printed = reportHtml(model, 'sv') + JSON.stringify(reportJson(model)) + JSON.stringify(model);
		for (const secret of ['9.75', '9,75', 'anteckning', 'avvikande', eva!.id])
			expect(printed).not.toContain(secret);
	});
});

describe('who sees it', () => {
	test('every member at any time, reviewers when it is final, outsiders never', async () => {
		const group = await server.group({ blind: 'off', phase: 'calibration' });
		await agreeAll(group);
		for (const who of [group.evaluators[0]!, group.observer])
			expect((await reports.model(who, group.id)).status).toBe('working');
		expect(await refusal(reports.model(group.reviewer, group.id))).toBe('403 reportNotFinal');
		expect(await refusal(reports.model(await server.person(), group.id))).toBe('404 notFound');

		const { id: draft } = await snapshots.take(group.lead, group.id, 'Utkast');
		await phases.change(group.lead, group.id, 'review');
		expect(await refusal(reports.model(group.reviewer, group.id, { snapshotId: draft }))).toBe(
			'403 reportNotFinal',
		);
		await phases.change(group.lead, group.id, 'final');
		const final = await reports.model(group.reviewer, group.id);
		expect(final).toMatchObject({ status: 'final', total: { achieved: 603 } });
		expect(await refusal(reports.model(group.reviewer, group.id, { snapshotId: draft }))).toBe(
			'403 reportNotFinal',
		);
		const kept = (await snapshots.list(group.lead, group.id)).find(({ kind }) => kind === 'final');
		const ofSnapshot = await reports.model(group.reviewer, group.id, { snapshotId: kept!.id });
		expect(ofSnapshot).toMatchObject({
			status: 'final',
			snapshot: { kind: 'final' },
			total: { achieved: 603 },
		});
	});
});

describe('the previous evaluation', () => {
	test('stands beside this one once it is final, and before only for its own group', async () => {
		const earlier = await server.group({ blind: 'off', phase: 'calibration' });
		await agreeAll(earlier);
		const newcomer = await server.person('Nya Medlem');
		const { id } = await evaluations.create(earlier.lead, {
			frameworkId: 'kommunkompassen-2.1',
			municipalityCode: '0115',
			year: 2021,
			blind: 'off',
			previousEvaluationId: earlier.id,
			members: [{ email: newcomer.email, role: 'evaluator' }],
		});
		expect((await reports.model(newcomer, id)).previous).toBe(null);
		expect((await reports.model(earlier.lead, id)).previous).toMatchObject({ year: 2019, total: 603 });
		await phases.change(earlier.lead, earlier.id, 'review');
		await phases.change(earlier.lead, earlier.id, 'final');
		const model = await reports.model(newcomer, id);
		expect(model.previous).toMatchObject({ year: 2019, total: 603 });
		expect(model.areas[0]?.previous).toEqual({ achieved: 72, comparability: 'full' });
	});
});

describe('a final version says the same ever after', () => {
	const evaluationOf = (lead: Actor, year: number, previousEvaluationId?: string) =>
		evaluations.create(lead, {
			frameworkId: KOMMUNKOMPASSEN.id,
			municipalityCode: '1480',
			year,
			blind: 'off',
			...(previousEvaluationId !== undefined && { previousEvaluationId }),
		});
	const finalOf = async (lead: Actor, id: string) =>
		(await snapshots.list(lead, id)).find(({ kind }) => kind === 'final')!.id;

	test('of the result before it, whoever looked into the library when', async () => {
		const lead = await server.person('Lena Lead');
		const first = await evaluationOf(lead, 2015);
		await finalise(services, first.id, lead, (max) => max / 2);
		const second = await evaluationOf(lead, 2017);
		await finalise(services, second.id, lead, (max) => max);
		const snapshotId = await finalOf(lead, second.id);
		const version = () => reports.model(lead, second.id, { snapshotId });
		expect((await version()).previous).toMatchObject({ year: 2015, total: 400 });
		await services.results.list(lead, {}, { limit: 1, offset: 0 });
		expect((await version()).previous).toMatchObject({ year: 2015, total: 400 });
		expect((await reports.model(lead, second.id)).previous).toMatchObject({ year: 2015, total: 400 });
	});

	test('of the evaluation before it, also while that is open again, to its group and to the public', async () => {
		const lead = await server.person('Lena Lead');
		const first = await evaluationOf(lead, 2019);
		await finalise(services, first.id, lead, (max) => max / 2);
		const second = await evaluationOf(lead, 2021, first.id);
		await finalise(services, second.id, lead, (max) => max);
		const snapshotId = await finalOf(lead, second.id);
		await phases.change(lead, first.id, 'review', 'Ett tal var fel');
		await consensus.set(lead, first.id, '1.1', { points: 15, motive: 'Rättat', basedOn: 1 });
		expect((await reports.published(second.id, snapshotId))?.previous?.total).toBe(400);
		expect((await reports.model(lead, second.id, { snapshotId })).previous?.total).toBe(400);
		await finalise(services, first.id, lead, (max) => max / 4);
		expect((await reports.published(second.id, snapshotId))?.previous?.total).toBe(400);
		// The report of what is final is the report of its version; of what is open again it is of today.
		expect((await reports.model(lead, second.id)).previous?.total).toBe(400);
		await phases.change(lead, second.id, 'review', 'Ett tal var fel');
		expect((await reports.model(lead, second.id)).previous?.total).not.toBe(400);
	});

	test('of its cohort, whatever is chosen when the evaluation is open again', async () => {
		const group = await server.group({ blind: 'off', phase: 'calibration' });
		const { lead, id } = group;
		await keep(services, lead, areasOf('1280', 2010, KOMMUNKOMPASSEN, [70, 70, 70, 70, 70, 70, 70, 70]));
		const span = { frameworkId: KOMMUNKOMPASSEN.id, from: 2010, to: 2010 };
		const cohort = await cohorts.create(lead, { name: 'Då', ...span });
		await agreeAll(group);
		await cohorts.choose(lead, id, cohort.id);
		await phases.change(lead, id, 'review');
		await phases.change(lead, id, 'final');
		const snapshotId = await finalOf(lead, id);
		await phases.change(lead, id, 'review', 'Ett tal var fel');
		await cohorts.choose(lead, id, null);
		expect((await reports.model(lead, id)).cohort).toBeNull();
		expect((await reports.published(id, snapshotId))?.cohort).toMatchObject({ name: 'Då', total: 560 });
		expect(await refusal(cohorts.remove(lead, cohort.id))).toBe('409 cohortUsed');
	});
});
