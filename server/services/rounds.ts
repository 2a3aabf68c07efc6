/**
 * Review rounds: a lead freezes a draft, reviewers and guests read and comment it in a room of its own and say when
 * they are done. Everything happens at one place in the log; a closed round takes nothing any more.
 */
import { randomUUID } from 'node:crypto';
import type { Framework } from '#domain/framework/framework.ts';
import type { ReportModel } from '#domain/report/model.ts';
import { canonicalContent, type CanonicalContent } from '#document/content.ts';
import { reviewDraft, writeDraft } from '#document/review-draft.ts';
import { changesBetween, type DraftChanges } from '#document/review-changes.ts';
import { isStorable } from '#document/values.ts';
import { record } from '../db/audit.ts';
import type { EvaluationRow } from '../db/evaluations.ts';
import type { Connection } from '../db/pool.ts';
import * as reading from '../db/reading.ts';
import * as rows from '../db/rounds.ts';
import * as snapshotRows from '../db/snapshots.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import type { Actor } from './actor.ts';
import { isDay } from '#domain/days/days.ts';
import { invalid, notFound, ServiceError, type FieldError } from './errors.ts';
import { commandOn, type CommandParts } from './evaluation-command.ts';
import { draftModel } from './reports.ts';
import { reviewRoom, roundCommand, standingIn, type Standing } from './round-access.ts';
import { peopleOf, readersOf, type Reader, type RoundPerson } from './round-readers.ts';
import { contentHash, type Snapshots } from './snapshots.ts';

export interface RoundSummary {
	id: string;
	label: string;
	/** YYYY-MM-DD: the last day. */
	deadline: string | null;
	state: 'open' | 'closed';
	/** The named version that the draft is. */
	snapshotId: string;
	/** User id. */
	openedBy: string;
	/** ISO 8601. */
	openedAt: string;
	closedAt: string | null;
	/** Reviewers of the evaluation and guests of this round, each with when they handed in. */
	readers: Reader[];
}

/** A round as one of its readers sees it. */
export interface OpenRound {
	round: RoundSummary;
	evaluation: Pick<EvaluationRow, 'id' | 'title' | 'phase'>;
	framework: Framework;
	role: Standing['role'];
	report: ReportModel;
	/**
	 * Compared with the newest earlier draft that this reader has read or, where there is none, with the round before;
	 * null for the first, and for guests, whose link opens this draft alone.
	 */
	changes: (DraftChanges & { since: string; read: boolean }) | null;
	/** When this reader last read this draft, ISO 8601; null: never. */
	lastReadAt: string | null;
	/** Whose names stand beside comments. */
	people: RoundPerson[];
	/** What the room holds beside the draft, as of now. */
	threads: Pick<CanonicalContent, 'threads' | 'messages' | 'resolutions'>;
}

export interface WaitingRound {
	id: string;
	evaluationId: string;
	title: string;
	label: string;
	deadline: string | null;
}

export interface Rounds {
	/** Leads, in calibration and review. Takes a named version and freezes it. Throws 422, 403, 404, 409. */
	open(
		actor: Actor,
		evaluationId: string,
		round: { label: string; deadline?: string | null | undefined },
	): Promise<{ id: string; snapshotId: string }>;
	/** Every member; newest first. */
	list(actor: Actor, evaluationId: string): Promise<RoundSummary[]>;
	/** Every member, and guests of this round. Throws 404. */
	get(actor: Actor, evaluationId: string, roundId: string): Promise<RoundSummary>;
	/** The same with the draft and what is said about it. */
	read(actor: Actor, evaluationId: string, roundId: string): Promise<OpenRound>;
	/** What is said in each round, in the order of `list`, and whose names stand there. Members only. */
	conversations(
		actor: Actor,
		evaluationId: string,
	): Promise<{ roundId: string; people: RoundPerson[]; threads: OpenRound['threads'] }[]>;
	/** Leads. From here on the room is read only. Throws 409 where it is closed already. */
	close(actor: Actor, evaluationId: string, roundId: string): Promise<RoundSummary>;
	/** Members and guests of this round: read up to now. */
	markRead(actor: Actor, evaluationId: string, roundId: string): Promise<void>;
	/** Leads, in calibration and review. Throws 409 where it is open. */
	reopen(actor: Actor, evaluationId: string, roundId: string): Promise<RoundSummary>;
	/** Reviewers and guests: done reading. A second time changes nothing. Throws 409 for a closed round. */
	handIn(actor: Actor, evaluationId: string, roundId: string): Promise<{ handedInAt: string }>;
	/** Not done after all. Throws 409 where nothing was handed in, or the round is closed. */
	takeBack(actor: Actor, evaluationId: string, roundId: string): Promise<void>;
	/** Rounds that wait for this person. */
	waiting(actor: Actor): Promise<WaitingRound[]>;
}

