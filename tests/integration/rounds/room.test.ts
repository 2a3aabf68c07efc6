/** What reaches a reviewer over a real socket, and what a reviewer may write there. */
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalContent } from '#document/content.ts';
import { CLOSE } from '#document/close-codes.ts';
import { roomName } from '#document/rooms.ts';
import { startServer, type Group } from '../../support/group.ts';
import { fillDraft, SECRET_POINTS, SECRETS, serveSockets, signedIn } from '../../support/review-group.ts';
import { FINDING, SUMMARY } from '../../support/review-texts.ts';
import { closeClients, rawAs, rawIn, step1Message, yClient, yClientIn } from '../../support/sync-client.ts';

const server = await startServer();
const { services } = server;
const sockets = await serveSockets(server);

afterEach(closeClients);

const AT = '2026-03-14T09:00:00Z';

async function openRound(phase: 'calibration' | 'review' = 'review') {
	const group = await server.group({ phase });
	await fillDraft(server, group);
	const { id: roundId } = await services.rounds.open(group.lead, group.id, { label: 'Utkast 1' });
	return { group, roundId, room: roomName({ kind: 'review', evaluationId: group.id, roundId }) };
}

async function guestOf(group: Group, roundId: string, name = 'Gunnel Gäst') {
	const { url, id } = await services.guests.invite(group.lead, group.id, roundId, { name, days: 7 });
	const entered = await services.guests.enter(url.split('/').at(-1)!, { name, userAgent: null });
	const cookie = `${entered.cookie.name}=${entered.cookie.value}`;
	const found = await services.auth.authenticate({ cookie });
	return { id, cookie, userId: found!.user.id };
}

const comment =
	(userId: string, thread = 'r1') =>
	(doc: Y.Doc) => {
		doc.getMap('threads').set(thread, { on: 'score:1.1', class: 'score', by: userId, at: AT });
		doc.getMap('messages').set(`${thread}/${userId}/m1`, { text: 'För högt?', at: AT });
	};

/** A 64-bit float as it would stand in a frame. */
function float64(value: number): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeDoubleBE(value);
	return bytes;
}

/** A socket's every byte, and the document it was told. */
async function wireOf(room: string, who: { cookie: string }) {
	const client = rawAs(sockets, room, who);
	const frames: Buffer[] = [];
	client.ws.on('message', (data: Buffer) => void frames.push(data));
	await client.next('step1');
	client.send(step1Message());
	const doc = new Y.Doc();
	Y.applyUpdate(doc, (await client.next('step2')).update);
	return { client, doc, bytes: () => Buffer.concat(frames) };
}

describe('the draft', () => {
	test('has the agreed results, the findings and the very words', async () => {
		const { group, room } = await openRound();
		const client = await yClientIn(sockets, room, await signedIn(server, group.reviewer));
		const content = canonicalContent(client.doc);
		expect(content['text:report:summary']).toEqual(SUMMARY);
		expect(content['text:finding:f1']).toEqual(FINDING);
		expect(content.consensus).toEqual({
			'1.1': { points: 8.25, version: 2, by: group.lead.id, at: AT },
			'1.2': { notAssessable: 'Inget underlag.', version: 1, by: group.lead.id, at: AT },
		});
		expect(content.findings).toHaveProperty('f1.subquestion', '1.1');
		expect(content.sections).toHaveProperty(['sub:1.1', 'state'], 'ready');
		expect(content.sources).toEqual({
			s1: {
				kind: 'interview',
				title: 'Förvaltningschefer',
				roleGroup: 'Förvaltningschefer',
				date: '2026-02',
			},
			s2: { kind: 'document', title: 'Årsredovisning', date: '2025' },
		});
		expect(content.citations).toEqual({
			'sub:1.1/s1': {},
			'sub:1.1/s2': { quote: 'Målet är nått.', page: 12 },
		});
		expect(content.threads).toEqual({});
	});

	test('brings no byte of what anybody scored, noted, objected, said in an interview or struck out', async () => {
		const { group, roundId, room } = await openRound();
		const [eva] = group.evaluators;
		const inside = await wireOf(`evaluation/${group.id}`, await signedIn(server, eva!));
		// The search finds what is there: an evaluator's socket carries all of it.
		for (const secret of Object.values(SECRETS)) expect(inside.bytes().includes(secret)).toBe(true);
		for (const points of SECRET_POINTS) expect(inside.bytes().includes(float64(points))).toBe(true);

		const readers = [await signedIn(server, group.reviewer), await guestOf(group, roundId)];
		const wires = await Promise.all(readers.map((who) => wireOf(room, who)));
		// What happens afterwards in the working document stays there as well.
		const motive = SECRETS.motive;
		await services.consensus.set(group.lead, group.id, '1.1', {
			points: SECRET_POINTS[2],
			motive,
			basedOn: 2,
		});
		await services.rounds.handIn(group.reviewer, group.id, roundId);
		for (const { client, bytes, doc } of wires) {
			await client.next('notice');
			expect(bytes().includes('Kommunen är ')).toBe(true);
			for (const secret of Object.values(SECRETS)) expect(bytes().includes(secret)).toBe(false);
			for (const points of SECRET_POINTS) expect(bytes().includes(float64(points))).toBe(false);
			for (const root of [
				'scores',
				'firstScores',
				'positions',
				'session',
				'text:note:1.1',
				'text:free:struket',
			])
				expect([...doc.share.keys()]).not.toContain(root);
			expect([...doc.getMap('sections').keys()]).toEqual(['sub:1.1']);
		}
	});

	test('does not move when the evaluation goes on', async () => {
		const { group, room } = await openRound();
		const client = await yClientIn(sockets, room, await signedIn(server, group.reviewer));
		const before = canonicalContent(client.doc);
		await services.consensus.set(group.lead, group.id, '1.1', { points: 9, motive: 'Ny syn.', basedOn: 2 });
		const again = await yClientIn(sockets, room, await signedIn(server, group.lead));
		expect(canonicalContent(again.doc)).toEqual(before);
	});
});

