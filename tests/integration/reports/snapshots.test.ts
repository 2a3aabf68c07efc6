import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#document/content.ts';
import { verifyAll } from '#server/services/verification.ts';
import { fieldErrors, refusal, startServer } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { snapshots, phases, consensus, connection } = services;

const sha256 = (content: object): string => createHash('sha256').update(canonicalJson(content)).digest('hex');

describe('a named snapshot', () => {
	test('keeps the content and its hash while the evaluation goes on', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 11.25 });
		const taken = await snapshots.take(group.lead, group.id, '  Före kalibreringen ');
		await server.score(group, eva!, '1.1', { points: 3 });

		const kept = await snapshots.get(group.lead, group.id, taken.id);
		expect(kept).toMatchObject({ ...taken, label: 'Före kalibreringen', kind: 'named', by: group.lead.id });
		expect(kept.content.scores).toEqual({ [`1.1/${eva!.id}`]: { points: 11.25 } });
		expect(sha256(kept.content)).toBe(taken.sha256);
		const now = await snapshots.content(group.lead, group.id);
		expect(now.scores).toEqual({ [`1.1/${eva!.id}`]: { points: 3 } });
	});

	test('names the hash of the one before it', async () => {
		const group = await server.group({ blind: 'off' });
		const first = await snapshots.take(group.lead, group.id, 'Ett');
		const second = await snapshots.take(group.lead, group.id, 'Två');
		const [latest, earlier] = await snapshots.list(group.lead, group.id);
		expect(latest).toMatchObject({ id: second.id, label: 'Två', prevSha256: first.sha256 });
		expect(earlier).toMatchObject({ id: first.id, label: 'Ett' });
	});

	test('holds the bytes that rebuild the document it was taken of', async () => {
		const group = await server.group({ blind: 'off' });
		await server.score(group, group.evaluators[0]!, '2.2', { points: 20 });
		const { id } = await snapshots.take(group.lead, group.id, 'Bytes');
		const { state } = await connection.db
			.selectFrom('snapshot')
			.select('state')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		const doc = new Y.Doc();
		Y.applyUpdate(doc, state);
		expect(doc.getMap('scores').toJSON()).toEqual({ [`2.2/${group.evaluators[0]!.id}`]: { points: 20 } });
	});

	test('cannot be changed in the database', async () => {
		const group = await server.group({ blind: 'off' });
		const { id } = await snapshots.take(group.lead, group.id, 'Fast');
		await expect(
			connection.db.updateTable('snapshot').set({ label: 'Annan' }).where('id', '=', id).execute(),
		).rejects.toThrow(/append-only/);
	});

	test('needs a name that can be read and stored', async () => {
		const group = await server.group({ blind: 'off' });
		for (const label of ['', '   ', 'x'.repeat(201), 'a\0b'])
			expect(await fieldErrors(snapshots.take(group.lead, group.id, label))).toHaveLength(1);
	});
});

describe('who may', () => {
	test('leads take snapshots, members of the shared document read them, reviewers and outsiders neither', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		const { id } = await snapshots.take(group.lead, group.id, 'Behörighet');
		for (const who of [eva!, group.observer, group.reviewer])
			expect(await refusal(snapshots.take(who, group.id, 'x'))).toBe('403 forbidden');
		for (const who of [eva!, group.observer]) {
			expect((await snapshots.list(who, group.id)).map((one) => one.id)).toContain(id);
			expect((await snapshots.content(who, group.id)).scores).toEqual({});
		}
		expect(await refusal(snapshots.list(group.reviewer, group.id))).toBe('403 forbidden');
		expect(await refusal(snapshots.get(group.reviewer, group.id, id))).toBe('403 forbidden');
		expect(await refusal(snapshots.content(group.reviewer, group.id))).toBe('403 forbidden');
		const stranger = await server.person();
		expect(await refusal(snapshots.get(stranger, group.id, id))).toBe('404 notFound');
	});

	test('a snapshot is not found through another evaluation', async () => {
		const group = await server.group({ blind: 'off' });
		const other = await server.group({ blind: 'off' });
		const { id } = await snapshots.take(group.lead, group.id, 'Min');
		expect(await refusal(snapshots.get(other.lead, other.id, id))).toBe('404 notFound');
	});
});

test('nothing unrevealed is in the content of a blind evaluation or in its snapshots', async () => {
	const group = await server.group({ blind: 'evaluation' });
	const [eva] = group.evaluators;
	await server.score(group, eva!, '1.1', { points: 9.75, note: 'hemligt' });
	const { id } = await snapshots.take(group.lead, group.id, 'Blint');
	for (const content of [
		await snapshots.content(group.lead, group.id),
		(await snapshots.get(group.lead, group.id, id)).content,
	]) {
		expect(content.scores).toEqual({});
		expect(canonicalJson(content)).not.toContain('hemligt');
		expect(canonicalJson(content)).not.toContain('9.75');
	}
});

test('every snapshot is what the log says, those that a phase took while it wrote as well', async () => {
	const group = await server.group({ blind: 'evaluation' });
	for (const evaluator of group.evaluators) await server.scoreAll(group, evaluator);
	await snapshots.take(group.lead, group.id, 'Före');
	await phases.change(group.lead, group.id, 'calibration');
	await consensus.set(group.lead, group.id, '1.1', { points: 5, basedOn: null });
	await snapshots.take(group.lead, group.id, 'Efter');
	const kinds = (await snapshots.list(group.lead, group.id)).map(({ kind }) => kind);
	expect(kinds).toEqual(['named', 'phase', 'named', 'phase']);
	const { faults, snapshots: verified } = await verifyAll(connection.db);
	expect(faults).toEqual([]);
	expect(verified).toBeGreaterThanOrEqual(4);
});
