/** Review rounds and guests through their services: who may, when, and what remains. */
import { describe, expect, test } from 'vitest';
import { PHASES } from '#domain/phases/phases.ts';
import { textRoot } from '#document/roots.ts';
import { fieldErrors, refusal, startServer } from '../../support/group.ts';
import { fillDraft } from '../../support/review-group.ts';

const server = await startServer();
const { services, person } = server;
const { rounds, guests } = services;
const { db } = services.connection;

const tokenOf = (url: string) => url.split('/').at(-1)!;

async function reviewing() {
	const group = await server.group({ phase: 'review' });
	const { id: roundId } = await rounds.open(group.lead, group.id, {
		label: ' Utkast 1 ',
		deadline: '2099-03-14',
	});
	return { group, id: group.id, lead: group.lead, reviewer: group.reviewer, roundId };
}

async function guestIn(group: { id: string; lead: Parameters<typeof rounds.open>[0] }, roundId: string) {
	const link = await guests.invite(group.lead, group.id, roundId, { name: 'Gunnel', days: 7 });
	const { cookie } = await guests.enter(tokenOf(link.url), { name: 'Gunnel Gäst', userAgent: null });
	const found = await services.auth.authenticate({ cookie: `${cookie.name}=${cookie.value}` });
	const { id, name, guest } = found!.user;
	return {
		link,
		actor: { id, name, email: '', admin: false, sessionId: found!.credential.id, guest: guest! },
	};
}

describe('a round', () => {
	test('is opened by leads only, in calibration and review', async () => {
		const group = await server.group({ phase: 'setup' });
		for (const phase of PHASES.slice(0, 4)) {
			if (phase !== 'setup') await services.phases.change(group.lead, group.id, phase);
			const opening = rounds.open(group.lead, group.id, { label: `I ${phase}` });
			if (phase === 'setup' || phase === 'scoring') expect(await refusal(opening)).toBe('409 wrongPhase');
			else await opening;
		}
		for (const who of [...group.evaluators, group.observer, group.reviewer])
			expect(await refusal(rounds.open(who, group.id, { label: 'Nej' }))).toBe('403 forbidden');
		expect(await refusal(rounds.open(await person(), group.id, { label: 'Nej' }))).toBe('404 notFound');
		expect((await rounds.list(group.reviewer, group.id)).map(({ label }) => label)).toEqual([
			'I review',
			'I calibration',
		]);
	});

	test('has a name, and a last day that is a day and has not been', async () => {
		const { id, lead } = await reviewing();
		const wrong = (label: string, deadline?: string) =>
			fieldErrors(rounds.open(lead, id, { label, deadline }));
		expect(await wrong('  ', '2026-02-30')).toEqual(['label:required', 'deadline:notDay']);
		expect(await wrong('x'.repeat(201), '2001-01-01')).toEqual(['label:tooLong', 'deadline:deadlinePast']);
		expect(await wrong('\0', 'snart')).toEqual(['label:notStorable', 'deadline:notDay']);
	});

	test('keeps the draft as a named version in the same commit', async () => {
		const { id, lead, roundId } = await reviewing();
		const round = await rounds.get(lead, id, roundId);
		expect(round).toMatchObject({ label: 'Utkast 1', deadline: '2099-03-14', state: 'open', closedAt: null });
		expect(await services.snapshots.get(lead, id, round.snapshotId)).toMatchObject({
			label: 'Utkast 1',
			kind: 'named',
		});
	});

	test('says what has changed since the one before it', async () => {
		const group = await server.group({ phase: 'review' });
		const first = await rounds.open(group.lead, group.id, { label: 'Utkast 1' });
		await fillDraft(server, group);
		const second = await rounds.open(group.lead, group.id, { label: 'Utkast 2' });
		const third = await rounds.open(group.lead, group.id, { label: 'Utkast 3' });
		const changes = async (roundId: string) => (await rounds.read(group.reviewer, group.id, roundId)).changes;
		expect(await changes(first.id)).toBeNull();
		expect(await changes(second.id)).toMatchObject({
			since: 'Utkast 1',
			read: false,
			sections: ['finding:f1', 'report:summary'],
			scores: ['1.1', '1.2'],
		});
		expect(await changes(third.id)).toMatchObject({ since: 'Utkast 2', sections: [], scores: [] });
	});

	test('has the fact sheet, and says which facts are new or others than they were', async () => {
		const { id, lead, reviewer, roundId: before } = await reviewing();
		const set = (facts: Record<string, { label: string; value: string; order: string }>) =>
			server.write({ id, lead }, (doc) => {
				for (const [key, fact] of Object.entries(facts)) doc.getMap('facts').set(key, fact);
			});
		await set({ i: { label: 'Invånare', value: '33 175', order: 'a0' } });
		const first = await rounds.open(lead, id, { label: 'Utkast 2' });
		await set({
			i: { label: 'Invånare', value: '33 175', order: 'a1' },
			s: { label: 'Skattesats', value: '19,00', order: 'a0' },
		});
		const second = await rounds.open(lead, id, { label: 'Utkast 3' });
		const read = (roundId: string) => rounds.read(reviewer, id, roundId);
		expect((await read(before)).report.facts).toEqual([]);
		expect((await read(first.id)).changes).toMatchObject({ facts: ['i'] });
		const { report, changes } = await read(second.id);
		expect(report.facts.map(({ label }) => label)).toEqual(['Skattesats', 'Invånare']);
		expect(changes).toMatchObject({ facts: ['s'] });
	});

	test('is closed and opened again by leads, each once', async () => {
		const { group, id, lead, roundId } = await reviewing();
		expect(await refusal(rounds.close(group.reviewer, id, roundId))).toBe('403 forbidden');
		expect((await rounds.close(lead, id, roundId)).state).toBe('closed');
		expect(await refusal(rounds.close(lead, id, roundId))).toBe('409 roundClosed');
		expect(await refusal(guests.invite(lead, id, roundId, { name: 'G', days: 1 }))).toBe('409 roundClosed');
		expect((await rounds.reopen(lead, id, roundId)).state).toBe('open');
		expect(await refusal(rounds.reopen(lead, id, roundId))).toBe('409 roundOpen');
		expect(await refusal(rounds.close(lead, id, 'none'))).toBe('404 notFound');
	});

	test('of another evaluation is not found', async () => {
		const one = await reviewing();
		const other = await reviewing();
		expect(await refusal(rounds.get(one.lead, one.id, other.roundId))).toBe('404 notFound');
		expect(await refusal(rounds.get(one.lead, other.id, other.roundId))).toBe('404 notFound');
	});
});

