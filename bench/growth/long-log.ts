/**
 * The log of one evaluation at any length, as weeks of work leave it: letters in bursts, some taken back, scores, a new
 * client id with every page that is opened, states and hourly versions as the server keeps them. The document stays
 * about as large; what grows is its history.
 */
import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { KOMMUNKOMPASSEN } from '../../src/domain/framework/bundled.ts';
import { allSubquestions } from '../../src/domain/framework/framework.ts';
import { rowsBetween } from '../../server/db/update-log.ts';
import { evaluationRoom } from '../../server/services/evaluation-command.ts';
import { keep } from '../../server/services/snapshots.ts';
import type { Connection } from '../../server/db/pool.ts';
import { buildAppend, type Head, type LogRow } from '../../server/sync/log-statement.ts';
import { writeState } from '../../server/sync/room-store.ts';
import { DEFAULT_LIMITS } from '../../server/sync/limits.ts';
import { seededRandom } from '../../tests/support/seeded-random.ts';

/** Letters of a text from which on as much is taken back as is written. */
const TEXT_LETTERS = 1_000;
const BURST = 40;
/** Rows of one opened page, and of an hour of work. */
const ROWS_OF_A_PAGE = 500;
const ROWS_OF_AN_HOUR = 5_000;
const BEGINNING = Date.UTC(2026, 0, 7, 8);
const SECOND_MS = 1_000;

const SUBQUESTIONS = allSubquestions(KOMMUNKOMPASSEN);

export class LongLog {
	readonly #random = seededRandom(11);
	readonly #doc = new Y.Doc();
	readonly #texts: Y.XmlText[] = [];
	readonly #user: string;
	readonly #evaluationId: string;
	/** What is left of the burst: letters to write, or to take back, and where. */
	#burst = { text: 0, at: 0, left: 0, erase: false };
	#updates: Uint8Array[] = [];
	#newIds: number[] = [];
	/** Log positions: of the end, and of the last version. */
	#head = 0;
	#keptAt = 0;

	constructor(evaluationId: string, user: string) {
		this.#evaluationId = evaluationId;
		this.#user = user;
		this.#doc.on('update', (update: Uint8Array) => this.#updates.push(update));
	}

	/** Bytes of the document as it is stored. */
	get stateBytes(): number {
		return Y.encodeStateAsUpdate(this.#doc).length;
	}

	/** Appends up to this log position by the statement that writes every log, to a room that nobody has open. */
	async growTo(connection: Connection, length: number): Promise<void> {
		const room = evaluationRoom(this.#evaluationId);
		const { rows } = await connection.pool.query<{
			generation: number;
			epoch: number;
			head_seq: number;
			head_hash: Buffer;
		}>('select generation, epoch, head_seq, head_hash from room where name = $1', [room]);
		const { generation, epoch, head_seq, head_hash } = rows[0]!;
		// What others wrote meanwhile is part of the document.
		for (const { bytes } of await rowsBetween(connection.db, room, this.#head, head_seq, head_seq))
			Y.applyUpdate(this.#doc, bytes);
		let head: Head = { seq: head_seq, hash: head_hash };
		while (head.seq < length) {
			const count = Math.min(DEFAULT_LIMITS.stateEvery, length - head.seq);
			const written = Array.from({ length: count }, (_, n) => this.#row(head.seq + n + 1));
			const { text, values, heads } = buildAppend([{ name: room, generation, epoch, head, rows: written }]);
			await connection.pool.query({ name: 'append', text: text, values });
			head = heads[0]!;
			await writeState(connection.db, room, {
				seq: head.seq,
				update: Y.encodeStateAsUpdate(this.#doc),
				stateVector: Y.encodeStateVector(this.#doc),
			});
			if (head.seq - this.#keptAt >= ROWS_OF_AN_HOUR) await this.#keepVersion(connection, room, head.seq);
		}
		this.#head = head.seq;
	}

	/** Every subquestion's text with the document's first rows; then whatever comes next. */
	#row(seq: number): LogRow {
		if (seq % ROWS_OF_A_PAGE === 1 || this.#texts.length === 0) {
			this.#doc.clientID = 1 + this.#random.below(2 ** 31);
			this.#newIds.push(this.#doc.clientID);
		}
		const fromClock = Y.getState(this.#doc.store, this.#doc.clientID);
		this.#updates = [];
		this.#doc.transact(() => this.#change());
		const [bytes] = this.#updates;
		if (!bytes || this.#updates.length > 1) throw new Error('a row is one update');
		const newClientIds = this.#newIds;
		this.#newIds = [];
		return {
			kind: 'update',
			userId: this.#user,
			sessionId: null,
			clientId: this.#doc.clientID,
			fromClock,
			toClock: Y.getState(this.#doc.store, this.#doc.clientID),
			at: BEGINNING + seq * SECOND_MS,
			bytes,
			newClientIds,
		};
	}

	#change(): void {
		const random = this.#random;
		const next = SUBQUESTIONS[this.#texts.length];
		if (next) {
			const text = new Y.XmlText('En ');
			const paragraph = new Y.XmlElement('paragraph');
			paragraph.insert(0, [text]);
			this.#doc.getXmlFragment(`text:sub:${next.id}`).insert(0, [paragraph]);
			this.#texts.push(text);
			return;
		}
		if (random.below(20) === 0) {
			const { id, max } = random.pick(SUBQUESTIONS);
			const points = random.below(max * 2) / 2;
			this.#doc.getMap('scores').set(`${id}/${this.#user}`, { points });
			return;
		}
		const burst = this.#burst;
		if (burst.left === 0) {
			burst.text = random.below(this.#texts.length);
			const { length } = this.#texts[burst.text]!;
			burst.erase = length > TEXT_LETTERS && random.below(2) === 0;
			burst.at = random.below(length - (burst.erase ? BURST : 0));
			burst.left = BURST;
		}
		burst.left -= 1;
		const text = this.#texts[burst.text]!;
		if (burst.erase) text.delete(burst.at, 1);
		else text.insert(burst.at++, random.pick(['e', 'n', 'a', 't', ' ']));
	}

	#keepVersion({ db }: Connection, room: string, seq: number): Promise<unknown> {
		this.#keptAt = seq;
		const of = { evaluationId: this.#evaluationId, room, seq, by: null, doc: this.#doc };
		return db.transaction().execute((tx) => keep(tx, { ...of, kind: 'hourly', label: randomUUID() }));
	}
}
