import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { createHourlyVersions } from '#server/services/hourly-versions.ts';
import { verifyAll } from '#server/services/verification.ts';
import { startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const MINUTE = 60_000;
let ahead = 0;
const hourly = createHourlyVersions({
	connection: services.connection,
	log: pino({ level: 'silent' }),
	now: () => Date.now() + ahead,
});
/** So many minutes from now. */
function at(minutes: number): Promise<number> {
	ahead = minutes * MINUTE;
	return hourly.run();
}
const kinds = async (group: Group) =>
	(await services.snapshots.list(group.lead, group.id)).map(({ kind }) => kind);

describe('after an hour of work', () => {
	test('a version is kept by itself, and the next one after another hour', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 4 });
		expect(await at(59)).toBe(0);
		expect(await at(61)).toBe(1);
		const [kept] = await services.snapshots.list(group.lead, group.id);
		expect(kept).toMatchObject({ kind: 'hourly', by: null, seq: 1 });
		expect((await services.snapshots.get(group.lead, group.id, kept!.id)).content.scores).toEqual({
			[`1.1/${eva!.id}`]: { points: 4 },
		});
		await server.score(group, eva!, '1.1', { points: 5 });
		expect(await at(59)).toBe(0);
		expect(await at(61)).toBe(1);
		expect(await kinds(group)).toEqual(['hourly', 'hourly', 'phase']);
	});

	test('in which nothing was said anew, none is kept', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		expect(await at(600)).toBe(0);
		await server.score(group, eva!, '1.1', { points: 4 });
		await server.score(group, eva!, '1.1', undefined);
		expect(await at(600)).toBe(0);
		const room = evaluationRoom(group.id);
		await services.sync.command([room], { userId: group.lead.id, sessionId: null }, (context) => {
			context.room(room).write((doc) => doc.getMap('session').set('discussed/1.1', { by: 'x', at: 'y' }));
			return Promise.resolve();
		});
		expect(await at(600)).toBe(0);
		expect(await kinds(group)).toEqual(['phase']);
	});

	test('one of several that run at once keeps it, and the chain of versions stays whole', async () => {
		const group = await server.group({ blind: 'off' });
		await server.score(group, group.evaluators[0]!, '1.1', { points: 4 });
		ahead = 61 * MINUTE;
		const nodes = Array.from({ length: 4 }, () =>
			createHourlyVersions({
				connection: services.connection,
				log: pino({ level: 'silent' }),
				now: () => Date.now() + ahead,
			}),
		);
		const taken = services.snapshots.take(group.lead, group.id, 'Samtidigt');
		await Promise.all(nodes.map((node) => node.run()));
		await taken;
		const list = await kinds(group);
		expect(list.filter((kind) => kind === 'hourly').length).toBeLessThanOrEqual(1);
		expect(list).toContain('named');
		expect((await verifyAll(services.connection.db)).faults).toEqual([]);
	});
});

test('a document that is final is left alone', async () => {
	const group = await server.group({ blind: 'off' });
	await server.score(group, group.evaluators[0]!, '1.1', { points: 4 });
	await services.connection.db
		.updateTable('evaluation')
		.set({ phase: 'final' })
		.where('id', '=', group.id)
		.execute();
	expect(await at(600)).toBe(0);
});
