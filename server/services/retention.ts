/**
 * What must be erasable is erased: interview notes by rule or by hand, a person's data by hand. Each erasure leaves a
 * trace of what it was done to, by whom and when, with numbers and without content. The log is not touched: what must
 * be erasable never enters it.
 */
import type { Transaction } from 'kysely';
import { CLOSE } from '#document/close-codes.ts';
import { isStorable } from '#document/values.ts';
import { auditName } from '../auth/accounts.ts';
import { record } from '../db/audit.ts';
import * as erasures from '../db/erasures.ts';
import * as evaluations from '../db/evaluations.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import * as users from '../db/users.ts';
import type { Logger } from '../log.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { permit, permitAdmin } from './access.ts';
import type { Actor } from './actor.ts';
import { invalid, notFound, ServiceError } from './errors.ts';
import { eraseNotes } from './source-notes.ts';

type Tx = Transaction<Database>;

export interface RetentionPolicy {
	/** Days after an evaluation has become final until its interview notes are erased; null: never by themselves. */
	notesDays: number | null;
	/** User id; null: the operator, or never set. */
	setBy: string | null;
	/** ISO 8601. */
	setAt: string | null;
}

export interface Erasure {
	id: string;
	kind: 'notes' | 'person';
	/** Evaluation id, `<evaluation id>/<source id>` where it was one note, or user id. */
	subject: string;
	cause: 'policy' | 'hand';
	/** User id; null: the policy, or the operator. */
	by: string | null;
	reason: string | null;
	/** What and how much, never what it said. */
	erased: Record<string, number>;
	/** ISO 8601. */
	at: string;
}

export interface Retention {
	/** Administrators, as all that is not said otherwise. */
	policy(actor: Actor): Promise<RetentionPolicy>;
	/** Throws 422. */
	setPolicy(actor: Actor, notesDays: number | null): Promise<RetentionPolicy>;
	/** Newest first, at most a thousand. */
	list(actor: Actor): Promise<Erasure[]>;
	/** All interview notes of one evaluation; its leads may as well. Throws 404, 403. */
	eraseNotes(actor: Actor, evaluationId: string, reason?: string): Promise<{ erased: number }>;
	/** Name and address are replaced, sessions, tokens and sockets end. Throws 404, 409 for oneself and the last administrator. */
	erasePerson(actor: Actor, userId: string, reason?: string): Promise<{ erased: Record<string, number> }>;
	/** Erases what the rule says is due; how many evaluations. Never throws: what failed is logged and tried again. */
	run(): Promise<number>;
	/** Runs once a day until `stop`. */
	start(): void;
	stop(): Promise<void>;
}

