/**
 * Several nodes on one database: whichever of them a page or a program reaches, it works on the one document; and a node
 * that is killed, paused, restarted or wrong about the time costs a moment and never an edit.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { LEASE_MS } from '#server/cluster/cluster.ts';
import { createNodes, http, several, SOAK, Work, type Node } from '../support/nodes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { yClientIn, type YClient } from '../support/sync-client.ts';
import type { Person } from '../support/sync-server.ts';

const random = seededRandom(Number(process.env.SAMSYN_SEED ?? 20_261_128));
const rounds = (few: number) => Array.from({ length: SOAK ? 20 : few }, (_, n) => n + 1);
const NODE_COUNTS = SOAK ? [2, 4] : [2];

const nodes = await createNodes('nodes');
const { world, connection } = nodes;
const people = await Promise.all(['Lea', 'Eva', 'Bo', 'My'].map((name) => world.person(name)));
const [lea, eva, bo, my] = people as [Person, Person, Person, Person];

const newEvaluation = (...others: Person[]) =>
	world.evaluation([
		{ person: lea, role: 'lead' },
		...[...people.slice(1), ...others].map((person) => ({ person, role: 'evaluator' as const })),
	]);
const startMany = (count: number) => Promise.all(Array.from({ length: count }, () => nodes.start()));
const begin = async (evaluations: number, at: Parameters<typeof Work.begin>[3]) =>
	Work.begin(
		nodes,
		people,
		await Promise.all(Array.from({ length: evaluations }, () => newEvaluation())),
		at,
	);

const finding = (doc: Y.Doc, key: string) =>
	void doc.getMap('findings').set(key, { kind: 'strength', area: '1', order: 'a0' });
const has = (client: YClient, key: string) => client.until(() => client.doc.getMap('findings').has(key), key);

/** The node that holds most, or the first: one whose end is felt. */
async function busiest(all: readonly Node[]): Promise<Node> {
	const { rows } = await connection.pool.query<{ address: string }>(
		`select address from evaluation_owner join node on node.id = node_id
		where evaluation_owner.lease_until > clock_timestamp() group by address order by count(*) desc`,
	);
	return all.find(({ address }) => address === rows[0]?.address) ?? all[0]!;
}

several('people at different nodes work on one document, and calls reach it from anywhere', async () => {
	const [one, two] = (await startMany(2)) as [Node, Node];
	const id = await newEvaluation();
	const room = `evaluation/${id}`;
	const a = await yClientIn(one.at, room, eva);
	const b = await yClientIn(two.at, room, bo);
	await a.write((doc) => finding(doc, 'a'));
	await has(b, 'a');
	await b.write((doc) => finding(doc, 'b'));
	await has(a, 'b');
	for (const node of [one, two]) {
		const taken = await http(node, lea, 'POST', `/evaluations/${id}/snapshots`, { label: 'Härifrån' });
		expect(taken.status).toBe(201);
		const content = await http(node, lea, 'GET', `/evaluations/${id}/content`);
		expect(Object.keys(((await content.json()) as { findings: object }).findings).sort()).toEqual(['a', 'b']);
	}
	expect([...a.closes, ...b.closes]).toEqual([]);
	await nodes.intact();
});

several(
	'one node holds an evaluation, all its rooms, and no other claims one while its lease runs',
	async () => {
		const all = await startMany(4);
		const id = await newEvaluation();
		const room = `evaluation/${id}`;
		const clients = await Promise.all(
			all.flatMap((node) => people.map((person) => yClientIn(node.at, room, person))),
		);
		await Promise.all(clients.map((client, i) => client.write((doc) => finding(doc, `at-once-${i}`))));
		for (const client of clients) for (const i of clients.keys()) await has(client, `at-once-${i}`);
		const { rows } = await connection.pool.query('select name, epoch from room where evaluation_id = $1', [
			id,
		]);
		// Sixteen sockets at four nodes in the same instant, and the room was claimed once.
		expect(rows).toEqual([{ name: room, epoch: 1 }]);
		const holder = await nodes.ownerOf(id);
		const closed = () => clients.flatMap(({ closes }) => closes).length;
		await delay(LEASE_MS * 1.5);
		// Nor was anybody sent away who came to a node that was not the first.
		expect([closed(), await nodes.ownerOf(id)]).toEqual([0, holder]);
	},
);

