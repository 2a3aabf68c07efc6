/** Somebody who writes until they are stopped, and who remembers what the server said is saved. */
import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import type { YClient } from './sync-client.ts';

/** Milliseconds between two edits of one writer. */
const PACE_MS = 3;

export class SteadyWriter {
	readonly client: YClient;
	readonly name: string;
	/** What each of its update frames carried, in the order they went out. */
	readonly sent: string[] = [];
	readonly #fragment: string;
	readonly #text = new Y.XmlText();
	readonly #acksBefore: number;
	#stopped = false;

	/** `name` marks its words; `section`: whose text they go into. */
	constructor(client: YClient, name: string, section = 'sub:1.1') {
		this.client = client;
		this.name = name;
		this.#fragment = `text:${section}`;
		this.#acksBefore = client.acks.length;
	}

	/** Words into a paragraph of its own, and every third time not: then `other`. */
	async write(other?: (doc: Y.Doc, mark: string) => void): Promise<void> {
		const { doc } = this.client;
		doc.transact(() => {
			const paragraph = new Y.XmlElement('paragraph');
			paragraph.insert(0, [this.#text]);
			doc.getXmlFragment(this.#fragment).push([paragraph]);
		});
		this.sent.push('');
		for (let n = 0; !this.#stopped; n++) {
			const mark = `${this.name}-${n}`;
			if (n % 3 === 0 || !other) this.#text.insert(this.#text.length, ` ${mark};`);
			else other(doc, mark);
			this.sent.push(mark);
			await delay(PACE_MS);
		}
	}

	/** Writes no more, and stays connected. */
	pause(): void {
		this.#stopped = true;
	}

	stop(): void {
		this.pause();
		this.client.close();
	}

	/** One acknowledgement for each frame, in order. */
	acknowledged(): string[] {
		return this.sent.slice(0, this.client.acks.length - this.#acksBefore);
	}
}
