/**
 * A digest by e-mail of what waits, for those who want one: once a day, or soon and then at most every quarter of an
 * hour; never one letter an edit, and none that says what the last one said. Off where no mail server is set.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { record } from '../db/audit.ts';
import * as rows from '../db/digests.ts';
import type { Connection } from '../db/pool.ts';
import { digestLetter } from '../mail/digest-mail.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { WorkMetrics } from '../observability/work-metrics.ts';
import type { Actor } from './actor.ts';
import { digest } from './digest.ts';
import { forbidden, ServiceError } from './errors.ts';
import type { Needs } from './needs.ts';

export const DIGEST_CHOICES = ['off', 'daily', 'soon'] as const;
export type DigestChoice = (typeof DIGEST_CHOICES)[number];

export interface Digests {
	/** Whether this server can send mail at all; where it cannot, nobody is offered a digest. */
	readonly available: boolean;
	choiceOf(actor: Actor): Promise<DigestChoice>;
	/** Throws 409 `noMail` where this server sends none. */
	choose(actor: Actor, choice: DigestChoice): Promise<void>;
	/** Whether the link of a letter still ends something. */
	isToken(token: string): Promise<boolean>;
	/** Ends the digest that a letter's link belongs to. False: it had ended already. */
	end(token: string): Promise<boolean>;
	/** Sends what is due; how many letters. Never throws: what failed is logged and tried again later. */
	run(): Promise<number>;
	/** Runs every minute until `stop`. */
	start(): void;
	/** Waits for the run under way. */
	stop(): Promise<void>;
}

interface DigestParts {
	connection: Connection;
	needs: Pick<Needs, 'of'>;
	/** Undefined: mail is not set up. */
	mailer: Mailer | undefined;
	log: Pick<Logger, 'warn' | 'info'>;
	metrics: Pick<WorkMetrics, 'digest'>;
	origin: () => string;
	/** Milliseconds since 1970. */
	now?: () => number;
}

const MINUTE = 60_000;
const SOON = 15 * MINUTE;
const CLAIM = 5 * MINUTE;
const FIRST_RETRY = 5 * MINUTE;
const LAST_RETRY = 6 * 60 * MINUTE;
/** When the day's letters go, in the office's time: minutes after midnight. */
const MORNING = 6 * 60 + 30;
const ERROR_MAX = 500;

/** The next time it is half past six where the work is done. */
export function nextMorning(now: number): Date {
	const time = new Intl.DateTimeFormat('sv-SE', {
		timeZone: 'Europe/Stockholm',
		hour: '2-digit',
		minute: '2-digit',
	}).format(now);
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	const left = (MORNING - (hours * 60 + minutes) + 24 * 60 - 1) % (24 * 60);
	return new Date(now - (now % MINUTE) + (left + 1) * MINUTE);
}

/** 5, 10, 20 … minutes, at most six hours. */
export const retryAfter = (failures: number): number =>
	Math.min(FIRST_RETRY * 2 ** Math.min(failures - 1, 20), LAST_RETRY);

export function createDigests({
	connection,
	needs,
	mailer,
	log,
	metrics,
	origin,
	now = Date.now,
}: DigestParts): Digests {
	const { db } = connection;
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<number> = Promise.resolve(0);

	const nextFor = (choice: rows.DigestRow['choice']): Date =>
		choice === 'daily' ? nextMorning(now()) : new Date(now() + SOON);

	/** False: nothing to say that was not said before. */
	async function sendOne(claimed: rows.Claimed, by: Mailer): Promise<boolean> {
		const { user_id: id, name, email, admin, choice } = claimed;
		const waiting = await needs.of({ id, name, email, admin, sessionId: null });
		const said = digest(JSON.stringify(waiting));
		const silent = waiting.length === 0 || said === claimed.fingerprint;
		if (!silent)
			await by.send({
				to: email,
				unsubscribe: unsubscribeAddress(origin(), claimed.token),
				...digestLetter(waiting, {
					locale: claimed.locale ?? 'sv',
					name,
					origin: origin(),
					unsubscribe: unsubscribeAddress(origin(), claimed.token),
				}),
			});
		await rows.finish(db, id, {
			nextAt: nextFor(choice),
			// Once nothing waits, the same need coming back is news again.
			fingerprint: waiting.length === 0 ? null : said,
			sentAt: silent ? claimed.sent_at : new Date(now()),
			failures: 0,
			error: null,
		});
		return !silent;
	}

	async function failed(claimed: rows.Claimed, err: unknown): Promise<void> {
		metrics.digest('failed');
		const failures = claimed.failures + 1;
		const nextAt = new Date(now() + retryAfter(failures));
		log.warn({ err, user: claimed.user_id, failures, nextAt }, 'a digest was not sent');
		await rows.finish(db, claimed.user_id, {
			nextAt,
			fingerprint: claimed.fingerprint,
			sentAt: claimed.sent_at,
			failures,
			error: (err instanceof Error ? err.message : String(err)).slice(0, ERROR_MAX),
		});
	}

	async function run(): Promise<number> {
		if (!mailer) return 0;
		let sent = 0;
		try {
			for (;;) {
				const claimed = await rows.claim(db, new Date(now()), CLAIM);
				if (!claimed) return sent;
				try {
					const said = await sendOne(claimed, mailer);
					metrics.digest(said ? 'sent' : 'silent');
					if (said) sent += 1;
				} catch (err) {
					await failed(claimed, err);
				}
			}
		} catch (err) {
			log.warn({ err }, 'digests could not be looked for');
			return sent;
		}
	}

	const next = (): Promise<number> => (running = running.then(run));

	return {
		available: mailer !== undefined,

		async choiceOf(actor) {
			return (await rows.find(db, actor.id))?.choice ?? 'off';
		},

		async choose(actor, choice) {
			if (actor.guest) throw forbidden();
			if (choice === 'off') await rows.end(db, actor.id);
			else if (!mailer) throw new ServiceError(409, 'noMail');
			else
				await rows.choose(db, {
					userId: actor.id,
					choice,
					token: randomBytes(24).toString('base64url'),
					nextAt: nextFor(choice),
				});
			await record(db, { actor: actor.id, action: 'digest.choose', subject: actor.id, detail: { choice } });
		},

		isToken: (token) => rows.isToken(db, token),

		async end(token) {
			const userId = await rows.endByToken(db, token);
			if (userId === undefined) return false;
			await record(db, {
				actor: userId,
				action: 'digest.choose',
				subject: userId,
				detail: { choice: 'off' },
			});
			return true;
		},

		run: next,
		start() {
			if (mailer) timer ??= setInterval(() => void next(), MINUTE).unref();
		},
		async stop() {
			clearInterval(timer);
			timer = undefined;
			await running;
			mailer?.close();
		},
	};
}

export const unsubscribeAddress = (origin: string, token: string): string => `${origin}/unsubscribe/${token}`;