several('who signs out or is removed at one node is out at the other', async () => {
	const [one, two] = (await startMany(2)) as [Node, Node];
	const [leaving, removed] = await Promise.all([world.person('Ute'), world.person('Borttagen')]);
	const id = await newEvaluation(leaving, removed);
	const room = `evaluation/${id}`;
	await yClientIn(one.at, room, eva);
	const [holder, other] = (await nodes.holderFirst(id, one, two)) as [Node, Node];
	const signsOut = await yClientIn(holder.at, room, leaving);
	const isRemoved = await yClientIn(other.at, room, removed);
	const out = signsOut.end();
	expect((await http(other, leaving, 'DELETE', '/session')).status).toBe(204);
	expect((await out).code).toBe(CLOSE.signedOut);
	const gone = isRemoved.end();
	expect((await http(other, lea, 'DELETE', `/evaluations/${id}/members/${removed.id}`)).status).toBe(204);
	expect((await gone).code).toBe(CLOSE.notAllowed);
});

for (const count of NODE_COUNTS) {
	several.each(rounds(2))(
		`of ${count} nodes one is killed while people write in several rooms: all are back, nothing is lost (round %i)`,
		async () => {
			const all = await startMany(count);
			const work = await begin(3, [await nodes.balance(...all)]);
			await delay(random.below(400));
			const killed = await busiest(all);
			const acknowledged = work.writers.flatMap((writer) => writer.acknowledged());
			killed.process.kill('SIGKILL');
			const moment = performance.now();
			await work.nothingShownAhead();
			await work.allBack(moment);
			expect(acknowledged.length).toBeGreaterThan(0);
			await work.nothingLost(...all.filter((node) => node !== killed).map(({ at }) => at));
		},
	);

	several.each(rounds(1))(
		`of ${count} nodes the one that holds everything is killed, its people are spread over the others: all are back, nothing is lost (round %i)`,
		async () => {
			const holder = await nodes.start();
			const others = await startMany(count - 1);
			const evaluations = await Promise.all([newEvaluation(), newEvaluation(), newEvaluation()]);
			for (const id of evaluations) await yClientIn(holder.at, `evaluation/${id}`, eva);
			const work = await Work.begin(
				nodes,
				people,
				evaluations,
				others.map(({ at }) => at),
			);
			for (const id of evaluations) expect(await nodes.ownerOf(id)).toBe(holder.address);
			await delay(random.below(400));
			holder.process.kill('SIGKILL');
			const moment = performance.now();
			await work.allBack(moment);
			await work.nothingLost(...others.map(({ at }) => at));
		},
	);

	several.each(rounds(1))(
		`of ${count} nodes one is paused beyond its lease and goes on: what it had taken in is refused and sent again (round %i)`,
		async () => {
			// What the paused node has sent to the database arrives after others have taken over.
			const databaseLine = await nodes.line(() => nodes.databasePort);
			const slow = await nodes.start({ databaseLine });
			const others = await startMany(count - 1);
			const id = await newEvaluation();
			const room = `evaluation/${id}`;
			const direct = await yClientIn(slow.at, room, eva);
			await direct.write((doc) => finding(doc, 'before'));
			expect(await nodes.ownerOf(id)).toBe(slow.address);
			const through = await yClientIn(others[0]!.at, room, bo);
			const witness = await yClientIn(slow.at, room, my);
			databaseLine.swallow();
			const acks = direct.acks.length;
			finding(direct.doc, 'taken-in');
			// Presence waits for no commit: once it is seen, the edit that was sent before it has been taken in.
			direct.provider.awareness.setLocalState({ marker: 'after' });
			const presence = witness.provider.awareness.states;
			await witness.until(() => presence.get(direct.clientId)?.marker === 'after', 'presence');
			slow.process.kill('SIGSTOP');
			const moment = performance.now();
			const elsewhere = await yClientIn(others.at(-1)!.at, room, lea);
			await elsewhere.write((doc) => finding(doc, 'while-paused'));
			expect(performance.now() - moment).toBeLessThan(5_000);
			// Those who came through a living node are back before the paused one moves again.
			await has(through, 'while-paused');
			expect(performance.now() - moment).toBeLessThan(5_000);
			databaseLine.mend();
			await delay(random.below(300));
			expect(direct.acks.length).toBe(acks);
			expect((await nodes.logged(room)).getMap('findings').has('taken-in')).toBe(false);
			expect(elsewhere.doc.getMap('findings').has('taken-in')).toBe(false);
			const end = direct.end();
			slow.process.kill('SIGCONT');
			const awake = performance.now();
			await end;
			await has(direct, 'while-paused');
			for (const client of [elsewhere, through]) await has(client, 'taken-in');
			expect(performance.now() - awake).toBeLessThan(5_000);
			expect(elsewhere.closes).toEqual([]);
			const { rows } = await connection.pool.query<{ epoch: number }>(
				'select epoch from update_log where room = $1 order by seq',
				[room],
			);
			// One row each: what was sent twice is in once. Taking the evaluation raises the epoch, and so does opening the room.
			expect(rows.map(({ epoch }) => epoch)).toEqual([1, 3, 3]);
			await nodes.intact();
		},
	);

	several.each(rounds(1))(
		`of ${count} nodes one after the other is restarted while people write (round %i)`,
		async () => {
			const all = await startMany(count);
			const work = await begin(2, [await nodes.balance(...all)]);
			for (const [i, node] of all.entries()) {
				expect(await node.stop()).toBe(0);
				await work.allBack(performance.now());
				all[i] = await nodes.start({ port: node.port });
			}
			await work.nothingLost(...all.map(({ at }) => at));
		},
	);
}

