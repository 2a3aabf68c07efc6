/** Suggested wording and dispositions: who may, what becomes of the text, and whose names remain. */
import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { anchorOf, charactersIn } from '#document/anchors.ts';
import { textRoot } from '#document/roots.ts';
import { LENGTH } from '#document/values.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import type { Actor } from '#server/services/actor.ts';
import { reviewRoom } from '#server/services/round-access.ts';
import { fieldErrors, refusal, startServer, type Group } from '../../support/group.ts';
import { fillDraft } from '../../support/review-group.ts';

const server = await startServer();
const { services } = server;
const { conversations, rounds } = services;
const SECTION = 'finding:f1';
const AT = '2026-03-14T09:00:00Z';

const write = (room: string, who: Actor, change: (doc: Y.Doc) => void): Promise<void> =>
	services.sync.command([room], { userId: who.id, sessionId: null }, (context) => {
		context.room(room).write(change);
		return Promise.resolve();
	});

/** Somebody suggests other words for those that are quoted. */
async function suggest(
	room: string,
	who: Actor,
	quote: string,
	suggestion: string | undefined,
	{ id = 's1', on = SECTION, anchored = true, quoted = quote.length } = {},
): Promise<string> {
	await write(room, who, (doc) => {
		const fragment = doc.getXmlFragment(textRoot(on));
		const from = charactersIn(fragment).indexOf(quote);
		const anchor = anchored ? anchorOf(fragment, { from, to: from + quote.length }) : undefined;
		doc.getMap('threads').set(id, {
			on,
			...(anchor !== undefined && { anchor }),
			quote: quote.slice(0, quoted),
			...(suggestion !== undefined && { suggestion }),
			class: 'wording',
			by: who.id,
			at: AT,
		});
		doc.getMap('messages').set(`${id}/${who.id}/m1`, { text: 'Tydligare så.', at: AT });
	});
	return id;
}

async function reviewing() {
	const group = await server.group({ phase: 'review' });
	await fillDraft(server, group);
	const { id: round } = await rounds.open(group.lead, group.id, { label: 'Utkast 1' });
	return { group, id: group.id, round, room: evaluationRoom(group.id), draft: reviewRoom(group.id, round) };
}

const words = (room: string, on = SECTION): Promise<string> =>
	services.sync.read(room, (doc) => charactersIn(doc.getXmlFragment(textRoot(on))));
const resolution = (room: string, id = 's1'): Promise<unknown> =>
	services.sync.read(room, (doc) => doc.getMap('resolutions').get(id));
const head = (room: string): Promise<number> => services.sync.read(room, (_, { seq }) => seq);
const timeline = async (group: Group) =>
	(await services.timeline.read(group.lead, group.id, { topic: 'conversations' })).activities;