interface RoundParts extends CommandParts {
	connection: Connection;
	sync: Pick<SyncHub, 'command' | 'read'>;
	snapshots: Pick<Snapshots, 'inCommand'>;
	/** The day it is, YYYY-MM-DD. */
	today: () => string;
}

const LABEL_MAX = 200;

export function createRounds({ snapshots, today, ...parts }: RoundParts): Rounds {
	const { db } = parts.connection;

	async function summary(evaluationId: string, round: rows.RoundRow, of: Standing): Promise<RoundSummary> {
		const [readers] = await readersOf(db, evaluationId, [round], of);
		return summaryOf(round, readers ?? []);
	}

	const setClosed = (actor: Actor, evaluationId: string, roundId: string, closed: boolean) =>
		roundCommand(
			parts,
			actor,
			evaluationId,
			roundId,
			closed ? 'round.close' : 'round.open',
			async ({ tx, round, rooms, standing }) => {
				if ((round.closed_at !== null) === closed)
					throw new ServiceError(409, closed ? 'roundClosed' : 'roundOpen');
				await rows.setClosed(tx, roundId, closed);
				await record(tx, {
					actor: actor.id,
					action: closed ? 'round.close' : 'round.reopen',
					evaluationId,
					subject: roundId,
				});
				for (const room of rooms) room.notice({ kind: 'round', id: roundId });
				return standing;
			},
		).then(async (standing) => summary(evaluationId, await known(evaluationId, roundId), standing));

	async function known(evaluationId: string, roundId: string): Promise<rows.RoundRow> {
		const round = await rows.find(db, evaluationId, roundId);
		if (!round) throw notFound();
		return round;
	}

	/**
	 * What to compare a draft with: the newest earlier one that this person has read, else the one before. Nothing for a
	 * guest: what was struck from earlier drafts is not theirs to read.
	 */
	async function lastDraftRead(
		actor: Actor,
		round: rows.RoundRow,
	): Promise<{ snapshot_id: string; label: string; read: boolean } | undefined> {
		if (actor.guest) return undefined;
		const earlier = (await rows.list(db, round.evaluation_id)).filter(
			({ id, opened_at }) => id !== round.id && opened_at < round.opened_at,
		);
		const read = await reading.roundsRead(
			db,
			actor.id,
			earlier.map(({ id }) => id),
		);
		const found = earlier.find(({ id }) => read.has(id)) ?? earlier[0];
		return found && { snapshot_id: found.snapshot_id, label: found.label, read: read.has(found.id) };
	}

	/** The content a round froze, as its readers may know it. */
	async function frozen(evaluationId: string, snapshotId: string) {
		const snapshot = await snapshotRows.find(db, evaluationId, snapshotId);
		if (!snapshot) throw notFound();
		return { snapshot, draft: reviewDraft(snapshot.content as CanonicalContent) };
	}

	return {
		async open(actor, evaluationId, input) {
			const { label, deadline } = checked(input, today());
			const id = randomUUID();
			const name = reviewRoom(evaluationId, id);
			const scope = () => ({ others: [name] });
			return commandOn(parts, actor, evaluationId, 'round.open', scope, async ({ context, tx, room }) => {
				const taken = await snapshots.inCommand(context, {
					evaluationId,
					kind: 'named',
					label,
					by: actor.id,
				});
				await rows.insert(tx, {
					id,
					evaluation_id: evaluationId,
					snapshot_id: taken.id,
					label,
					deadline,
					opened_by: actor.id,
				});
				const draft = reviewDraft(canonicalContent(room.doc));
				context.room(name).write((doc) => writeDraft(doc, draft));
				await record(tx, {
					actor: actor.id,
					action: 'round.open',
					evaluationId,
					subject: id,
					detail: { label, snapshot: taken.id, ...(deadline !== null && { deadline }) },
				});
				room.notice({ kind: 'round', id });
				return { id, snapshotId: taken.id };
			});
		},

		async list(actor, evaluationId) {
			const standing = await standingIn(db, actor, evaluationId, undefined, 'round.read');
			const all = await rows.list(db, evaluationId);
			const readers = await readersOf(db, evaluationId, all, standing);
			return all.map((round, at) => summaryOf(round, readers[at] ?? []));
		},

		async get(actor, evaluationId, roundId) {
			const standing = await standingIn(db, actor, evaluationId, roundId, 'round.read');
			return summary(evaluationId, await known(evaluationId, roundId), standing);
		},

		async read(actor, evaluationId, roundId) {
			const standing = await standingIn(db, actor, evaluationId, roundId, 'round.read');
			const { evaluation } = standing;
			const round = await known(evaluationId, roundId);
			const framework = await parts.frameworks.known(evaluation.framework_id);
			const content = await parts.sync.read(reviewRoom(evaluationId, roundId), canonicalContent);
			const { snapshot, draft } = await frozen(evaluationId, round.snapshot_id);
			const earlier = await lastDraftRead(actor, round);
			const lastRead = (await reading.roundsRead(db, actor.id, [roundId])).get(roundId);
			const since = earlier && (await frozen(evaluationId, earlier.snapshot_id));
			const { threads, messages, resolutions } = content;
			return {
				round: await summary(evaluationId, round, standing),
				evaluation: { id: evaluation.id, title: evaluation.title, phase: evaluation.phase },
				framework,
				role: standing.role,
				report: draftModel(framework, evaluation, content, {
					...snapshot,
					// Of the draft itself: the snapshot's own is taken over individual scores as well.
					sha256: contentHash({ ...content, threads: {}, messages: {}, resolutions: {} }),
				}),
				changes:
					since && earlier
						? { ...changesBetween(since.draft, draft), since: earlier.label, read: earlier.read }
						: null,
				lastReadAt: lastRead?.toISOString() ?? null,
				people: await peopleOf(db, evaluationId, roundId),
				threads: { threads, messages, resolutions },
			};
		},

		async conversations(actor, evaluationId) {
			await standingIn(db, actor, evaluationId, undefined, 'round.read');
			return Promise.all(
				(await rows.list(db, evaluationId)).map(async ({ id: roundId }) => ({
					roundId,
					people: await peopleOf(db, evaluationId, roundId),
					threads: await parts.sync.read(reviewRoom(evaluationId, roundId), (doc) => {
						const { threads, messages, resolutions } = canonicalContent(doc);
						return { threads, messages, resolutions };
					}),
				})),
			);
		},

		async markRead(actor, evaluationId, roundId) {
			await standingIn(db, actor, evaluationId, roundId, 'round.read');
			const round = await known(evaluationId, roundId);
			await reading.setRoundRead(db, round.id, actor.id);
		},

		close: (actor, evaluationId, roundId) => setClosed(actor, evaluationId, roundId, true),
		reopen: (actor, evaluationId, roundId) => setClosed(actor, evaluationId, roundId, false),

		handIn: (actor, evaluationId, roundId) =>
			roundCommand(parts, actor, evaluationId, roundId, 'round.handIn', async ({ tx, round, rooms }) => {
				if (round.closed_at) throw new ServiceError(409, 'roundClosed');
				const at = await rows.handIn(tx, roundId, actor.id);
				await record(tx, { actor: actor.id, action: 'round.handIn', evaluationId, subject: roundId });
				for (const room of rooms) room.notice({ kind: 'round', id: roundId });
				return { handedInAt: at.toISOString() };
			}),

		takeBack: (actor, evaluationId, roundId) =>
			roundCommand(parts, actor, evaluationId, roundId, 'round.handIn', async ({ tx, round, rooms }) => {
				if (round.closed_at) throw new ServiceError(409, 'roundClosed');
				if (!(await rows.takeBack(tx, roundId, actor.id))) throw new ServiceError(409, 'notHandedInRound');
				await record(tx, { actor: actor.id, action: 'round.takeBack', evaluationId, subject: roundId });
				for (const room of rooms) room.notice({ kind: 'round', id: roundId });
			}),

		async waiting(actor) {
			if (actor.guest) return [];
			const all = await rows.waitingFor(db, actor.id);
			return all.map(({ id, evaluation_id, title, label, deadline }) => ({
				id,
				evaluationId: evaluation_id,
				title,
				label,
				deadline,
			}));
		},
	};
}

