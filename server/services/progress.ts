/**
 * How far everyone has come, without telling when anybody saves: while scores are hidden, other people's counts
 * are those of the last full minute, computed from the log as it stood then, whoever asks and whenever.
 */
import type * as Y from 'yjs';
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import { parseValue } from '#document/values.ts';
import * as ballots from '../db/ballots.ts';
import type { EvaluationRow } from '../db/evaluations.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import { positionAt } from '../db/update-log.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { ballotRoom, evaluationRoom } from './evaluation-command.ts';
import type { Frameworks } from './frameworks.ts';
import { documentAt } from './replay.ts';

export interface MemberProgress {
	userId: string;
	/** Rows with points, not assessable or abstained. */
	filled: number;
	/** The same area by area, in the framework's order. */
	areas: { areaId: string; filled: number; of: number }[];
	/** Rows handed in or revealed; always 0 where nothing is blind. */
	handedIn: number;
}

export interface ProgressReport {
	/** The minute the counts of others are from, ISO 8601; one's own are of now. */
	asOf: string;
	/** Rows in all. */
	of: number;
	/** Everyone who scores, in the order they joined. */
	members: MemberProgress[];
}

export interface Progress {
	/** Throws 404, 403 (reviewers). */
	of(actor: Actor, evaluationId: string): Promise<ProgressReport>;
	/** How many rows the actor has filled, as of now. */
	own(
		actor: Actor,
		evaluation: Pick<EvaluationRow, 'id' | 'blind' | 'framework_id' | 'phase'>,
	): Promise<number>;
}

interface ProgressParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
	frameworks: Pick<Frameworks, 'known'>;
	/** Milliseconds since 1970. */
	now?: () => number;
}

const MINUTE_MS = 60_000;

/** Which of these rows the user has filled in this document. */
export function filledRows(doc: Y.Doc, userId: string, subquestions: Iterable<string>): Set<string> {
	const filled = new Set<string>();
	if (!doc.share.has('scores')) return filled;
	const scores = doc.getMap('scores');
	for (const id of subquestions) if (parseValue('scores', scores.get(`${id}/${userId}`))) filled.add(id);
	return filled;
}

const counted = (
	{ areas }: Framework,
	userId: string,
	filled: ReadonlySet<string>,
	handedIn: number,
): MemberProgress => ({
	userId,
	filled: filled.size,
	areas: areas.map(({ id, subquestions }) => ({
		areaId: id,
		filled: subquestions.filter((subquestion) => filled.has(subquestion.id)).length,
		of: subquestions.length,
	})),
	handedIn,
});

export function createProgress({
	connection: { db },
	sync,
	frameworks,
	now = Date.now,
}: ProgressParts): Progress {
	/** `<evaluation>/<user>` → what was computed for a minute; only the newest minute is kept. */
	const cache = new Map<string, Promise<MemberProgress>>();
	let cachedMinute = 0;

	/** Hidden rows from the ballot as of the minute; open ones are everybody's to see, as of now. */
	async function atMinute(evaluation: EvaluationRow, framework: Framework, userId: string, minute: Date) {
		const { hidden, open } = await split(evaluation, framework);
		const room = ballotRoom(evaluation.id, userId);
		const doc = await documentAt(db, room, await positionAt(db, room, minute));
		const filled = filledRows(doc, userId, hidden);
		doc.destroy();
		const handedIn = await ballots.handedInBy(db, evaluation.id, userId, minute);
		const shared = await openRows(evaluation.id, userId, open);
		const locked = hidden.filter((id) => handedIn.has(id)).length + open.length;
		return counted(framework, userId, filled.union(shared), locked);
	}

	async function split(evaluation: Pick<EvaluationRow, 'id' | 'blind'>, framework: Framework) {
		const all = allSubquestions(framework).map(({ id }) => id);
		if (evaluation.blind === 'off') return { hidden: [], open: all };
		const revealed = await ballots.revealed(db, evaluation.id);
		return { hidden: all.filter((id) => !revealed.has(id)), open: all.filter((id) => revealed.has(id)) };
	}

	const openRows = (evaluationId: string, userId: string, open: readonly string[]): Promise<Set<string>> =>
		open.length === 0
			? Promise.resolve(new Set())
			: sync.read(evaluationRoom(evaluationId), (doc) => filledRows(doc, userId, open));

	function cached(evaluation: EvaluationRow, framework: Framework, userId: string, minute: number) {
		if (minute !== cachedMinute) {
			cache.clear();
			cachedMinute = minute;
		}
		const key = `${evaluation.id}/${userId}`;
		const hit = cache.get(key);
		if (hit) return hit;
		const computing = atMinute(evaluation, framework, userId, new Date(minute));
		cache.set(key, computing);
		computing.catch(() => cache.delete(key));
		return computing;
	}

	async function filledNow(
		evaluation: Pick<EvaluationRow, 'id' | 'blind'>,
		framework: Framework,
		userId: string,
	): Promise<Set<string>> {
		const { hidden, open } = await split(evaluation, framework);
		const shared = await openRows(evaluation.id, userId, open);
		if (hidden.length === 0) return shared;
		const own = await sync.read(ballotRoom(evaluation.id, userId), (doc) => filledRows(doc, userId, hidden));
		return own.union(shared);
	}

	return {
		async of(actor, evaluationId) {
			const { evaluation } = await access(db, actor, evaluationId, 'progress.read');
			const framework = await frameworks.known(evaluation.framework_id);
			const voters = (await members.active(db, evaluationId)).filter((member) => member.scores);
			const minute = Math.floor(now() / MINUTE_MS) * MINUTE_MS;
			const blind = evaluation.blind !== 'off';
			const counts = await Promise.all(
				voters.map(async ({ user_id: userId }): Promise<MemberProgress> => {
					if (!blind) return counted(framework, userId, await filledNow(evaluation, framework, userId), 0);
					if (userId !== actor.id) return cached(evaluation, framework, userId, minute);
					const { hidden, open } = await split(evaluation, framework);
					const handedIn = (await ballots.handedIn(db, evaluationId)).get(userId) ?? new Set<string>();
					const locked = hidden.filter((id) => handedIn.has(id)).length + open.length;
					return counted(framework, userId, await filledNow(evaluation, framework, userId), locked);
				}),
			);
			return { asOf: new Date(minute).toISOString(), of: allSubquestions(framework).length, members: counts };
		},

		async own(actor, evaluation) {
			// Nothing can have been scored yet; a list need not load rooms for that.
			if (evaluation.phase === 'setup') return 0;
			return (await filledNow(evaluation, await frameworks.known(evaluation.framework_id), actor.id)).size;
		},
	};
}