describe('a suggestion in the evaluation', () => {
	test('is taken as one change, by whoever accepts it, with the name of whoever made it', async () => {
		const { group, id, room } = await reviewing();
		const [eva] = group.evaluators;
		await suggest(room, eva!, 'Tydliga mål', 'Mycket tydliga mål');
		const before = await head(room);
		const done = await conversations.decideSuggestion(group.lead, id, 's1', { decision: 'accepted' });
		expect(done).toMatchObject({
			section: SECTION,
			resolution: { disposition: 'accepted', by: group.lead.id },
		});
		expect(await words(room)).toBe('Mycket tydliga mål på webben.');
		expect(await head(room)).toBe(before + 1);
		expect(await resolution(room)).toEqual(done.resolution);
		const [told] = await timeline(group);
		expect(told).toMatchObject({
			userId: group.lead.id,
			what: { type: 'suggestion', decision: 'accepted', section: SECTION, by: eva!.id, name: eva!.name },
		});
		const { entries } = await services.history.read(group.lead, id, { from: before + 1, limit: 10 });
		expect(entries).toMatchObject([{ userId: group.lead.id }]);
	});

	test('is not taken where its words have changed, and says what stands there now', async () => {
		const { group, id, room } = await reviewing();
		const [eva] = group.evaluators;
		await suggest(room, eva!, 'Tydliga mål', 'Mål');
		await write(room, group.lead, (doc) => {
			const text = doc.getXmlFragment(textRoot(SECTION)).firstChild as Y.XmlElement;
			(text.firstChild as Y.XmlText).insert(5, 'XX');
		});
		const before = await head(room);
		const refused = conversations.decideSuggestion(eva!, id, 's1', { decision: 'accepted' });
		await expect(refused).rejects.toMatchObject({
			status: 409,
			code: 'suggestionOutdated',
			extra: { current: 'TydliXXga mål' },
		});
		expect(await head(room)).toBe(before);
		expect(await resolution(room)).toBeUndefined();
	});

	test('follows its words when others write before them, and is found without an anchor', async () => {
		const { group, id, room } = await reviewing();
		const [eva] = group.evaluators;
		await suggest(room, eva!, 'på webben', 'på nätet');
		await suggest(room, eva!, 'Tydliga', 'Klara', { id: 's2', anchored: false });
		await write(room, group.lead, (doc) => {
			const text = doc.getXmlFragment(textRoot(SECTION)).firstChild as Y.XmlElement;
			(text.firstChild as Y.XmlText).insert(0, 'Nytt: ');
		});
		await conversations.decideSuggestion(group.lead, id, 's1', { decision: 'accepted' });
		await conversations.decideSuggestion(group.lead, id, 's2', { decision: 'accepted' });
		expect(await words(room)).toBe('Nytt: Klara mål på nätet.');
	});

	test('is rejected with a reason, and a decision can be taken back, words and all', async () => {
		const { group, id, room } = await reviewing();
		const [eva] = group.evaluators;
		await suggest(room, eva!, 'Tydliga mål', 'Klara mål');
		const decide = (decision: 'accepted' | 'rejected' | 'undone', reason?: string) =>
			conversations.decideSuggestion(group.lead, id, 's1', { decision, reason });
		expect(await fieldErrors(decide('rejected', '  '))).toEqual(['reason:dispositionReason']);
		expect(await refusal(decide('undone'))).toBe('409 notDecided');
		await decide('rejected', 'Så säger vi alltid.');
		expect(await words(room)).toBe('Tydliga mål på webben.');
		expect(await refusal(decide('accepted'))).toBe('409 alreadyDecided');
		await decide('undone');
		await decide('accepted');
		expect(await words(room)).toBe('Klara mål på webben.');
		await decide('undone');
		expect(await words(room)).toBe('Tydliga mål på webben.');
		expect(await resolution(room)).toMatchObject({ state: 'open' });
		expect((await timeline(group)).map(({ what }) => (what as { decision?: string }).decision)).toEqual(
			expect.arrayContaining(['undone', 'accepted', 'rejected']),
		);
	});

	test('about more words than a comment quotes is left to be made by hand', async () => {
		const { group, id, room } = await reviewing();
		const long = Array.from({ length: 300 }, (_, n) => `Mål ${n} är tydligt. `).join('');
		await write(room, group.lead, (doc) => {
			const text = doc.getXmlFragment(textRoot(SECTION)).firstChild as Y.XmlElement;
			(text.firstChild as Y.XmlText).insert(0, long);
		});
		const before = await words(room);
		await suggest(room, group.lead, long, 'Klara mål.', { quoted: LENGTH.quote });
		const refused = conversations.decideSuggestion(group.lead, id, 's1', { decision: 'accepted' });
		expect(await refusal(refused)).toBe('409 suggestionOutdated');
		expect(await words(room)).toBe(before);
	});

	test('that struck words out can be taken back as well, also after others wrote around them', async () => {
		const { group, id, room } = await reviewing();
		const [eva] = group.evaluators;
		await suggest(room, eva!, ' på webben', '');
		const decide = (decision: 'accepted' | 'undone') =>
			conversations.decideSuggestion(group.lead, id, 's1', { decision });
		await decide('accepted');
		expect(await words(room)).toBe('Tydliga mål.');
		await write(room, eva!, (doc) => {
			const text = doc.getXmlFragment(textRoot(SECTION)).firstChild as Y.XmlElement;
			(text.firstChild as Y.XmlText).insert(0, 'Nytt: ');
		});
		await decide('undone');
		expect(await words(room)).toBe('Nytt: Tydliga mål på webben.');
		expect(await resolution(room)).toMatchObject({ state: 'open' });
		await decide('accepted');
		await write(room, eva!, (doc) => doc.getXmlFragment(textRoot(SECTION)).delete(0, 1));
		expect(await refusal(decide('undone'))).toBe('409 suggestionOutdated');
	});

	test('of two who accept at once one does, and the text changes once', async () => {
		const { group, id, room } = await reviewing();
		const [eva] = group.evaluators;
		await suggest(room, eva!, 'mål', 'mål, mål');
		const both = await Promise.allSettled(
			[group.lead, eva!].map((who) =>
				conversations.decideSuggestion(who, id, 's1', { decision: 'accepted' }),
			),
		);
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await words(room)).toBe('Tydliga mål, mål på webben.');
	});
});

