/**
 * A review room alive: the frozen draft's document and the conversation beside it. Renders on the server from what
 * the page brought; comes alive with `start()` in the browser.
 */
import { mayWrite, type DocumentActor, type RoomRules } from '#domain/permissions/document-rules.ts';
import type { Role } from '#domain/permissions/roles.ts';
import type { Phase } from '#domain/phases/phases.ts';
import { keyOf, parseMapPlace } from '#document/paths.ts';
import { roomName } from '#document/rooms.ts';
import { textRoot, type MapRoot } from '#document/roots.ts';
import { parseValue, type Message, type Resolution, type Thread, type ValueOf } from '#document/values.ts';
import { splitPath } from '#lib/sync/carry-over.ts';
import { LiveMap } from '#lib/sync/live-map.svelte.ts';
import { SyncedRoom } from '#lib/sync/synced-room.svelte.ts';
import { anchorOf, stretchOf, type Stretch } from '#document/anchors.ts';
import { reviewRules } from './review-rules.ts';
import { now, threadViews, type MessageView, type ThreadView } from './threads.ts';

export interface ReviewFacts {
	evaluationId: string;
	roundId: string;
	me: string;
	role: Role;
	phase: Phase;
	closed: boolean;
}

export interface InitialThreads {
	threads: Record<string, unknown>;
	messages: Record<string, unknown>;
	resolutions: Record<string, unknown>;
}

export interface NewComment {
	on: string;
	class: Thread['class'];
	text: string;
	/** Which characters of the place's text; absent: all of it. */
	stretch?: Stretch & { words: string };
}

export type Disposition = NonNullable<Resolution['disposition']>;

const parser =
	<R extends MapRoot>(root: R) =>
	(raw: unknown): ValueOf<R> | undefined =>
		parseValue(root, raw);

export class SyncedReview {
	readonly room: SyncedRoom;
	readonly #threads: LiveMap<Thread>;
	readonly #messages: LiveMap<Message>;
	readonly #resolutions: LiveMap<Resolution>;
	readonly #facts: () => ReviewFacts;

	/** `refresh`: reads the page's facts again. */
	constructor(facts: () => ReviewFacts, initial: InitialThreads, refresh: () => void) {
		this.#facts = facts;
		this.#threads = new LiveMap(initial.threads, parser('threads'));
		this.#messages = new LiveMap(initial.messages, parser('messages'));
		this.#resolutions = new LiveMap(initial.resolutions, parser('resolutions'));
		const { evaluationId, roundId } = facts();
		this.room = new SyncedRoom({
			evaluationId,
			seat: `/review/${evaluationId}/${roundId}/seat`,
			name: roomName({ kind: 'review', evaluationId, roundId }),
			mayWrite: (path) => this.#mayWritePath(path),
			notice: (notice) => {
				if (notice.kind !== 'draining') refresh();
			},
			attach: (doc) => {
				this.#threads.attach(doc.getMap('threads'));
				this.#messages.attach(doc.getMap('messages'));
				this.#resolutions.attach(doc.getMap('resolutions'));
			},
		});
	}

	get me(): string {
		return this.#facts().me;
	}

	readonly threads: ThreadView[] = $derived.by(() =>
		threadViews(this.#threads.entries(), this.#messages.entries(), this.#resolutions.entries()),
	);

	readonly mayComment: boolean = $derived.by(
		() => mayWrite(this.#actor, this.#rules, { kind: 'thread', id: 'any' }).ok,
	);

	readonly mayAnswer: boolean = $derived.by(
		() => mayWrite(this.#actor, this.#rules, { kind: 'resolution', threadId: 'any' }).ok,
	);

	start(): void {
		this.room.start();
	}

	destroy(): void {
		this.room.destroy();
	}

	/** The stretch of a place's text that a thread is about; undefined before the document is here. */
	stretchOf({ on, anchor }: Thread): Stretch | undefined {
		const { doc } = this.room;
		const root = textRoot(on);
		if (!doc || anchor === undefined || !doc.share.has(root)) return undefined;
		return stretchOf(doc.getXmlFragment(root), anchor);
	}

	/** False where it cannot be written now: nothing was. */
	comment({ on, class: kind, text, stretch }: NewComment): boolean {
		const { doc } = this.room;
		if (!doc || !this.mayComment || text.trim() === '') return false;
		const id = crypto.randomUUID();
		const at = now();
		const anchor = stretch && anchorOf(doc.getXmlFragment(textRoot(on)), stretch);
		const thread: Thread = {
			on,
			...(anchor !== undefined && { anchor }),
			...(stretch && { quote: stretch.words.slice(0, QUOTE_MAX) }),
			class: kind,
			by: this.me,
			at,
		};
		doc.transact(() => {
			doc.getMap('threads').set(id, thread);
			doc.getMap('messages').set(this.#messageKey(id), { text: text.trim(), at } satisfies Message);
		});
		return true;
	}

	reply(threadId: string, text: string): boolean {
		const { doc } = this.room;
		if (!doc || !this.mayComment || text.trim() === '') return false;
		const message: Message = { text: text.trim(), at: now() };
		doc.getMap('messages').set(this.#messageKey(threadId), message);
		return true;
	}

	/** One's own words only. */
	edit({ key, by, at }: MessageView, text: string): boolean {
		const { doc } = this.room;
		if (!doc || by !== this.me || !this.mayComment || text.trim() === '') return false;
		const message: Message = { text: text.trim(), at, editedAt: now() };
		doc.getMap('messages').set(key, message);
		return true;
	}

	answer(threadId: string, disposition: Disposition, reason: string): boolean {
		return this.#decide(threadId, {
			state: 'resolved',
			disposition,
			...(reason.trim() !== '' && { reason: reason.trim() }),
		});
	}

	takeUpAgain(threadId: string): boolean {
		return this.#decide(threadId, { state: 'open' });
	}

	#decide(threadId: string, decision: Omit<Resolution, 'by' | 'at'>): boolean {
		const { doc } = this.room;
		if (!doc || !this.mayAnswer) return false;
		const resolution: Resolution = { ...decision, by: this.me, at: now() };
		doc.getMap('resolutions').set(threadId, resolution);
		return true;
	}

	#messageKey(threadId: string): string {
		return keyOf({ kind: 'message', threadId, userId: this.me, id: crypto.randomUUID() });
	}

	readonly #actor: DocumentActor = $derived.by(() => ({
		userId: this.#facts().me,
		role: this.#facts().role,
		scores: false,
	}));

	readonly #rules: RoomRules = $derived.by(() => reviewRules(this.#facts()));

	#mayWritePath(path: string): boolean {
		const [root, key] = splitPath(path);
		const place = key === undefined ? undefined : parseMapPlace(root, key);
		return place !== undefined && mayWrite(this.#actor, this.#rules, place).ok;
	}
}

const QUOTE_MAX = 5_000;
