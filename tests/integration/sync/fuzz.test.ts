import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom, type Random } from '../../support/seeded-random.ts';
import {
	awarenessMessage,
	closeClients,
	queryAwarenessMessage,
	rawAs,
	step1Message,
	step2Message,
	updateMessage,
	yClientIn,
} from '../../support/sync-client.ts';
import { createWorld, type Person } from '../../support/sync-server.ts';

const SEED = Number(process.env.SAMSYN_SEED ?? 20_261_123);
const FRAMES = process.env.SAMSYN_SOAK ? 200_000 : 10_000;
const HALF = FRAMES / 2;
const SOCKETS = 8;
const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const world = await createWorld();
const server = await world.serve({ idleUnloadMs: 600_000 });
const [eva, nils, olle] = [
	await world.person('Eva Ek'),
	await world.person('Nils Nord'),
	await world.person('Olle Os'),
];
const newRoom = async () =>
	`evaluation/${await world.evaluation([
		{ person: eva, role: 'lead', scores: true },
		{ person: nils, role: 'evaluator' },
		{ person: olle, role: 'observer' },
	])}`;

afterEach(closeClients);

const bytes = (random: Random, length: number): Uint8Array =>
	Uint8Array.from({ length }, () => random.below(256));

/** Real messages to start from: those of somebody who works in the room. */
function messagesOf(person: Person): Uint8Array[] {
	const doc = new Y.Doc();
	const messages: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => messages.push(updateMessage(update)));
	doc.getMap('scores').set(`1.1/${person.id}`, { points: 7.5 });
	doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: 'a0' });
	const text = new Y.XmlText();
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [text]);
	doc.getXmlFragment('text:sub:1.1').insert(0, [paragraph]);
	text.insert(0, 'Några ord att ändra i.');
	text.insert(5, 'fler ');
	text.delete(0, 4);
	doc.getMap('scores').delete(`1.1/${person.id}`);
	return [
		...messages,
		step1Message(),
		step1Message(Y.encodeStateVector(doc)),
		step2Message(Y.encodeStateAsUpdate(doc)),
		awarenessMessage([[doc.clientID, 1, { user: { name: 'X' }, place: 'sub:1.1' }]]),
		awarenessMessage([[doc.clientID, 2, null]]),
		queryAwarenessMessage(),
	];
}

function mutated(random: Random, messages: readonly Uint8Array[]): Uint8Array {
	const message = Uint8Array.from(random.pick(messages));
	switch (random.below(8)) {
		case 0:
			return bytes(random, random.below(200));
		case 1:
			return message.subarray(0, random.below(message.length + 1));
		case 2:
			return Uint8Array.of(...message, ...bytes(random, 1 + random.below(20)));
		case 3: {
			const other = random.pick(messages);
			return Uint8Array.of(
				...message.subarray(0, random.below(message.length)),
				...other.subarray(random.below(other.length)),
			);
		}
		case 4:
			// A sync message of random content behind an honest head.
			return random.chance(0.5)
				? updateMessage(bytes(random, random.below(60)))
				: step2Message(bytes(random, random.below(60)));
		case 5:
			return message;
		default:
			for (let flips = 1 + random.below(4); flips > 0; flips--)
				message[random.below(message.length)] = random.chance(0.3) ? 0xff : random.below(256);
			return message;
	}
}

/** Sends such frames over several sockets at once until the server has looked at `frames` more of them. */
async function attack(
	random: Random,
	room: string,
	people: readonly Person[],
	frames: number,
): Promise<void> {
	const { counts } = server.metrics.sync;
	const until = counts.framesIn + frames;
	const worker = async (person: Person): Promise<void> => {
		const messages = messagesOf(person);
		while (counts.framesIn < until) {
			const socket = rawAs(server, room, person);
			await socket.next('step1');
			while (!socket.closed && counts.framesIn < until) {
				for (let burst = 1 + random.below(4); burst > 0; burst--)
					if (socket.ws.readyState === socket.ws.OPEN) socket.send(mutated(random, messages));
				const answers = socket.all('step2').length;
				if (socket.ws.readyState === socket.ws.OPEN) socket.send(step1Message());
				await socket.until(() => socket.closed ?? socket.all('step2').length > answers);
				socket.received.length = 0;
			}
			socket.close();
		}
	};
	await Promise.all(Array.from({ length: SOCKETS }, (_, i) => worker(people[i % people.length] ?? olle)));
}

const heap = (): number => {
	collectGarbage();
	return process.memoryUsage().heapUsed;
};

test(`${HALF} random and mutated frames of one who may not write leave honest words alone in the room (seed ${SEED})`, async () => {
	const random = seededRandom(SEED);
	const room = await newRoom();
	const honest = await yClientIn(server, room, eva);
	const work = async (n: number) => {
		await honest.write((doc) => void doc.getMap('scores').set(`1.1/${eva.id}`, { points: n / 100 }));
	};
	await work(1);
	await attack(random, room, [olle], HALF / 2);
	await work(2);
	const early = heap();
	await attack(random, room, [olle], HALF / 2);
	await work(3);
	const late = heap();
	const state = await server.hub.read(room, (doc) => Y.encodeStateAsUpdate(doc));
	expect(Buffer.from(state).equals(Y.encodeStateAsUpdate(honest.doc))).toBe(true);
	expect(honest.closes).toEqual([]);
	expect(late - early).toBeLessThan(16 * MIB);
}, 600_000);

test(`after ${HALF} such frames of members who may write, the room is what its log says (seed ${SEED})`, async () => {
	const random = seededRandom(SEED + 1);
	const room = await newRoom();
	const honest = await yClientIn(server, room, eva);
	await attack(random, room, [nils, eva], HALF);
	await honest.write((doc) => void doc.getMap('scores').set(`1.2/${eva.id}`, { points: 5 }));
	const { state, seq } = await server.hub.read(room, (doc, at) => ({
		state: Y.encodeStateVector(doc),
		seq: at.seq,
	}));
	const replayed = new Y.Doc();
	const rows = await world.db
		.selectFrom('update_log')
		.select('bytes')
		.where('room', '=', room)
		.orderBy('seq')
		.execute();
	for (const row of rows) Y.applyUpdate(replayed, row.bytes);
	expect(rows).toHaveLength(seq);
	expect(Y.encodeStateVector(replayed)).toEqual(state);
	const fresh = await yClientIn(server, room, olle);
	const content = (doc: Y.Doc) => [
		doc.getMap('scores').toJSON(),
		doc.getMap('findings').toJSON(),
		doc.getXmlFragment('text:sub:1.1').toJSON(),
	];
	expect(content(fresh.doc)).toEqual(content(replayed));
	expect(fresh.doc.store.pendingStructs).toBeNull();
	expect(server.log.filter((line) => line.msg === 'room dropped')).toEqual([]);
}, 600_000);
