/** The register's own changes and their undoing as a page makes them: all of it is let in, and only one's own is taken back. */
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { cite } from '#document/citations.ts';
import { canonicalContent } from '#document/content.ts';
import { bringBack, link, putSource, removeSource } from '#document/sources.ts';
import type { Source } from '#document/values.ts';
import { OWN, ownSteps } from '#lib/evidence/own-steps.ts';
import { ann, bob, GuardedRoom, join, lea, oda, rut, type TestClient } from '../../support/guarded-room.ts';

const PLAN: Source = { kind: 'document', title: 'Plan', date: '2018' };

function meeting() {
	const room = new GuardedRoom();
	const annas = join(room, ann, 11);
	const bobs = join(room, bob, 12);
	const clients = [annas, bobs];
	/** Everything unsent goes to the gate, and from there to everybody. */
	const exchange = () => {
		for (const client of clients)
			for (const update of client.outbox.splice(0)) {
				expect(room.receive(client.actor, update).kind).toBe('accepted');
				for (const other of clients) Y.applyUpdate(other.doc, update, 'server');
			}
	};
	const own = ({ doc }: TestClient, change: (doc: Y.Doc) => void) => {
		doc.transact(() => change(doc), OWN);
		exchange();
	};
	return { room, annas, bobs, exchange, own };
}

describe('taking back', () => {
	test('a change restores what stood before it, and may be put again', () => {
		const { room, annas, exchange, own } = meeting();
		own(annas, (doc) => putSource(doc, 's1', PLAN));
		const steps = ownSteps(annas.doc);
		own(annas, (doc) => putSource(doc, 's1', { ...PLAN, title: 'Kommunplan' }));
		own(annas, (doc) => link(doc, '1.1', 's1', { stance: 'supports' }));
		steps.undo();
		exchange();
		expect(room.doc.getMap('evidence').size).toBe(0);
		steps.undo();
		exchange();
		expect(room.doc.getMap('sources').get('s1')).toEqual(PLAN);
		steps.redo();
		exchange();
		expect(room.doc.getMap('sources').get('s1')).toMatchObject({ title: 'Kommunplan' });
	});

	test('leaves what a colleague has written since', () => {
		const { room, annas, bobs, exchange, own } = meeting();
		const steps = ownSteps(annas.doc);
		own(annas, (doc) => putSource(doc, 's1', PLAN));
		own(bobs, (doc) => putSource(doc, 's2', { ...PLAN, title: 'Bobs' }));
		own(bobs, (doc) => putSource(doc, 's1', { ...PLAN, title: 'Bobs ord' }));
		steps.undo();
		exchange();
		expect(room.doc.getMap('sources').get('s2')).toMatchObject({ title: 'Bobs' });
		expect(room.doc.getMap('sources').get('s1')).toMatchObject({ title: 'Bobs ord' });
	});

	test('a removal brings back the source, its links and its citations', () => {
		const { room, annas, exchange, own } = meeting();
		own(annas, (doc) => {
			putSource(doc, 's1', PLAN);
			link(doc, '1.1', 's1', { stance: 'supports' });
			cite(doc, 'sub:1.1', 's1', { page: '12' });
		});
		const before = canonicalContent(room.doc);
		const steps = ownSteps(annas.doc);
		own(annas, (doc) => removeSource(doc, 's1'));
		expect(room.doc.getMap('sources').size).toBe(0);
		steps.undo();
		exchange();
		expect(canonicalContent(room.doc)).toEqual(before);
		const removed: ReturnType<typeof removeSource>[] = [];
		own(annas, (doc) => removed.push(removeSource(doc, 's1')));
		own(annas, (doc) => bringBack(doc, removed[0]!));
		expect(canonicalContent(room.doc)).toEqual(before);
	});
});

describe('who may', () => {
	const attempt = (actor: typeof ann, change: (doc: Y.Doc) => void, rules = {}) => {
		const room = new GuardedRoom(rules);
		const client = join(room, actor, 21);
		client.doc.transact(() => change(client.doc));
		return room.receive(actor, client.outbox[0]!).kind;
	};
	const put = (doc: Y.Doc) => putSource(doc, 's1', PLAN);
	const say = (doc: Y.Doc) => link(doc, '1.1', 's1', { stance: 'supports' });

	test('write the register: leads and evaluators; leads alone in setup; nobody at the end', () => {
		expect(attempt(ann, put)).toBe('accepted');
		expect(attempt(lea, put, { phase: 'setup' })).toBe('accepted');
		expect(attempt(ann, put, { phase: 'setup' })).not.toBe('accepted');
		expect(attempt(lea, say, { phase: 'setup' })).not.toBe('accepted');
		for (const actor of [ann, lea]) expect(attempt(actor, put, { phase: 'final' })).not.toBe('accepted');
		for (const actor of [oda, rut]) expect(attempt(actor, put)).not.toBe('accepted');
	});

	test('put nothing in that is no value: notes, names, markup for an address, a foreign subquestion', () => {
		for (const bad of [
			{ ...PLAN, notes: 'Vad Anna sade' },
			{ ...PLAN, participants: 'Anna Ek' },
			{ ...PLAN, url: 'javascript:alert(1)' },
			{ ...PLAN, file: '../../etc/passwd' },
			{ ...PLAN, time: '25:00' },
			{ ...PLAN, title: ' ' },
			{ ...PLAN, correction: { state: 'done' } },
		])
			expect(attempt(ann, (doc) => doc.getMap('sources').set('s1', bad))).not.toBe('accepted');
		expect(attempt(ann, (doc) => link(doc, '9.9', 's1', { stance: 'supports' }))).not.toBe('accepted');
		expect(attempt(ann, (doc) => doc.getMap('evidence').set('1.1/s1', { stance: 'maybe' }))).not.toBe(
			'accepted',
		);
	});
});