interface RetentionParts {
	connection: Connection;
	sync: Pick<SyncHub, 'closeUser'>;
	log: Pick<Logger, 'warn'>;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 36_500;
const REASON_MAX = 2000;
const SHOWN = 1000;

export function createRetention({ connection: { db }, sync, log }: RetentionParts): Retention {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<number> = Promise.resolve(0);

	async function policy(): Promise<RetentionPolicy> {
		const row = await erasures.policy(db);
		return {
			notesDays: row?.notes_days ?? null,
			setBy: row?.set_by ?? null,
			setAt: row?.set_at.toISOString() ?? null,
		};
	}

	async function run(): Promise<number> {
		let done = 0;
		try {
			for (const evaluationId of await erasures.dueForNotes(db))
				try {
					await db.transaction().execute(async (tx) => {
						await evaluations.lock(tx, evaluationId);
						// Asked again under the lock: it may have been reopened meanwhile.
						if (!(await erasures.dueForNotes(tx)).includes(evaluationId)) return;
						await eraseNotesIn(tx, { evaluationId, cause: 'policy', by: null, reason: null });
						done += 1;
					});
				} catch (err) {
					log.warn({ err, evaluation: evaluationId }, 'notes that are due were not erased');
				}
		} catch (err) {
			log.warn({ err }, 'notes that are due could not be looked for');
		}
		return done;
	}

	/** One run at a time: a second one waits for the first. */
	const next = (): Promise<number> => (running = running.then(run));

	return {
		async policy(actor) {
			permitAdmin(actor, 'retention.manage');
			return policy();
		},

		async setPolicy(actor, notesDays) {
			permitAdmin(actor, 'retention.manage');
			const fits =
				notesDays === null || (Number.isInteger(notesDays) && notesDays >= 1 && notesDays <= LONGEST_DAYS);
			if (!fits) throw invalid([{ path: 'notesDays', code: 'tooBig', params: { limit: LONGEST_DAYS } }]);
			await db.transaction().execute(async (tx) => {
				await erasures.setPolicy(tx, notesDays, auditName(actor));
				await record(tx, { actor: auditName(actor), action: 'erasure.policy', detail: { notesDays } });
			});
			return policy();
		},

		async list(actor) {
			permitAdmin(actor, 'retention.manage');
			return (await erasures.list(db, SHOWN)).map(({ by_user, at, ...row }) => ({
				...row,
				by: by_user,
				at: at.toISOString(),
			}));
		},

		async eraseNotes(actor, evaluationId, reason) {
			const why = checkedReason(reason);
			return db.transaction().execute(async (tx) => {
				const evaluation = await evaluations.lock(tx, evaluationId);
				const member = evaluation && (await members.find(tx, evaluationId, actor.id));
				if (!evaluation || (!member && !actor.admin)) throw notFound();
				if (actor.admin) permitAdmin(actor, 'note.eraseAll');
				else permit({ evaluation, role: member!.role, scores: member!.scores }, 'note.eraseAll');
				const erased = await eraseNotesIn(tx, {
					evaluationId,
					cause: 'hand',
					by: auditName(actor),
					reason: why,
				});
				return { erased };
			});
		},

		async erasePerson(actor, userId, reason) {
			permitAdmin(actor, 'person.erase');
			const why = checkedReason(reason);
			if (userId === actor.id) throw new ServiceError(409, 'eraseSelf');
			const erased = await db.transaction().execute(async (tx) => {
				const user = await users.find(tx, userId);
				if (!user) throw notFound();
				if (user.erased_at) throw new ServiceError(409, 'erasedAlready');
				const admins = await users.enabledAdmins(tx);
				if (admins.length === 1 && admins[0] === userId) throw new ServiceError(409, 'lastAdministrator');
				const counts = await erasures.anonymise(tx, userId);
				const by = auditName(actor);
				await erasures.insert(tx, {
					kind: 'person',
					subject: userId,
					cause: 'hand',
					by,
					reason: why,
					erased: counts,
				});
				await record(tx, { actor: by, action: 'erasure.person', subject: userId, detail: counts });
				return counts;
			});
			sync.closeUser(userId, CLOSE.signedOut);
			return { erased };
		},

		run: next,
		start() {
			void next();
			timer ??= setInterval(() => void next(), DAY_MS).unref();
		},
		async stop() {
			clearInterval(timer);
			timer = undefined;
			await running;
		},
	};
}

/** With its trace; none where there was nothing to erase. */
async function eraseNotesIn(
	tx: Tx,
	erasure: { evaluationId: string; cause: 'policy' | 'hand'; by: string | null; reason: string | null },
): Promise<number> {
	const { evaluationId, ...rest } = erasure;
	const notes = await eraseNotes(tx, evaluationId, rest.by);
	if (notes > 0)
		await erasures.insert(tx, { kind: 'notes', subject: evaluationId, ...rest, erased: { notes } });
	return notes;
}

function checkedReason(reason: string | undefined): string | null {
	const text = reason?.trim() ?? '';
	if (text.length > REASON_MAX)
		throw invalid([{ path: 'reason', code: 'tooLong', params: { limit: REASON_MAX } }]);
	if (!isStorable(text)) throw invalid([{ path: 'reason', code: 'badValue' }]);
	return text === '' ? null : text;
}
