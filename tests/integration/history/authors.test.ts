import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import { plainText } from '#domain/report/rich-text.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { closeClients, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';
import { refusal, startServer } from '../../support/group.ts';
import { createAuthors } from '#server/services/authors.ts';
import { afterEach } from 'vitest';

const SECTION = 'sub:2.1';
const ROOT = textRoot(SECTION);
const words = (doc: Y.Doc) => (doc.getXmlFragment(ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;

function begin(doc: Y.Doc, text: string): void {
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [new Y.XmlText(text)]);
	doc.getXmlFragment(ROOT).insert(0, [paragraph]);
}

describe('over real sockets', async () => {
	const world = await createWorld();
	const server = await world.serve();
	const [ann, bob, oda, rut] = await Promise.all(
		['Ann Ask', 'Bob Berg', 'Oda Ohr', 'Rut Rask'].map((name) => world.person(name)),
	);
	const authors = createAuthors({ connection: world.connection });
	const actor = ({ id, name }: { id: string; name: string }) => ({
		id,
		name,
		email: `${id}@test.example`,
		admin: false,
		sessionId: null,
	});
	const evaluation = await world.evaluation(
		[
			{ person: ann!, role: 'lead' },
			{ person: bob!, role: 'evaluator' },
			{ person: oda!, role: 'observer' },
			{ person: rut!, role: 'reviewer' },
		],
		{ phase: 'calibration' },
	);
	const room = evaluationRoom(evaluation);
	afterEach(closeClients);

	test('each word is its writer’s, also inside another’s, in blocks of every kind', async () => {
		const anns = await yClientIn(server, room, ann!);
		await anns.write((doc) => begin(doc, 'Kommunen bjuder in.'));
		const bobs = await yClientIn(server, room, bob!);
		await bobs.write((doc) => words(doc).insert(9, 'ofta och gärna '));
		await anns.write((doc) => words(doc).insert(24, 'sakta '));
		await bobs.write((doc) => {
			const figure = new Y.XmlElement('figure');
			figure.setAttribute('file', 'f1');
			figure.insert(0, [new Y.XmlText('Torget')]);
			doc.getXmlFragment(ROOT).insert(1, [figure]);
			const reference = new Y.XmlElement('reference');
			reference.setAttribute('to', 'area:3');
			(doc.getXmlFragment(ROOT).get(0) as Y.XmlElement).insert(1, [reference]);
		});
		const { runs, people, seq } = await authors.read(actor(ann!), evaluation, SECTION);
		expect(runs.map(({ kind, text, userId, block }) => [kind, text, userId, block])).toEqual([
			['text', 'Kommunen ', ann!.id, 0],
			['text', 'ofta och gärna ', bob!.id, 0],
			['text', 'sakta ', ann!.id, 0],
			['text', 'bjuder in.', ann!.id, 0],
			['reference', '', bob!.id, 0],
			['figure', '', bob!.id, 1],
			['text', 'Torget', bob!.id, 1],
		]);
		expect(seq).toBe(4);
		expect(people.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ann Ask', 'Bob Berg']));
		expect(runs.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
	});

	test('says as many words as the text has, whatever was deleted and written in two copies at once', async () => {
		const [anns, bobs] = [await yClientIn(server, room, ann!), await yClientIn(server, room, bob!)];
		for (let n = 0; n < 20; n += 1)
			await Promise.all([
				anns.write((doc) => words(doc).insert(n % (words(doc).length + 1), `a${n} `)),
				bobs.write((doc) => (n % 3 === 0 ? words(doc).delete(0, 2) : words(doc).insert(0, `b${n} `))),
			]);
		const { runs } = await authors.read(actor(ann!), evaluation, SECTION);
		const text = await server.hub.read(room, (doc) => plainText(readRichText(doc.getXmlFragment(ROOT))));
		expect(runs.map((run) => run.text).join('')).toBe(text.replaceAll('\n', ''));
		for (const { text: run, userId } of runs)
			for (const [, who] of run.matchAll(/\b([ab])\d+ /g))
				expect(userId).toBe(who === 'a' ? ann!.id : bob!.id);
	});

	test('is for those who may read the history', async () => {
		expect((await authors.read(actor(oda!), evaluation, SECTION)).runs).not.toEqual([]);
		expect(await refusal(authors.read(actor(rut!), evaluation, SECTION))).toBe('403 forbidden');
		const stranger = await world.person('Sam Stig');
		expect(await refusal(authors.read(actor(stranger), evaluation, SECTION))).toBe('404 notFound');
	});

	test('knows sections only; one that nobody has written in has no runs', async () => {
		for (const section of ['scores', 'text:sub:1.1', 'sub:', '__proto__', 'x'.repeat(500)])
			expect(await refusal(authors.read(actor(ann!), evaluation, section))).toBe('404 notFound');
		expect((await authors.read(actor(ann!), evaluation, 'sub:8.5')).runs).toEqual([]);
	});
});

describe('what the server wrote on somebody’s behalf', async () => {
	const server = await startServer();
	const { services } = server;

	test('is theirs: a section brought back belongs to whoever brought it back', async () => {
		const group = await server.group({ blind: 'off' });
		const [eva] = group.evaluators;
		const room = evaluationRoom(group.id);
		const write = (change: (doc: Y.Doc) => void) =>
			services.sync.command([room], { userId: eva!.id, sessionId: null }, (context) =>
				Promise.resolve(context.room(room).write(change)),
			);
		await write((doc) => begin(doc, 'Först.'));
		const { id } = await services.snapshots.take(group.lead, group.id, 'Före');
		await write((doc) => words(doc).delete(0, 6));
		await services.restorations.restore(group.lead, group.id, { from: id, section: SECTION });
		const { runs } = await services.authors.read(group.lead, group.id, SECTION);
		expect(runs.map(({ text, userId }) => [text, userId])).toEqual([['Först.', group.lead.id]]);
	});
});
