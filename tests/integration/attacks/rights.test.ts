/**
 * Attacks with honest tools: the right client in the wrong room, at the wrong time, with somebody else's papers.
 * Each is kept out and leaves the room as it was.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import type { Phase } from '#domain/phases/phases.ts';
import type { BlindMode } from '#domain/permissions/roles.ts';
import { digest, newSecret } from '#server/auth/secrets.ts';
import { forge, forgeOne } from '../../support/forge.ts';
import {
	awarenessMessage,
	closeClients,
	rawAs,
	rawClient,
	rawIn,
	step2Message,
	updateMessage,
	yClient,
	yClientIn,
	type RawClient,
} from '../../support/sync-client.ts';
import { createWorld, type Person } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve({
	frameBytes: 64 * 1024,
	maxPayload: 256 * 1024,
	syncStep2Bytes: 200 * 1024,
});
const { hub } = server;
const [lea, ann, bob, oda, rut, stranger] = (await Promise.all(
	['Lea Lind', 'Ann Ask', 'Bob Berg', 'Oda Ohr', 'Rut Ros', 'Sten Sund'].map((name) => world.person(name)),
)) as [Person, Person, Person, Person, Person, Person];

let evaluation: string;
let room: string;

async function begin(options: { phase?: Phase; blind?: BlindMode } = {}): Promise<void> {
	evaluation = await world.evaluation(
		[
			{ person: lea, role: 'lead' },
			{ person: ann, role: 'evaluator' },
			{ person: bob, role: 'evaluator' },
			{ person: oda, role: 'observer' },
			{ person: rut, role: 'reviewer' },
		],
		options,
	);
	room = `evaluation/${evaluation}`;
}

beforeEach(() => begin());
afterEach(closeClients);

const ballotOf = (person: Person): string => `ballot/${evaluation}/${person.id}`;
const scoreOf = (person: Person, row = '1.1') => `${row}/${person.id}`;

const stateOf = (name: string): Promise<{ bytes: Uint8Array; seq: number }> =>
	hub.read(name, (doc, { seq }) => ({ bytes: Y.encodeStateAsUpdate(doc), seq }));

/** Runs an attack; the room must come out of it as it went in. */
async function unharmed(name: string, attack: () => Promise<void>): Promise<void> {
	const before = await stateOf(name);
	await attack();
	expect(await stateOf(name)).toEqual(before);
}

/** Sends frames and tells how the socket ended. */
async function ending(
	client: RawClient,
	...frames: (Uint8Array | string)[]
): Promise<[number, string | undefined]> {
	for (const frame of frames) client.send(frame);
	const { code } = await client.end();
	return [code, client.all('refusal')[0]?.refusal.code];
}

const refusedAs = (code: string): [number, string] => [CLOSE.rebuild, code];

const score = (id: number, clock: number, person: Person, row = '1.1', points = 3): Uint8Array =>
	forgeOne(id, clock, { content: { any: [{ points }] }, parent: 'scores', key: scoreOf(person, row) });

const command = (rooms: string[], run: Parameters<typeof hub.command>[2]) =>
	hub.command(rooms, { userId: lea.id, sessionId: null }, run);

const turnTo = (phase: Phase) =>
	command([room], async ({ tx }) => {
		await tx.updateTable('evaluation').set({ phase }).where('id', '=', evaluation).execute();
	});

const reveal = (...rows: string[]) =>
	command([room, ballotOf(ann)], async ({ tx }) => {
		const values = rows.map((row) => ({ evaluation_id: evaluation, subquestion_id: row, by_user: lea.id }));
		await tx.insertInto('reveal').values(values).execute();
	});

const handIn = (person: Person, row: string) =>
	command([ballotOf(person)], async ({ tx }) => {
		const value = { evaluation_id: evaluation, user_id: person.id, subquestion_id: row };
		await tx.insertInto('ballot_submission').values(value).execute();
	});

const changeMember = (person: Person, to: { role?: 'observer'; removed_at?: Date }) =>
	command([room], async ({ tx }) => {
		await tx
			.updateTable('member')
			.set(to)
			.where('evaluation_id', '=', evaluation)
			.where('user_id', '=', person.id)
			.execute();
	});

test('a socket opened by a page of another site', () =>
	unharmed(room, async () => {
		const client = rawClient(server, room, { cookie: ann.cookie, origin: 'https://evil.example' });
		expect(await client.until(() => client.refused)).toBe(403);
	}));

