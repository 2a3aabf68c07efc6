import { beforeAll, describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import type { Actor } from '#server/services/actor.ts';
import { OLDER } from '../../support/older-framework.ts';
import { fieldErrors, refusal, startServer } from '../../support/group.ts';
import { areasOf, bytes, finalise, keep, madeUpResults } from '../../support/library.ts';

const server = await startServer();
const { services } = server;
const { results } = services;
let admin: Actor;
let lead: Actor;
let reader: Actor;
const all = { limit: 500, offset: 0 };
const inLibrary = async (code: string) =>
	(await results.list(reader, { municipalities: [code] }, all)).results;

beforeAll(async () => {
	admin = await server.person('Ada Admin', { admin: true });
	reader = await server.person('Rolf Reader');
	({ lead } = await server.group());
	await services.frameworks.importJson(admin, OLDER);
});

describe('who may', () => {
	test('administrators and leads import and remove, everybody else reads, guests do neither', async () => {
		const csv = areasOf('1480', 2018, KOMMUNKOMPASSEN, [70, 70, 70, 70, 70, 70, 70, 70]);
		expect(await refusal(keep(services, reader, csv))).toBe('403 resultNotManager');
		const [kept] = await keep(services, lead, csv);
		expect(kept).toMatchObject({ municipality: { code: '1480' }, year: 2018, total: 560, level: 'areas' });
		const id = kept!.id!;
		expect(await results.get(reader, id)).toMatchObject({ removable: false, imported: { by: lead.name } });
		expect(await results.get(lead, id)).toMatchObject({ removable: true });
		expect(await refusal(results.remove(reader, id))).toBe('403 resultNotManager');
		const guest: Actor = { ...admin, guest: { evaluationId: 'e', roundId: 'r' } };
		expect(await refusal(results.list(guest, {}, all))).toBe('403 forbidden');
		expect(await refusal(results.get(guest, id))).toBe('403 forbidden');
		expect(await refusal(keep(services, guest, csv))).toBe('403 resultNotManager');
		expect(await refusal(results.remove(guest, id))).toBe('403 forbidden');
		await results.remove(admin, id);
		expect(await refusal(results.get(reader, id))).toBe('404 notFound');
		expect(await inLibrary('1480')).toEqual([]);
	});

	test('a lead who was removed manages nothing any more', async () => {
		const group = await server.group();
		const [second] = group.evaluators;
		await services.members.change(group.lead, group.id, second!.id, { role: 'lead' });
		expect(await results.manages(group.lead)).toBe(true);
		await services.members.remove(second!, group.id, group.lead.id);
		expect(await results.manages(group.lead)).toBe(false);
	});
});

describe('an import', () => {
	test('is kept whole or not at all, and names every wrong row', async () => {
		const wrong = `${areasOf('1480', 2018, KOMMUNKOMPASSEN, [70, 70, 70, 70, 70, 70, 70, 70])}\n1480,2018,,9,70,100,70`;
		const outcome = await results.preview(lead, { bytes: bytes(wrong) }, { framework: '2.1' });
		expect(outcome.results).toEqual([]);
		expect(outcome.faults).toEqual([
			{
				row: 10,
				column: 'id',
				code: 'resultIdUnknown',
				params: { id: '9', framework: 'Kommunkompassen 2.1' },
			},
		]);
		expect(await fieldErrors(results.import(lead, { bytes: bytes(wrong) }, { framework: '2.1' }))).toEqual([
			'rows.10.id:resultIdUnknown',
		]);
		expect(await inLibrary('1480')).toEqual([]);
	});

	test('comes once: the same municipality, year and version is there already', async () => {
		const csv = areasOf('1380', 2018, KOMMUNKOMPASSEN, [60, 61, 62, 63, 64, 65, 66, 67]);
		expect((await results.preview(lead, { bytes: bytes(csv) }, {})).results[0]?.total).toBe(508);
		expect(await inLibrary('1380')).toEqual([]);
		await keep(services, lead, csv);
		expect(await refusal(keep(services, lead, csv))).toBe('409 resultTaken');
		const { faults } = await results.preview(lead, { bytes: bytes(csv) }, {});
		expect(faults).toMatchObject([{ row: 2, column: 'municipality', code: 'resultTaken' }]);
		// Another year and another version are other results.
		await keep(services, lead, areasOf('1380', 2016, KOMMUNKOMPASSEN, [50]));
		await keep(services, lead, areasOf('1380', 2018, OLDER, [50]));
		expect(await inLibrary('1380')).toHaveLength(3);
	});

	test('of two at the same moment is kept once', async () => {
		const csv = areasOf('1381', 2018, KOMMUNKOMPASSEN, [60, 61, 62, 63, 64, 65, 66, 67]);
		const both = await Promise.allSettled([keep(services, lead, csv), keep(services, admin, csv)]);
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await inLibrary('1381')).toHaveLength(1);
	});

	test('can be taken out and brought back, until another took its place', async () => {
		const csv = areasOf('1382', 2018, KOMMUNKOMPASSEN, [60, 61, 62, 63, 64, 65, 66, 67]);
		const id = (await keep(services, lead, csv))[0]!.id!;
		await results.remove(lead, id);
		expect(await refusal(results.remove(lead, id))).toBe('404 notFound');
		await results.restore(lead, id);
		expect((await results.get(reader, id)).total.achieved).toBe(508);
		expect(await refusal(results.restore(lead, id))).toBe('404 notFound');
		await results.remove(lead, id);
		await keep(services, lead, csv);
		expect(await refusal(results.restore(lead, id))).toBe('409 resultTaken');
	});

	test('is in the audit log with its place and the digest of its file', async () => {
		const csv = areasOf('1383', 2018, KOMMUNKOMPASSEN, [60]);
		await results.import(lead, { bytes: bytes(csv), fileName: 'varberg.csv' }, { note: 'Rapporten 2018' });
		const [kept] = await inLibrary('1383');
		await results.remove(lead, kept!.id);
		const entries = await services.audit.list(admin, { subject: kept!.id, limit: 10 });
		expect(entries.map(({ action }) => action)).toEqual(['result.remove', 'result.import']);
		expect(entries[1]?.detail).toMatchObject({ municipality: '1383', year: 2018, file: 'varberg.csv' });
		expect(entries[1]?.detail.sha256).toMatch(/^[0-9a-f]{64}$/);
	});

	test('of many municipalities is one file', async () => {
		const kept = await keep(services, lead, madeUpResults(40, { year: 2015 }));
		expect(kept).toHaveLength(40);
		expect(kept.every(({ total, subquestions }) => total !== null && subquestions === 45)).toBe(true);
		const page = await results.list(reader, { from: 2015, to: 2015 }, { limit: 15, offset: 30 });
		expect(page).toMatchObject({ total: 40, results: expect.objectContaining({ length: 10 }) as object });
	});
});

