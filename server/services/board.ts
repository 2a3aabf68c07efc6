/**
 * The board as this viewer may see it: the state of every subquestion and how far everyone has come. While scores
 * are hidden it knows the viewer's own ballot, and of others what had been handed in at the last full minute.
 */
import { boardOf, type BoardState, type Reopening, type Tile } from '#domain/consensus/board.ts';
import type { Stances } from '#domain/consensus/positions.ts';
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import { entriesOf, evaluationIn } from '#document/evaluation-document.ts';
import { discussedIn, readSession } from '#document/session.ts';
import * as ballots from '../db/ballots.ts';
import type { Connection } from '../db/pool.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access, type Place } from './access.ts';
import type { Actor } from './actor.ts';
import { ballotRoom, evaluationRoom } from './evaluation-command.ts';
import type { Frameworks } from './frameworks.ts';
import { filledRows, type MemberProgress, type Progress } from './progress.ts';

export interface BoardTile {
	subquestionId: string;
	state: BoardState;
	/** Whoever counts and is not known to have scored; only before there is a consensus. */
	missing?: string[];
	/** The consensus that the stances are on. */
	version?: number;
	stances?: Stances;
	/** Why it is reopened. */
	because?: Reopening['why'];
}

export interface BoardReport {
	/** Log position of the shared document. */
	seq: number;
	/** The minute that hidden counts of others are from, ISO 8601. */
	asOf: string;
	counts: Record<BoardState, number>;
	areas: { areaId: string; counts: Record<BoardState, number>; tiles: BoardTile[] }[];
	/** Everyone who scores, in the order they joined. */
	members: MemberProgress[];
}

export interface Boards {
	/** Throws 404, 403 (reviewers). */
	of(actor: Actor, evaluationId: string): Promise<BoardReport>;
}

interface BoardParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
	frameworks: Pick<Frameworks, 'known'>;
	progress: Pick<Progress, 'of'>;
}

export function createBoards({ connection: { db }, sync, frameworks, progress }: BoardParts): Boards {
	/** Subquestion id → who is known to have scored it, where the scores are not open. */
	async function unseen(
		{ evaluation, scores }: Place,
		actor: Actor,
		framework: Framework,
		voters: readonly string[],
		revealed: ReadonlySet<string>,
		minute: Date,
	): Promise<Map<string, Set<string>>> {
		const known = new Map<string, Set<string>>();
		const hidden = allSubquestions(framework)
			.map(({ id }) => id)
			.filter((id) => !revealed.has(id));
		if (evaluation.blind === 'off' || evaluation.phase === 'setup' || hidden.length === 0) return known;
		const note = (userId: string, rows: ReadonlySet<string>): void => {
			for (const id of hidden)
				if (rows.has(id)) known.set(id, (known.get(id) ?? new Set<string>()).add(userId));
		};
		for (const voter of voters)
			if (voter !== actor.id) note(voter, await ballots.handedInBy(db, evaluation.id, voter, minute));
		if (scores) {
			const room = ballotRoom(evaluation.id, actor.id);
			note(actor.id, await sync.read(room, (doc) => filledRows(doc, actor.id, hidden)));
		}
		return known;
	}

	return {
		async of(actor, evaluationId) {
			const place = await access(db, actor, evaluationId, 'board.read');
			const { phase, blind, framework_id } = place.evaluation;
			const framework = await frameworks.known(framework_id);
			const { asOf, members } = await progress.of(actor, evaluationId);
			const voters = members.map(({ userId }) => userId);
			const revealed = await ballots.revealed(db, evaluationId);
			const scoredUnseen = await unseen(place, actor, framework, voters, revealed, new Date(asOf));
			const { document, session, seq } = await sync.read(evaluationRoom(evaluationId), (doc, at) => ({
				document: evaluationIn(doc),
				session: readSession(entriesOf(doc, 'session')),
				seq: at.seq,
			}));
			const board = boardOf(framework, document, {
				phase,
				blind,
				revealed,
				members: voters,
				underDiscussion: discussedIn(session),
				scoredUnseen,
			});
			return {
				seq,
				asOf,
				counts: board.counts,
				areas: board.areas.map(({ areaId, counts, tiles }) => ({
					areaId,
					counts,
					tiles: tiles.map(tileOf),
				})),
				members,
			};
		},
	};
}

/** What stands and what it rests on is in the document; here is only where it stands. */
function tileOf(tile: Tile): BoardTile {
	const { subquestionId, state } = tile;
	if ('missing' in tile) return { subquestionId, state, missing: tile.missing };
	const version = tile.consensus && { version: tile.consensus.version };
	if (tile.state === 'final') return { subquestionId, state, ...version };
	return {
		subquestionId,
		state,
		...version,
		stances: tile.stances,
		...(tile.state === 'reopened' && { because: tile.because.why }),
	};
}
