/** Exports through the real services: who may, what is recorded, what is under way and how it ends. */
import { expect, test, vi } from 'vitest';
import { list } from '#server/db/audit.ts';
import { FORMATS } from '#server/exports/formats.ts';
import type { Actor } from '#server/services/actor.ts';
import { refusal, startServer, type Group } from '../../support/group.ts';
import { readPdf } from '../../support/report/pdf-tree.ts';

const server = await startServer();
const { services } = server;
const { exports, consensus, snapshots, members } = services;
const SIGNATURES: Partial<Record<(typeof FORMATS)[number], string>> = {
	pdf: '%PDF-1.7',
	docx: 'PK',
	xlsx: 'PK',
	csv: 'id,achieved',
	json: '{"evaluation"',
	html: '<!doctype html>',
};

const calibrating = () => server.group({ blind: 'off', phase: 'calibration' });
const ended = (who: Actor, group: Group, id: string) =>
	vi.waitUntil(async () => {
		const view = await exports.status(who, group.id, id);
		return view.status === 'running' ? false : view;
	}, 30_000);
const wish = { format: 'pdf', locale: 'sv' } as const;

test('every form comes as a file of its kind, and the audit log tells who took what', async () => {
	const group = await calibrating();
	for (const format of FORMATS) {
		const { bytes, name, mediaType } = await exports.file(group.lead, group.id, { format, locale: 'en' });
		expect(Buffer.from(bytes).toString('latin1').startsWith(SIGNATURES[format]!)).toBe(true);
		expect(name).toBe(`vallentuna-2019-working.${format}`);
		expect(mediaType).toMatch(/^(application|text)\//);
	}
	const entries = await list(services.connection.db, {
		action: 'report.export',
		evaluationId: group.id,
		limit: 20,
	});
	expect(
		entries.map(({ actor, detail }) => [actor, detail['format'], detail['lang'], detail['status']]),
	).toEqual([...FORMATS].reverse().map((format) => [group.lead.id, format, 'en', 'working']));
});

test('an export is started, watched, fetched once it is done, and another person’s is not there', async () => {
	const group = await calibrating();
	const started = await exports.start(group.lead, group.id, wish);
	expect(started).toMatchObject({ format: 'pdf', status: 'running', progress: expect.any(Number) as number });
	expect(await refusal(exports.result(group.lead, group.id, started.id))).toBe('409 exportNotReady');
	expect(await refusal(exports.status(group.evaluators[0]!, group.id, started.id))).toBe('404 notFound');
	expect(await refusal(exports.cancel(group.evaluators[0]!, group.id, started.id))).toBe('404 notFound');
	expect(await refusal(exports.status(await server.person(), group.id, started.id))).toBe('404 notFound');

	const done = await ended(group.lead, group, started.id);
	expect(done).toMatchObject({ status: 'done', progress: 1, stage: 'done', reason: null });
	const { bytes } = await exports.result(group.lead, group.id, started.id);
	expect(bytes.length).toBe(done.size);
	expect((await readPdf(bytes)).tagged).toBe(true);
	expect(await refusal(exports.result(group.evaluators[0]!, group.id, started.id))).toBe('404 notFound');

	const other = await calibrating();
	await members.add(other.lead, other.id, { email: group.lead.email, role: 'observer' });
	expect(await refusal(exports.status(group.lead, other.id, started.id))).toBe('404 notFound');
});

test('an export that is cancelled ends at once, leaves no trace in the log, and the next one is made', async () => {
	const group = await calibrating();
	const first = await exports.start(group.lead, group.id, wish);
	// Before anything else is asked for: a small report may be made in the time of another call.
	await exports.cancel(group.lead, group.id, first.id);
	const second = await exports.start(group.lead, group.id, { ...wish, format: 'docx' });
	expect(await refusal(exports.status(group.lead, group.id, first.id))).toBe('404 notFound');
	expect(await ended(group.lead, group, second.id)).toMatchObject({ status: 'done' });
	const entries = await list(services.connection.db, {
		action: 'report.export',
		evaluationId: group.id,
		limit: 9,
	});
	expect(entries.map(({ detail }) => detail['format'])).toEqual(['docx']);
});

test('a call that gave up does not hold the others back', async () => {
	const group = await calibrating();
	const controller = new AbortController();
	const given = refusal(exports.file(group.lead, group.id, wish, controller.signal));
	controller.abort();
	expect(await given).toBe('409 exportCancelled');
	expect((await exports.file(group.lead, group.id, wish)).bytes.length).toBeGreaterThan(10_000);
});

test('one person has four exports under way and no more', async () => {
	const group = await calibrating();
	// Many, since a small report may be done before a fifth is asked for.
	const outcomes = await Promise.allSettled(
		Array.from({ length: 20 }, () => exports.start(group.lead, group.id, wish)),
	);
	const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
	const views = await Promise.all(started.map(({ id }) => exports.status(group.lead, group.id, id)));
	expect(started.length).toBeGreaterThanOrEqual(4);
	expect(views.filter(({ status }) => status === 'running').length).toBeLessThanOrEqual(4);
	expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
		reason: { status: 429, code: 'tooManyExports' },
	});
	for (const { id } of started) await exports.cancel(group.lead, group.id, id);
	const again = await exports.start(group.lead, group.id, { ...wish, format: 'csv' });
	expect(await ended(group.lead, group, again.id)).toMatchObject({ status: 'done' });
});

