/** Somebody who writes words into one text at a human pace, through whatever happens to the connection. */
import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import type { YClient } from './sync-client.ts';

/** Milliseconds between two words. */
const PACE_MS = 20;

interface Word {
	mark: string;
	/** The writer's clock once the word was in. */
	clock: number;
	/** By `performance.now()`. */
	at: number;
}

export const SECTION = 'text:sub:1.1';

/** The words a document holds, in any order, each as often as it stands there. */
export const wordsIn = (doc: Y.Doc): string[] =>
	doc
		.getXmlFragment(SECTION)
		.toJSON()
		.match(/[\w-]+(?=;)/g) ?? [];

export class TextWriter {
	readonly client: YClient;
	readonly words: Word[] = [];
	readonly #name: string;
	readonly #text = new Y.XmlText();
	#stopped = false;
	#writing: Promise<void>;

	constructor(client: YClient, name: string) {
		this.client = client;
		this.#name = name;
		this.#writing = this.#write();
	}

	async #write(): Promise<void> {
		const { doc } = this.client;
		doc.transact(() => {
			const paragraph = new Y.XmlElement('paragraph');
			paragraph.insert(0, [this.#text]);
			doc.getXmlFragment(SECTION).push([paragraph]);
		});
		for (let n = 0; !this.#stopped; n++) {
			const mark = `${this.#name}-${n}`;
			this.#text.insert(this.#text.length, ` ${mark};`);
			this.words.push({ mark, clock: Y.getState(doc.store, doc.clientID), at: performance.now() });
			await delay(PACE_MS);
		}
	}

	/** Ends writing; resolves once every word is acknowledged. */
	async finish(): Promise<void> {
		this.#stopped = true;
		await this.#writing;
		const last = this.words.at(-1);
		await this.client.until(() => !last || this.#committed() >= last.clock, 'every word to be saved');
	}

	/** What the server has said is saved, whatever connection it said it on. */
	acknowledged(): string[] {
		const committed = this.#committed();
		return this.words.filter(({ clock }) => clock <= committed).map(({ mark }) => mark);
	}

	/** Resolves once a word written at or after `moment` is acknowledged; the milliseconds from `moment` until then. */
	async savedSince(moment: number): Promise<number> {
		await this.client.until(() => {
			const committed = this.#committed();
			return this.words.some(({ at, clock }) => at >= moment && clock <= committed);
		}, 'a word to be saved');
		return performance.now() - moment;
	}

	#committed(): number {
		const { acks, clientId } = this.client;
		return acks.reduce((most, ack) => (ack.clientId === clientId ? Math.max(most, ack.clock) : most), 0);
	}
}
