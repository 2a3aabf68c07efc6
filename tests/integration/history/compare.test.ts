import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { comparisons, snapshots, consensus } = services;

async function write(group: Group, change: (doc: Y.Doc) => void): Promise<void> {
	const room = `evaluation/${group.id}`;
	await services.sync.command([room], { userId: group.lead.id, sessionId: null }, (context) => {
		context.room(room).write(change);
		return Promise.resolve();
	});
}

function type(doc: Y.Doc, section: string, words: string): void {
	const fragment = doc.getXmlFragment(`text:${section}`);
	fragment.delete(0, fragment.length);
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [new Y.XmlText(words)]);
	fragment.insert(0, [paragraph]);
}

describe('two versions beside each other', () => {
	test('tell what became of numbers, words, findings and sources', async () => {
		const group = await server.group({ blind: 'off', phase: 'calibration' });
		const [eva] = group.evaluators;
		await server.score(group, eva!, '1.4', { points: 18 });
		await consensus.set(group.lead, group.id, '1.4', { points: 18.4, basedOn: null });
		await write(group, (doc) => {
			type(doc, 'sub:1.4', 'Dialogen är god.');
			type(doc, 'finding:f', 'Ordnad dialog');
			doc.getMap('findings').set('f', { kind: 'strength', area: '1', order: 'a0' });
		});
		const first = await snapshots.take(group.lead, group.id, 'Före');
		await server.score(group, eva!, '1.4', { points: 19.5 });
		await consensus.set(group.lead, group.id, '1.4', { points: 19.5, basedOn: 1 });
		await write(group, (doc) => {
			type(doc, 'sub:1.4', 'Dialogen är mycket god.');
			doc.getMap('findings').delete('f');
			doc.getMap('sources').set('s', { kind: 'web', title: 'Hemsidan' });
		});
		const second = await snapshots.take(group.lead, group.id, 'Efter');

		const told = await comparisons.between(eva!, group.id, first.id, second.id);
		expect(told.from).toMatchObject({ id: first.id, label: 'Före', kind: 'named', sha256: first.sha256 });
		expect(told.to).toMatchObject({ id: second.id, label: 'Efter', seq: second.seq });
		expect(told.total).toEqual({
			before: { achieved: null, soFar: 18 },
			after: { achieved: null, soFar: 20 },
		});
		expect(told.areas).toHaveLength(8);
		expect(told.entries).toMatchObject([
			{ root: 'scores', key: `1.4/${eva!.id}`, before: { points: 18 }, after: { points: 19.5 } },
			{ root: 'consensus', key: '1.4', before: { points: 18.4 }, after: { points: 19.5, version: 2 } },
			{ root: 'findings', key: 'f', before: { kind: 'strength' } },
			{ root: 'sources', key: 's', after: { title: 'Hemsidan' } },
		]);
		expect(told.texts).toEqual([
			{
				section: 'finding:f',
				changed: false,
				blocks: [{ state: 'same', form: 'paragraph', parts: [{ op: 'same', text: 'Ordnad dialog' }] }],
			},
			{
				section: 'sub:1.4',
				changed: true,
				blocks: [
					{
						state: 'changed',
						form: 'paragraph',
						parts: [
							{ op: 'same', text: 'Dialogen är ' },
							{ op: 'added', text: 'mycket ' },
							{ op: 'same', text: 'god.' },
						],
					},
				],
			},
		]);
	});

	test('are the same if nothing happened, and the later one may be now', async () => {
		const group = await server.group({ blind: 'off' });
		const { id, sha256, seq } = await snapshots.take(group.lead, group.id, 'Nu');
		const same = await comparisons.between(group.lead, group.id, id, 'now');
		expect(same).toMatchObject({ to: { id: null, sha256, seq }, entries: [], texts: [] });
		await server.score(group, group.evaluators[0]!, '1.1', { points: 3 });
		const { entries } = await comparisons.between(group.lead, group.id, id, 'now');
		expect(entries).toHaveLength(1);
		const back = await comparisons.between(group.lead, group.id, 'now', id);
		expect(back.entries).toEqual([{ root: 'scores', key: entries[0]!.key, before: { points: 3 } }]);
	});

	test('hold nothing of ballots', async () => {
		const group = await server.group({ blind: 'evaluation' });
		const { id } = await snapshots.take(group.lead, group.id, 'Blint');
		await server.score(group, group.evaluators[0]!, '1.1', { points: 9.75, note: 'hemligt' });
		expect(await comparisons.between(group.lead, group.id, id, 'now')).toMatchObject({
			entries: [],
			texts: [],
		});
	});

	test('are for those who may open the shared document', async () => {
		const group = await server.group({ blind: 'off' });
		const other = await server.group({ blind: 'off' });
		const { id } = await snapshots.take(group.lead, group.id, 'Min');
		const stranger = await server.person();
		for (const who of [group.lead, ...group.evaluators, group.observer])
			expect((await comparisons.between(who, group.id, id, 'now')).from.id).toBe(id);
		expect(await refusal(comparisons.between(group.reviewer, group.id, id, 'now'))).toBe('403 forbidden');
		expect(await refusal(comparisons.between(stranger, group.id, id, 'now'))).toBe('404 notFound');
		expect(await refusal(comparisons.between(other.lead, other.id, id, 'now'))).toBe('404 notFound');
		expect(await refusal(comparisons.between(group.lead, group.id, 'nobody', 'now'))).toBe('404 notFound');
	});
});