test('reviewers export what is final and nothing before; outsiders nothing', async () => {
	const group = await calibrating();
	for (const format of FORMATS) {
		expect(await refusal(exports.file(group.reviewer, group.id, { format, locale: 'sv' }))).toBe(
			'403 reportNotFinal',
		);
		expect(await refusal(exports.start(group.reviewer, group.id, { format, locale: 'sv' }))).toBe(
			'403 reportNotFinal',
		);
		expect(await refusal(exports.file(await server.person(), group.id, { format, locale: 'sv' }))).toBe(
			'404 notFound',
		);
	}
	await consensus.set(group.lead, group.id, '1.1', { points: 11.2, basedOn: null });
	const { id: draft } = await snapshots.take(group.lead, group.id, 'Utkast');
	expect(await refusal(exports.file(group.reviewer, group.id, { ...wish, snapshotId: draft }))).toBe(
		'403 reportNotFinal',
	);
	expect(await refusal(exports.file(group.lead, group.id, { ...wish, snapshotId: 'none' }))).toBe(
		'404 notFound',
	);
	expect(
		Buffer.from(
			(await exports.file(group.lead, group.id, { format: 'csv', locale: 'sv', snapshotId: draft })).bytes,
		)
			.toString()
			.split('\n')[1],
	).toBe('1.1,11,15,75');
});

test('whoever is no member any more has lost the exports as well', async () => {
	const group = await calibrating();
	const [eva] = group.evaluators;
	const started = await exports.start(eva!, group.id, { format: 'csv', locale: 'sv' });
	await ended(eva!, group, started.id);
	await members.remove(group.lead, group.id, eva!.id);
	expect(await refusal(exports.result(eva!, group.id, started.id))).toBe('404 notFound');
});

test('no score, note, motive, minority opinion or confidential source is in any form', async () => {
	const group = await calibrating();
	const [eva] = group.evaluators;
	await server.score(group, eva!, '1.1', { points: 9.75, note: 'min anteckning' });
	await consensus.set(group.lead, group.id, '1.1', { points: 11.2, motive: 'vårt motiv', basedOn: null });
	await consensus.dissent(eva!, group.id, '1.1', 'min avvikande mening');
	for (const format of FORMATS) {
		const { bytes } = await exports.file(group.lead, group.id, { format, locale: 'sv' });
		const printed =
			format === 'pdf'
				? (await readPdf(bytes)).pages.map(({ text }) => text).join(' ')
				: Buffer.from(bytes).toString('utf8');
		for (const secret of ['9.75', '9,75', 'anteckning', 'avvikande', 'vårt motiv', eva!.id])
			expect(printed).not.toContain(secret);
	}
});

test('whoever may see only what was decided any more has lost the working material they exported as well', async () => {
	const group = await calibrating();
	const [second] = group.evaluators;
	const started = await exports.start(group.lead, group.id, { ...wish, format: 'csv' });
	expect(await ended(group.lead, group, started.id)).toMatchObject({ status: 'done' });
	await members.change(group.lead, group.id, second!.id, { role: 'lead' });
	await members.change(second!, group.id, group.lead.id, { role: 'reviewer' });
	expect(await refusal(exports.status(group.lead, group.id, started.id))).toBe('403 reportNotFinal');
	expect(await refusal(exports.result(group.lead, group.id, started.id))).toBe('403 reportNotFinal');
});
