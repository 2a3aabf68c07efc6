/** In a crowded room edits come gathered: fewer commits, fewer writes to sockets, and everybody has everything. */
import { afterEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { closeClients, yClientIn, type YClient } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const [eva, lead] = [await world.person('Eva Ek'), await world.person('Lena Lead')];
const READERS = 60;
const EDITS = 30;

afterEach(closeClients);

const finding = (n: number) => (doc: Y.Doc) =>
	void doc.getMap('findings').set(`f${n}`, { kind: 'strength', area: '1', order: 'a0' });

/** One who writes among many who read, with this long at most between two writes to a socket. */
async function crowd(paceMs: number) {
	const room = `evaluation/${await world.evaluation([
		{ person: lead, role: 'lead' },
		{ person: eva, role: 'evaluator' },
	])}`;
	const server = await world.serve({ socketsPerPaceMs: 0.001, paceMs });
	const options = { aware: false };
	const readers = await Promise.all(
		Array.from({ length: READERS }, () => yClientIn(server, room, lead, options)),
	);
	const writer = await yClientIn(server, room, eva, options);
	return { room, server, readers, writer };
}

const commits = async (text: Promise<string>): Promise<number> =>
	Number(/^samsyn_commit_seconds_count (\d+)/m.exec(await text)?.[1]);

test('edits that follow each other within the pause of a crowd are one commit and one write to each', async () => {
	const { server, readers, writer } = await crowd(400);
	const { counts } = server.metrics.sync;
	const committed = () => commits(server.metrics.registry.metrics());
	const [writesBefore, commitsBefore] = [counts.writesOut, await committed()];
	for (let n = 1; n <= EDITS; n++) {
		finding(n)(writer.doc);
		await new Promise((resolve) => setImmediate(resolve));
	}
	for (const reader of readers)
		await reader.until(() => reader.doc.getMap('findings').size === EDITS, 'every edit');
	expect(counts.writesOut - writesBefore).toBeLessThanOrEqual((EDITS / 5) * READERS);
	expect((await committed()) - commitsBefore).toBeLessThanOrEqual(EDITS / 5);
});

test('who waits for what is written there does not wait for the pause', async () => {
	const { room, server, readers, writer } = await crowd(600_000);
	await writer.write(finding(1));
	finding(2)(writer.doc);
	await expect
		.poll(() => server.hub.read(room, (doc) => doc.getMap('findings').size), { interval: 1 })
		.toBe(2);
	expect(readers[0]?.doc.getMap('findings').size).toBe(1);
});

test('what is committed is not held up by a later commit that hangs', async () => {
	const { room, server, readers, writer } = await crowd(1_000);
	const has = (client: YClient, n: number) => client.doc.getMap('findings').has(`f${n}`);
	await writer.write(finding(1));
	finding(2)(writer.doc);
	await expect
		.poll(() => server.hub.read(room, (doc) => doc.getMap('findings').size), { interval: 1 })
		.toBe(2);
	const release = await world.hold(room);
	finding(3)(writer.doc);
	await readers[0]!.until(() => has(readers[0]!, 2), 'what is committed');
	expect(has(readers[0]!, 3)).toBe(false);
	await release();
	await readers[0]!.until(() => has(readers[0]!, 3), 'what was committed after it');
});

test('at the end what waits for the pause of a crowd is committed, acknowledged and sent', async () => {
	const { room, server, readers, writer } = await crowd(600_000);
	await writer.write(finding(1));
	finding(2)(writer.doc);
	await expect
		.poll(async () => /^samsyn_commit_queued_rows (\d+)/m.exec(await server.metrics.registry.metrics())?.[1])
		.toBe('1');
	const acks = writer.acks.length;
	await server.stop();
	expect(writer.acks.length).toBe(acks + 1);
	for (const reader of readers) expect(reader.doc.getMap('findings').size).toBe(2);
	const { rows } = await world.connection.pool.query('select seq from update_log where room = $1', [room]);
	expect(rows.length).toBe(2);
});