describe('a suggestion from a review round', () => {
	test('changes the text of now and not the draft, also once the round is closed', async () => {
		const { group, id, round, room, draft } = await reviewing();
		await suggest(draft, group.reviewer, 'Tydliga mål', 'Klara mål');
		await write(room, group.lead, (doc) => {
			const text = doc.getXmlFragment(textRoot(SECTION)).firstChild as Y.XmlElement;
			(text.firstChild as Y.XmlText).insert(0, 'Nytt. ');
		});
		await rounds.close(group.lead, id, round);
		await conversations.decideSuggestion(group.evaluators[0]!, id, 's1', { decision: 'accepted', round });
		expect(await words(room)).toBe('Nytt. Klara mål på webben.');
		expect(await words(draft)).toBe('Tydliga mål på webben.');
		expect(await resolution(draft)).toMatchObject({ disposition: 'accepted', by: group.evaluators[0]!.id });
		expect(await resolution(room)).toBeUndefined();
		expect((await timeline(group))[0]).toMatchObject({ what: { name: group.reviewer.name } });
		await conversations.decideSuggestion(group.lead, id, 's1', { decision: 'undone', round });
		expect(await words(room)).toBe('Nytt. Tydliga mål på webben.');
	});

	test('that struck words out can be taken back, by what stood around them in the draft', async () => {
		const { group, id, round, room, draft } = await reviewing();
		await suggest(draft, group.reviewer, ' på webben', '');
		const decide = (decision: 'accepted' | 'undone') =>
			conversations.decideSuggestion(group.lead, id, 's1', { decision, round });
		await decide('accepted');
		expect(await words(room)).toBe('Tydliga mål.');
		await write(room, group.lead, (doc) => {
			const text = doc.getXmlFragment(textRoot(SECTION)).firstChild as Y.XmlElement;
			(text.firstChild as Y.XmlText).insert(0, 'Nytt. ');
		});
		await decide('undone');
		expect(await words(room)).toBe('Nytt. Tydliga mål på webben.');
		expect(await words(draft)).toBe('Tydliga mål på webben.');
	});

	test('is not taken into a finding that has been taken away since', async () => {
		const { group, id, round, room, draft } = await reviewing();
		await suggest(draft, group.reviewer, 'Tydliga mål', 'Klara mål');
		await write(room, group.lead, (doc) => doc.getMap('findings').delete('f1'));
		const refused = conversations.decideSuggestion(group.lead, id, 's1', { decision: 'accepted', round });
		expect(await refusal(refused)).toBe('409 suggestionOutdated');
		expect(await words(room)).toBe('Tydliga mål på webben.');
		expect(await resolution(draft)).toBeUndefined();
	});

	test('is not taken where the text has moved on', async () => {
		const { group, id, round, room, draft } = await reviewing();
		await suggest(draft, group.reviewer, 'Tydliga mål', 'Klara mål');
		await write(room, group.lead, (doc) => doc.getXmlFragment(textRoot(SECTION)).delete(0, 1));
		const refused = conversations.decideSuggestion(group.lead, id, 's1', { decision: 'accepted', round });
		expect(await refusal(refused)).toBe('409 suggestionOutdated');
		expect(await resolution(draft)).toBeUndefined();
	});
});