describe('handing in', () => {
	test('is for reviewers, counts once, and can be taken back', async () => {
		const { group, id, lead, reviewer, roundId } = await reviewing();
		expect((await rounds.waiting(reviewer)).map((round) => round.id)).toEqual([roundId]);
		const first = await rounds.handIn(reviewer, id, roundId);
		expect(await rounds.handIn(reviewer, id, roundId)).toEqual(first);
		expect(await rounds.waiting(reviewer)).toEqual([]);
		const reader = async () => (await rounds.get(lead, id, roundId)).readers[0];
		expect(await reader()).toMatchObject({ userId: reviewer.id, ...first });
		await rounds.takeBack(reviewer, id, roundId);
		expect(await reader()).toMatchObject({ handedInAt: null });
		expect(await refusal(rounds.takeBack(reviewer, id, roundId))).toBe('409 notHandedInRound');
		for (const who of [lead, ...group.evaluators, group.observer])
			expect(await refusal(rounds.handIn(who, id, roundId))).toBe('403 forbidden');
	});

	test('ends with the round', async () => {
		const { id, lead, reviewer, roundId } = await reviewing();
		await rounds.close(lead, id, roundId);
		expect(await rounds.waiting(reviewer)).toEqual([]);
		expect(await refusal(rounds.handIn(reviewer, id, roundId))).toBe('409 roundClosed');
	});
});