test('a socket with the token of somebody who is no member', () =>
	unharmed(room, async () => {
		const secret = newSecret('sams_');
		const token = { id: 'stranger', user_id: stranger.id, name: 't', token_hash: digest(secret) };
		await world.db.insertInto('api_token').values(token).execute();
		const client = rawClient(server, room, { authorization: `Bearer ${secret}` });
		expect(await ending(client)).toEqual([CLOSE.notAllowed, undefined]);
	}));

test('a made-up token and a made-up session', () =>
	unharmed(room, async () => {
		const token = rawClient(server, room, { authorization: 'Bearer sams_0000' });
		expect(await ending(token)).toEqual([CLOSE.signedOut, undefined]);
		const session = rawClient(server, room, { cookie: `${ann.cookie}x`, origin: server.origin });
		expect(await ending(session)).toEqual([CLOSE.signedOut, undefined]);
	}));

test('a reviewer at the door of the shared document', () =>
	unharmed(room, async () => {
		expect(await ending(rawAs(server, room, rut))).toEqual([CLOSE.notAllowed, undefined]);
	}));

test('a ballot opened by a colleague, the lead, an observer and a stranger', async () => {
	await begin({ blind: 'evaluation' });
	const own = await yClientIn(server, ballotOf(ann), ann);
	await own.write((doc) => doc.getMap('scores').set(scoreOf(ann), { points: 7 }));
	await unharmed(ballotOf(ann), async () => {
		for (const person of [bob, lea, oda, rut, stranger]) {
			const client = rawAs(server, ballotOf(ann), person);
			expect(await ending(client)).toEqual([CLOSE.notAllowed, undefined]);
			expect(client.received).toEqual([]);
		}
	});
});

test('somebody else’s score in one’s own ballot', async () => {
	await begin({ blind: 'evaluation' });
	await unharmed(ballotOf(ann), async () => {
		const client = await rawIn(server, ballotOf(ann), ann);
		expect(await ending(client, updateMessage(score(7, 0, bob)))).toEqual(refusedAs('not-yours'));
	});
});

test('text and a consensus in one’s own ballot', async () => {
	await begin({ blind: 'evaluation' });
	await unharmed(ballotOf(ann), async () => {
		const text = forgeOne(7, 0, { content: { type: 3, name: 'paragraph' }, parent: 'text:sub:1.1' });
		const client = await rawIn(server, ballotOf(ann), ann);
		expect(await ending(client, updateMessage(text))).toEqual(refusedAs('server-only'));
		const value = { points: 1, version: 1, by: ann.id, at: 0 };
		const consensus = forgeOne(7, 0, { content: { any: [value] }, parent: 'consensus', key: '1.1' });
		const again = await rawIn(server, ballotOf(ann), ann);
		expect(await ending(again, updateMessage(consensus))).toEqual(refusedAs('server-only'));
	});
});

test('an open score before the reveal', async () => {
	await begin({ blind: 'evaluation' });
	await unharmed(room, async () => {
		const client = await rawIn(server, room, ann);
		expect(await ending(client, updateMessage(score(7, 0, ann)))).toEqual(refusedAs('not-revealed'));
	});
});

test('a score in the ballot after it was handed in', async () => {
	await begin({ blind: 'evaluation' });
	const client = await rawIn(server, ballotOf(ann), ann);
	await handIn(ann, '1.1');
	await unharmed(ballotOf(ann), async () => {
		expect(await ending(client, updateMessage(score(7, 0, ann)))).toEqual(refusedAs('handed-in'));
	});
});

test('a late score in the ballot after the reveal', async () => {
	await begin({ blind: 'evaluation' });
	const client = await rawIn(server, ballotOf(ann), ann);
	await reveal('1.1');
	await unharmed(ballotOf(ann), async () => {
		expect(await ending(client, updateMessage(score(7, 0, ann)))).toEqual(refusedAs('row-revealed'));
	});
});

test('a score of a row that is not revealed, beside one that is', async () => {
	await begin({ blind: 'subquestion' });
	await reveal('1.1');
	await unharmed(room, async () => {
		const both = [
			{ content: { any: [{ points: 3 }] }, parent: 'scores', key: scoreOf(ann, '1.1') },
			{ content: { any: [{ points: 3 }] }, parent: 'scores', key: scoreOf(ann, '1.2') },
		];
		const client = await rawIn(server, room, ann);
		const update = forge([{ client: 7, structs: both }]);
		expect(await ending(client, updateMessage(update))).toEqual(refusedAs('not-revealed'));
	});
});

