import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { CLOSE } from '#document/close-codes.ts';
import { closeClients, rawAs, rawClient, rawIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const [lead, eva, rut, olle, stranger] = await Promise.all(
	['Lena Lead', 'Eva Ek', 'Rut Ros', 'Olle Os', 'Sten Sund'].map((name) => world.person(name)),
);
if (!lead || !eva || !rut || !olle || !stranger) throw new Error('nobody came');
const members = [
	{ person: lead, role: 'lead' as const },
	{ person: eva, role: 'evaluator' as const },
	{ person: rut, role: 'reviewer' as const },
	{ person: olle, role: 'observer' as const },
];
const open = await world.evaluation(members);
const blind = await world.evaluation(members, { blind: 'evaluation' });
const room = `evaluation/${open}`;

afterEach(closeClients);

test('a page of another site gets no socket', async () => {
	const client = rawClient(server, room, { cookie: eva.cookie, origin: 'https://evil.example' });
	expect(await client.until(() => client.refused)).toBe(403);
});

test('a missing origin is allowed with a token only, and with no cookie beside it', async () => {
	const cookieOnly = rawClient(server, room, { cookie: eva.cookie });
	expect(await cookieOnly.until(() => cookieOnly.refused)).toBe(403);
	const both = rawClient(server, room, { cookie: eva.cookie, authorization: 'Bearer sams_x' });
	expect(await both.until(() => both.refused)).toBe(403);
	const wrongToken = rawClient(server, room, { authorization: 'Bearer sams_x' });
	expect((await wrongToken.end()).code).toBe(CLOSE.signedOut);
});

test('a personal access token opens a room', async () => {
	const { digest, newSecret } = await import('#server/auth/secrets.ts');
	const secret = newSecret('sams_');
	await world.db
		.insertInto('api_token')
		.values({ id: 'tok', user_id: eva.id, name: 't', token_hash: digest(secret), expires_at: null })
		.execute();
	const client = rawClient(server, room, { authorization: `Bearer ${secret}` });
	expect((await client.next('hello')).hello.role).toBe('evaluator');
	await world.db.deleteFrom('api_token').where('id', '=', 'tok').execute();
	expect(server.hub.closeSession('token:tok', CLOSE.signedOut)).toBe(1);
	expect((await client.end()).code).toBe(CLOSE.signedOut);
});

test('an upgrade to anything but sync is refused', async () => {
	const client = rawClient({ url: server.origin.replace('http', 'ws'), origin: server.origin }, 'other', {});
	expect(await client.until(() => client.refused)).toBe(404);
});

test('a connection that breaks off in the middle of an upgrade harms nobody', async () => {
	const { port } = new URL(server.origin);
	for (const path of [`/sync/${room}`, '/other']) {
		const socket = connect(Number(port), '127.0.0.1');
		await once(socket, 'connect');
		const head = [`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket'];
		socket.write(`${[...head, `Cookie: ${eva.cookie}`, `Origin: ${server.origin}`].join('\r\n')}\r\n\r\n`);
		socket.resetAndDestroy();
		await once(socket, 'close');
	}
	await rawIn(server, room, eva);
});

const cases: [title: string, who: typeof eva | undefined, name: string, code: number][] = [
	['nobody is signed in', undefined, room, CLOSE.signedOut],
	['the name is no room', eva, 'nonsense', CLOSE.noSuchRoom],
	['the name cannot be decoded', eva, 'evaluation/%E0%A4%A', CLOSE.noSuchRoom],
	['there is no name', eva, '', CLOSE.noSuchRoom],
	['there is no such evaluation', eva, 'evaluation/none', CLOSE.noSuchRoom],
	['one is no member', stranger, room, CLOSE.notAllowed],
	['a reviewer asks for the shared document', rut, room, CLOSE.notAllowed],
	['nothing is blind and so there are no ballots', eva, `ballot/${open}/${eva.id}`, CLOSE.noSuchRoom],
	["a lead asks for another's ballot", lead, `ballot/${blind}/${eva.id}`, CLOSE.notAllowed],
	['a stranger asks for a ballot', stranger, `ballot/${blind}/${stranger.id}`, CLOSE.notAllowed],
	['one who does not score asks for a ballot', lead, `ballot/${blind}/${lead.id}`, CLOSE.notAllowed],
	['there is no such round of review', rut, `review/${open}/1`, CLOSE.noSuchRoom],
];

test.each(cases)('the socket opens and closes with its reason where %s', async (_, who, name, code) => {
	const told = server.log.length;
	const client = rawClient(server, name, { origin: server.origin, ...(who && { cookie: who.cookie }) });
	expect((await client.end()).code).toBe(code);
	expect(client.received).toEqual([]);
	expect(server.log.slice(told)).toContainEqual(expect.objectContaining({ code }));
});

test('hello is the first frame and says where one is', async () => {
	const client = rawAs(server, room, eva);
	await client.next('step1');
	expect(client.received[0]).toMatchObject({
		kind: 'hello',
		hello: { generation: 1, seq: 0, phase: 'scoring', role: 'evaluator', readOnly: false },
	});
	const ballot = await rawIn(server, `ballot/${blind}/${eva.id}`, eva);
	expect(ballot.all('hello')[0]?.hello.readOnly).toBe(false);
});

test('a room may be named with its slashes encoded', async () => {
	const client = rawAs(server, encodeURIComponent(room), eva);
	await client.next('hello');
});

test('a document of another generation is turned away before anything is exchanged', async () => {
	const right = rawAs(server, room, eva, '?generation=1');
	await right.next('hello');
	for (const generation of ['2', 'x', '']) {
		const wrong = rawAs(server, room, eva, `?generation=${generation}`);
		expect((await wrong.end()).code).toBe(CLOSE.rebuild);
		expect(wrong.received).toEqual([]);
	}
});

test('one user cannot take more than so many sockets and rooms', async () => {
	const small = await world.serve({ connectionsPerUser: 3, roomsPerUser: 2 });
	await rawIn(small, room, eva);
	await rawIn(small, room, eva);
	const other = await rawIn(small, `ballot/${blind}/${eva.id}`, eva);
	const fourth = rawAs(small, room, eva);
	expect((await fourth.end()).code).toBe(CLOSE.tooFast);
	await rawIn(small, room, lead);
	other.close();
	await other.end();
	await rawIn(small, room, eva);
});