several.each(rounds(1))('all nodes are killed at once and started again (round %i)', async () => {
	const all = await startMany(2);
	const work = await begin(2, [await nodes.balance(...all)]);
	for (const { process } of all) process.kill('SIGKILL');
	await work.nothingShownAhead();
	const again = await Promise.all(all.map(({ port }) => nodes.start({ port })));
	await work.allBack(performance.now());
	await work.nothingLost(...again.map(({ at }) => at));
});

several('a node that ends lets go of what it holds, and the next one takes it at once', async () => {
	const all = await startMany(2);
	const id = await newEvaluation();
	const room = `evaluation/${id}`;
	const a = await yClientIn(all[0]!.at, room, eva);
	await a.write((doc) => finding(doc, 'a'));
	const [holder, other] = (await nodes.holderFirst(id, ...all)) as [Node, Node];
	a.close();
	expect(await holder.stop()).toBe(0);
	const b = await yClientIn(other.at, room, bo);
	await has(b, 'a');
	await b.write((doc) => finding(doc, 'b'));
	expect(await nodes.ownerOf(id)).toBe(other.address);
});

several.each(rounds(1))(
	'nodes whose clocks are an hour apart take nothing from each other (round %i)',
	async () => {
		const HOUR = 3_600_000;
		const all = await Promise.all([
			nodes.start({ clockAhead: HOUR / 2 }),
			nodes.start({ clockAhead: -HOUR / 2 }),
		]);
		const work = await begin(2, [await nodes.balance(...all)]);
		const closed = () => work.writers.flatMap(({ client }) => client.closes).length;
		const before = closed();
		await delay(LEASE_MS * 1.2);
		expect(closed()).toBe(before);
		const killed = await busiest(all);
		killed.process.kill('SIGKILL');
		await work.allBack(performance.now());
		await work.nothingLost(...all.filter((node) => node !== killed).map(({ at }) => at));
	},
);
