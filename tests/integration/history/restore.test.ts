import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalJson, textOf } from '#document/content.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { verifyAll } from '#server/services/verification.ts';
import { plainText } from '#domain/report/rich-text.ts';
import { fieldErrors, refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { restorations, snapshots, consensus, phases } = services;
const REASON = 'Fel text klistrades in';

async function write(group: Group, change: (doc: Y.Doc) => void): Promise<void> {
	const room = evaluationRoom(group.id);
	await services.sync.command([room], { userId: group.lead.id, sessionId: null }, (context) => {
		context.room(room).write(change);
		return Promise.resolve();
	});
}

const say = (section: string, words: string) => (doc: Y.Doc) => {
	const fragment = doc.getXmlFragment(`text:${section}`);
	fragment.delete(0, fragment.length);
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [new Y.XmlText(words)]);
	fragment.insert(0, [paragraph]);
};

const now = (group: Group) => services.snapshots.content(group.lead, group.id);
async function words(group: Group, section: string): Promise<string | undefined> {
	const text = textOf(await now(group), section);
	return text && plainText(text);
}

describe('one section', () => {
	test('comes back by an evaluator’s hand, while what others write elsewhere stays', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		await write(group, say('sub:1.1', 'Ursprungligt'));
		const { id } = await snapshots.take(group.lead, group.id, 'Före');
		await write(group, say('sub:1.1', 'Överskrivet'));
		await write(group, say('sub:1.2', 'Annat'));
		const { changed, undo } = await restorations.restore(eva!, group.id, { from: id, section: 'sub:1.1' });
		expect(changed).toBe(1);
		expect([await words(group, 'sub:1.1'), await words(group, 'sub:1.2')]).toEqual(['Ursprungligt', 'Annat']);
		const [last] = (await services.timeline.read(group.lead, group.id, {})).activities;
		expect(last).toMatchObject({ userId: eva!.id, what: { type: 'text', section: 'sub:1.1' } });
		await restorations.restore(eva!, group.id, { from: undo, section: 'sub:1.1' });
		expect([await words(group, 'sub:1.1'), await words(group, 'sub:1.2')]).toEqual(['Överskrivet', 'Annat']);
		expect((await verifyAll(services.connection.db)).faults).toEqual([]);
	});

	test('that is a finding comes back with its place', async () => {
		const group = await server.group({ blind: 'off' });
		const finding = { kind: 'strength', area: '1', order: 'a0' };
		await write(group, (doc) => {
			say('finding:f', 'God dialog')(doc);
			doc.getMap('findings').set('f', finding);
		});
		const { id } = await snapshots.take(group.lead, group.id, 'Före');
		await write(group, (doc) => doc.getMap('findings').delete('f'));
		await restorations.restore(group.lead, group.id, { from: id, section: 'finding:f' });
		expect((await now(group)).findings).toEqual({ f: finding });
	});
});

describe('the whole', () => {
	test('comes back with consensus as a new version, and undoing it brings back what was before', async () => {
		const group = await server.group({ blind: 'off', phase: 'calibration' });
		const [eva] = group.evaluators;
		await server.score(group, eva!, '1.4', { points: 18 });
		await consensus.set(group.lead, group.id, '1.4', { points: 18, basedOn: null });
		await write(group, say('sub:1.4', 'Då'));
		const { id } = await snapshots.take(group.lead, group.id, 'Före');
		await server.score(group, eva!, '1.4', { points: 20 });
		await consensus.set(group.lead, group.id, '1.4', { points: 20, basedOn: 1 });
		await consensus.set(group.lead, group.id, '1.5', { points: 4, basedOn: null });
		await write(group, (doc) => {
			say('sub:1.4', 'Sedan')(doc);
			doc.getMap('sources').set('s', { kind: 'web', title: 'Hemsidan' });
		});
		const { undo, changed } = await restorations.restore(group.lead, group.id, { from: id, reason: REASON });
		expect(changed).toBe(4);
		const then = await now(group);
		expect(await words(group, 'sub:1.4')).toBe('Då');
		expect(then.sources).toEqual({});
		expect(then.consensus['1.4']).toMatchObject({ points: 18, version: 3, by: group.lead.id });
		expect(then.consensus['1.5']).toMatchObject({ points: null, version: 2 });
		expect(then.scores).toEqual({ [`1.4/${eva!.id}`]: { points: 20 } });

		await restorations.restore(group.lead, group.id, { from: undo, reason: 'Ångrat' });
		const again = await now(group);
		expect(await words(group, 'sub:1.4')).toBe('Sedan');
		expect(again.sources).toMatchObject({ s: { title: 'Hemsidan' } });
		expect(again.consensus).toMatchObject({
			'1.4': { points: 20, version: 4 },
			'1.5': { points: 4, version: 3 },
		});
		expect(
			await services.audit.list(await server.person('Ada', { admin: true }), {
				action: 'content.restore',
				evaluationId: group.id,
				limit: 10,
			}),
		).toHaveLength(2);
	});

	test('is one change or none: what is refused leaves nothing behind', async () => {
		const group = await server.group({ blind: 'off' });
		await write(group, say('sub:1.1', 'Ord'));
		const { id } = await snapshots.take(group.lead, group.id, 'Nu');
		const before = canonicalJson(await now(group));
		const restore = (input: Parameters<typeof restorations.restore>[2]) =>
			restorations.restore(group.lead, group.id, input);
		expect(await refusal(restore({ from: id, reason: REASON }))).toBe('409 nothingToRestore');
		expect(await refusal(restore({ from: id, section: 'sub:1.1' }))).toBe('409 nothingToRestore');
		expect(await refusal(restore({ from: 'nobody', reason: REASON }))).toBe('404 notFound');
		expect(await refusal(restore({ from: 'at:99', reason: REASON }))).toBe('404 notFound');
		expect(await fieldErrors(restore({ from: 'at:0' }))).toEqual(['reason:reasonNeeded']);
		expect(await fieldErrors(restore({ from: 'at:0', reason: 'a\0' }))).toEqual(['reason:badValue']);
		expect(await fieldErrors(restore({ from: 'at:0', section: 'odd' }))).toEqual(['section:badValue']);
		expect(canonicalJson(await now(group))).toBe(before);
		expect((await services.timeline.moment(group.lead, group.id, 0)).head).toBe(1);
	});
});

test('who may: leads the whole, leads and evaluators a section, nobody before or after the writing', async () => {
	const group = await server.group({ blind: 'off' });
	await write(group, say('sub:1.1', 'Ord'));
	const whole = { from: 'at:0', reason: REASON };
	const section = { from: 'at:0', section: 'sub:1.1' };
	const [eva] = group.evaluators;
	expect(await refusal(restorations.restore(eva!, group.id, whole))).toBe('403 forbidden');
	for (const who of [group.observer, group.reviewer])
		for (const input of [whole, section])
			expect(await refusal(restorations.restore(who, group.id, input))).toBe('403 forbidden');
	expect(await refusal(restorations.restore(await server.person(), group.id, section))).toBe('404 notFound');
	await phases.change(group.lead, group.id, 'setup', 'Igen');
	for (const input of [whole, section])
		expect(await refusal(restorations.restore(group.lead, group.id, input))).toBe('409 wrongPhase');
});
