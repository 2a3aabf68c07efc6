/**
 * Clients of the sync server: the real y-websocket one as programs use it, and a raw socket that says exactly
 * what a test tells it to. Waiting is for events, never for time.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket, type ClientOptions } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import {
	decodeAck,
	decodeHello,
	decodeNotice,
	decodeRefusal,
	MESSAGE,
	SYNC_STEP_1,
	SYNC_STEP_2,
	SYNC_UPDATE,
	type Ack,
	type Hello,
	type Notice,
	type Refusal,
} from '#document/protocol.ts';

interface At {
	url: string;
	origin: string;
}

interface Who {
	cookie: string;
}

const PATIENCE_MS = 15_000;

/** Conditions that are looked at again whenever something happened. */
class Waits {
	readonly #waits = new Set<() => void>();

	happened(): void {
		for (const look of [...this.#waits]) look();
	}

	/** Resolves once `condition` answers with something true; fails with `what` if that takes too long. */
	async until<T>(condition: () => T | undefined | false | null, what: () => string): Promise<T> {
		const { promise, resolve, reject } = Promise.withResolvers<T>();
		const timer = setTimeout(() => reject(new Error(`waited in vain: ${what()}`)), PATIENCE_MS);
		const look = () => {
			const found = condition();
			if (found === undefined || found === false || found === null) return;
			// At once: conditions may consume, and must not be asked again for the same wait.
			this.#waits.delete(look);
			resolve(found);
		};
		this.#waits.add(look);
		look();
		try {
			return await promise;
		} finally {
			clearTimeout(timer);
			this.#waits.delete(look);
		}
	}
}

/** Any of the server's messages, decoded. */
export type Received =
	| { kind: 'hello'; hello: Hello }
	| { kind: 'ack'; ack: Ack }
	| { kind: 'refusal'; refusal: Refusal }
	| { kind: 'notice'; notice: Notice }
	| { kind: 'keep-alive' }
	| { kind: 'step1'; stateVector: Uint8Array }
	| { kind: 'step2'; update: Uint8Array }
	| { kind: 'update'; update: Uint8Array }
	| { kind: 'awareness'; states: Map<number, { clock: number; state: Record<string, unknown> | null }> };

type Of<K extends Received['kind']> = Extract<Received, { kind: K }>;

export function decodeReceived(data: Uint8Array): Received {
	const decoder = decoding.createDecoder(data);
	const type = decoding.readVarUint(decoder);
	switch (type) {
		case MESSAGE.hello:
			return { kind: 'hello', hello: decodeHello(decoder) };
		case MESSAGE.ack:
			return { kind: 'ack', ack: decodeAck(decoder) };
		case MESSAGE.refusal:
			return { kind: 'refusal', refusal: decodeRefusal(decoder) };
		case MESSAGE.notice:
			return { kind: 'notice', notice: decodeNotice(decoder) };
		case MESSAGE.keepAlive:
			return { kind: 'keep-alive' };
		case MESSAGE.awareness:
			return { kind: 'awareness', states: decodeAwareness(decoding.readVarUint8Array(decoder)) };
		case MESSAGE.sync:
			break;
		default:
			throw new Error(`unknown message type ${type}`);
	}
	const sync = decoding.readVarUint(decoder);
	const payload = decoding.readVarUint8Array(decoder);
	if (sync === SYNC_STEP_1) return { kind: 'step1', stateVector: payload };
	return { kind: sync === SYNC_STEP_2 ? 'step2' : 'update', update: payload };
}

function decodeAwareness(update: Uint8Array): Of<'awareness'>['states'] {
	const decoder = decoding.createDecoder(update);
	const states: Of<'awareness'>['states'] = new Map();
	for (let left = decoding.readVarUint(decoder); left > 0; left--) {
		const id = decoding.readVarUint(decoder);
		const clock = decoding.readVarUint(decoder);
		const state = JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown> | null;
		states.set(id, { clock, state });
	}
	return states;
}

function message(type: number, ...parts: (number | Uint8Array)[]): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, type);
	for (const part of parts)
		if (typeof part === 'number') encoding.writeVarUint(encoder, part);
		else encoding.writeVarUint8Array(encoder, part);
	return encoding.toUint8Array(encoder);
}

