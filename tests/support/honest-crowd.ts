/**
 * Several honest clients and a reader at one gated room, with everything in flight under the test's control: each
 * link is first in, first out, everything between links is in any order. What is let in is passed on in log order.
 */
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import type { Admission } from '#server/sync/admission.ts';
import { AT } from './furnished-room.ts';
import { join, type GuardedRoom, type TestClient } from './guarded-room.ts';
import { editRichText } from './rich-text-edits.ts';
import type { Random } from './seeded-random.ts';

const TEXTS = ['text:sub:1.1', 'text:report:summary'];

export interface Member extends TestClient {
	undo: Y.UndoManager;
	/** Log position up to which this client has seen the room. */
	seen: number;
	online: boolean;
	writes: boolean;
}

export class HonestCrowd {
	readonly room: GuardedRoom;
	readonly members: Member[];
	/** Who sent each row of the room's log. */
	readonly senders: (Member | null)[] = [];
	readonly #random: Random;

	constructor(room: GuardedRoom, actors: readonly TestClient['actor'][], random: Random) {
		this.room = room;
		this.#random = random;
		this.senders.push(...room.log.map(() => null));
		this.members = actors.map((actor, i) => this.#member(actor, 1000 + i));
	}

	#member(actor: TestClient['actor'], clientId: number): Member {
		// Pages get their id from the server, bound before it is first used.
		this.room.bindings.set(clientId, actor.userId);
		const client = join(this.room, actor, clientId);
		// Readers use our pages; of the writers some come with a plain yjs.
		if (actor.role === 'observer' || clientId % 2 === 0) leaveMarks(client.doc);
		const undo = new Y.UndoManager(
			[...TEXTS.map((root) => client.doc.getXmlFragment(root)), client.doc.getMap('findings')],
			{ captureTimeout: 0, trackedOrigins: new Set([actor.userId]) },
		);
		const writes = actor.role === 'lead' || actor.role === 'evaluator';
		return { ...client, undo, seen: this.room.log.length, online: true, writes };
	}

	/** One thing happens: somebody edits, sends, receives, undoes, leaves or returns. */
	step(): void {
		const random = this.#random;
		const member = random.pick(this.members);
		const roll = random.below(12);
		if (roll < 5) this.#edit(member);
		else if (roll < 8) this.send(member);
		else if (roll < 10) this.receive(member);
		else if (roll === 10) this.#undoOrRedo(member);
		else this.#comeOrGo(member);
	}

	/** Everybody comes online and everything in flight arrives. */
	settle(): void {
		for (const member of this.members) if (!member.online) this.#comeOrGo(member);
		for (let moved = true; moved;) {
			moved = false;
			for (const member of this.members) {
				while (this.send(member)) moved = true;
				while (this.receive(member)) moved = true;
			}
		}
	}

	#edit(member: Member): void {
		if (!member.writes) return;
		const { doc, actor } = member;
		const random = this.#random;
		doc.transact(() => {
			if (random.chance(0.6)) editRichText(doc, random.pick(TEXTS), random);
			else random.pick(MAP_EDITS)(doc, actor.userId, random);
		}, actor.userId);
	}

	#undoOrRedo({ undo, writes }: Member): void {
		if (!writes) return;
		if (this.#random.chance(0.6)) undo.undo();
		else undo.redo();
	}

	/** Hands the member's oldest unsent update to the gate. */
	send(member: Member): boolean {
		if (!member.online) return false;
		const update = member.outbox.shift();
		if (update === undefined) return false;
		this.#offer(member, update);
		return true;
	}

	receive(member: Member): boolean {
		if (!member.online || member.seen === this.room.log.length) return false;
		const row = member.seen++;
		if (this.senders[row] !== member) Y.applyUpdate(member.doc, this.room.log[row]!, 'server');
		return true;
	}

	/** Coming back is y-websocket's handshake: each side sends what the other lacks. */
	#comeOrGo(member: Member): void {
		if (member.online) {
			member.online = false;
			return;
		}
		member.online = true;
		member.outbox.length = 0;
		this.#offer(member, Y.encodeStateAsUpdate(member.doc, Y.encodeStateVector(this.room.doc)));
		const missing = Y.encodeStateAsUpdate(this.room.doc, Y.encodeStateVector(member.doc));
		Y.applyUpdate(member.doc, missing, 'server');
		member.seen = this.room.log.length;
	}

	#offer(member: Member, update: Uint8Array): void {
		const admission = this.room.receive(member.actor, update);
		if (admission.kind === 'accepted') this.senders.push(member);
		else if (admission.kind !== 'redundant') throw new HonestRefused(member, admission);
	}
}

export class HonestRefused extends Error {
	constructor({ actor }: Member, admission: Admission) {
		super(`an honest change of ${actor.userId} was not let in: ${JSON.stringify(admission)}`);
	}
}

type MapEdit = (doc: Y.Doc, userId: string, random: Random) => void;

const MAP_EDITS: readonly MapEdit[] = [
	(doc, userId, random) => {
		if (userId !== 'lea') doc.getMap('scores').set(`1.1/${userId}`, { points: random.below(150) / 10 });
	},
	(doc, userId) => doc.getMap('scores').delete(`1.1/${userId}`),
	(doc, _userId, random) =>
		doc.getMap('findings').set(`f${random.below(3)}`, {
			kind: 'strength',
			area: '1',
			order: `a${random.below(99)}`,
		}),
	(doc, _userId, random) => doc.getMap('findings').delete(`f${random.below(3)}`),
	(doc, userId, random) => {
		const id = `t-${userId}-${random.below(1_000_000)}`;
		doc.getMap('threads').set(id, { on: 'sub:1.1', class: 'wording', by: userId, at: AT });
	},
	(doc, userId, random) =>
		doc.getMap('messages').set(`t1/${userId}/m${random.below(3)}`, { text: 'Ja', at: random.below(1e12) }),
	(doc, userId, random) => doc.getMap('messages').delete(`t1/${userId}/m${random.below(3)}`),
	(doc, userId) => doc.getMap('resolutions').set('t1', { state: 'resolved', by: userId, at: AT }),
	(doc, userId, random) =>
		doc.getMap('sections').set('sub:1.2', { state: random.chance(0.5) ? 'draft' : 'ready', by: userId }),
	(doc) => doc.getMap('citations').set('sub:1.1/s1', { page: 3 }),
];
