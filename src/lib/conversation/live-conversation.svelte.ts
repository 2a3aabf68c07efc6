/**
 * What is said in one room, alive: threads with their messages and dispositions, and the ways to add to them. The
 * evaluation and each review round have one; both speak the same keys under the same rules.
 */
import { mayWrite, type DocumentActor, type RoomRules } from '#domain/permissions/document-rules.ts';
import { anchorOf, whereabouts, type Stretch } from '#document/anchors.ts';
import { keyOf } from '#document/paths.ts';
import { textRoot, type MapRoot } from '#document/roots.ts';
import { parseValue, type Message, type Resolution, type Thread, type ValueOf } from '#document/values.ts';
import { LiveMap } from '#lib/sync/live-map.svelte.ts';
import type { SyncedRoom } from '#lib/sync/synced-room.svelte.ts';
import type * as Y from 'yjs';
import { now, threadViews, type MessageView, type ThreadView } from '#lib/review/threads.ts';

export interface InitialThreads {
	threads: Record<string, unknown>;
	messages: Record<string, unknown>;
	resolutions: Record<string, unknown>;
}

export const NO_THREADS: InitialThreads = { threads: {}, messages: {}, resolutions: {} };

export type Words = Stretch & { words: string };

export interface NewComment {
	on: string;
	class: Thread['class'];
	text: string;
	/** Which characters of the place's text; absent: all of it. */
	stretch?: Words;
	/** What should stand there instead. */
	suggestion?: string;
	/** User ids. */
	mentions?: readonly string[];
}

export type Disposition = NonNullable<Resolution['disposition']>;

/** What a conversation stands on. */
export interface TalkRoom {
	readonly room: SyncedRoom;
	readonly evaluationId: string;
	/** The review round whose room it is. */
	readonly roundId?: string;
	actor(): DocumentActor;
	rules(): RoomRules;
	/** The connection is over: nothing written here reaches the server any more. */
	ended?(): boolean;
}

const QUOTE_MAX = 5_000;
/** Nobody reads where a comment stands between two keystrokes. */
const PAUSE_MS = 300;

const parser =
	<R extends MapRoot>(root: R) =>
	(raw: unknown): ValueOf<R> | undefined =>
		parseValue(root, raw);

export class LiveConversation {
	readonly #home: TalkRoom;
	readonly #threads: LiveMap<Thread>;
	readonly #messages: LiveMap<Message>;
	readonly #resolutions: LiveMap<Resolution>;
	/** Moves a moment after texts have changed: where words stand depends on it. */
	#edits = $state(0);
	#pause: ReturnType<typeof setTimeout> | undefined;

	constructor(home: TalkRoom, initial: InitialThreads) {
		this.#home = home;
		this.#threads = new LiveMap(initial.threads, parser('threads'));
		this.#messages = new LiveMap(initial.messages, parser('messages'));
		this.#resolutions = new LiveMap(initial.resolutions, parser('resolutions'));
	}

	attach(doc: Y.Doc): void {
		this.#threads.attach(doc.getMap('threads'));
		this.#messages.attach(doc.getMap('messages'));
		this.#resolutions.attach(doc.getMap('resolutions'));
		doc.on('update', () => {
			if (this.#pause !== undefined) return;
			this.#pause = setTimeout(() => {
				this.#pause = undefined;
				this.#edits += 1;
			}, PAUSE_MS);
		});
	}

	get room(): SyncedRoom {
		return this.#home.room;
	}

	get evaluationId(): string {
		return this.#home.evaluationId;
	}

	get roundId(): string | undefined {
		return this.#home.roundId;
	}

	get me(): string {
		return this.#home.actor().userId;
	}

	readonly threads: ThreadView[] = $derived.by(() =>
		threadViews(this.#threads.entries(), this.#messages.entries(), this.#resolutions.entries()),
	);

	readonly mayComment: boolean = $derived.by(() => this.#may({ kind: 'thread', id: 'any' }));

	readonly mayAnswer: boolean = $derived.by(() => this.#may({ kind: 'resolution', threadId: 'any' }));

	#may(place: Parameters<typeof mayWrite>[2]): boolean {
		if (this.#home.ended?.()) return false;
		return mayWrite(this.#home.actor(), this.#home.rules(), place).ok;
	}

	/** The stretch of a place's text that a thread is about; undefined before the document is here, and for orphans. */
	stretchOf({ on, anchor, quote }: Pick<Thread, 'on' | 'anchor' | 'quote'>): Stretch | undefined {
		void this.#edits;
		const { doc } = this.room;
		const root = textRoot(on);
		if (!doc || anchor === undefined || !doc.share.has(root)) return undefined;
		return whereabouts(doc.getXmlFragment(root), { anchor, quote });
	}

	/** False where it cannot be written now: nothing was. */
	comment({ on, class: kind, text, stretch, suggestion, mentions }: NewComment): boolean {
		const { doc } = this.room;
		if (!doc || !this.mayComment || text.trim() === '') return false;
		const id = crypto.randomUUID();
		const at = now();
		const anchor = stretch && anchorOf(doc.getXmlFragment(textRoot(on)), stretch);
		const thread: Thread = {
			on,
			...(anchor !== undefined && { anchor }),
			...(stretch && { quote: stretch.words.slice(0, QUOTE_MAX) }),
			...(suggestion !== undefined && stretch && { suggestion }),
			class: kind,
			by: this.me,
			at,
		};
		doc.transact(() => {
			doc.getMap('threads').set(id, thread);
			doc.getMap('messages').set(this.#messageKey(id), messageOf(text, at, mentions));
		});
		return true;
	}

	reply(threadId: string, text: string, mentions?: readonly string[]): boolean {
		const { doc } = this.room;
		if (!doc || !this.mayComment || text.trim() === '') return false;
		doc.getMap('messages').set(this.#messageKey(threadId), messageOf(text, now(), mentions));
		return true;
	}

	/** One's own words only. */
	edit({ key, by, at }: MessageView, text: string, mentions?: readonly string[]): boolean {
		const { doc } = this.room;
		if (!doc || by !== this.me || !this.mayComment || text.trim() === '') return false;
		doc.getMap('messages').set(key, { ...messageOf(text, at, mentions), editedAt: now() });
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
}

const messageOf = (text: string, at: Message['at'], mentions: readonly string[] = []): Message => ({
	text: text.trim(),
	at,
	...(mentions.length > 0 && { mentions: [...mentions] }),
});
