/**
 * A room in one process: a document, its rules and members, and the gate. What the sync server does with an update,
 * without sockets and log. Also keeps what the gate let in, so that a test can compare.
 */
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import type { Phase } from '#domain/phases/phases.ts';
import { admit, type Admission, type DocumentActor, type RoomRules } from '#server/sync/admission.ts';

/** Two areas, three subquestions; maxima in hundredths. */
export const SUBQUESTIONS = new Map([
	['1.1', { max: 1500, areaId: '1' }],
	['1.2', { max: 2000, areaId: '1' }],
	['2.1', { max: 1500, areaId: '2' }],
]);

export const ann: DocumentActor = { userId: 'ann', role: 'evaluator', scores: true };
export const bob: DocumentActor = { userId: 'bob', role: 'evaluator', scores: true };
export const lea: DocumentActor = { userId: 'lea', role: 'lead', scores: false };
export const rut: DocumentActor = { userId: 'rut', role: 'reviewer', scores: false };
export const oda: DocumentActor = { userId: 'oda', role: 'observer', scores: false };

export const roomRules = (change: Partial<RoomRules> = {}): RoomRules => ({
	kind: 'evaluation',
	phase: 'calibration',
	blind: 'off',
	revealed: new Set(),
	lockedRows: new Set(),
	subquestions: SUBQUESTIONS,
	areas: new Set(['1', '2']),
	...change,
});

export class GuardedRoom {
	readonly doc = leaveMarks(new Y.Doc());
	readonly bindings = new Map<number, string>();
	/** Updates that were let in, in order. */
	readonly log: Uint8Array[] = [];
	rules: RoomRules;

	constructor(rules: Partial<RoomRules> = {}) {
		this.rules = roomRules(rules);
	}

	turnTo(phase: Phase): void {
		this.rules = { ...this.rules, phase };
	}

	/** What the gate says; applied when it lets in. */
	receive(actor: DocumentActor, update: Uint8Array): Admission {
		const admission = this.judge(actor, update);
		if (admission.kind === 'accepted') {
			const bytes = admission.overlaps ? Y.diffUpdate(update, Y.encodeStateVector(this.doc)) : update;
			Y.applyUpdate(this.doc, bytes);
			this.log.push(bytes);
			for (const client of admission.newClientIds) this.bindings.set(client, actor.userId);
		}
		return admission;
	}

	judge(actor: DocumentActor, update: Uint8Array): Admission {
		const { doc, rules, bindings } = this;
		return admit({ doc, update, actor, rules, bindings, sessionBindings: 0 });
	}

	/** Writes as the server's own commands do. */
	command(change: (doc: Y.Doc) => void): void {
		const own = this.doc.clientID;
		this.doc.clientID = 0xffffffff;
		this.doc.transact(() => change(this.doc));
		this.doc.clientID = own;
	}

	get state(): Uint8Array {
		return Y.encodeStateAsUpdate(this.doc);
	}
}

export interface TestClient {
	doc: Y.Doc;
	actor: DocumentActor;
	/** What it has written and not yet sent. */
	outbox: Uint8Array[];
}

/** A client with a copy of the room; its own changes gather in the outbox. */
export function join(room: GuardedRoom, actor: DocumentActor, clientId: number): TestClient {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, room.state, 'server');
	doc.clientID = clientId;
	const client: TestClient = { doc, actor, outbox: [] };
	doc.on('update', (update: Uint8Array, origin: unknown) => {
		if (origin !== 'server') client.outbox.push(update);
	});
	return client;
}

/** The updates that one edit makes. */
export function written(client: TestClient, edit: (doc: Y.Doc) => void): Uint8Array[] {
	client.outbox = [];
	edit(client.doc);
	const updates = client.outbox;
	client.outbox = [];
	return updates;
}

/** The one update that an edit makes in one transaction. */
export const writtenOnce = (client: TestClient, edit: (doc: Y.Doc) => void): Uint8Array =>
	written(client, (doc) => doc.transact(() => edit(doc)))[0]!;
