/**
 * One node of several that others, Redis or PostgreSQL cannot be reached from, or not through: its people find one that
 * works, what it had taken in and not saved is sent again, and nothing it could not save was shown to anybody.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { BACK_WITHIN_MS, createNodes, http, several, SOAK, Work, type Node } from '../support/nodes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { rawAs, yClientIn, type YClient } from '../support/sync-client.ts';
import type { Person } from '../support/sync-server.ts';

const random = seededRandom(Number(process.env.SAMSYN_SEED ?? 20_261_129));
const rounds = Array.from({ length: SOAK ? 20 : 1 }, (_, n) => n + 1);
const NODE_COUNTS = SOAK ? [2, 4] : [2];

const nodes = await createNodes('nodes-cut-off');
const { world } = nodes;
const people = await Promise.all(['Lea', 'Eva', 'Bo', 'My'].map((name) => world.person(name)));
const [lea, eva, bo] = people as [Person, Person, Person];

const newEvaluation = (...others: Person[]) =>
	world.evaluation([
		{ person: lea, role: 'lead' },
		...[...people.slice(1), ...others].map((person) => ({ person, role: 'evaluator' as const })),
	]);
const finding = (doc: Y.Doc, key: string) =>
	void doc.getMap('findings').set(key, { kind: 'strength', area: '1', order: 'a0' });
const has = (client: YClient, key: string) => client.until(() => client.doc.getMap('findings').has(key), key);
const ready = async (node: Node): Promise<number> =>
	(await fetch(`http://127.0.0.1:${node.port}/readyz`)).status;

for (const count of NODE_COUNTS)
	for (const how of ['cut', 'swallow'] as const)
		several.each(rounds)(
			`of ${count} nodes one loses its way to PostgreSQL (${how === 'cut' ? 'refused' : 'nothing arrives, nobody is told'}): its people work on at another (round %i)`,
			async () => {
				const databaseLine = await nodes.line(() => nodes.databasePort);
				const lost = await nodes.start({ databaseLine });
				const others = await Promise.all(Array.from({ length: count - 1 }, () => nodes.start()));
				const evaluations = await Promise.all([newEvaluation(), newEvaluation()]);
				// Opened there, so that it holds them.
				for (const id of evaluations) await yClientIn(lost.at, `evaluation/${id}`, eva);
				const work = await Work.begin(nodes, people, evaluations, [await nodes.balance(lost, ...others)]);
				for (const id of evaluations) expect(await nodes.ownerOf(id)).toBe(lost.address);
				await delay(random.below(300));

				databaseLine[how]();
				const moment = performance.now();
				await work.nothingShownAhead();
				await work.allBack(moment);
				await work.nothingShownAhead();
				for (const id of evaluations) expect(await nodes.ownerOf(id)).not.toBe(lost.address);
				// What it can still say, it says at once.
				const asked = performance.now();
				expect(await ready(lost)).toBe(503);
				const turnedAway = rawAs(lost.at, `evaluation/${evaluations[0]}`, eva);
				expect((await turnedAway.end()).code).toBe(CLOSE.tryAgain);
				expect((await http(lost, eva, 'GET', `/evaluations/${evaluations[0]}`)).status).toBe(503);
				expect(performance.now() - asked).toBeLessThan(1_500);

				databaseLine.mend();
				await expect.poll(() => ready(lost), { timeout: 30_000 }).toBe(200);
				await work.nothingLost(lost.at, others[0]!.at);
			},
		);

several.each(rounds)(
	'a line between two nodes that swallows everything: what was handed on ends, and who reaches the holder works on (round %i)',
	async () => {
		let port = 0;
		const line = await nodes.line(() => port);
		const holder = await nodes.start({ line });
		({ port } = holder);
		const other = await nodes.start();
		const room = `evaluation/${await newEvaluation()}`;
		const direct = await yClientIn(holder.at, room, eva);
		const through = await yClientIn(other.at, room, bo);
		await through.write((doc) => finding(doc, 'before'));
		const end = through.end();
		line.swallow();
		const moment = performance.now();
		finding(through.doc, 'swallowed');
		await end;
		expect(performance.now() - moment).toBeLessThan(BACK_WITHIN_MS);
		const back = await yClientIn(holder.at, room, bo, { doc: through.doc });
		await has(direct, 'swallowed');
		expect(performance.now() - moment).toBeLessThan(BACK_WITHIN_MS);
		expect(back.closes).toEqual([]);
		// Calls are not left hanging either.
		const call = await http(other, lea, 'GET', `/evaluations/${room.slice('evaluation/'.length)}/content`);
		expect(call.status).toBe(503);
		line.mend();
		await has(through, 'swallowed');
		await nodes.intact();
	},
);

for (const how of ['gone', 'hanging'] as const)
	several.each(rounds)(
		`with Redis ${how} people go on working, and once it is back its hints are heard again (round %i)`,
		async () => {
			const redis = await nodes.redis();
			const start = () => nodes.start({ redisUrl: redis.url });
			const [one, two] = await Promise.all([start(), start()]);
			const leaving = await world.person('Ute');
			const id = await newEvaluation(leaving);
			const room = `evaluation/${id}`;
			const a = await yClientIn(one.at, room, eva);
			if (how === 'gone') await redis.stop();
			else redis.process.kill('SIGSTOP');
			const b = await yClientIn(two.at, room, bo);
			await a.write((doc) => finding(doc, 'a'));
			await has(b, 'a');
			await b.write((doc) => finding(doc, 'b'));
			await has(a, 'b');
			for (const node of [one, two]) {
				expect(await ready(node)).toBe(200);
				const taken = await http(node, lea, 'POST', `/evaluations/${id}/snapshots`, { label: 'Utan' });
				expect(taken.status).toBe(201);
			}
			expect([...a.closes, ...b.closes]).toEqual([]);

			if (how === 'gone') await redis.again();
			else redis.process.kill('SIGCONT');
			const [holder, other] = (await nodes.holderFirst(id, one, two)) as [Node, Node];
			// Whichever call comes after both listen again ends the socket at once, and not a minute later.
			await expect
				.poll(
					async () => {
						const someone = await world.person('Ute');
						await world.db
							.insertInto('member')
							.values({ evaluation_id: id, user_id: someone.id, role: 'evaluator', scores: true })
							.execute();
						const signsOut = await yClientIn(holder.at, room, someone);
						await http(other, someone, 'DELETE', '/session');
						const out = signsOut.end().then(({ code }) => code);
						return Promise.race([out, delay(1_000, 'still in')]);
					},
					{ timeout: 20_000 },
				)
				.toBe(CLOSE.signedOut);
		},
	);

several('a node starts without Redis, serves, and hears the others once Redis is there', async () => {
	const redis = await nodes.redis();
	await redis.stop();
	const start = () => nodes.start({ redisUrl: redis.url });
	const [one, two] = await Promise.all([start(), start()]);
	const id = await newEvaluation();
	const a = await yClientIn(one.at, `evaluation/${id}`, eva);
	const b = await yClientIn(two.at, `evaluation/${id}`, bo);
	await a.write((doc) => finding(doc, 'a'));
	await has(b, 'a');
	await redis.again();
	await expect.poll(() => redis.listeners(), { timeout: 20_000 }).toBe(2);
});
