/**
 * The live evaluation behind every page of its workspace: the shared room, my ballot while scoring is blind, and
 * what may be written where. Renders on the server from the page's data; comes alive with `start()` in the
 * browser. Created in the layout of an evaluation, handed down by context, ended with `destroy()`.
 */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { EvaluationDetail, Member } from '#domain/evaluation/evaluation.ts';
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import { can } from '#domain/permissions/can.ts';
import type { Action } from '#domain/permissions/actions.ts';
import {
	mayWrite,
	type DocumentActor,
	type Place as DocumentPlace,
	type RoomRules,
	type Verdict,
} from '#domain/permissions/document-rules.ts';
import type { Role } from '#domain/permissions/roles.ts';
import type { Phase } from '#domain/phases/phases.ts';
import { keyOf, parseMapPlace, parseTextPlace } from '#document/paths.ts';
import type { Notice } from '#document/protocol.ts';
import { roomName } from '#document/rooms.ts';
import type { MapRoot } from '#document/roots.ts';
import {
	parseValue,
	type Consensus,
	type Fact,
	type Finding,
	type OutlineEntry,
	type Position,
	type Question,
	type RoleModel,
	type Score,
	type SectionState,
	type Source,
	type ValueOf,
} from '#document/values.ts';
import { LiveConversation, NO_THREADS } from '#lib/conversation/live-conversation.svelte.ts';
import type { ConnectionState } from './connection-state.ts';
import { LiveMap } from './live-map.svelte.ts';
import { Presence } from './presence.svelte.ts';
import { ballotRules, evaluationRules, revealedRows, rowSet } from './room-rules.ts';
import { ballotInUse, scoreHome } from './score-home.ts';
import { ServerClock } from './server-clock.svelte.ts';
import { splitPath } from './split-path.ts';
import { SyncedRoom, type Hello } from './synced-room.svelte.ts';

/** What the page knows from the relational side; read again whenever the server says that it changed. */
export interface Facts {
	evaluation: EvaluationDetail;
	framework: Framework;
	me: { id: string };
	/** Rows of my ballot that are handed in. */
	handedIn: readonly string[];
}

/** What the page brought along, so that it shows something before the rooms are open. */
export interface InitialContent {
	scores: Record<string, unknown>;
	firstScores: Record<string, unknown>;
	consensus: Record<string, unknown>;
	positions: Record<string, unknown>;
	session: Record<string, unknown>;
	findings: Record<string, unknown>;
	sections: Record<string, unknown>;
	outline: Record<string, unknown>;
	facts: Record<string, unknown>;
	sources: Record<string, unknown>;
	roleModels: Record<string, unknown>;
	questions: Record<string, unknown>;
	/** My own unrevealed scores. */
	ballot: Record<string, unknown>;
}

/** Heard on the wire before the page's facts were read again; void as soon as they are. */
interface Heard {
	against: Facts;
	phase?: Phase;
	role?: Role;
	revealed: readonly string[];
}

/** One entry of one of the document's maps as it is to be; undefined: not there. */
export type EntryChange = {
	[R in MapRoot]: { root: R; key: string; value: ValueOf<R> | undefined };
}[MapRoot];

export class SyncedEvaluation {
	readonly room: SyncedRoom;
	readonly ballot: SyncedRoom;
	readonly presence: Presence;
	readonly clock = new ServerClock();

	readonly scores: LiveMap<Score>;
	readonly firstScores: LiveMap<Score>;
	readonly consensus: LiveMap<Consensus>;
	readonly positions: LiveMap<Position>;
	/** What a calibration session leaves in the document, entry by entry. */
	readonly session: LiveMap<ValueOf<'session'>>;
	readonly findings: LiveMap<Finding>;
	/** Section id → how far it has come. */
	readonly sectionStates: LiveMap<SectionState>;
	readonly outline: LiveMap<OutlineEntry>;
	readonly facts: LiveMap<Fact>;
	readonly sources: LiveMap<Source>;
	readonly roleModels: LiveMap<RoleModel>;
	readonly questions: LiveMap<Question>;
	/** What is said about it in the evaluation itself; review rounds have conversations of their own. */
	readonly talk: LiveConversation;
	readonly #ballotScores: LiveMap<Score>;

