/** The audit log is searched by person, action, evaluation, time and words, taken along as a file, and only by administrators. */
import { beforeAll, describe, expect, test } from 'vitest';
import { auditCsv, auditJson } from '#server/exports/audit-file.ts';
import { record } from '#server/db/audit.ts';
import type { AuditSearch } from '#server/services/audit.ts';
import type { Actor } from '#server/services/actor.ts';
import { refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { db } = services.connection;
let admin: Actor;
let group: Group;

beforeAll(async () => {
	admin = await server.person('Ada Admin', { admin: true });
	group = await server.group({ blind: 'off' });
	await services.snapshots.take(group.lead, group.id, 'Första');
	await record(db, {
		actor: group.lead.id,
		action: 'phase.change',
		evaluationId: group.id,
		subject: '=HYPERLINK("http://evil.example","x")',
		detail: { reason: '+1, "så" är det\n@nästa rad' },
	});
});

const found = async (search: AuditSearch) =>
	(await services.audit.list(admin, { ...search, limit: 1000 })).map(({ action }) => action);
const whole = async (parts: AsyncIterable<string>) => (await Array.fromAsync(parts)).join('');

describe('is found', () => {
	test('by part of a person’s name or address, whether they did it or it was done to them', async () => {
		expect(await found({ person: 'lena le' })).toContain('snapshot.create');
		expect(await found({ person: group.lead.email.slice(0, 12) })).toContain('snapshot.create');
		expect(await found({ person: 'nobody of that name' })).toEqual([]);
		expect(await found({ person: '%' })).toEqual([]);
	});

	test('by action and noun, evaluation and time', async () => {
		expect(new Set(await found({ action: 'phase' }))).toEqual(new Set(['phase.change']));
		expect(await found({ action: 'snapshot.create', evaluationId: group.id })).toEqual(['snapshot.create']);
		expect(await found({ evaluationId: 'another' })).toEqual([]);
		expect(await found({ to: new Date(0) })).toEqual([]);
		expect(await found({ from: new Date(Date.now() + 60_000) })).toEqual([]);
	});

	test('by what it says, and by the evaluation’s title', async () => {
		expect(await found({ text: 'SÅ\\" ÄR' })).toEqual(['phase.change']);
		const { title } = await services.evaluations.get(group.lead, group.id);
		expect(await found({ text: title.slice(0, 6), action: 'snapshot.create' })).toEqual(['snapshot.create']);
		expect(await found({ text: '_' })).not.toContain('snapshot.create');
	});
});

describe('is taken along', () => {
	test('as CSV in which nothing runs as a formula and every row is one row', async () => {
		const csv = await whole(auditCsv(services.audit.every(admin, { action: 'phase.change' })));
		expect(csv.split('\r\n')[0]).toBe('id,at,actor,actorName,action,evaluationId,subject,subjectName,detail');
		expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
		expect(
			csv
				.replaceAll(/"(?:[^"]|"")*"/g, 'q')
				.trimEnd()
				.split('\r\n'),
		).toHaveLength((await found({ action: 'phase.change' })).length + 1);
		expect(csv.split(/,|\r\n/).filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
	});

	test('as JSON, all of it beyond one page', async () => {
		for (let n = 0; n < 1100; n++) await record(db, { actor: null, action: 'session.refuse', detail: { n } });
		const entries = JSON.parse(
			await whole(auditJson(services.audit.every(admin, { action: 'session.refuse' }))),
		) as { detail: { n: number } }[];
		expect(entries.map(({ detail }) => detail.n)).toEqual(Array.from({ length: 1100 }, (_, n) => 1099 - n));
		expect(await whole(auditJson(services.audit.every(admin, { text: 'no such words' })))).toBe('[]\n');
	});
});

test('is for administrators only', async () => {
	for (const who of [group.lead, group.observer, group.reviewer]) {
		expect(await refusal(services.audit.list(who, { limit: 1 }))).toBe('403 forbidden');
		expect(() => services.audit.every(who, {})).toThrow('forbidden');
	}
});
