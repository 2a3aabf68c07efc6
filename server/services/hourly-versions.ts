/**
 * A version kept by the clock after each hour of work: at most one an hour, and only of a document that says
 * something else than its newest version. Made from the log, so rooms and the people in them notice nothing.
 */
import type { Logger } from 'pino';
import { canonicalContent } from '#document/content.ts';
import * as evaluations from '../db/evaluations.ts';
import type { Connection } from '../db/pool.ts';
import * as snapshots from '../db/snapshots.ts';
import { documentAt } from './replay.ts';
import { contentHash, keep } from './snapshots.ts';

export interface HourlyVersions {
	/** How many it kept. Never throws: what failed is logged and tried again the next time. */
	run(): Promise<number>;
	/** Runs every few minutes until `stop`. */
	start(): void;
	/** Waits for the run under way. */
	stop(): Promise<void>;
}

interface HourlyParts {
	connection: Connection;
	log: Pick<Logger, 'warn'>;
	/** Milliseconds since 1970. */
	now?: () => number;
}

const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 5 * 60_000;

export function createHourlyVersions({
	connection: { db },
	log,
	now = Date.now,
}: HourlyParts): HourlyVersions {
	/** Positions that were found to say what the newest version says: room → log position. */
	const idle = new Map<string, number>();
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<number> = Promise.resolve(0);

	const due = async () =>
		(await snapshots.due(db, new Date(now() - HOUR_MS))).filter(
			({ room, head_seq }) => idle.get(room) !== head_seq,
		);

	/** Asked again under the lock: a command or another node may have kept one meanwhile. */
	const keepOne = (evaluationId: string): Promise<boolean> =>
		db.transaction().execute(async (tx) => {
			await evaluations.lock(tx, evaluationId);
			const before = new Date(now() - HOUR_MS);
			const room = (await snapshots.due(tx, before)).find((one) => one.evaluation_id === evaluationId);
			if (!room) return false;
			const doc = await documentAt(tx, room.room, room.head_seq);
			try {
				if (contentHash(canonicalContent(doc)) === room.sha256) {
					idle.set(room.room, room.head_seq);
					return false;
				}
				await keep(tx, {
					evaluationId,
					room: room.room,
					seq: room.head_seq,
					kind: 'hourly',
					label: 'hourly',
					by: null,
					doc,
				});
				return true;
			} finally {
				doc.destroy();
			}
		});

	async function run(): Promise<number> {
		let kept = 0;
		try {
			for (const { evaluation_id: evaluationId } of await due())
				try {
					if (await keepOne(evaluationId)) kept += 1;
				} catch (err) {
					log.warn({ err, evaluation: evaluationId }, 'no hourly version was kept');
				}
		} catch (err) {
			log.warn({ err }, 'hourly versions could not be looked for');
		}
		return kept;
	}

	/** One run at a time: a second one waits for the first. */
	const next = (): Promise<number> => (running = running.then(run));

	return {
		run: next,
		start() {
			timer ??= setInterval(() => void next(), LOOK_EVERY_MS).unref();
		},
		async stop() {
			clearInterval(timer);
			timer = undefined;
			await running;
		},
	};
}
