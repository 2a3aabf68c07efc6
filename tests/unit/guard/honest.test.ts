/** What honest clients send is let in, however it reaches the server; and what the server knows is never refused. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
	AT,
	ANN_ID,
	BOB_ID,
	catchUp,
	clockOf,
	edit,
	furnishedRoom,
	idAt,
	paragraph,
} from '../../support/furnished-room.ts';
import {
	ann,
	bob,
	GuardedRoom,
	join,
	lea,
	oda,
	rut,
	written,
	writtenOnce,
} from '../../support/guarded-room.ts';
import { forge, forgeOne } from '../../support/forge.ts';

const TEXT = 'text:sub:1.1';
const words = (doc: Y.Doc): Y.XmlText =>
	(doc.getXmlFragment(TEXT).get(0) as Y.XmlElement).get(0) as Y.XmlText;

type Edit = (doc: Y.Doc) => void;

const EDITS: Readonly<Record<string, Edit>> = {
	'a first score': (doc) =>
		doc.getMap('scores').set('1.2/ann', { points: 12.5, confidence: 'high', note: 'Å' }),
	'a score of nought': (doc) => doc.getMap('scores').set('1.2/ann', { points: 0 }),
	'a score of the maximum': (doc) => doc.getMap('scores').set('1.2/ann', { points: 20 }),
	'a score of two decimals': (doc) => doc.getMap('scores').set('1.2/ann', { points: 0.29 }),
	'another score in its place': (doc) => doc.getMap('scores').set('1.1/ann', { points: 3 }),
	'a score taken back': (doc) => doc.getMap('scores').delete('1.1/ann'),
	'not assessable, with its reason': (doc) =>
		doc.getMap('scores').set('1.2/ann', { notAssessable: 'Inget underlag' }),
	'an abstention': (doc) => doc.getMap('scores').set('1.2/ann', { abstain: true }),
	'a position': (doc) =>
		doc.getMap('positions').set('1.2/ann', { version: 1, stance: 'object', reason: 'Nej' }),
	'a keystroke': (doc) => words(doc).insert(4, 'x'),
	'a keystroke at the start': (doc) => words(doc).insert(0, 'x'),
	'an emoji': (doc) => words(doc).insert(3, '🎉'),
	'another’s words deleted': (doc) => words(doc).delete(0, 6),
	'everything deleted': (doc) => doc.getXmlFragment(TEXT).delete(0, 1),
	bold: (doc) => words(doc).format(0, 4, { strong: {} }),
	'bold as other editors write it': (doc) => words(doc).format(0, 4, { strong: true }),
	'a link': (doc) => words(doc).format(0, 4, { link: { href: 'https://vallentuna.se/', title: null } }),
	'a link taken away': (doc) => {
		words(doc).format(0, 4, { link: { href: 'mailto:a@example.org' } });
		words(doc).format(0, 4, { link: null });
	},
	'a new paragraph': (doc) => doc.getXmlFragment(TEXT).insert(1, [paragraph('Mer')]),
	'the first words of a section': (doc) =>
		doc.getXmlFragment('text:area:1:summary').insert(0, [paragraph('Nytt')]),
	'a heading': (doc) => {
		const heading = new Y.XmlElement('heading');
		heading.setAttribute('level', 2 as unknown as string);
		heading.insert(0, [new Y.XmlText('Rubrik')]);
		doc.getXmlFragment(TEXT).insert(0, [heading]);
		heading.setAttribute('level', 3 as unknown as string);
		heading.removeAttribute('level');
	},
	'a list in a list': (doc) => {
		const list = new Y.XmlElement('ordered_list');
		const item = new Y.XmlElement('list_item');
		const inner = new Y.XmlElement('bullet_list');
		const innerItem = new Y.XmlElement('list_item');
		innerItem.insert(0, [paragraph('b')]);
		inner.insert(0, [innerItem]);
		item.insert(0, [paragraph('a'), inner]);
		list.insert(0, [item]);
		list.setAttribute('order', 3 as unknown as string);
		doc.getXmlFragment(TEXT).insert(1, [list]);
	},
	'a line break': (doc) =>
		(doc.getXmlFragment(TEXT).get(0) as Y.XmlElement).insert(1, [new Y.XmlElement('hard_break')]),
	'a quotation': (doc) => {
		const quotation = new Y.XmlElement('blockquote');
		quotation.insert(0, [paragraph('Citat')]);
		doc.getXmlFragment(TEXT).insert(0, [quotation]);
	},
	'a finding': (doc) =>
		doc.getMap('findings').set('f2', { kind: 'improvement', area: '2', order: 'a1', size: 'small' }),
	'another’s finding moved': (doc) =>
		doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: 'a5' }),
	'another’s finding deleted': (doc) => doc.getMap('findings').delete('f1'),
	'a source': (doc) =>
		doc.getMap('sources').set('s1', { kind: 'web', title: 'Webb', url: 'https://example.org/a' }),
	'a citation': (doc) => doc.getMap('citations').set('sub:1.1/s1', { quote: '”Ja”', page: '12–13' }),
	'a thread': (doc) =>
		doc.getMap('threads').set('t2', { on: 'finding:f1', class: 'wording', by: 'ann', at: AT }),
	'a message': (doc) => doc.getMap('messages').set('t1/ann/m1', { text: 'Ja', at: 1_790_000_000_000 }),
	'a message changed and deleted': (doc) => {
		doc.getMap('messages').set('t1/ann/m1', { text: 'Ja', at: AT });
		doc.getMap('messages').set('t1/ann/m1', { text: 'Nej', at: AT, editedAt: AT });
		doc.getMap('messages').delete('t1/ann/m1');
	},
	'a resolution': (doc) => doc.getMap('resolutions').set('t1', { state: 'resolved', by: 'ann', at: AT }),
	'a section marked ready': (doc) => doc.getMap('sections').set('sub:1.2', { state: 'ready', by: 'ann' }),
};

describe.each(Object.entries(EDITS))('%s', (_name, change) => {
	it('is let in as it is made', () => {
		const { room, ann: client } = furnishedRoom();
		edit(room, client, change);
		expect(client.doc.getXmlFragment(TEXT).toJSON()).toEqual(room.doc.getXmlFragment(TEXT).toJSON());
		expect(Y.encodeStateVector(room.doc)).toEqual(Y.encodeStateVector(client.doc));
		expect(room.doc.store.pendingStructs).toBeNull();
	});

	it('is let in as one transaction', () => {
		const { room, ann: client } = furnishedRoom();
		expect(room.receive(ann, writtenOnce(client, change)).kind).toBe('accepted');
	});

	it('is let in when it was made offline and comes as an answer to what the server lacks', () => {
		const { room, ann: client } = furnishedRoom();
		written(client, change);
		const answer = Y.encodeStateAsUpdate(client.doc, Y.encodeStateVector(room.doc));
		expect(room.receive(ann, answer).kind).toBe('accepted');
	});

	it('is let in with the whole state around it', () => {
		const { room, ann: client } = furnishedRoom();
		written(client, change);
		expect(room.receive(ann, Y.encodeStateAsUpdate(client.doc)).kind).toBe('accepted');
	});

	it('is let in merged with itself and the rest of the day', () => {
		const { room, ann: client } = furnishedRoom();
		const updates = written(client, (doc) => {
			change(doc);
			doc.getXmlFragment('text:report:summary').insert(0, [paragraph('Senare')]);
		});
		expect(room.receive(ann, Y.mergeUpdates([...updates, ...updates])).kind).toBe('accepted');
	});

	it('comes to nothing the second time', () => {
		const { room, ann: client } = furnishedRoom();
		const updates = written(client, change);
		for (const update of updates) room.receive(ann, update);
		for (const update of updates) expect(room.receive(ann, update).kind).toBe('redundant');
	});

	it('can be undone and redone', () => {
		const { room, ann: client } = furnishedRoom();
		const roots = [...client.doc.share.keys()].filter((root) => root !== 'threads');
		const undo = new Y.UndoManager(roots.map((root) => client.doc.share.get(root)!));
		const updates = written(client, (doc) => {
			change(doc);
			undo.undo();
			undo.redo();
			undo.undo();
		});
		for (const update of updates) expect(room.receive(ann, update).kind).not.toBe('refused');
		expect(Y.encodeStateVector(room.doc)).toEqual(Y.encodeStateVector(client.doc));
	});
});

it('lets in the history that undo keeps alive, longer than one in a single key', () => {
	const { room, ann: client } = furnishedRoom();
	const undo = new Y.UndoManager(client.doc.getMap('scores'), { captureTimeout: 0 });
	written(client, (doc) => {
		for (const points of [1, 2, 3, 4]) doc.getMap('scores').set('1.2/ann', { points });
	});
	undo.undo();
	const update = Y.encodeStateAsUpdate(client.doc, Y.encodeStateVector(room.doc));
	const lengths = Y.decodeUpdate(update).structs.map(({ length }) => length);
	expect(Math.max(...lengths)).toBeGreaterThan(1);
	expect(room.receive(ann, update).kind).toBe('accepted');
});

it('acknowledges a whole state that it has already, whoever sends it', () => {
	const { room } = furnishedRoom();
	for (const actor of [ann, bob, lea, rut, oda]) {
		expect(room.receive(actor, room.state).kind).toBe('redundant');
	}
});

it('names the clock of the sender’s own id when there is nothing new', () => {
	const { room } = furnishedRoom();
	const admission = room.receive(ann, room.state);
	expect(admission).toEqual({ kind: 'redundant', clientId: ANN_ID, clock: clockOf(room.doc, ANN_ID) });
});

it('says which clocks of whom it let in, and which ids are new', () => {
	const { room } = furnishedRoom();
	const first = forgeOne(909, 0, { content: { any: [{ points: 3 }] }, parent: 'scores', key: '1.2/ann' });
	expect(room.receive(ann, first)).toEqual({
		kind: 'accepted',
		clientId: 909,
		fromClock: 0,
		toClock: 1,
		newClientIds: [909],
	});
	const next = forgeOne(909, 1, { content: { any: [{ points: 4 }] }, origin: [909, 0] });
	expect(room.receive(ann, next)).toMatchObject({ fromClock: 1, toClock: 2, newClientIds: [] });
});

it('lets in deletions alone under no id', () => {
	const { room, ann: client } = furnishedRoom();
	const admission = room.receive(
		ann,
		writtenOnce(client, (doc) => doc.getMap('scores').delete('1.1/ann')),
	);
	expect(admission).toEqual({ kind: 'accepted', clientId: 0, fromClock: 0, toClock: 0, newClientIds: [] });
});

it('lets one user write under several ids, up to sixty-four in a session', () => {
	const { room } = furnishedRoom();
	const sections = (count: number) =>
		forge(Array.from({ length: count }, (_, i) => ({ client: 6000 + i, structs: [{ content: { gc: 1 } }] })));
	expect(room.judge(ann, sections(64)).kind).toBe('accepted');
	expect(room.judge(ann, sections(65))).toMatchObject({ refusal: { code: 'too-many-clients' } });
});

it('asks for what is missing, and lets in what comes then', () => {
	const { room, ann: client } = furnishedRoom();
	const [first, second] = written(client, (doc) => {
		words(doc).insert(0, 'a');
		words(doc).insert(1, 'b');
	});
	expect(room.receive(ann, second!).kind).toBe('unresolved');
	expect(room.doc.store.pendingStructs).toBeNull();
	expect(room.receive(ann, first!).kind).toBe('accepted');
	expect(room.receive(ann, second!).kind).toBe('accepted');
});

it('lets in words written under a paragraph that somebody deleted meanwhile, without effect', () => {
	const { room, ann: client, bob: other } = furnishedRoom();
	const late = written(client, (doc) => words(doc).insert(2, 'sent'));
	edit(room, other, (doc) => doc.getXmlFragment(TEXT).delete(0, 1));
	for (const update of late) expect(room.receive(ann, update).kind).toBe('accepted');
	const next = written(client, (doc) => doc.getMap('scores').set('1.2/ann', { points: 1 }));
	for (const update of next) expect(room.receive(ann, update).kind).toBe('accepted');
	expect(room.doc.getXmlFragment(TEXT).length).toBe(0);
});

it('merges two who set the same finding at the same time', () => {
	const { room, ann: one, bob: two } = furnishedRoom();
	const order = (to: string) => (doc: Y.Doc) =>
		doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: to });
	const [first, second] = [writtenOnce(one, order('b1')), writtenOnce(two, order('c1'))];
	expect(room.receive(ann, first).kind).toBe('accepted');
	expect(room.receive(bob, second).kind).toBe('accepted');
	for (const client of [one, two]) catchUp(room, client);
	expect(one.doc.getMap('findings').toJSON()).toEqual(two.doc.getMap('findings').toJSON());
});

it('lets a lead prepare sources in setup and take an approval back', () => {
	const { room, lea: client } = furnishedRoom();
	edit(room, client, (doc) => doc.getMap('sections').set('sub:1.1', { state: 'draft', by: 'lea' }));
	room.turnTo('setup');
	edit(room, client, (doc) => doc.getMap('sources').set('s1', { kind: 'document', title: 'Budget' }));
});

it('lets an own message go, but nobody else’s', () => {
	const { room, ann: client } = furnishedRoom();
	expect(
		room.judge(bob, forge([], { [BOB_ID]: [[idAt(room.doc, 'messages', 't1/bob/m1')[1], 1]] })).kind,
	).toBe('accepted');
	const update = writtenOnce(client, (doc) => doc.getMap('messages').delete('t1/bob/m1'));
	expect(room.judge(ann, update)).toMatchObject({ kind: 'refused', refusal: { code: 'not-yours' } });
});

it('lets in a first update into an empty room', () => {
	const room = new GuardedRoom();
	const client = join(room, ann, 5);
	for (const update of written(client, (doc) => {
		doc.getMap('scores').set('1.1/ann', { points: 1 });
		doc.getXmlFragment(TEXT).insert(0, [paragraph('Hej')]);
	})) {
		expect(room.receive(ann, update).kind).toBe('accepted');
	}
});