describe('a finalised evaluation', () => {
	test('is in the library with its printed figures and its strengths, for people outside it too', async () => {
		const group = await server.group();
		expect((await inLibrary('0115')).filter(({ source }) => source === 'evaluation')).toEqual([]);
		await finalise(services, group.id, group.lead, (max) => max / 2);
		const [own] = await inLibrary('0115');
		expect(own).toMatchObject({
			source: 'evaluation',
			evaluationId: group.id,
			level: 'subquestions',
			total: { achieved: 400, max: 800, percent: 50, derived: false },
		});
		const detail = await results.get(reader, own!.id);
		expect(detail.subquestions).toHaveLength(45);
		expect(detail.subquestions[0]).toMatchObject({ achieved: 8, percent: 50, exact: 750 });
		expect(await refusal(results.remove(admin, own!.id))).toBe('409 resultOfEvaluation');
		const double = areasOf('0115', 2019, KOMMUNKOMPASSEN, [50]);
		expect(await refusal(keep(services, lead, double))).toBe('409 resultTakenByEvaluation');

		// The newest final version counts, however many look at once.
		await finalise(services, group.id, group.lead, (max) => max);
		const looks = await Promise.all([1, 2, 3, 4].map(() => inLibrary('0115')));
		for (const look of looks) expect(look.map(({ total }) => total.achieved)).toEqual([800]);
	});

	test('is not there before it is final', async () => {
		const group = await server.group({ phase: 'calibration', blind: 'off' });
		const shown = await inLibrary('0115');
		expect(shown.some(({ evaluationId }) => evaluationId === group.id)).toBe(false);
	});
});
