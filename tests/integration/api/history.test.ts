import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const read = (group: Group, query: Partial<Parameters<typeof services.history.read>[2]> = {}) =>
	services.history.read(group.lead, group.id, { limit: 100, ...query });

async function write(group: Group, change: (doc: Y.Doc) => void): Promise<void> {
	const room = `evaluation/${group.id}`;
	await services.sync.command([room], { userId: group.lead.id, sessionId: null }, (context) => {
		context.room(room).write(change);
		return Promise.resolve();
	});
}

describe('the history', () => {
	test('tells who set what from which value to which, in the order of the log', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 4 });
		await server.score(group, eva!, '1.1', { points: 5 });
		await server.score(group, eva!, '1.1', undefined);
		const { entries, next } = await read(group);
		const key = `1.1/${eva!.id}`;
		expect(next).toBeNull();
		expect(entries.map(({ seq, userId, changes }) => ({ seq, userId, changes }))).toEqual([
			{ seq: 1, userId: eva!.id, changes: [{ root: 'scores', key, op: 'set', value: { points: 4 } }] },
			{
				seq: 2,
				userId: eva!.id,
				changes: [{ root: 'scores', key, op: 'set', before: { points: 4 }, value: { points: 5 } }],
			},
			{ seq: 3, userId: eva!.id, changes: [{ root: 'scores', key, op: 'delete', before: { points: 5 } }] },
		]);
	});

	test('names texts that were edited, however deep in them', async () => {
		const group = await server.group({ blind: 'off' });
		await write(group, (doc) => {
			const paragraph = new Y.XmlElement('paragraph');
			paragraph.insert(0, [new Y.XmlText('Hej')]);
			doc.getXmlFragment('text:sub:1.1').insert(0, [paragraph]);
			doc.getMap('sections').set('sub:1.1', { state: 'draft', by: group.lead.id });
		});
		await write(group, (doc) => {
			const paragraph = doc.getXmlFragment('text:sub:1.1').get(0) as Y.XmlElement;
			(paragraph.get(0) as Y.XmlText).insert(3, '!');
		});
		expect(
			(await read(group)).entries.map(({ changes }) => changes.map(({ root, op }) => `${op} ${root}`)),
		).toEqual([['set sections', 'edit text:sub:1.1'], ['edit text:sub:1.1']]);
	});

	test('is read page by page, from anywhere, by position or by time', async () => {
		const group = await server.group({ blind: 'off' });
		for (let at = 1; at <= 12; at++)
			await write(group, (doc) => doc.getMap('sections').set(`sub:${at}`, { state: 'draft', by: 'x' }));
		const all = (await read(group)).entries;
		expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
		const first = await read(group, { limit: 5 });
		expect(first).toEqual({ entries: all.slice(0, 5), next: 6 });
		expect(await read(group, { limit: 5, from: 6 })).toEqual({ entries: all.slice(5, 10), next: 11 });
		expect(await read(group, { from: 11, to: 11 })).toEqual({ entries: [all[10]], next: null });
		expect(await read(group, { from: 13 })).toEqual({ entries: [], next: null });
		const [from, to] = [new Date(all[3]!.at), new Date(all[7]!.at)];
		const within = all.filter(({ at }) => at >= from.toISOString() && at <= to.toISOString());
		expect((await read(group, { from, to })).entries).toEqual(within);
		expect((await read(group, { to: new Date(0) })).entries).toEqual([]);
	});

	test('is the same whether it is read from the beginning or from a stored state', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		for (let at = 0; at < 6; at++) await server.score(group, eva!, '1.1', { points: at });
		await server.score(group, eva!, '1.1', undefined);
		const whole = (await read(group)).entries;
		const room = `evaluation/${group.id}`;
		const doc = new Y.Doc();
		const { db } = services.connection;
		const rows = await db
			.selectFrom('update_log')
			.select('bytes')
			.where('room', '=', room)
			.where('seq', '<=', 4)
			.orderBy('seq')
			.execute();
		for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
		await db
			.insertInto('room_state')
			.values({ room, seq: 4, bytes: Y.encodeStateAsUpdate(doc) })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		expect((await read(group, { from: 5 })).entries).toEqual(whole.slice(4));
	});

	test('shows the reveal as one entry and nothing of ballots before it', async () => {
		const group = await server.group();
		const [eva] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 4 });
		await services.ballots.submit(eva!, group.id, ['1.1']);
		expect((await read(group)).entries).toEqual([]);
		await services.ballots.reveal(group.lead, group.id, {});
		const [entry] = (await read(group)).entries;
		expect(entry).toMatchObject({ kind: 'command', userId: group.lead.id });
		expect(entry!.changes.map(({ root }) => root)).toEqual(['firstScores', 'scores']);
	});

	test('is closed to reviewers', async () => {
		const group = await server.group();
		expect(await refusal(services.history.read(group.reviewer, group.id, { limit: 1 }))).toBe(
			'403 forbidden',
		);
		for (const who of [...group.evaluators, group.observer])
			expect(await services.history.read(who, group.id, { limit: 1 })).toEqual({ entries: [], next: null });
	});
});