	readonly #facts: () => Facts;
	readonly #refresh: (notice: Notice | Hello) => void;
	#heard = $state.raw<Heard | null>(null);

	/** `refresh`: reads the page's facts again. */
	constructor(facts: () => Facts, initial: InitialContent, refresh: (notice: Notice | Hello) => void) {
		this.#facts = facts;
		this.#refresh = refresh;
		const { evaluation, me } = facts();
		const parse =
			<R extends MapRoot>(root: R) =>
			(raw: unknown) =>
				parseValue(root, raw);
		this.scores = new LiveMap<Score>(initial.scores, parse('scores'));
		this.firstScores = new LiveMap<Score>(initial.firstScores, parse('firstScores'));
		this.consensus = new LiveMap<Consensus>(initial.consensus, parse('consensus'));
		this.positions = new LiveMap<Position>(initial.positions, parse('positions'));
		this.session = new LiveMap<ValueOf<'session'>>(initial.session, parse('session'));
		this.findings = new LiveMap<Finding>(initial.findings, parse('findings'));
		this.sectionStates = new LiveMap<SectionState>(initial.sections, parse('sections'));
		this.outline = new LiveMap<OutlineEntry>(initial.outline, parse('outline'));
		this.sources = new LiveMap<Source>(initial.sources, parse('sources'));
		this.facts = new LiveMap<Fact>(initial.facts, parse('facts'));
		this.roleModels = new LiveMap<RoleModel>(initial.roleModels, parse('roleModels'));
		this.questions = new LiveMap<Question>(initial.questions, parse('questions'));
		this.#ballotScores = new LiveMap<Score>(initial.ballot, parse('scores'));
		this.presence = new Presence(me.id);
		const evaluationId = evaluation.id;
		this.room = new SyncedRoom({
			evaluationId,
			seat: 'evaluation',
			name: roomName({ kind: 'evaluation', evaluationId }),
			mayWrite: (path) => this.#mayWritePath(path, 'evaluation'),
			hello: (hello) => this.#hello(hello),
			notice: (notice) => this.#notice(notice),
			attach: (doc, awareness) => this.#attach(doc, awareness),
		});
		this.talk = new LiveConversation(
			{
				room: this.room,
				evaluationId,
				actor: () => this.#actor,
				rules: () => this.#sharedRules,
				ended: () => this.ended,
			},
			NO_THREADS,
		);
		this.ballot = new SyncedRoom({
			evaluationId,
			seat: 'ballot',
			name: roomName({ kind: 'ballot', evaluationId, userId: me.id }),
			mayWrite: (path) => this.#mayWritePath(path, 'ballot'),
			// The shared room says the same and is always open.
			attach: (doc) => this.#ballotScores.attach(doc.getMap('scores')),
		});
	}

	get framework(): Framework {
		return this.#facts().framework;
	}

	get evaluation(): EvaluationDetail {
		return this.#facts().evaluation;
	}

	get me(): string {
		return this.#facts().me.id;
	}

	get phase(): Phase {
		return this.#news?.phase ?? this.evaluation.phase;
	}

	get role(): Role {
		return this.#news?.role ?? this.evaluation.myRole;
	}

