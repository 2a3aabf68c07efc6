import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalContent, canonicalJson } from '#document/content.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import type { Actor } from '#server/services/actor.ts';
import type { TimelineQuery } from '#server/services/timeline.ts';
import { refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { timeline, snapshots, phases, ballots } = services;
const read = (group: Group, query: TimelineQuery = {}) => timeline.read(group.lead, group.id, query);

async function write(group: Group, who: Actor, change: (doc: Y.Doc) => void): Promise<void> {
	const room = evaluationRoom(group.id);
	await services.sync.command([room], { userId: who.id, sessionId: null }, (context) => {
		context.room(room).write(change);
		return Promise.resolve();
	});
}

const letter = (section: string, words: string) => (doc: Y.Doc) => {
	const fragment = doc.getXmlFragment(`text:${section}`);
	if (fragment.length === 0) {
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [new Y.XmlText()]);
		fragment.insert(0, [paragraph]);
	}
	const text = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
	text.insert(text.length, words);
};

describe('the timeline', () => {
	test('tells newest first who did what where, with milestones between', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva, adam] = group.evaluators;
		await server.score(group, eva!, '1.4', { points: 18 });
		await server.score(group, eva!, '1.4', { points: 19.5 });
		for (const words of ['Dia', 'log', 'en']) await write(group, adam!, letter('sub:2.1', words));
		await snapshots.take(group.lead, group.id, 'Utkast');
		await phases.change(group.lead, group.id, 'calibration');
		const { activities, next, people } = await read(group);
		expect(next).toBeNull();
		expect(
			activities.map(({ userId, topic, place, what }) => ({ userId, topic, place, what })),
		).toMatchObject([
			{ userId: group.lead.id, topic: 'milestones', what: { from: 'scoring', to: 'calibration' } },
			{ userId: group.lead.id, what: { type: 'version', kind: 'named', label: 'Utkast' } },
			{
				userId: adam!.id,
				topic: 'texts',
				place: { areaId: '2', subquestionId: '2.1' },
				what: { type: 'text', section: 'sub:2.1' },
			},
			{
				userId: eva!.id,
				topic: 'scores',
				place: { areaId: '1', subquestionId: '1.4' },
				what: { type: 'entry', key: `1.4/${eva!.id}`, after: { points: 19.5 } },
			},
			{ what: { type: 'phase', from: 'setup', to: 'scoring' } },
		]);
		expect(activities[2]).toMatchObject({ first: 3, last: 5 });
		expect(people.find(({ userId }) => userId === eva!.id)).toMatchObject({ former: false, initials: 'EE' });
	});

	test('keeps to one person, one area, one kind', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva, adam] = group.evaluators;
		await server.score(group, eva!, '1.4', { points: 18 });
		await server.score(group, adam!, '2.1', { points: 4 });
		await write(group, adam!, letter('finding:f', 'God dialog'));
		await write(group, adam!, (doc) =>
			doc.getMap('findings').set('f', { kind: 'strength', area: '3', order: 'a0' }),
		);
		await write(group, adam!, letter('finding:f', '!'));
		await write(group, eva!, (doc) =>
			doc.getMap('threads').set('t', { on: 'finding:f', class: 'fact', by: eva!.id, at: 1 }),
		);
		const topics = async (query: TimelineQuery) =>
			(await read(group, query)).activities.map(({ topic, last }) => `${topic} ${last}`);
		expect(await topics({ person: eva!.id })).toEqual(['conversations 6', 'scores 1']);
		expect(await topics({ area: '1' })).toEqual(['scores 1']);
		expect(await topics({ subquestion: '1.4' })).toEqual(await topics({ area: '1' }));
		expect(await topics({ subquestion: '2.1' })).toEqual(['scores 2']);
		expect(await topics({ area: '3' })).toEqual(['conversations 6', 'findings 4']);
		expect(await topics({ topic: 'findings' })).toEqual(['findings 5', 'findings 4']);
		expect(await topics({ topic: 'scores', person: adam!.id })).toEqual(['scores 2']);
		expect(await topics({ person: 'nobody' })).toEqual([]);
	});

	test('is read stretch by stretch, and nothing is told twice or left out', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		for (let n = 0; n < 30; n++)
			await write(group, eva!, (doc) => doc.getMap('scores').set(`1.${n}/x`, { points: n }));
		const pages: string[] = [];
		for (let before: number | undefined = 12; ;) {
			const page = await read(group, { before });
			pages.push(...page.activities.map(({ last, what }) => `${what.type} ${last}`));
			if (page.next === null) break;
			before = page.next;
		}
		expect(pages).toEqual([...Array.from({ length: 11 }, (_, n) => `entry ${11 - n}`), 'phase 0']);
		expect((await read(group, { before: 1 })).activities).toMatchObject([{ what: { type: 'phase' } }]);
	});

	test('tells a reveal as one thing, and nothing of ballots before it', async () => {
		const group = await server.group({ blind: 'evaluation' });
		const [eva, adam] = group.evaluators;
		await server.score(group, eva!, '1.1', { points: 4 });
		await server.score(group, adam!, '1.1', { points: 5 });
		expect((await read(group)).activities.map(({ what }) => what.type)).toEqual(['phase']);
		await ballots.reveal(group.lead, group.id, {});
		const [reveal] = (await read(group)).activities;
		expect(reveal).toMatchObject({ userId: group.lead.id, what: { type: 'reveal', subquestions: ['1.1'] } });
	});

	test('and its moments are for those who may open the shared document', async () => {
		const group = await server.group({ blind: 'off' });
		const stranger = await server.person();
		for (const who of [group.lead, ...group.evaluators, group.observer]) {
			expect((await timeline.read(who, group.id, {})).next).toBeNull();
			expect((await timeline.moment(who, group.id, 0)).seq).toBe(0);
		}
		expect(await refusal(timeline.read(group.reviewer, group.id, {}))).toBe('403 forbidden');
		expect(await refusal(timeline.moment(group.reviewer, group.id, 0))).toBe('403 forbidden');
		expect(await refusal(timeline.read(stranger, group.id, {}))).toBe('404 notFound');
		expect(await refusal(timeline.moment(stranger, group.id, 0))).toBe('404 notFound');
	});
});

