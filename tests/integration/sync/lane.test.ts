/** The lane by itself, on a log: how edits come into commits where there are many of them. */
import { expect, test } from 'vitest';
import { pino } from 'pino';
import { createMetrics } from '#server/metrics.ts';
import { NO_TRACING } from '#server/observability/tracing.ts';
import { DEFAULT_LIMITS } from '#server/sync/limits.ts';
import { LogLane, type LaneRoom } from '#server/sync/log-lane.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const eva = await world.person('Eva Ek');

/** A room of the log that nobody has open, and which is told of what is committed of it. */
async function loggedRoom(committed: (rows: number) => void): Promise<LaneRoom> {
	const name = `evaluation/${await world.evaluation([{ person: eva, role: 'evaluator' }])}`;
	await (await world.serve()).hub.read(name, () => undefined);
	const { generation, epoch, head_seq, head_hash } = await world.db
		.selectFrom('room')
		.selectAll()
		.where('name', '=', name)
		.executeTakeFirstOrThrow();
	const room = {
		name,
		generation,
		epoch,
		head: { seq: head_seq, hash: head_hash },
		alive: true,
		dueAt: (now: number) => now,
		committed(rows: number, head: LaneRoom['head']) {
			room.head = head;
			committed(rows);
		},
		commitFailed(why: string) {
			throw new Error(why);
		},
	};
	return room;
}

test('where a full commit waits the next follows at once: the database alone says how many edits fit', async () => {
	const [commits, batchRows] = [100, 10];
	const { sync: metrics } = createMetrics({ processMetrics: false });
	let inDatabase = 0;
	const lane = new LogLane({
		url: world.connection.url,
		log: pino({ level: 'silent' }),
		metrics: { ...metrics, commit: ({ seconds }) => void (inDatabase += seconds * 1000) },
		tracing: NO_TRACING,
		limits: { ...DEFAULT_LIMITS, batchRows },
	});
	await lane.open();
	let rows = 0;
	const room = await loggedRoom((more) => void (rows += more));
	const started = performance.now();
	for (let clock = 0; clock < commits * batchRows; clock++)
		lane.push(room, {
			kind: 'update',
			userId: eva.id,
			sessionId: null,
			clientId: 7,
			fromClock: clock,
			toClock: clock + 1,
			at: Date.now(),
			bytes: new Uint8Array(20),
			newClientIds: [],
		});
	await lane.idle();
	expect(rows).toBe(commits * batchRows);
	// With the pauses of commits that are not full it was four times as long.
	expect(performance.now() - started).toBeLessThan(2.5 * inDatabase);
	await lane.close();
});