	readonly revealed = $derived.by(() => revealedRows(this.evaluation.revealed, this.#news?.revealed ?? []));

	readonly handedIn = $derived.by(() => rowSet(this.#facts().handedIn));

	/** Members who score, in the order of their colours. */
	readonly scorers: readonly Member[] = $derived.by(() =>
		this.evaluation.members.filter((member) => member.scores).sort((a, b) => a.color - b.color),
	);

	/** Changes of mine in any room that are not yet committed. */
	get unsaved(): number {
		return this.room.unsaved + this.ballot.unsaved;
	}

	/** What to tell about the connection: the shared room's, unless my ballot alone is in trouble. */
	get connection(): ConnectionState {
		const { state } = this.room;
		const ballot = this.ballot.state;
		const inTrouble =
			ballot.kind === 'paused' || (ballot.kind === 'closed' && ballot.reason !== 'noSuchRoom');
		return state.kind === 'live' && inTrouble ? ballot : state;
	}

	/** Whether there is any place in the shared document where I may write now. */
	get canWriteSomething(): boolean {
		const [first] = allSubquestions(this.framework);
		if (!first) return false;
		const section = { kind: 'subquestion', subquestionId: first.id } as const;
		return this.mayWrite({ kind: 'text', section }).ok;
	}

	/** After signing in again, or after waiting: both rooms go on with what they have. */
	resume(): void {
		for (const room of [this.room, this.ballot]) if (room.state.kind === 'closed') room.resume();
	}

	/** Call in the browser. Reviewers never open the shared document. */
	start(): void {
		if (this.role === 'reviewer') return;
		this.room.start();
	}

	/** Opens or closes my ballot as the facts have it; call whenever they change. */
	followBallot(): void {
		const { evaluation, framework } = this.#facts();
		const ids = allSubquestions(framework).map(({ id }) => id);
		const open =
			this.role !== 'reviewer' &&
			evaluation.myScores &&
			this.phase === 'scoring' &&
			ballotInUse(evaluation.blind, this.revealed, ids);
		if (open) this.ballot.start();
		// What is still under way there is for the server to take or to refuse; both are told.
		else if (this.ballot.unsaved === 0) this.ballot.stop();
	}

	destroy(): void {
		this.presence.detach();
		this.room.destroy();
		this.ballot.destroy();
	}

	/** My score, wherever it lives. */
	myScore(subquestionId: string): Score | undefined {
		return this.#homeOf(subquestionId).map.get(this.#scoreKey(subquestionId, this.me));
	}

	/** Undefined takes the score away: blank is not zero. */
	setMyScore(subquestionId: string, score: Score | undefined): void {
		const { room } = this.#homeOf(subquestionId);
		if (!room.doc || !this.mayScore(subquestionId).ok) return;
		const map = room.doc.getMap<unknown>('scores');
		const key = this.#scoreKey(subquestionId, this.me);
		if (JSON.stringify(map.get(key)) === JSON.stringify(score)) return;
		if (score === undefined) map.delete(key);
		else map.set(key, score);
	}

	/** Whether my scores can be written at once: the room they live in is here. */
	isScoreReady(subquestionId: string): boolean {
		return this.#homeOf(subquestionId).room.doc !== null;
	}

	scoreHome(subquestionId: string): 'ballot' | 'shared' {
		return scoreHome(this.evaluation.blind, this.revealed, subquestionId);
	}

	/** Others' scores, or mine, as the group sees them. */
	openScore(subquestionId: string, userId: string): Score | undefined {
		return this.scoreHome(subquestionId) === 'shared'
			? this.scores.get(this.#scoreKey(subquestionId, userId))
			: undefined;
	}

	mayScore(subquestionId: string): Verdict {
		const kind = this.scoreHome(subquestionId) === 'ballot' ? 'ballot' : 'evaluation';
		return this.mayWrite({ kind: 'score', subquestionId, userId: this.me }, kind);
	}

	mayWrite(place: DocumentPlace, kind: 'evaluation' | 'ballot' = 'evaluation'): Verdict {
		if (this.ended) return { ok: false, code: 'room-closed' };
		// A text keeps its editor, with cursor and undo; the editor itself pauses.
		if (this.paused && place.kind !== 'text') return { ok: false, code: 'paused' };
		return mayWrite(this.#actor, this.#rules(kind), place);
	}

	/**
	 * Writes entries of the shared document as one change, as one step of history; undefined takes one away. False,
	 * and nothing is written, where the document is not here or one of them may not be written now.
	 */
	write(changes: readonly EntryChange[]): boolean {
		const { doc } = this.room;
		if (!doc || changes.some(({ root, key }) => !this.#mayWritePath(`${root}/${key}`, 'evaluation')))
			return false;
		doc.transact(() => {
			for (const { root, key, value } of changes) {
				const map = doc.getMap<unknown>(root);
				if (value === undefined) map.delete(key);
				else if (JSON.stringify(map.get(key)) !== JSON.stringify(value)) map.set(key, value);
			}
		});
		return true;
	}

	/** The server cannot save now. */
	get paused(): boolean {
		return this.connection.kind === 'paused';
	}

	/** The connection is over and nothing written here can reach the server any more. */
	get ended(): boolean {
		const { state } = this.room;
		return state.kind === 'closed' && state.reason !== 'signedOut' && state.reason !== 'tooFast';
	}

	/** May I ask this of the server? */
	can(action: Action): boolean {
		return can(this.role, action, {
			phase: this.phase,
			scores: this.evaluation.myScores,
			consensusBy: this.evaluation.consensusBy,
		});
	}

	readonly #actor: DocumentActor = $derived.by(() => ({
		userId: this.me,
		role: this.role,
		scores: this.evaluation.myScores,
	}));

	readonly #sharedRules = $derived.by(() =>
		evaluationRules(this.framework, this.evaluation, this.phase, this.revealed),
	);

	readonly #ballotRules = $derived.by(() => ballotRules(this.#sharedRules, this.me, this.handedIn));

	#rules(kind: 'evaluation' | 'ballot'): RoomRules {
		return kind === 'ballot' ? this.#ballotRules : this.#sharedRules;
	}

	#mayWritePath(path: string, kind: 'evaluation' | 'ballot'): boolean {
		const [root, key] = splitPath(path);
		const place = key === undefined ? parseTextPlace(root) : parseMapPlace(root, key);
		return place !== undefined && this.mayWrite(place, kind).ok;
	}

	#scoreKey(subquestionId: string, userId: string): string {
		return keyOf({ kind: 'score', subquestionId, userId });
	}

	#homeOf(subquestionId: string): { room: SyncedRoom; map: LiveMap<Score> } {
		return this.scoreHome(subquestionId) === 'ballot'
			? { room: this.ballot, map: this.#ballotScores }
			: { room: this.room, map: this.scores };
	}

	#attach(doc: Y.Doc, awareness: Awareness): void {
		this.scores.attach(doc.getMap('scores'));
		this.firstScores.attach(doc.getMap('firstScores'));
		this.consensus.attach(doc.getMap('consensus'));
		this.positions.attach(doc.getMap('positions'));
		this.session.attach(doc.getMap('session'));
		this.findings.attach(doc.getMap('findings'));
		this.sectionStates.attach(doc.getMap('sections'));
		this.outline.attach(doc.getMap('outline'));
		this.sources.attach(doc.getMap('sources'));
		this.facts.attach(doc.getMap('facts'));
		this.roleModels.attach(doc.getMap('roleModels'));
		this.questions.attach(doc.getMap('questions'));
		this.talk.attach(doc);
		this.presence.attach(awareness);
	}

	get #news(): Heard | null {
		return this.#heard?.against === this.#facts() ? this.#heard : null;
	}

	#hear(news: Omit<Partial<Heard>, 'against'>): void {
		const known: Heard = this.#news ?? { against: this.#facts(), revealed: [] };
		this.#heard = { ...known, ...news };
	}

	#hello(hello: Hello): void {
		this.clock.hear(hello.serverTime);
		if (hello.phase === this.phase && hello.role === this.role) return;
		this.#hear({ phase: hello.phase, role: hello.role });
		this.#refresh(hello);
	}

	#notice(notice: Notice): void {
		if (notice.kind === 'draining') return;
		if (notice.kind === 'phase') this.#hear({ phase: notice.phase });
		if (notice.kind === 'role') this.#hear({ role: notice.role });
		if (notice.kind === 'reveal')
			this.#hear({ revealed: [...(this.#news?.revealed ?? []), ...notice.subquestions] });
		this.#refresh(notice);
	}
}