describe('in the room of a round', () => {
	test('reviewers, guests, leads and evaluators comment; observers read', async () => {
		const { group, roundId, room } = await openRound();
		const guest = await guestOf(group, roundId);
		const writers = [
			{ userId: group.reviewer.id, who: await signedIn(server, group.reviewer) },
			{ userId: group.evaluators[0]!.id, who: await signedIn(server, group.evaluators[0]!) },
			{ userId: group.lead.id, who: await signedIn(server, group.lead) },
			{ userId: guest.userId, who: guest },
		];
		for (const [n, { userId, who }] of writers.entries()) {
			const client = await yClientIn(sockets, room, who);
			expect(client.hellos[0]?.readOnly).toBe(false);
			await client.write(comment(userId, `r${n}`));
		}
		const observer = await yClientIn(sockets, room, await signedIn(server, group.observer));
		expect(observer.hellos[0]?.readOnly).toBe(true);
		expect(observer.doc.getMap('threads').size).toBe(writers.length);
		const closing = observer.end();
		observer.doc.transact(() => comment(group.observer.id, 'no')(observer.doc));
		expect((await closing).code).toBe(CLOSE.rebuild);
	});

	test('nobody changes the draft, and reviewers answer no thread', async () => {
		const { group, room } = await openRound();
		const { reviewer, lead } = group;
		const attempts: ((doc: Y.Doc) => void)[] = [
			(doc) => doc.getMap('consensus').set('1.1', { points: 1, version: 3, by: reviewer.id, at: AT }),
			(doc) => doc.getXmlFragment('text:report:summary').delete(0, 1),
			(doc) => doc.getMap('findings').delete('f1'),
			(doc) => doc.getMap('resolutions').set('r1', { state: 'resolved', by: reviewer.id, at: AT }),
			(doc) => doc.getMap('threads').set('r9', { on: 'sub:1.1', class: 'fact', by: lead.id, at: AT }),
			(doc) => doc.getMap('messages').set(`r1/${lead.id}/m2`, { text: 'Inte mina ord', at: AT }),
		];
		for (const attempt of attempts) {
			const client = await yClientIn(sockets, room, await signedIn(server, reviewer));
			const closing = client.end();
			client.doc.transact(() => attempt(client.doc));
			expect((await closing).code).toBe(CLOSE.rebuild);
			expect(client.refusals).toHaveLength(1);
			client.close();
		}
	});

	test('an evaluator answers, and the reviewer sees it', async () => {
		const { group, room } = await openRound();
		const [eva] = group.evaluators;
		const reviewer = await yClientIn(sockets, room, await signedIn(server, group.reviewer));
		await reviewer.write(comment(group.reviewer.id));
		const evaluator = await yClientIn(sockets, room, await signedIn(server, eva!));
		await evaluator.write((doc) =>
			doc.getMap('resolutions').set('r1', {
				state: 'resolved',
				disposition: 'rejected',
				reason: 'Underlaget håller.',
				by: eva!.id,
				at: AT,
			}),
		);
		await reviewer.until(() => reviewer.doc.getMap('resolutions').has('r1'));
	});

	test('a closed round takes nothing any more, until it is opened again', async () => {
		const { group, roundId, room } = await openRound();
		const client = await yClientIn(sockets, room, await signedIn(server, group.reviewer));
		await client.write(comment(group.reviewer.id));
		await services.rounds.close(group.lead, group.id, roundId);
		await client.until(() => client.notices.find((notice) => notice.kind === 'role' && notice.readOnly));
		const closing = client.end();
		client.doc.transact(() => comment(group.reviewer.id, 'late')(client.doc));
		expect((await closing).code).toBe(CLOSE.rebuild);
		expect(client.refusals[0]?.code).toBe('room-closed');
		client.close();
		await services.rounds.reopen(group.lead, group.id, roundId);
		const again = await yClientIn(sockets, room, await signedIn(server, group.reviewer));
		expect(again.hellos[0]?.readOnly).toBe(false);
		await again.write(comment(group.reviewer.id, 'late'));
	});

	test('a reviewer who is removed is out at once', async () => {
		const { group, room } = await openRound();
		const client = await yClientIn(sockets, room, await signedIn(server, group.reviewer));
		const closing = client.end();
		await services.members.remove(group.lead, group.id, group.reviewer.id);
		expect((await closing).code).toBe(CLOSE.notAllowed);
	});
});