export const step1Message = (stateVector: Uint8Array = Uint8Array.of(0)) =>
	message(MESSAGE.sync, SYNC_STEP_1, stateVector);
export const step2Message = (update: Uint8Array) => message(MESSAGE.sync, SYNC_STEP_2, update);
export const updateMessage = (update: Uint8Array) => message(MESSAGE.sync, SYNC_UPDATE, update);
export const queryAwarenessMessage = () => message(MESSAGE.queryAwareness);

export function awarenessMessage(
	entries: readonly [id: number, clock: number, state: unknown][],
): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, entries.length);
	for (const [id, clock, state] of entries) {
		encoding.writeVarUint(encoder, id);
		encoding.writeVarUint(encoder, clock);
		encoding.writeVarString(encoder, JSON.stringify(state));
	}
	return message(MESSAGE.awareness, encoding.toUint8Array(encoder));
}

export interface Closed {
	code: number;
	reason: string;
}

/** A socket that sends what it is told and keeps everything it hears, in order. */
export class RawClient {
	readonly ws: WebSocket;
	readonly received: Received[] = [];
	closed: Closed | undefined;
	/** HTTP status, where the server refused the upgrade. */
	refused: number | undefined;
	readonly #waits = new Waits();
	#taken = 0;

	constructor(url: string, options: ClientOptions) {
		this.ws = new WebSocket(url, { perMessageDeflate: false, ...options });
		this.ws.binaryType = 'nodebuffer';
		this.ws.on('message', (data: Buffer) => {
			this.received.push(decodeReceived(new Uint8Array(data)));
			this.#waits.happened();
		});
		this.ws.on('close', (code, reason) => {
			this.closed = { code, reason: reason.toString() };
			this.#waits.happened();
		});
		this.ws.on('open', () => this.#waits.happened());
		this.ws.on('unexpected-response', (request, response) => {
			this.refused = response.statusCode;
			request.destroy();
			this.#waits.happened();
		});
		this.ws.on('error', () => undefined);
	}

	send(data: Uint8Array | string): void {
		this.ws.send(data);
	}

	/** The next message of this kind after those taken so far; what lies between is passed over. */
	async next<K extends Received['kind']>(kind: K): Promise<Of<K>> {
		return this.#waits.until(
			() => {
				const at = this.received.findIndex((each, i) => i >= this.#taken && each.kind === kind);
				if (at === -1) return undefined;
				this.#taken = at + 1;
				return this.received[at] as Of<K>;
			},
			() => `${kind} among ${JSON.stringify(this.received.slice(this.#taken).map((each) => each.kind))}`,
		);
	}

	until<T>(condition: () => T | undefined | false | null, what = 'a condition'): Promise<T> {
		return this.#waits.until(condition, () => what);
	}

	/** When it is closed: how. */
	end(): Promise<Closed> {
		return this.until(() => this.closed, 'the socket to close');
	}

	all<K extends Received['kind']>(kind: K): Of<K>[] {
		return this.received.filter((each): each is Of<K> => each.kind === kind);
	}

	close(): void {
		this.ws.close();
	}
}

const clients = new Set<{ close(): void }>();

/** Ends every client of a test; for `afterEach`. */
export function closeClients(): void {
	for (const client of clients) client.close();
	clients.clear();
}

export function rawClient(server: At, room: string, headers: Record<string, string>, params = ''): RawClient {
	const client = new RawClient(`${server.url}/${room}${params}`, { headers });
	clients.add(client);
	return client;
}

/** As this person's browser would connect. */
export const rawAs = (server: At, room: string, who: Who, params = ''): RawClient =>
	rawClient(server, room, { cookie: who.cookie, origin: server.origin }, params);

/** Connected, greeted, and asked by the server what it lacks. */
export async function rawIn(server: At, room: string, who: Who, params = ''): Promise<RawClient> {
	const client = rawAs(server, room, who, params);
	await client.next('hello');
	await client.next('step1');
	return client;
}

export interface YClientOptions {
	doc?: Y.Doc;
	params?: Record<string, string>;
	/** False: presence is not announced. */
	aware?: boolean;
}

/** The y-websocket provider with everything our server adds. */
export class YClient {
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	readonly hellos: Hello[] = [];
	readonly acks: Ack[] = [];
	readonly refusals: Refusal[] = [];
	readonly notices: Notice[] = [];
	/** Every close the server sent, the terminal ones included. */
	readonly closes: Closed[] = [];
	keepAlives = 0;
	readonly #waits = new Waits();