test('words written after the report is final, on a socket opened before', async () => {
	const client = await yClientIn(server, room, ann);
	await turnTo('final');
	await unharmed(room, async () => {
		const closing = client.end();
		client.doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: 'a0' });
		expect((await closing).code).toBe(CLOSE.rebuild);
		expect(client.refusals[0]?.code).toBe('phase');
	});
});

test('words kept offline until the report is final', async () => {
	const client = await yClientIn(server, room, ann);
	client.provider.disconnect();
	client.doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: 'a0' });
	await turnTo('final');
	await unharmed(room, async () => {
		const closing = client.end();
		client.provider.connect();
		expect((await closing).code).toBe(CLOSE.rebuild);
		expect(client.refusals[0]?.code).toBe('phase');
	});
});

test('clocks without effect after the report is final', async () => {
	await turnTo('final');
	await unharmed(room, async () => {
		const client = await rawIn(server, room, ann);
		const [code] = await ending(client, updateMessage(forgeOne(7, 0, { content: { gc: 9 } })));
		expect(code).toBe(CLOSE.rebuild);
	});
});

test('the queued edits of a member who was removed', async () => {
	const client = await yClientIn(server, room, ann);
	client.provider.disconnect();
	client.doc.getMap('scores').set(scoreOf(ann), { points: 3 });
	await changeMember(ann, { removed_at: new Date() });
	await unharmed(room, async () => {
		const closing = client.end();
		client.provider.connect();
		expect((await closing).code).toBe(CLOSE.notAllowed);
	});
});

test('the edits of a member who became an observer', async () => {
	const client = await yClientIn(server, room, ann);
	await changeMember(ann, { role: 'observer' });
	await unharmed(room, async () => {
		const closing = client.end();
		client.doc.getMap('scores').set(scoreOf(ann), { points: 3 });
		expect((await closing).code).toBe(CLOSE.rebuild);
		expect(client.refusals[0]?.code).toBe('role');
	});
});

test('edits on the socket of a session that has ended', async () => {
	const client = await rawIn(server, room, ann);
	hub.closeSession(ann.sessionId, CLOSE.signedOut);
	await unharmed(room, async () => {
		const [code] = await ending(client, updateMessage(score(7, 0, ann)));
		expect(code).toBe(CLOSE.signedOut);
	});
});

test('the state of another evaluation, sent as an answer', async () => {
	const elsewhere = room;
	const there = await yClientIn(server, elsewhere, bob);
	await there.write((doc) => doc.getMap('scores').set(scoreOf(bob), { points: 12 }));
	const { bytes } = await stateOf(elsewhere);
	await begin();
	await unharmed(room, async () => {
		const client = await rawIn(server, room, ann);
		expect(await ending(client, step2Message(bytes))).toEqual(refusedAs('not-yours'));
	});
});

test('an id the server gave to somebody else’s page, used before its owner', async () => {
	const issued = await hub.issueClientId(room, bob.id, bob.sessionId);
	await unharmed(room, async () => {
		const client = await rawIn(server, room, ann);
		expect(await ending(client, updateMessage(score(issued, 0, ann)))).toEqual(refusedAs('foreign-client'));
	});
});

test('more ids than a session has windows, one after the other', async () => {
	const client = await rawIn(server, room, ann);
	for (let id = 1; id <= 64; id++) {
		const key = `f${id}`;
		const content = { any: [{ kind: 'strength', area: '1', order: 'a0' }] };
		client.send(updateMessage(forgeOne(id, 0, { content, parent: 'findings', key })));
	}
	await client.until(() => client.all('ack').length === 64);
	await unharmed(room, async () => {
		expect(await ending(client, updateMessage(score(65, 0, ann)))).toEqual(refusedAs('too-many-clients'));
	});
});

test('what follows a refused update in the same breath', () =>
	unharmed(room, async () => {
		const client = await rawIn(server, room, ann);
		const frames = [score(7, 0, bob), score(7, 0, ann), score(8, 0, ann)].map(updateMessage);
		expect(await ending(client, ...frames)).toEqual(refusedAs('not-yours'));
		expect(client.all('ack')).toEqual([]);
	}));

