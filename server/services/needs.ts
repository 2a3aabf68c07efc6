/**
 * What waits for a person, over all of their evaluations: drawn from what they may read, never from what is hidden
 * from them. Mentions are gone once they are seen; everything else once it is done.
 */
import type * as Y from 'yjs';
import { allSubquestions } from '#domain/framework/framework.ts';
import { needsOf, type MentionNeed, type Need, type NeedFacts } from '#domain/needs/needs.ts';
import { can } from '#domain/permissions/can.ts';
import { isDecided } from '#domain/phases/readiness.ts';
import { canonicalContent } from '#document/content.ts';
import { entriesOf } from '#document/evaluation-document.ts';
import { commentsIn } from '#document/readiness-facts.ts';
import { millisecondsOf, parseValue } from '#document/values.ts';
import * as evaluations from '../db/evaluations.ts';
import type { Connection } from '../db/pool.ts';
import * as reading from '../db/reading.ts';
import * as rounds from '../db/rounds.ts';
import * as signOffs from '../db/sign-offs.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import type { Boards } from './board.ts';
import { notFound } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';
import type { Frameworks } from './frameworks.ts';
import { publishedHash } from './readiness.ts';
import { reviewRoom } from './round-access.ts';

export interface EvaluationNeeds {
	evaluationId: string;
	title: string;
	needs: Need[];
}

export interface Needs {
	/** Evaluations where something waits for this person, the one that was created last on top. */
	of(actor: Actor): Promise<EvaluationNeeds[]>;
	/** Takes note of mentions. Throws 404 for a round that is not of this evaluation. */
	seen(
		actor: Actor,
		evaluationId: string,
		mentions: readonly { message: string; round?: string | undefined }[],
	): Promise<void>;
}

interface NeedParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
	frameworks: Pick<Frameworks, 'known'>;
	boards: Pick<Boards, 'of'>;
}

type Listed = Awaited<ReturnType<typeof evaluations.listOf>>[number];

/** What one room says that concerns one person. */
interface Heard {
	mentions: MentionNeed[];
	undecided: number;
	/** When the group decided about each of this person's comments, in milliseconds since 1970. */
	answeredAt: number[];
}

const NOTHING: Heard = { mentions: [], undecided: 0, answeredAt: [] };

function hear(doc: Y.Doc, userId: string, round: string | undefined): Heard {
	const threads = Object.fromEntries(entriesOf(doc, 'threads'));
	const messages = Object.fromEntries(entriesOf(doc, 'messages'));
	const resolutions = Object.fromEntries(entriesOf(doc, 'resolutions'));
	const said = { threads, messages, resolutions } as Parameters<typeof commentsIn>[0];
	const own = new Set<string>();
	for (const [id, raw] of Object.entries(threads)) {
		const thread = parseValue('threads', raw);
		if (thread?.by === userId) own.add(id);
	}
	return {
		undecided: commentsIn(said).filter((comment) => !isDecided(comment)).length,
		mentions: Object.entries(messages).flatMap(([message, raw]): MentionNeed[] => {
			const [thread = '', by = ''] = message.split('/');
			if (by === userId || !parseValue('messages', raw)?.mentions?.includes(userId)) return [];
			const on = parseValue('threads', threads[thread])?.on;
			return on === undefined ? [] : [{ message, thread, on, by, ...(round !== undefined && { round }) }];
		}),
		answeredAt: Object.entries(resolutions).flatMap(([id, raw]) => {
			const resolution = own.has(id) ? parseValue('resolutions', raw) : undefined;
			return resolution?.state === 'resolved' && resolution.by !== userId
				? [millisecondsOf(resolution.at)]
				: [];
		}),
	};
}

