/** The digest against a real mail server: one letter, in one's language, without secrets, again when it failed. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createMailer } from '#server/mail/mailer.ts';
import { createMetrics } from '#server/metrics.ts';
import { createDigests, nextMorning, retryAfter, type Digests } from '#server/services/digests.ts';
import * as rows from '#server/db/digests.ts';
import * as users from '#server/db/users.ts';
import { refusal, startServer } from '../../support/group.ts';
import { fillDraft, SECRETS } from '../../support/review-group.ts';
import { readable, startSmtpSink } from '../../support/smtp-sink.ts';

const server = await startServer();
const { services } = server;
const { connection } = services;
const sink = await startSmtpSink();
const warnings: object[] = [];
let now = Date.parse('2026-03-16T12:00:00Z');

/** A node of its own on the same database. */
function node(): Digests {
	return createDigests({
		connection,
		needs: services.needs,
		mailer: createMailer({ smtpUrl: sink.url, from: 'Samsyn <samsyn@example.test>' }),
		metrics: createMetrics({ processMetrics: false }).work,
		log: { warn: (about: object) => void warnings.push(about), info: () => undefined },
		origin: () => 'https://samsyn.example.test',
		now: () => now,
	});
}
const digests = node();

afterAll(async () => {
	await digests.stop();
	await sink.stop();
});
beforeEach(async () => {
	sink.letters = [];
	sink.refusal = undefined;
	warnings.length = 0;
	await connection.db.deleteFrom('digest').execute();
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const later = (by: number) => (now += by);

async function waiting() {
	const group = await server.group({ phase: 'review' });
	await fillDraft(server, group);
	return group;
}

describe('a digest', () => {
	test('goes out once, in one’s language, with what waits and how to end it, and without what is inside', async () => {
		const group = await waiting();
		await users.setProfile(connection.db, group.lead.id, {
			name: 'Lena <Lead>',
			initials: 'LL',
			locale: 'en',
		});
		await digests.choose(group.lead, 'daily');
		expect(await digests.run()).toBe(0);
		later(DAY);
		expect(await digests.run()).toBe(1);
		const [letter] = sink.letters;
		expect(letter?.to).toEqual([group.lead.email]);
		const text = readable(letter!);
		expect(text).toMatch(/^Subject: Samsyn: \d+ things? wait/m);
		expect(text).toContain('Vallentuna 2019');
		expect(text).toContain(`https://samsyn.example.test/evaluations/${group.id}/`);
		expect(text).toContain('Lena &lt;Lead&gt;');
		expect(text).toMatch(/List-Unsubscribe:\s+<https:\/\/samsyn.example.test\/unsubscribe\//);
		for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
		// The same news is no news.
		later(DAY);
		expect(await digests.run()).toBe(0);
		expect(sink.letters).toHaveLength(1);
	});

	test('is off until it is chosen, for guests and the disabled, and where no mail is set up', async () => {
		const group = await waiting();
		expect(await digests.choiceOf(group.lead)).toBe('off');
		expect(services.digests.available).toBe(false);
		expect(await refusal(services.digests.choose(group.lead, 'daily'))).toBe('409 noMail');
		const guest = { ...group.lead, guest: { evaluationId: group.id, roundId: 'r' } };
		expect(await refusal(digests.choose(guest, 'daily'))).toBe('403 forbidden');
		await digests.choose(group.lead, 'soon');
		await users.setDisabled(connection.db, group.lead.id, true);
		later(DAY);
		expect(await digests.run()).toBe(0);
		await users.setDisabled(connection.db, group.lead.id, false);
		await digests.choose(group.lead, 'off');
		expect(await digests.run()).toBe(0);
	});

	test('that one node works on is left to it by another, however far apart their clocks are', async () => {
		const group = await waiting();
		await digests.choose(group.lead, 'daily');
		later(DAY);
		expect(await rows.claim(connection.db, new Date(now), MINUTE)).toMatchObject({ user_id: group.lead.id });
		later(DAY);
		expect(await digests.run()).toBe(0);
		expect(sink.letters).toEqual([]);
	});

	test('of several nodes at once is one letter', async () => {
		const groups = [await waiting(), await waiting(), await waiting()];
		for (const { lead } of groups) await digests.choose(lead, 'soon');
		later(DAY);
		const nodes = [node(), node(), node()];
		const sent = await Promise.all(nodes.map((one) => one.run()));
		for (const one of nodes) await one.stop();
		expect(sent.reduce((sum, n) => sum + n, 0)).toBe(3);
		expect(new Set(sink.letters.flatMap(({ to }) => to)).size).toBe(3);
		expect(sink.letters).toHaveLength(3);
	});

	test('that fails is tried again later, with its reason in the log, and holds nobody else up', async () => {
		const [one, other] = [await waiting(), await waiting()];
		await digests.choose(one.lead, 'soon');
		later(20 * MINUTE);
		sink.refusal = '451 the post is closed';
		expect(await digests.run()).toBe(0);
		expect(warnings).toHaveLength(1);
		expect(await digests.run()).toBe(0);
		sink.refusal = undefined;
		await digests.choose(other.lead, 'soon');
		later(4 * MINUTE);
		expect(await digests.run()).toBe(0);
		later(2 * MINUTE);
		expect(await digests.run()).toBe(1);
		later(15 * MINUTE);
		expect(await digests.run()).toBe(1);
		expect(sink.letters.map(({ to }) => to[0])).toEqual([one.lead.email, other.lead.email]);
	});

	test('ends by its link, without signing in, once', async () => {
		const group = await waiting();
		await digests.choose(group.lead, 'soon');
		const { token } = await connection.db.selectFrom('digest').select('token').executeTakeFirstOrThrow();
		expect(await digests.isToken(token)).toBe(true);
		expect(await digests.isToken('')).toBe(false);
		expect(await digests.end(token)).toBe(true);
		expect(await digests.end(token)).toBe(false);
		expect(await digests.choiceOf(group.lead)).toBe('off');
	});
});

test('the morning is half past six in Stockholm, summer and winter', () => {
	const at = (time: string) => nextMorning(Date.parse(time)).toISOString();
	expect(at('2026-01-15T05:29:30Z')).toBe('2026-01-15T05:30:00.000Z');
	expect(at('2026-01-15T05:30:00Z')).toBe('2026-01-16T05:30:00.000Z');
	expect(at('2026-07-15T12:00:00Z')).toBe('2026-07-16T04:30:00.000Z');
});

test('whoever fails is tried again after five minutes, then ever more seldom', () => {
	expect([1, 2, 3, 50].map((failures) => retryAfter(failures) / MINUTE)).toEqual([5, 10, 20, 360]);
});
