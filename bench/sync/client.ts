/** One socket of the load: types if it is told to, and notes when what others typed arrives. */
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { speech, type Dialect, type Speech } from './dialect.ts';
import { clocksIn, Typist } from './keystrokes.ts';

export interface Target {
	dialect: Dialect;
	/** ws://127.0.0.1:port/…, the room's name follows. */
	url: string;
	room: string;
	/** Bearer token; peers ask for none. */
	token?: string | undefined;
}

export interface Listening {
	/** 'apply': into a document of its own, as a page does. 'read': looks into the message. 'count': nothing. */
	how: 'apply' | 'read' | 'count';
	/** A keystroke of somebody else arrived (and was applied). */
	heard?: (clientId: number, clock: number) => void;
}

export class LoadClient {
	readonly ws: WebSocket;
	readonly typist: Typist;
	readonly doc: Y.Doc | undefined;
	/** Milliseconds from connecting to having the document. */
	readonly synced: Promise<number>;
	/** Messages and bytes received. */
	messages = 0;
	bytes = 0;
	closed: number | undefined;
	readonly #speech: Speech;
	readonly #listening: Listening;
	#awarenessClock = 0;

	/** `doc`: what 'apply' applies to; default: one of its own. */
	constructor(target: Target, clientId: number, listening: Listening, doc = new Y.Doc()) {
		this.typist = new Typist(clientId);
		this.#speech = speech(target.dialect, target.room);
		this.#listening = listening;
		if (listening.how === 'apply') {
			this.doc = doc;
			this.doc.on('update', (update: Uint8Array, origin: unknown) => {
				if (origin === this) this.#tell(update);
			});
		}
		const address = target.dialect === 'hocuspocus' ? target.url : `${target.url}/${target.room}`;
		this.ws = new WebSocket(address, {
			perMessageDeflate: false,
			skipUTF8Validation: true,
			...(target.token && { headers: { authorization: `Bearer ${target.token}` } }),
		});
		this.ws.binaryType = 'nodebuffer';
		const started = performance.now();
		const { promise, resolve, reject } = Promise.withResolvers<number>();
		this.synced = promise;
		promise.catch(() => undefined);
		this.ws.on('open', () => {
			for (const message of this.#speech.greeting()) this.ws.send(message);
		});
		this.ws.on('error', (error) => reject(error));
		this.ws.on('close', (code) => {
			this.closed = code;
			reject(new Error(`closed with ${code}`));
		});
		this.ws.on('message', (data: Buffer) => {
			this.messages += 1;
			this.bytes += data.length;
			this.#receive(data, () => resolve(performance.now() - started));
		});
	}

	#synced = false;

	#receive(data: Buffer, synced: () => void): void {
		if (this.#synced && this.#listening.how === 'count') return;
		const heard = this.#speech.hear(data);
		if (heard === null) return;
		if (heard.kind === 'step1') {
			this.ws.send(this.#speech.nothing());
			return;
		}
		if (heard.kind === 'document' && !this.#synced) {
			if (this.doc) Y.applyUpdate(this.doc, heard.update, 'server');
			this.#synced = true;
			synced();
			return;
		}
		if (this.doc) Y.applyUpdate(this.doc, heard.update, this);
		else this.#tell(heard.update);
	}

	#tell(update: Uint8Array): void {
		const { heard } = this.#listening;
		if (!heard) return;
		clocksIn(update, (clientId, from, to) => {
			// Some servers send an author their own letters back.
			if (clientId === this.typist.clientId) return;
			for (let clock = from; clock < to; clock++) heard(clientId, clock);
		});
	}

	/** A paragraph of its own to type in. */
	begin(root: string): void {
		this.ws.send(this.#speech.update(this.typist.begin(root)));
	}

	/** Returns the clock of the letter. */
	type(): number {
		const { clock } = this.typist;
		this.ws.send(this.#speech.update(this.typist.next()));
		return clock;
	}

	/** The cursor moves with each letter. */
	cursor(): void {
		const state = { user: { name: 'bench' }, cursor: { at: this.typist.clock } };
		this.ws.send(this.#speech.awareness(this.typist.clientId, ++this.#awarenessClock, state));
	}

	send(update: Uint8Array): void {
		this.ws.send(this.#speech.update(update));
	}

	async close(): Promise<void> {
		if (this.ws.readyState === WebSocket.CLOSED) return;
		const { promise, resolve } = Promise.withResolvers<void>();
		this.ws.on('close', () => resolve());
		this.ws.close();
		const cut = setTimeout(() => this.ws.terminate(), 2_000);
		await promise;
		clearTimeout(cut);
		this.doc?.destroy();
	}
}