test('an allowed change is in although a forbidden one follows it, and only that', async () => {
	const client = await rawIn(server, room, ann);
	const frames = [score(7, 0, ann), score(7, 1, bob, '1.2')].map(updateMessage);
	expect(await ending(client, ...frames)).toEqual(refusedAs('not-yours'));
	const scores = await hub.read(room, (doc) => doc.getMap('scores').toJSON());
	expect(scores).toEqual({ [scoreOf(ann)]: { points: 3 } });
});

test('presence in another’s name', async () => {
	const watcher = await yClientIn(server, room, lea);
	await unharmed(room, async () => {
		const client = await rawIn(server, room, ann);
		client.send(awarenessMessage([[7, 1, { user: { id: bob.id, name: 'Bob Berg' }, place: 'x' }]]));
		const seen = await watcher.until(() => watcher.provider.awareness.getStates().get(7));
		expect(seen.user).toMatchObject({ id: ann.id, name: 'Ann Ask' });
	});
});

test('presence under the id of somebody else’s page', async () => {
	const bobs = await yClientIn(server, room, bob);
	await bobs.write((doc) => doc.getMap('scores').set(scoreOf(bob), { points: 1 }));
	const watcher = await rawIn(server, room, lea);
	await unharmed(room, async () => {
		const client = await rawIn(server, room, ann);
		client.send(awarenessMessage([[bobs.clientId, 1_000, { place: 'stolen' }]]));
		client.send(awarenessMessage([[7, 1, { place: 'own' }]]));
		await watcher.until(() => watcher.all('awareness').some(({ states }) => states.has(7)));
		const places = watcher.all('awareness').map(({ states }) => states.get(bobs.clientId)?.state?.place);
		expect(places).not.toContain('stolen');
	});
});

test('a frame that is too large, and a message that is far too large', () =>
	unharmed(room, async () => {
		const note = { points: 3, note: 'x'.repeat(70 * 1024) };
		const struct = { content: { any: [note] }, parent: 'scores', key: scoreOf(ann) };
		const large = await rawIn(server, room, ann);
		expect(await ending(large, updateMessage(forgeOne(7, 0, struct)))).toEqual([CLOSE.tooLarge, undefined]);
		const huge = await rawIn(server, room, ann);
		const [code] = await ending(huge, new Uint8Array(300 * 1024));
		expect(code).toBe(CLOSE.frameTooBig);
	}));

test('text, noise, and messages of no known type', () =>
	unharmed(room, async () => {
		for (const frame of ['{"points":3}', Uint8Array.of(0), Uint8Array.of(0, 9), Uint8Array.of(0, 2, 255)]) {
			const client = await rawIn(server, room, ann);
			expect(await ending(client, frame)).toEqual([CLOSE.malformed, undefined]);
		}
	}));

test('frames of our own, sent the wrong way', () =>
	unharmed(room, async () => {
		for (const type of [100, 101, 102, 103, 104]) {
			const client = await rawIn(server, room, ann);
			const [code] = await ending(client, Uint8Array.of(type, 0));
			expect(code).toBe(CLOSE.malformed);
		}
	}));

test('a document of another generation, with writes in it', () =>
	unharmed(room, async () => {
		const client = rawAs(server, room, ann, '?generation=77');
		expect(await ending(client)).toEqual([CLOSE.rebuild, undefined]);
	}));

test('writes before the room has said hello', () =>
	unharmed(room, async () => {
		const client = rawAs(server, room, oda);
		await client.until(() => client.ws.readyState === client.ws.OPEN);
		const [code, refusal] = await ending(client, updateMessage(score(7, 0, oda)));
		expect([code, refusal]).toEqual(refusedAs('role'));
	}));

test('an honest colleague works on undisturbed through all of it', async () => {
	const colleague = await yClientIn(server, room, bob);
	for (const update of [
		score(7, 0, bob),
		score(9, 5, ann),
		forgeOne(3, 0, { content: { embed: 1 }, parent: 'x' }),
	]) {
		const attacker = await rawIn(server, room, ann);
		attacker.send(updateMessage(update));
		await colleague.write((doc) => doc.getMap('scores').set(scoreOf(bob), { points: 4 }));
	}
	expect(colleague.closes).toEqual([]);
	const newcomer = yClient(server, room, lea);
	await newcomer.synced();
	expect(newcomer.doc.getMap('scores').toJSON()).toEqual({ [scoreOf(bob)]: { points: 4 } });
});
