/** What nodes tell each other through Redis or Valkey. Hints: whoever misses one finds out by the database, only later. */
import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { CLOSE, type CloseCode } from '#document/close-codes.ts';

const CODES: readonly CloseCode[] = Object.values(CLOSE);

const schemas = {
	/** Asks whoever holds an evaluation to let it go. */
	release: v.object({ evaluationId: v.string(), to: v.string() }),
	/** Sockets of a user or session end. */
	revoke: v.object({
		id: v.string(),
		code: v.custom<CloseCode>((code) => CODES.some((known) => known === code)),
		by: v.string(),
	}),
} as const;

type Name = keyof typeof schemas;
type Of<N extends Name> = v.InferOutput<(typeof schemas)[N]>;

export interface Signals {
	/** Whether Redis is there, for both directions. */
	readonly up: boolean;
	send<N extends Name>(name: N, value: Of<N>): void;
	on<N extends Name>(name: N, heard: (value: Of<N>) => void): void;
	close(): Promise<void>;
}

const CHANNEL = 'samsyn:';
const ASK_EVERY_MS = 2_000;
const SILENT_MS = 5_000;
/** Hints that may wait for an answer. */
const WAITING = 1_000;

/** Starts at once; while Redis is away nothing is sent and nothing heard, and it comes back by itself. */
export async function connectSignals(url: string, log: Logger): Promise<Signals> {
	const heard = new Map<Name, (value: unknown) => void>();
	// A Redis that hangs is given up as one that is gone, and what is told to it meanwhile does not pile up.
	const settings = { url, pingInterval: ASK_EVERY_MS, socket: { socketTimeout: SILENT_MS } };
	const sender = createClient({ ...settings, disableOfflineQueue: true, commandsQueueMaxLength: WAITING });
	const listener = createClient(settings);
	let away = false;
	for (const client of [sender, listener]) {
		client.on('error', (error: unknown) => {
			if (!away) log.warn({ err: error }, 'Redis is away: the nodes hear of each other later');
			away = true;
		});
		client.on('ready', () => (away = false));
	}
	const take = (message: string, channel: string): void => {
		const name = channel.slice(CHANNEL.length);
		if (name !== 'release' && name !== 'revoke') return;
		let value: unknown;
		try {
			value = JSON.parse(message);
		} catch {
			return;
		}
		const parsed = v.safeParse(schemas[name], value);
		if (parsed.success) heard.get(name)?.(parsed.output);
	};
	const connecting = Promise.all([
		sender.connect(),
		listener.connect().then(() =>
			listener.subscribe(
				Object.keys(schemas).map((name) => CHANNEL + name),
				take,
			),
		),
	]).catch((error: unknown) => log.warn({ err: error }, 'Redis cannot be reached'));
	// A start does not wait for a hint; but where Redis is there, it listens from the beginning.
	await Promise.race([connecting, new Promise((resolve) => setTimeout(resolve, 2_000))]);
	return {
		get up() {
			return sender.isReady && listener.isReady;
		},
		send(name, value) {
			if (sender.isReady)
				sender
					.publish(CHANNEL + name, JSON.stringify(value))
					.catch((error: unknown) => log.debug({ err: error }, 'not told to the other nodes'));
		},
		on(name, listen) {
			heard.set(name, (value) => listen(value as never));
		},
		close() {
			for (const client of [sender, listener]) client.destroy();
			return Promise.resolve();
		},
	};
}
