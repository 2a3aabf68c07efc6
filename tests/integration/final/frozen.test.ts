/** Nothing enters what is final, by any path: sockets into every room, and every call that changes something. */
import { afterEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { parseMapPlace } from '#document/paths.ts';
import { writeRichText } from '#document/rich-text.ts';
import { roomName } from '#document/rooms.ts';
import { MAP_ROOTS, textRoot, type MapRoot } from '#document/roots.ts';
import { ACTIONS, phasesOf, type Action } from '#domain/permissions/actions.ts';
import { verifyFinalVersions } from '#server/services/final-verification.ts';
import { verifyAll } from '#server/services/verification.ts';
import { refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';
import { serveSockets, signedIn } from '../../support/review-group.ts';
import { closeClients, yClientIn } from '../../support/sync-client.ts';

const server = await startServer();
const { services } = server;
const sockets = await serveSockets(server);
const { db } = services.connection;

afterEach(closeClients);

const AT = '2026-03-14T09:00:00Z';

/** Final, with a closed and an open round, a guest in the open one, and everybody's work in it. */
async function finished() {
	const group = await server.group({ phase: 'review', blind: 'off' });
	const { id, lead } = group;
	const { id: closed } = await services.rounds.open(lead, id, { label: 'Utkast 1' });
	await services.rounds.close(lead, id, closed);
	const { id: open } = await services.rounds.open(lead, id, { label: 'Utkast 2' });
	const { url, id: guestId } = await services.guests.invite(lead, id, open, { name: 'Greta Gäst', days: 7 });
	const entered = await services.guests.enter(url.split('/').at(-1)!, {
		name: 'Greta Gäst',
		userAgent: null,
	});
	const guest = { cookie: `${entered.cookie.name}=${entered.cookie.value}` };
	for (const one of SUBQUESTIONS) await services.consensus.set(lead, id, one, { points: 1, basedOn: null });
	await services.phases.change(lead, id, 'final');
	return { group, open, closed, guest, guestId };
}

/** Every room of the evaluation by its position and hash in the log, and every version there is. */
async function everything({ id, lead }: Group) {
	const rooms = await db
		.selectFrom('room')
		.select(['name', 'head_seq', 'head_hash'])
		.where('evaluation_id', '=', id)
		.orderBy('name')
		.execute();
	return {
		rooms: rooms.map(({ name, head_seq, head_hash }) => `${name} ${head_seq} ${head_hash.toString('hex')}`),
		versions: await services.finalVersions.list(lead, id),
		package: (await services.finalVersions.package(lead, id, '1.0')).json,
		content: await services.snapshots.content(lead, id),
	};
}

/** One well-formed change of each root, in its own author's name. */
const CHANGES: Readonly<Record<MapRoot, (user: string) => [key: string, value: object]>> = {
	scores: (user) => [`1.1/${user}`, { points: 2 }],
	firstScores: (user) => [`1.1/${user}`, { points: 2 }],
	consensus: (user) => ['1.1', { points: 2, version: 2, by: user, at: AT }],
	positions: (user) => [`1.1/${user}`, { version: 1, stance: 'agree' }],
	findings: () => ['f9', { kind: 'strength', area: '1', order: 'a0' }],
	sources: () => ['s9', { kind: 'web', title: 'Hemsidan' }],
	citations: () => ['sub:1.1/s9', {}],
	threads: (user) => ['t9', { on: 'sub:1.1', class: 'fact', by: user, at: AT }],
	messages: (user) => [`t9/${user}/m9`, { text: 'Ännu en sak', at: AT }],
	resolutions: (user) => ['t9', { state: 'resolved', disposition: 'accepted', by: user, at: AT }],
	sections: (user) => ['sub:1.1', { state: 'draft', by: user }],
	session: (user) => ['discussed/1.1', { by: user, at: AT }],
	outline: () => ['free:x', { title: 'Ny', order: 'a0' }],
	facts: () => ['k9', { label: 'Invånare', value: '33 432', order: 'a0' }],
	roleModels: () => ['r9', { municipality: 'Luleå', area: '1', what: 'Årsredovisning', order: 'a0' }],
	questions: (user) => ['q9', { text: 'Varför?', state: 'open', by: user, at: AT }],
	evidence: () => ['1.1/s9', { stance: 'supports' }],
	dismissals: (user) => ['figure/0123456789abcdef', { reason: 'Rätt så.', by: user, at: AT }],
};

test('every root has a change to try, well formed where it is', () => {
	for (const root of MAP_ROOTS) expect(parseMapPlace(root, CHANGES[root]('u')[0]), root).toBeDefined();
});

test('no socket writes any more, neither into the evaluation nor into a review room', async () => {
	const { group, open, closed, guest } = await finished();
	const { id, lead, evaluators, reviewer } = group;
	const before = await everything(group);
	const evaluation = roomName({ kind: 'evaluation', evaluationId: id });
	const review = (roundId: string) => roomName({ kind: 'review', evaluationId: id, roundId });

	const tries = async (room: string, who: { cookie: string }, change: (doc: Y.Doc) => void) => {
		const client = await yClientIn(sockets, room, who);
		client.doc.transact(() => change(client.doc));
		await client.until(() => client.closes.length > 0, 'to be refused');
		expect(client.closes[0]?.code).toBe(CLOSE.rebuild);
		expect(client.refusals[0]?.code).toMatch(/^(phase|role|server-only|room-closed|not-yours|not-scoring)$/);
	};

	for (const actor of [lead, evaluators[0]!]) {
		const who = await signedIn(server, actor);
		for (const root of MAP_ROOTS) {
			const [key, value] = CHANGES[root](actor.id);
			await tries(evaluation, who, (doc) => doc.getMap(root).set(key, value));
		}
		await tries(evaluation, who, (doc) => doc.getMap('consensus').delete('1.1'));
		await tries(evaluation, who, (doc) =>
			writeRichText(doc.getXmlFragment(textRoot('sub:1.1')), {
				type: 'doc',
				content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ett ord till.' }] }],
			}),
		);
	}
	for (const [who, author] of [
		[await signedIn(server, reviewer), reviewer.id],
		[await signedIn(server, lead), lead.id],
		[guest, 'guest'],
	] as const)
		for (const root of ['threads', 'messages', 'resolutions'] as const) {
			const [key, value] = CHANGES[root](author);
			await tries(review(open), who, (doc) => doc.getMap(root).set(key, value));
		}
	await tries(review(closed), await signedIn(server, reviewer), (doc) =>
		doc.getMap('threads').set(...CHANGES.threads(reviewer.id)),
	);
	expect(await everything(group)).toEqual(before);
});

test('a ballot takes nothing either', async () => {
	const group = await server.group({ phase: 'review' });
	const { id, lead, evaluators } = group;
	for (const one of SUBQUESTIONS) await services.consensus.set(lead, id, one, { points: 1, basedOn: null });
	await services.phases.change(lead, id, 'final');
	const before = await everything(group);
	const [eva] = evaluators;
	const ballot = roomName({ kind: 'ballot', evaluationId: id, userId: eva!.id });
	const client = await yClientIn(sockets, ballot, await signedIn(server, eva!));
	client.doc.getMap('scores').set(`1.1/${eva!.id}`, { points: 2 });
	await client.until(() => client.closes.length > 0, 'to be refused');
	expect(client.closes[0]?.code).toBe(CLOSE.rebuild);
	expect(await everything(group)).toEqual(before);
});

test('no call changes anything any more, whoever makes it', async () => {
	const { group, open, closed } = await finished();
	const { id, lead, evaluators } = group;
	const [eva] = evaluators;
	const before = await everything(group);
	const [snapshot] = await services.snapshots.list(lead, id);
	const calls: Record<string, () => Promise<unknown>> = {
		consensus: () => services.consensus.set(lead, id, '1.1', { points: 2, basedOn: 1 }),
		withdraw: () => services.consensus.set(lead, id, '1.1', { points: null, basedOn: 1 }),
		minority: () => services.consensus.dissent(eva!, id, '1.1', 'Nej'),
		signOff: () => services.signOffs.sign(eva!, id, { stance: 'dissent', note: 'Nej' }),
		submit: () => services.ballots.submit(eva!, id),
		reopen: () => services.ballots.reopen(lead, id, { userId: eva!.id, reason: 'x' }),
		reveal: () => services.ballots.reveal(lead, id, {}),
		session: () => services.calibration.open(lead, id, {}),
		restore: () => services.restorations.restore(lead, id, { from: snapshot!.id, reason: 'x' }),
		section: () => services.restorations.restore(eva!, id, { from: 'at:1', section: 'sub:1.1' }),
		round: () => services.rounds.open(lead, id, { label: 'Utkast 3' }),
		roundReopen: () => services.rounds.reopen(lead, id, closed),
		handIn: () => services.rounds.handIn(group.reviewer, id, open),
		guest: () => services.guests.invite(lead, id, open, { name: 'Gunnar', days: 1 }),
		resolve: () => services.conversations.resolve(lead, id, 't1', { disposition: 'accepted' }),
		again: () => services.phases.change(lead, id, 'final'),
	};
	const told: Record<string, string> = {};
	for (const [name, call] of Object.entries(calls)) told[name] = await refusal(call());
	expect(told).toEqual({
		...Object.fromEntries(Object.keys(calls).map((name) => [name, '409 wrongPhase'])),
		again: '409 samePhase',
	});
	expect(await everything(group)).toEqual(before);
});

test('what goes on leaves the version and the document as they are', async () => {
	const { group, open, guestId } = await finished();
	const { id, lead, evaluators } = group;
	const before = await everything(group);
	await services.members.remove(lead, id, evaluators[0]!.id);
	await services.members.change(lead, id, evaluators[1]!.id, { role: 'observer' });
	const { email } = await server.person('Ny Medlem');
	await services.members.add(lead, id, { email, role: 'evaluator' });
	await services.rounds.close(lead, id, open);
	await services.guests.revoke(lead, id, open, guestId);
	await services.snapshots.take(lead, id, 'Som den blev');
	expect(await everything(group)).toEqual(before);
	expect((await verifyFinalVersions(db)).faults).toEqual([]);
	expect((await verifyAll(db)).faults).toEqual([]);
});

/** What may still be asked once it is final, with the reason why nothing of the version changes by it. */
const GOES_ON: Partial<Record<Action, string>> = {
	'snapshot.create': 'keeps the same state under another name',
	'phase.change': 'the reopening, with a reason; and nothing else from here',
	'member.manage': 'who may read is a question of today; the version has its own list',
	'round.close': 'closes a room that takes nothing already',
	'round.revoke': 'takes a link away',
	'note.erase': 'notes are not in the version, and must be erasable',
	'note.eraseAll': 'the same, all of them',
	'evaluation.export': 'takes a copy out',
	'followUp.write': 'what the municipality does about it, beside the version',
	'share.create': 'shows what is final to others',
	'share.manage': 'takes such a link away',
	'result.manage': 'figures of other municipalities',
	'cohort.manage': 'cohorts of other evaluations',
};

test('every action that is left in the phase final reads, or has its reason here', () => {
	// What only administrators do is not about what is inside an evaluation; two more only read.
	const left = (Object.keys(ACTIONS) as Action[]).filter(
		(action) =>
			phasesOf(action).includes('final') &&
			ACTIONS[action].roles.length > 0 &&
			!action.endsWith('.read') &&
			action !== 'agreement.data' &&
			action !== 'leniency.all',
	);
	expect(left.sort()).toEqual(Object.keys(GOES_ON).sort());
});
