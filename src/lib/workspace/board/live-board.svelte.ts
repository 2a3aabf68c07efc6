/**
 * The board as it stands on this screen: the state of every subquestion and the queue of disagreement, derived
 * from the live document by the same pure functions as the server's. Each tile depends on its own keys alone, so
 * that a change draws one tile anew.
 */
import { spreadAmong, type Spread } from '#domain/agreement/spread.ts';
import type { TooLittleData } from '#domain/agreement/estimate.ts';
import {
	BOARD_STATES,
	subquestionState,
	type BoardState,
	type SubquestionState,
} from '#domain/consensus/board.ts';
import type { Position } from '#domain/consensus/positions.ts';
import { disagreementQueue, type DisagreementQueue } from '#domain/consensus/queue.ts';
import type { Area, Subquestion } from '#domain/framework/framework.ts';
import { keyOf } from '#document/paths.ts';
import { personKey } from '#document/scores.ts';
import type { Score } from '#document/values.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import type { BoardReport } from './board-report.svelte.ts';
import { ranksOf } from './queue-order.ts';
import { byId, byMember, bySubquestion, membersWith } from './lookups.ts';

export class LiveTile {
	readonly area: Area;
	readonly subquestion: Subquestion;
	readonly #board: LiveBoard;

	constructor(board: LiveBoard, area: Area, subquestion: Subquestion) {
		this.#board = board;
		this.area = area;
		this.subquestion = subquestion;
	}

	get id(): string {
		return this.subquestion.id;
	}

	/** Scores open to the group, of those that count. */
	readonly scores: ReadonlyMap<string, Score> = $derived.by(() => {
		const { live, members } = this.#board;
		return byMember(members, (userId) => live.openScore(this.id, userId));
	});

	readonly state: SubquestionState = $derived.by(() => {
		const { live, members } = this.#board;
		const { id } = this;
		return subquestionState(
			{
				scores: this.scores,
				firstScores: byMember(members, (userId) => live.firstScores.get(personKey(id, userId))),
				consensus: live.consensus.get(id),
				positions: byMember(members, (userId): Position | undefined =>
					live.positions.get(personKey(id, userId)),
				),
			},
			{
				phase: live.phase,
				blind: live.evaluation.blind,
				revealed: live.revealed.has(id),
				members,
				underDiscussion: this.#board.isDiscussed(id),
				scoredUnseen: this.#scoredUnseen,
			},
		);
	});

	readonly spread: Spread | TooLittleData = $derived.by(() =>
		spreadAmong(this.scores, this.#board.members, this.subquestion.max),
	);

	get isSettled(): boolean {
		const { state } = this.state;
		return state === 'agreed' || state === 'final';
	}

	/** How often others have changed what this tile shows, while I have been here. */
	readonly changes: number = $derived.by(() => {
		const { live, members } = this.#board;
		const { id } = this;
		return (
			live.consensus.changesByOthers(id) +
			members.reduce(
				(sum, userId) =>
					sum +
					live.scores.changesByOthers(personKey(id, userId)) +
					live.positions.changesByOthers(personKey(id, userId)),
				0,
			)
		);
	});

	/** While the row is hidden: my own ballot, and of others what they had handed in at the last full minute. */
	readonly #scoredUnseen: ReadonlySet<string> | undefined = $derived.by(() => {
		const { live, members, report } = this.#board;
		if (live.scoreHome(this.id) === 'shared') return undefined;
		return membersWith(members, (userId) =>
			userId === live.me ? live.myScore(this.id) !== undefined : report.hasScored(this.id, userId),
		);
	});
}

export interface LiveArea {
	area: Area;
	tiles: readonly LiveTile[];
}

export class LiveBoard {
	readonly live: SyncedEvaluation;
	readonly report: BoardReport;
	readonly areas: readonly LiveArea[];
	readonly tiles: readonly LiveTile[];
	readonly #byId: ReadonlyMap<string, LiveTile>;

	constructor(live: SyncedEvaluation, report: BoardReport) {
		this.live = live;
		this.report = report;
		this.areas = live.framework.areas.map((area) => ({
			area,
			tiles: area.subquestions.map((subquestion) => new LiveTile(this, area, subquestion)),
		}));
		this.tiles = this.areas.flatMap(({ tiles }) => tiles);
		this.#byId = byId(this.tiles);
	}

	/** Those whose scores and positions count. */
	readonly members: readonly string[] = $derived.by(() => this.live.scorers.map(({ userId }) => userId));

	/** What everyone follows in an open session. */
	readonly current: string | null = $derived.by(() => {
		const state = this.live.session.get(keyOf({ kind: 'session' }));
		return state && 'open' in state && state.open ? state.current : null;
	});

	readonly counts: Readonly<Record<BoardState, number>> = $derived.by(() => {
		const counts = Object.fromEntries(BOARD_STATES.map((state) => [state, 0])) as Record<BoardState, number>;
		for (const { state } of this.tiles) counts[state.state] += 1;
		return counts;
	});

	readonly queue: DisagreementQueue = $derived.by(() =>
		disagreementQueue(
			this.live.framework,
			bySubquestion(this.tiles),
			this.members,
			this.live.evaluation.tolerance,
		),
	);

	/** Subquestion id → rank in the queue. */
	readonly ranks: ReadonlyMap<string, number> = $derived.by(() => ranksOf(this.queue));

	/** Marked discussed, or what the session is at. */
	isDiscussed(subquestionId: string): boolean {
		return (
			this.current === subquestionId ||
			this.live.session.get(keyOf({ kind: 'sessionDiscussed', subquestionId })) !== undefined
		);
	}

	tile(subquestionId: string): LiveTile | undefined {
		return this.#byId.get(subquestionId);
	}
}