export function createNeeds({ connection: { db }, sync, frameworks, boards }: NeedParts): Needs {
	/** What would be signed now, by room: read anew only when something has been written. */
	const published = new Map<string, { at: string; sha256: string }>();

	async function hashOf(room: string): Promise<string> {
		return sync.read(room, (doc, { seq, generation }) => {
			const at = `${generation}.${seq}`;
			const known = published.get(room);
			if (known?.at === at) return known.sha256;
			const sha256 = publishedHash(canonicalContent(doc));
			published.set(room, { at, sha256 });
			return sha256;
		});
	}

	async function signOffOf(actor: Actor, { id, phase, role }: Listed): Promise<NeedFacts['signOff']> {
		if (phase !== 'review' || (role !== 'lead' && role !== 'evaluator')) return undefined;
		const signed = (await signOffs.holding(db, id)).get(actor.id);
		if (!signed) return 'missing';
		return signed.content_sha256 === (await hashOf(evaluationRoom(id))) ? 'current' : 'outdated';
	}

	async function roundsOf(actor: Actor, { id, role }: Listed) {
		const all = await rounds.list(db, id);
		const handedIn = new Set(
			(
				await rounds.handIns(
					db,
					all.map((round) => round.id),
				)
			)
				.filter(({ user_id }) => user_id === actor.id)
				.map(({ round_id }) => round_id),
		);
		const read = await reading.roundsRead(
			db,
			actor.id,
			all.map((round) => round.id),
		);
		return Promise.all(
			all.map(async (round) => {
				const heard = await sync.read(reviewRoom(id, round.id), (doc) => hear(doc, actor.id, round.id));
				const since = read.get(round.id)?.getTime() ?? 0;
				return {
					heard,
					id: round.id,
					label: round.label,
					deadline: round.deadline,
					waits: role === 'reviewer' && round.closed_at === null && !handedIn.has(round.id),
					answered: heard.answeredAt.filter((at) => at > since).length,
				};
			}),
		);
	}

	async function ofEvaluation(actor: Actor, listed: Listed): Promise<Need[]> {
		const { id, role, phase, scores } = listed;
		const inside = role !== 'reviewer';
		const framework = await frameworks.known(listed.framework_id);
		const of = allSubquestions(framework).length;
		const board = inside && phase !== 'setup' ? await boards.of(actor, id) : undefined;
		const own = board?.members.find(({ userId }) => userId === actor.id);
		const inRounds = phase === 'setup' || phase === 'scoring' ? [] : await roundsOf(actor, listed);
		const shared = inside
			? await sync.read(evaluationRoom(id), (doc) => ({
					heard: hear(doc, actor.id, undefined),
					questions: [...entriesOf(doc, 'questions')].flatMap(([, raw]) => {
						const question = parseValue('questions', raw);
						return question?.state === 'open' ? [{ by: question.by }] : [];
					}),
				}))
			: { heard: NOTHING, questions: [] };
		const heard = [shared.heard, ...inRounds.map((round) => round.heard)];
		const seen = await reading.mentionsSeen(db, actor.id);
		return needsOf({
			userId: actor.id,
			role,
			phase,
			scores,
			settles: can(role, 'consensus.set', { phase, consensusBy: listed.consensus_by, scores }),
			blind: listed.blind !== 'off',
			own: { filled: own?.filled ?? 0, handedIn: own?.handedIn ?? 0, of },
			tiles: (board?.areas ?? []).flatMap(({ tiles }) =>
				tiles.map(({ subquestionId, state, stances, because }) => ({
					subquestionId,
					state,
					silent: stances?.silent ?? [],
					...(because !== undefined && { because }),
				})),
			),
			mentions: heard
				.flatMap(({ mentions }) => mentions)
				.filter(({ message, round }) => !seen.has(reading.mentionKey(roomOf(id, round), message))),
			undecided: heard.reduce((sum, { undecided }) => sum + undecided, 0),
			rounds: inRounds,
			openQuestions: shared.questions,
			signOff: await signOffOf(actor, listed),
		});
	}

	return {
		async of(actor) {
			if (actor.guest) return [];
			const all = (await evaluations.listOf(db, actor.id)).filter(({ phase }) => phase !== 'final');
			const told: EvaluationNeeds[] = [];
			for (const listed of all) {
				const needs = await ofEvaluation(actor, listed);
				if (needs.length > 0) told.push({ evaluationId: listed.id, title: listed.title, needs });
			}
			return told;
		},

		async seen(actor, evaluationId, mentions) {
			await access(db, actor, evaluationId, 'evaluation.read');
			const known = new Set((await rounds.list(db, evaluationId)).map(({ id }) => id));
			if (mentions.some(({ round }) => round !== undefined && !known.has(round))) throw notFound();
			await reading.setMentionsSeen(
				db,
				actor.id,
				mentions.map(({ message, round }) => ({ room: roomOf(evaluationId, round), message })),
			);
		},
	};
}

const roomOf = (evaluationId: string, round: string | undefined): string =>
	round === undefined ? evaluationRoom(evaluationId) : reviewRoom(evaluationId, round);