describe('a guest', () => {
	test('says a name, comes back by the same link as the same person, and hands in', async () => {
		const { group, id, lead, roundId } = await reviewing();
		const { link, actor } = await guestIn(group, roundId);
		expect(await guests.open(tokenOf(link.url))).toMatchObject({ name: 'Gunnel Gäst', entered: true });
		const again = await guests.enter(tokenOf(link.url), { name: 'Någon Annan', userAgent: null });
		const back = await services.auth.authenticate({ cookie: `${again.cookie.name}=${again.cookie.value}` });
		expect(back?.user).toMatchObject({ id: actor.id, name: 'Gunnel Gäst', email: '', guest: { roundId } });
		await rounds.handIn(actor, id, roundId);
		const [, reader] = (await rounds.get(lead, id, roundId)).readers;
		expect(reader).toMatchObject({ name: 'Gunnel Gäst', guest: { state: 'entered' } });
		expect(reader?.handedInAt).not.toBeNull();
	});

	test('is made once, also when the link is opened twice at the same moment', async () => {
		const { group, id, lead, roundId } = await reviewing();
		const { url } = await guests.invite(group.lead, id, roundId, { name: 'Gunnel', days: 7 });
		const enter = (name: string) => guests.enter(tokenOf(url), { name, userAgent: null });
		await Promise.all([enter('En Gäst'), enter('En Annan'), enter('En Tredje')]);
		expect((await rounds.get(lead, id, roundId)).readers.filter(({ guest }) => guest)).toHaveLength(1);
		const made = await db.selectFrom('app_user').select('id').where('guest_round_id', '=', roundId).execute();
		expect(made).toHaveLength(1);
	});

	test('reads one round and knows of nothing else', async () => {
		const { group, id, roundId } = await reviewing();
		const other = await rounds.open(group.lead, id, { label: 'Utkast 2' });
		const { actor } = await guestIn(group, roundId);
		expect((await rounds.read(actor, id, roundId)).role).toBe('reviewer');
		expect(await refusal(rounds.read(actor, id, other.id))).toBe('404 notFound');
		expect(await refusal(rounds.list(actor, id))).toBe('404 notFound');
		expect(await refusal(services.evaluations.get(actor, id))).toBe('404 notFound');
		expect(await refusal(services.snapshots.content(actor, id))).toBe('404 notFound');
		expect(await refusal(services.reports.model(actor, id))).toBe('404 notFound');
		expect(await refusal(guests.invite(actor, id, roundId, { name: 'X', days: 1 }))).toBe('403 forbidden');
		expect(await refusal(rounds.close(actor, id, roundId))).toBe('403 forbidden');
	});

	test('does not read what an earlier draft said, nor what it was called', async () => {
		const group = await server.group({ phase: 'review' });
		await fillDraft(server, group);
		await rounds.open(group.lead, group.id, { label: 'Internt utkast' });
		await server.write(group, (doc) => doc.getXmlFragment(textRoot('report:summary')).delete(0, 1));
		const { id: roundId } = await rounds.open(group.lead, group.id, { label: 'Utkast till kommunen' });
		const { actor } = await guestIn(group, roundId);
		const told = async (who: typeof actor | typeof group.reviewer) =>
			JSON.stringify(await rounds.read(who, group.id, roundId));
		for (const said of ['Internt utkast', 'Helheten']) {
			expect(await told(group.reviewer)).toContain(said);
			expect(await told(actor)).not.toContain(said);
		}
		expect((await rounds.read(actor, group.id, roundId)).changes).toBeNull();
	});

	test('cannot be made a member or found among the accounts', async () => {
		const { group, id, lead, roundId } = await reviewing();
		const { actor } = await guestIn(group, roundId);
		const admin = await person('Ada Admin', { admin: true });
		expect((await services.accounts.list(admin)).map((account) => account.id)).not.toContain(actor.id);
		const added = await services.members.add(lead, id, {
			email: `${actor.id}@guest.invalid`,
			role: 'evaluator',
		});
		expect(added).toHaveProperty('invitation');
		await expect(
			db.updateTable('app_user').set({ admin: true }).where('id', '=', actor.id).execute(),
		).rejects.toThrow(/guest_has_no_rights/);
	});

	test('is let in only by a link that holds', async () => {
		const { group, id, lead, roundId } = await reviewing();
		const enter = (secret: string) => refusal(guests.enter(secret, { name: 'G', userAgent: null }));
		expect(await enter('none')).toBe('410 guestLinkGone');
		const { link, actor } = await guestIn(group, roundId);
		await guests.revoke(lead, id, roundId, link.id);
		expect(await enter(tokenOf(link.url))).toBe('410 guestLinkGone');
		expect(await guests.open(tokenOf(link.url))).toBeNull();
		expect(await refusal(rounds.read(actor, id, roundId))).toBe('404 notFound');
		expect(await refusal(guests.revoke(lead, id, roundId, link.id))).toBe('404 notFound');
		const late = await guests.invite(lead, id, roundId, { name: 'Sen', days: 1 });
		await db
			.updateTable('review_guest')
			.set({ expires_at: new Date(0) })
			.where('id', '=', late.id)
			.execute();
		expect(await enter(tokenOf(late.url))).toBe('410 guestLinkGone');
		const states = (await rounds.get(lead, id, roundId)).readers.map(({ guest }) => guest?.state);
		expect(states).toEqual([undefined, 'revoked', 'expired']);
	});

	test('is invited by leads, for a name and for at most ninety days', async () => {
		const { group, id, lead, reviewer, roundId } = await reviewing();
		for (const who of [reviewer, ...group.evaluators, group.observer])
			expect(await refusal(guests.invite(who, id, roundId, { name: 'G', days: 1 }))).toBe('403 forbidden');
		for (const days of [0, 91, 1.5, NaN])
			expect(await fieldErrors(guests.invite(lead, id, roundId, { name: 'G', days }))).toEqual([
				'days:guestDays',
			]);
		expect(await fieldErrors(guests.invite(lead, id, roundId, { name: ' ', days: 1 }))).toEqual([
			'name:required',
		]);
	});
});

test('everything about a round is in the audit log, and no link is', async () => {
	const { group, id, lead, reviewer, roundId } = await reviewing();
	const { link } = await guestIn(group, roundId);
	await rounds.handIn(reviewer, id, roundId);
	await rounds.takeBack(reviewer, id, roundId);
	await guests.revoke(lead, id, roundId, link.id);
	await rounds.close(lead, id, roundId);
	await rounds.reopen(lead, id, roundId);
	const admin = await person('Ada Admin', { admin: true });
	const entries = await services.audit.list(admin, { evaluationId: id, limit: 100 });
	expect(entries.map(({ action }) => action).filter((action) => /^(round|guest)\./.test(action))).toEqual([
		'round.reopen',
		'round.close',
		'guest.revoke',
		'round.takeBack',
		'round.handIn',
		'guest.enter',
		'guest.invite',
		'round.open',
	]);
	expect(JSON.stringify(entries)).not.toContain(tokenOf(link.url));
});
