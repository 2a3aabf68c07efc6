/**
 * One room: its Y.Doc, its provider and what the server says about it. Browser only, no runes; tells its
 * owner through callbacks. A refused copy is never mended: the owner makes a new connection.
 */
import type * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CANNOT_SAVE, CLOSE } from '#document/close-codes.ts';
import { leaveMarks } from '#document/leave-marks.ts';
import {
	decodeAck,
	decodeHello,
	decodeNotice,
	decodeRefusal,
	MESSAGE,
	type Hello,
	type Notice,
	type Refusal,
} from '#document/protocol.ts';
import { GRACE_MS, reconnectDelay, type ConnectionEvent } from './connection-state.ts';
import { observedSocket } from './observed-socket.ts';
import type { Seat } from './seat.ts';
import { UnsavedChanges } from './unsaved-changes.ts';

export interface RoomListener {
	connection(event: ConnectionEvent): void;
	hello(hello: Hello): void;
	notice(notice: Notice): void;
	refusal(refusal: Refusal): void;
	/** The number of changes that are not yet committed. */
	unsaved(count: number): void;
}

const SILENT: RoomListener = {
	connection: () => undefined,
	hello: () => undefined,
	notice: () => undefined,
	refusal: () => undefined,
	unsaved: () => undefined,
};

type Handler = (encoder: unknown, decoder: decoding.Decoder) => void;

export class RoomConnection {
	readonly doc = leaveMarks(new Y.Doc());
	readonly provider: WebsocketProvider;
	readonly #unsaved = new UnsavedChanges();
	#listener: RoomListener;
	#attempt = 0;
	#grace: ReturnType<typeof setTimeout> | undefined;

	constructor(serverUrl: string, room: string, seat: Seat, listener: RoomListener) {
		this.#listener = listener;
		this.doc.clientID = seat.clientId;
		// Before the provider's own listener, so that a change is known before the frame that carries it.
		this.doc.on('afterTransaction', this.#changed);
		this.provider = new WebsocketProvider(serverUrl, room, this.doc, {
			connect: false,
			// Tabs have client ids of their own; what one tab has not saved must not reach another.
			disableBc: true,
			params: { generation: String(seat.generation) },
			WebSocketPolyfill: observedSocket(this.#frames),
		});
		this.#listen();
		addEventListener('online', this.#online);
		addEventListener('offline', this.#offline);
		this.#awaitGrace();
		this.provider.connect();
	}

	/** What my unsaved changes have touched, and my clock as far as it is committed. */
	get pending(): { touched: string[]; committed: number } {
		return { touched: this.#unsaved.touched(), committed: this.#unsaved.committed };
	}

	get unsaved(): number {
		return this.#unsaved.count;
	}

	/** After a permanent end, once the reason is gone (signed in again, waited). Keeps the document. */
	resume(): void {
		this.#attempt = 0;
		this.#listener.connection({ kind: 'resumed' });
		this.#awaitGrace();
		this.provider.connect();
	}

	destroy(): void {
		this.#listener = SILENT;
		this.#endGrace();
		removeEventListener('online', this.#online);
		removeEventListener('offline', this.#offline);
		this.doc.off('afterTransaction', this.#changed);
		this.provider.destroy();
		this.doc.destroy();
	}

	#listen(): void {
		const { provider } = this;
		const handlers: Record<number, Handler> = {
			[MESSAGE.hello]: (_, decoder) => this.#listener.hello(decodeHello(decoder)),
			[MESSAGE.ack]: (_, decoder) => {
				this.#unsaved.acknowledged(decodeAck(decoder).clock);
				this.#listener.unsaved(this.#unsaved.count);
			},
			[MESSAGE.refusal]: (_, decoder) => this.#listener.refusal(decodeRefusal(decoder)),
			[MESSAGE.keepAlive]: () => undefined,
			[MESSAGE.notice]: (_, decoder) => {
				const notice = decodeNotice(decoder);
				if (notice.kind === 'storage') this.#listener.connection({ kind: 'storage', saving: notice.saving });
				else this.#listener.notice(notice);
			},
		};
		for (const [type, handler] of Object.entries(handlers)) provider.messageHandlers[Number(type)] = handler;

		provider.on('sync', (synced) => {
			if (!synced) return;
			this.#attempt = 0;
			this.#endGrace();
			this.#listener.connection({ kind: 'synced' });
		});
		provider.on('connection-close', (event) => {
			this.#unsaved.disconnected();
			// The provider waits min(2^failures · 100 ms, maxBackoffTime) with no jitter: a high count leaves the
			// second term alone, and that one is ours.
			provider.wsUnsuccessfulReconnects = 10;
			provider.maxBackoffTime = reconnectDelay(this.#attempt, Math.random());
			this.#attempt += 1;
			this.#listener.connection({
				kind: 'lost',
				online: navigator.onLine,
				cannotSave: event?.code === CLOSE.tryAgain && event.reason === CANNOT_SAVE,
			});
			this.#awaitGrace();
		});
		provider.on('closed', ({ code }) => {
			this.#endGrace();
			this.#listener.connection({ kind: 'ended', code });
		});
	}

	readonly #frames = {
		updateSent: () => this.#unsaved.updateSent(),
		stateSent: () => this.#unsaved.stateSent(),
	};

	readonly #changed = (transaction: Y.Transaction): void => {
		if (transaction.origin === this.provider) return;
		const inserts =
			transaction.beforeState.get(this.doc.clientID) !== transaction.afterState.get(this.doc.clientID);
		if (!inserts && transaction.deleteSet.clients.size === 0) return;
		this.#unsaved.changed({
			clock: transaction.afterState.get(this.doc.clientID) ?? 0,
			inserts,
			touched: touchedBy(this.doc, transaction),
		});
		this.#listener.unsaved(this.#unsaved.count);
	};

	#awaitGrace(): void {
		this.#grace ??= setTimeout(() => this.#listener.connection({ kind: 'stillLost' }), GRACE_MS);
	}

	#endGrace(): void {
		clearTimeout(this.#grace);
		this.#grace = undefined;
	}

	readonly #online = (): void => {
		if (this.provider.shouldConnect) this.provider.connect();
	};

	/** The socket would notice only after half a minute of silence. */
	readonly #offline = (): void => {
		if (!this.provider.shouldConnect) return;
		this.provider.disconnect();
		this.provider.shouldConnect = true;
	};
}

/** `scores/1.4/<userId>` for a map's key, `text:sub:1.4` for a text. */
function touchedBy(doc: Y.Doc, transaction: Y.Transaction): string[] {
	const touched = new Set<string>();
	for (const [type, keys] of transaction.changed) {
		let root: Y.AbstractType<unknown> = type as Y.AbstractType<unknown>;
		while (root._item) root = root._item.parent as Y.AbstractType<unknown>;
		for (const [name, candidate] of doc.share) {
			if ((candidate as unknown) !== root) continue;
			if (root === type && root instanceof Y.Map) for (const key of keys) touched.add(`${name}/${key}`);
			else touched.add(name);
		}
	}
	return [...touched];
}