describe('a disposition', () => {
	test('needs its reason unless all is accepted, and can be given in a closed round', async () => {
		const { group, id, round, draft } = await reviewing();
		await suggest(draft, group.reviewer, 'Tydliga mål', undefined);
		await rounds.close(group.lead, id, round);
		const resolve = (disposition?: 'accepted' | 'partly' | 'rejected', reason?: string) =>
			conversations.resolve(group.lead, id, 's1', { disposition, reason, round });
		for (const disposition of ['partly', 'rejected'] as const)
			expect(await fieldErrors(resolve(disposition))).toEqual(['reason:dispositionReason']);
		expect(await fieldErrors(resolve('rejected', 'x'.repeat(4001)))).toEqual(['reason:tooLong']);
		expect(await fieldErrors(resolve('rejected', 'NUL \0'))).toEqual(['reason:notStorable']);
		await resolve('partly', 'Bara det sista.');
		expect(await resolution(draft)).toMatchObject({ state: 'resolved', reason: 'Bara det sista.' });
		await resolve();
		expect(await resolution(draft)).toMatchObject({ state: 'open' });
	});
});

describe('who may decide', () => {
	test('leads and evaluators, of their own evaluation, about threads that are there, before it is final', async () => {
		const { group, id, round, room, draft } = await reviewing();
		const other = await reviewing();
		await suggest(room, group.lead, 'Tydliga mål', 'Klara mål');
		await suggest(draft, group.reviewer, 'Tydliga mål', 'Klara mål', { id: 'r1' });
		const accept = (who: Actor, evaluation: string, thread: string, inRound?: string) =>
			refusal(
				conversations.decideSuggestion(who, evaluation, thread, { decision: 'accepted', round: inRound }),
			);
		for (const who of [group.observer, group.reviewer]) {
			expect(await accept(who, id, 's1')).toBe('403 forbidden');
			expect(await accept(who, id, 'r1', round)).toBe('403 forbidden');
			expect(await refusal(conversations.resolve(who, id, 'r1', { disposition: 'accepted', round }))).toBe(
				'403 forbidden',
			);
		}
		const guest = { id: 'g', name: 'G', email: '', admin: false, sessionId: null };
		const seat = { evaluationId: id, roundId: round };
		expect(await accept({ ...guest, guest: seat }, id, 'r1', round)).toBe('404 notFound');
		expect(await accept(await server.person('Ada', { admin: true }), id, 's1')).toBe('404 notFound');
		expect(await accept(group.lead, other.id, 's1')).toBe('404 notFound');
		expect(await accept(group.lead, id, 's1', other.round)).toBe('404 notFound');
		expect(await accept(group.lead, id, 's1', round)).toBe('404 notFound');
		expect(await accept(group.lead, id, 'r1')).toBe('404 notFound');
		for (const odd of ['__proto__', 'constructor', '../x', '']) {
			expect(await accept(group.lead, id, odd)).toBe('404 notFound');
			expect(await accept(group.lead, id, 's1', odd)).toBe('404 notFound');
		}
		await suggest(room, group.lead, 'Tydliga mål', undefined, { id: 'plain' });
		expect(await accept(group.lead, id, 'plain')).toBe('409 noSuggestion');
		await suggest(room, group.lead, '', 'in', { id: 'blank', anchored: false });
		expect(await accept(group.lead, id, 'blank')).toBe('409 suggestionOutdated');
		await services.connection.db
			.updateTable('evaluation')
			.set({ phase: 'final' })
			.where('id', '=', id)
			.execute();
		expect(await accept(group.lead, id, 's1')).toBe('409 wrongPhase');
		expect(await words(room)).toBe('Tydliga mål på webben.');
	});
});