const summaryOf = (round: rows.RoundRow, readers: Reader[]): RoundSummary => ({
	id: round.id,
	label: round.label,
	deadline: round.deadline,
	state: round.closed_at ? 'closed' : 'open',
	snapshotId: round.snapshot_id,
	openedBy: round.opened_by,
	openedAt: round.opened_at.toISOString(),
	closedAt: round.closed_at?.toISOString() ?? null,
	readers,
});

function checked(
	{ label: text, deadline }: { label: string; deadline?: string | null | undefined },
	today: string,
): { label: string; deadline: string | null } {
	const label = text.trim();
	const errors: FieldError[] = [];
	if (label === '') errors.push({ path: 'label', code: 'required' });
	else if (label.length > LABEL_MAX)
		errors.push({ path: 'label', code: 'tooLong', params: { limit: LABEL_MAX } });
	else if (!isStorable(label)) errors.push({ path: 'label', code: 'notStorable' });
	if (deadline !== undefined && deadline !== null) {
		if (!isDay(deadline)) errors.push({ path: 'deadline', code: 'notDay' });
		else if (deadline < today) errors.push({ path: 'deadline', code: 'deadlinePast' });
	}
	if (errors.length > 0) throw invalid(errors);
	return { label, deadline: deadline ?? null };
}
