/** What waits for whom, over real services: nothing that is hidden, and gone once it is seen or done. */
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import type { Actor } from '#server/services/actor.ts';
import { reviewRoom } from '#server/services/round-access.ts';
import { refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';
import { fillDraft } from '../../support/review-group.ts';

const server = await startServer();
const { services } = server;
const { needs, rounds, conversations } = services;
const AT = '2026-03-14T09:00:00Z';

const write = (room: string, who: Actor, change: (doc: Y.Doc) => void): Promise<void> =>
	services.sync.command([room], { userId: who.id, sessionId: null }, (context) => {
		context.room(room).write(change);
		return Promise.resolve();
	});
const say = (room: string, who: Actor, id: string, ...mentions: string[]): Promise<void> =>
	write(room, who, (doc) => {
		doc.getMap('threads').set(id, { on: 'sub:1.1', class: 'fact', by: who.id, at: AT });
		doc.getMap('messages').set(`${id}/${who.id}/m1`, { text: 'Se här', at: AT, mentions });
	});
const kinds = async (who: Actor) => (await needs.of(who)).flatMap((one) => one.needs.map(({ kind }) => kind));

async function reviewing(): Promise<{
	group: Group;
	id: string;
	room: string;
	round: string;
	draft: string;
}> {
	const group = await server.group({ phase: 'review' });
	await fillDraft(server, group);
	const { id: round } = await rounds.open(group.lead, group.id, { label: 'Utkast 1' });
	return { group, id: group.id, room: evaluationRoom(group.id), round, draft: reviewRoom(group.id, round) };
}

describe('needs', () => {
	test('of scoring are one’s own, and do not move when somebody else saves', async () => {
		const group = await server.group({ blind: 'evaluation' });
		const [eva, adam] = group.evaluators;
		const before = await needs.of(eva!);
		expect(before).toMatchObject([{ needs: [{ kind: 'score', left: SUBQUESTIONS.length }] }]);
		await server.scoreAll(group, adam!);
		expect(await needs.of(eva!)).toEqual(before);
		expect(await kinds(group.lead)).toEqual([]);
		await server.scoreAll(group, eva!);
		expect(await kinds(eva!)).toEqual(['handIn']);
		await services.ballots.submit(eva!, group.id);
		expect(await kinds(eva!)).toEqual([]);
	});

	test('a mention waits for whoever is called until it is seen', async () => {
		const { group, id, room } = await reviewing();
		const [eva, adam] = group.evaluators;
		await say(room, eva!, 'm', adam!.id, eva!.id, group.reviewer.id);
		const [told] = await needs.of(adam!);
		expect(told?.needs[0]).toEqual({
			kind: 'mention',
			mention: { message: `m/${eva!.id}/m1`, thread: 'm', on: 'sub:1.1', by: eva!.id },
		});
		expect(await kinds(eva!)).not.toContain('mention');
		expect(await kinds(group.observer)).toEqual([]);
		// The evaluation’s own conversation is not a reviewer’s to know of.
		expect(await kinds(group.reviewer)).toEqual(['review']);
		await needs.seen(adam!, id, [{ message: `m/${eva!.id}/m1` }]);
		expect(await kinds(adam!)).not.toContain('mention');
		await needs.seen(adam!, id, [{ message: `m/${eva!.id}/m1` }]);
	});

	test('a reviewer has a draft to read, then answers, until they have read them', async () => {
		const { group, id, round, draft } = await reviewing();
		const { reviewer, lead } = group;
		await say(draft, reviewer, 'r', lead.id);
		expect(await kinds(lead)).toEqual(expect.arrayContaining(['mention', 'dispositions', 'signOff']));
		await rounds.handIn(reviewer, id, round);
		await rounds.markRead(reviewer, id, round);
		expect(await kinds(reviewer)).toEqual([]);
		await conversations.resolve(lead, id, 'r', { disposition: 'accepted', round });
		expect(await needs.of(reviewer)).toMatchObject([{ needs: [{ kind: 'answers', round, count: 1 }] }]);
		await rounds.markRead(reviewer, id, round);
		expect(await kinds(reviewer)).toEqual([]);
	});

	test('are for members, about their own evaluations', async () => {
		const one = await reviewing();
		const other = await reviewing();
		const stranger = await server.person();
		expect(await needs.of(stranger)).toEqual([]);
		expect((await needs.of(one.group.lead)).map(({ evaluationId }) => evaluationId)).toEqual([one.id]);
		const seen = (who: Actor, id: string, round?: string) =>
			refusal(needs.seen(who, id, [{ message: 'x', round }]));
		expect(await seen(stranger, one.id)).toBe('404 notFound');
		expect(await seen(one.group.lead, other.id)).toBe('404 notFound');
		expect(await seen(one.group.lead, one.id, other.round)).toBe('404 notFound');
		const guest = { ...stranger, guest: { evaluationId: one.id, roundId: one.round } };
		expect(await needs.of(guest)).toEqual([]);
		expect(await refusal(rounds.markRead(stranger, one.id, one.round))).toBe('404 notFound');
		expect(await refusal(rounds.markRead(one.group.reviewer, one.id, other.round))).toBe('404 notFound');
	});
});

test('a draft says what changed since the reader last read one', async () => {
	const { group, id, round } = await reviewing();
	const { reviewer, lead } = group;
	const since = async (roundId: string) => {
		const { changes } = await rounds.read(reviewer, id, roundId);
		return changes && [changes.since, changes.read];
	};
	const second = await rounds.open(lead, id, { label: 'Utkast 2' });
	const third = await rounds.open(lead, id, { label: 'Utkast 3' });
	expect(await since(round)).toBeNull();
	expect(await since(third.id)).toEqual(['Utkast 2', false]);
	await rounds.markRead(reviewer, id, round);
	expect(await since(third.id)).toEqual(['Utkast 1', true]);
	await rounds.markRead(reviewer, id, second.id);
	expect(await since(third.id)).toEqual(['Utkast 2', true]);
	expect((await rounds.read(reviewer, id, third.id)).lastReadAt).toBeNull();
	expect((await rounds.read(lead, id, third.id)).changes).toMatchObject({ read: false });
});
