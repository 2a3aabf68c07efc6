/** Actions on improvements and the next evaluation, through real services on a real database. */
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import { followUpCsv, followUpXlsx } from '#server/exports/follow-up.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { fieldErrors, refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { followUps, carryOvers } = services;
let group: Group;

const words = (text: string) => ({
	type: 'doc' as const,
	content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

async function furnish({ id, lead }: Group): Promise<void> {
	await services.sync.command([evaluationRoom(id)], { userId: lead.id, sessionId: null }, (context) => {
		context.room(evaluationRoom(id)).write((doc) => {
			const findings = doc.getMap('findings');
			findings.set('i1', { kind: 'improvement', area: '1', subquestion: '1.4', order: 'a0' });
			findings.set('i2', { kind: 'improvement', area: '2', order: 'a1' });
			findings.set('i3', { kind: 'improvement', area: '10', order: 'a2' });
			findings.set('s1', { kind: 'strength', area: '1', order: 'a0' });
			doc.getMap('sources').set('d1', { kind: 'document', title: 'Budget 2019', readBy: [lead.id] });
			doc.getMap('sources').set('v1', { kind: 'interview', title: 'hemlig', roleGroup: 'Chefer' });
			writeRichText(doc.getXmlFragment(textRoot('finding:i1')), words('Fler vägar till dialog'));
			writeRichText(doc.getXmlFragment(textRoot('finding:i2')), words('=HYPERLINK("x")'));
		});
		return Promise.resolve();
	});
}

beforeAll(async () => {
	group = await server.group({ blind: 'off', phase: 'review' });
	await furnish(group);
});

describe('actions', () => {
	test('are added, changed on the version they are based on, removed and brought back', async () => {
		const { id, lead, evaluators } = group;
		const added = await followUps.add(lead, id, {
			findingId: 'i1',
			title: '  Medborgarpanel ',
			owner: 'KSF',
			due: '2020-06-30',
		});
		expect(added).toMatchObject({ title: 'Medborgarpanel', status: 'planned', version: 1 });
		const changed = await followUps.change(evaluators[0]!, id, added.id, {
			findingId: 'i1',
			title: 'Medborgarpanel',
			status: 'started',
			basedOn: 1,
		});
		expect(changed).toMatchObject({ status: 'started', owner: '', due: null, version: 2 });
		const late = followUps.change(lead, id, added.id, { title: 'Min', basedOn: 1 });
		await expect(late).rejects.toMatchObject({
			status: 409,
			code: 'actionChanged',
			extra: { current: { version: 2, status: 'started' } },
		});
		await followUps.remove(lead, id, added.id);
		await followUps.remove(lead, id, added.id);
		expect((await followUps.get(lead, id)).improvements[0]?.actions).toEqual([]);
		expect(await refusal(followUps.change(lead, id, added.id, { title: 'x', basedOn: 3 }))).toBe(
			'409 actionRemoved',
		);
		await followUps.bringBack(lead, id, added.id);
		expect((await followUps.get(lead, id)).improvements[0]).toMatchObject({
			findingId: 'i1',
			text: 'Fler vägar till dialog',
			actions: [{ title: 'Medborgarpanel', status: 'started' }],
		});
	});

	test('whose input cannot be used is told field by field', async () => {
		const { id, lead } = group;
		const wrong = { findingId: 's1', title: ' ', owner: 'x'.repeat(201), due: '2020-02-30', note: 'a\0' };
		expect(await fieldErrors(followUps.add(lead, id, wrong))).toEqual([
			'title:required',
			'owner:tooLong',
			'note:notStorable',
			'due:notDay',
			'findingId:improvementUnknown',
		]);
	});

	test('are not for reviewers and strangers, read by observers, and not before review', async () => {
		const { id, reviewer, observer } = group;
		const stranger = await server.person();
		const input = { title: 'x' };
		expect(await refusal(followUps.get(reviewer, id))).toBe('403 forbidden');
		expect(await refusal(followUps.add(observer, id, input))).toBe('403 forbidden');
		expect(await refusal(followUps.get(stranger, id))).toBe('404 notFound');
		expect((await followUps.get(observer, id)).improvements).toHaveLength(3);
		const early = await server.group({ blind: 'off', phase: 'calibration' });
		expect(await refusal(followUps.add(early.lead, early.id, input))).toBe('409 wrongPhase');
	});

	test('of another evaluation cannot be reached through one’s own', async () => {
		const other = await server.group({ blind: 'off', phase: 'review' });
		const theirs = await followUps.add(group.lead, group.id, { title: 'Deras' });
		const { id, lead } = other;
		expect(await refusal(followUps.change(lead, id, theirs.id, { title: 'x', basedOn: 1 }))).toBe(
			'404 notFound',
		);
		expect(await refusal(followUps.remove(lead, id, theirs.id))).toBe('404 notFound');
		expect(await refusal(followUps.bringBack(lead, id, theirs.id))).toBe('404 notFound');
	});

	test('of two changes at the same time one is taken and the other is told', async () => {
		const { id, lead, evaluators } = group;
		const { id: action } = await followUps.add(lead, id, { title: 'Samtidigt' });
		const results = await Promise.allSettled(
			[lead, evaluators[0]!, evaluators[1]!].map((who) =>
				followUps.change(who, id, action, { title: who.id, basedOn: 1 }),
			),
		);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
	});

	test('leave as CSV and workbook with the same rows, and nothing in them runs', async () => {
		const { id, lead } = group;
		await followUps.add(lead, id, { findingId: 'i2', title: '+46', owner: '@chef', note: '-1' });
		const followUp = await followUps.get(lead, id);
		const csv = followUpCsv(followUp, 'sv');
		expect(csv.startsWith('\uFEFFOmråde,Delfråga,')).toBe(true);
		expect(csv).toContain(`"'=HYPERLINK(""x"")",'+46,'@chef,,planerad,'-1`);
		const rows = await readSheet(await followUpXlsx(followUp, 'sv'));
		expect(rows[0]).toEqual([
			'Område',
			'Delfråga',
			'Förbättringsmöjlighet',
			'Åtgärd',
			'Ansvarig',
			'Senast',
			'Läge',
			'Anteckning',
		]);
		expect(rows.length).toBe(csv.trimEnd().split('\r\n').length);
		const row = rows.find((cells) => cells[3] === "'+46");
		expect(row).toEqual(['2', null, `'=HYPERLINK("x")`, "'+46", "'@chef", null, 'planerad', "'-1"]);
	});
});

describe('the next evaluation', () => {
	test('begins with group, sources and what is still open, and leaves this one as it was', async () => {
		const { id, lead, evaluators } = group;
		const before = await services.snapshots.content(lead, id);
		const next = await carryOvers.next(lead, id, { year: 2021 });
		expect(next.carriedOver).toEqual({ improvements: 2, sources: 1 });
		const detail = await services.evaluations.get(lead, next.id);
		expect(detail).toMatchObject({ year: 2021, phase: 'setup', previousEvaluationId: id, blind: 'off' });
		expect(detail.members.map(({ userId, role }) => [userId, role])).toContainEqual([
			evaluators[0]!.id,
			'evaluator',
		]);
		const content = await services.snapshots.content(lead, next.id);
		expect(content.findings).toMatchObject({ i1: { carriedFrom: 'i1', outcome: 'unclear' }, i2: {} });
		expect(content.sources).toEqual({ d1: { kind: 'document', title: 'Budget 2019' } });
		expect(content['text:finding:i1']).toEqual(words('Fler vägar till dialog'));
		expect(await services.snapshots.content(lead, id)).toEqual(before);
		expect(await carryOvers.carryOver(lead, next.id)).toEqual({ improvements: 0, sources: 0 });
		expect(await refusal(carryOvers.carryOver(evaluators[0]!, next.id))).toBe('403 forbidden');
	});

	test('is begun by leads only, not before its time, and not from what one may not read', async () => {
		const { id, lead, evaluators, reviewer } = group;
		expect(await refusal(carryOvers.next(evaluators[0]!, id, { year: 2021 }))).toBe('403 forbidden');
		expect(await refusal(carryOvers.next(reviewer, id, { year: 2021 }))).toBe('403 forbidden');
		expect(await fieldErrors(carryOvers.next(lead, id, { year: 2018 }))).toEqual([
			'previousEvaluationId:previousLater',
		]);
		const alone = await services.evaluations.create(reviewer, {
			frameworkId: 'kommunkompassen-2.1',
			municipalityCode: '0115',
			year: 2022,
			previousEvaluationId: id,
		});
		expect(await refusal(carryOvers.carryOver(reviewer, alone.id))).toBe('409 noPrevious');
		const fresh = await server.group({ phase: 'setup' });
		expect(await refusal(carryOvers.carryOver(fresh.lead, fresh.id))).toBe('409 noPrevious');
		expect(await refusal(carryOvers.carryOver(lead, id))).toBe('409 wrongPhase');
	});
});