	constructor(
		server: At,
		room: string,
		who: Who,
		{ doc = new Y.Doc(), params = {}, aware = true }: YClientOptions = {},
	) {
		this.doc = doc;
		const headers = { cookie: who.cookie, origin: server.origin };
		class Socket extends WebSocket {
			constructor(address: string | URL) {
				super(address, { headers, perMessageDeflate: false });
			}
		}
		this.provider = new WebsocketProvider(server.url, room, doc, {
			connect: false,
			disableBc: true,
			params,
			WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
		});
		const { messageHandlers } = this.provider;
		messageHandlers[MESSAGE.hello] = (_, decoder) => void this.hellos.push(decodeHello(decoder));
		messageHandlers[MESSAGE.ack] = (_, decoder) => void this.acks.push(decodeAck(decoder));
		messageHandlers[MESSAGE.refusal] = (_, decoder) => void this.refusals.push(decodeRefusal(decoder));
		messageHandlers[MESSAGE.notice] = (_, decoder) => void this.notices.push(decodeNotice(decoder));
		messageHandlers[MESSAGE.keepAlive] = () => void this.keepAlives++;
		for (const type of [MESSAGE.hello, MESSAGE.ack, MESSAGE.refusal, MESSAGE.notice, MESSAGE.keepAlive]) {
			const handler = messageHandlers[type];
			messageHandlers[type] = (...args) => {
				handler?.(...args);
				this.#waits.happened();
			};
		}
		if (!aware) this.provider.awareness.setLocalState(null);
		doc.on('update', () => this.#waits.happened());
		this.provider.awareness.on('update', () => this.#waits.happened());
		this.provider.on('status', () => this.#waits.happened());
		this.provider.on('sync', () => this.#waits.happened());
		this.provider.on('connection-close', (event) => {
			if (event) this.closes.push({ code: event.code, reason: event.reason });
			this.#waits.happened();
		});
		clients.add(this);
		this.provider.connect();
	}

	get clientId(): number {
		return this.doc.clientID;
	}

	until<T>(condition: () => T | undefined | false | null, what = 'a condition'): Promise<T> {
		return this.#waits.until(condition, () => what);
	}

	/** Has the server's state, and the server has acknowledged ours. */
	async synced(): Promise<this> {
		const before = this.acks.length;
		await this.until(
			() => this.provider.synced && this.acks.length > before - 1 && this.acks.length > 0,
			'to be synced',
		);
		return this;
	}

	/** All frames sent so far are acknowledged; `change` is made, and its acknowledgement awaited. */
	async write(change: (doc: Y.Doc) => void): Promise<Ack> {
		const before = this.acks.length;
		this.doc.transact(() => change(this.doc));
		return this.until(() => this.acks[before], 'an acknowledgement');
	}

	/** A close the server sent, the next from now on. */
	async end(): Promise<Closed> {
		const before = this.closes.length;
		return this.until(() => this.closes[before], 'the socket to close');
	}

	close(): void {
		this.provider.destroy();
		this.provider.awareness.destroy();
	}
}

export const yClient = (server: At, room: string, who: Who, options?: YClientOptions): YClient =>
	new YClient(server, room, who, options);

export const yClientIn = (server: At, room: string, who: Who, options?: YClientOptions): Promise<YClient> =>
	yClient(server, room, who, options).synced();
