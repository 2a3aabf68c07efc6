/** In a crowded room edits come gathered: fewer writes to sockets than commits would make, and everybody has everything. */
import { afterEach, expect, test } from 'vitest';
import { closeClients, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const [eva, lead] = [await world.person('Eva Ek'), await world.person('Lena Lead')];
const READERS = 60;
const EDITS = 30;

afterEach(closeClients);

test('commits that follow each other within the pause of a crowd reach it in one write', async () => {
	const room = `evaluation/${await world.evaluation([
		{ person: lead, role: 'lead' },
		{ person: eva, role: 'evaluator' },
	])}`;
	const server = await world.serve({ socketsPerPaceMs: 1, paceMs: 1_000 });
	const options = { aware: false };
	const readers = await Promise.all(
		Array.from({ length: READERS }, () => yClientIn(server, room, lead, options)),
	);
	const writer = await yClientIn(server, room, eva, options);
	const { counts } = server.metrics.sync;
	const before = counts.writesOut;
	const committed = async () => {
		const query = 'select head_seq from room where name = $1';
		const { rows } = await world.connection.pool.query<{ head_seq: number }>(query, [room]);
		return rows[0]?.head_seq ?? 0;
	};
	const start = await committed();
	for (let n = 1; n <= EDITS; n++) {
		writer.doc.getMap('findings').set(`f${n}`, { kind: 'strength', area: '1', order: 'a0' });
		await expect.poll(committed, { interval: 1 }).toBe(start + n);
	}
	for (const reader of readers)
		await reader.until(() => reader.doc.getMap('findings').size === EDITS, 'every edit');
	expect(counts.writesOut - before).toBeLessThan(EDITS * READERS);
});