describe('a past moment', () => {
	test('is the document as it was then, at every position of the log', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		const seen: string[] = [];
		const keep = async () =>
			seen.push(
				await services.sync.read(evaluationRoom(group.id), (doc) => canonicalJson(canonicalContent(doc))),
			);
		await keep();
		for (let n = 0; n < 8; n++) {
			if (n % 2) await write(group, eva!, letter('sub:1.1', `ord ${n} `));
			else await server.score(group, eva!, '1.1', { points: n });
			await keep();
			if (n === 4) await snapshots.take(group.lead, group.id, 'Mitt i');
		}
		for (const [seq, content] of seen.entries()) {
			const moment = await timeline.moment(group.lead, group.id, seq);
			expect(canonicalJson(moment.content)).toBe(content);
			expect(moment).toMatchObject({ seq, head: 8, userId: seq === 0 ? null : eva!.id });
		}
		const { entries, texts } = await services.comparisons.between(group.lead, group.id, 'at:6', 'at:8');
		expect([entries.length, texts.length]).toEqual([1, 1]);
	});

	test('that never was is not found', async () => {
		const group = await server.group({ blind: 'off' });
		for (const seq of [1, -1, 0.5, NaN, Infinity])
			expect(await refusal(timeline.moment(group.lead, group.id, seq))).toBe('404 notFound');
		expect(await refusal(services.comparisons.between(group.lead, group.id, 'at:9', 'now'))).toBe(
			'404 notFound',
		);
	});
});