describe('doors', () => {
	const turnedAway = async (room: string, who: { cookie: string }) =>
		(await rawAs(sockets, room, who).end()).code;

	test('a reviewer and a guest never get into the evaluation, nor into a ballot', async () => {
		const group = await server.group({ blind: 'evaluation', phase: 'calibration' });
		const { id: roundId } = await services.rounds.open(group.lead, group.id, { label: 'Utkast' });
		const guest = await guestOf(group, roundId);
		for (const who of [await signedIn(server, group.reviewer), guest]) {
			expect(await turnedAway(`evaluation/${group.id}`, who)).toBe(CLOSE.notAllowed);
			for (const owner of [group.evaluators[0]!.id, group.reviewer.id, guest.userId])
				expect(await turnedAway(`ballot/${group.id}/${owner}`, who)).toBe(CLOSE.notAllowed);
		}
	});

	test('a guest gets into one round, and a stranger into none', async () => {
		const { group, roundId, room } = await openRound();
		const other = await services.rounds.open(group.lead, group.id, { label: 'Utkast 2' });
		const elsewhere = await openRound();
		const guest = await guestOf(group, roundId);
		await rawIn(sockets, room, guest);
		expect(await turnedAway(`review/${group.id}/${other.id}`, guest)).toBe(CLOSE.notAllowed);
		expect(await turnedAway(elsewhere.room, guest)).toBe(CLOSE.notAllowed);
		expect(await turnedAway(`review/${elsewhere.group.id}/${roundId}`, guest)).toBe(CLOSE.noSuchRoom);
		expect(await turnedAway(room, await signedIn(server, elsewhere.group.reviewer))).toBe(CLOSE.notAllowed);
	});

	test('there is no room for a round that never was', async () => {
		const { group } = await openRound();
		expect(await turnedAway(`review/${group.id}/none`, await signedIn(server, group.lead))).toBe(
			CLOSE.noSuchRoom,
		);
		const names = await services.connection.db.selectFrom('room').select('name').execute();
		expect(names.map(({ name }) => name)).not.toContain(`review/${group.id}/none`);
	});

	test('a revoked guest is out at once and stays out', async () => {
		const { group, roundId, room } = await openRound();
		const guest = await guestOf(group, roundId);
		const client = yClient(sockets, room, guest);
		await client.synced();
		const closing = client.end();
		await services.guests.revoke(group.lead, group.id, roundId, guest.id);
		expect((await closing).code).toBe(CLOSE.notAllowed);
		expect(await turnedAway(room, guest)).toBe(CLOSE.signedOut);
		expect(await services.auth.authenticate({ cookie: guest.cookie })).toBeNull();
	});

	test('a guest whose link has expired does not get in, by socket or by page', async () => {
		const { group, roundId, room } = await openRound();
		const guest = await guestOf(group, roundId);
		await services.connection.db
			.updateTable('review_guest')
			.set({ expires_at: new Date(Date.now() - 1000) })
			.where('id', '=', guest.id)
			.execute();
		expect(await services.auth.authenticate({ cookie: guest.cookie })).toBeNull();
		expect(await turnedAway(room, guest)).toBe(CLOSE.signedOut);
	});
});
