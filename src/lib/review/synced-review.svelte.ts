/**
 * A review room alive: the frozen draft's document and the conversation beside it. Renders on the server from what
 * the page brought; comes alive with `start()` in the browser.
 */
import { mayWrite, type DocumentActor, type RoomRules } from '#domain/permissions/document-rules.ts';
import type { Role } from '#domain/permissions/roles.ts';
import type { Phase } from '#domain/phases/phases.ts';
import { parseMapPlace } from '#document/paths.ts';
import { roomName } from '#document/rooms.ts';
import { LiveConversation, type InitialThreads } from '#lib/conversation/live-conversation.svelte.ts';
import { splitPath } from '#lib/sync/split-path.ts';
import { SyncedRoom } from '#lib/sync/synced-room.svelte.ts';
import { reviewRules } from './review-rules.ts';

export interface ReviewFacts {
	evaluationId: string;
	roundId: string;
	me: string;
	role: Role;
	phase: Phase;
	closed: boolean;
}

export class SyncedReview {
	readonly room: SyncedRoom;
	readonly talk: LiveConversation;
	readonly #facts: () => ReviewFacts;

	/** `refresh`: reads the page's facts again. */
	constructor(facts: () => ReviewFacts, initial: InitialThreads, refresh: () => void) {
		this.#facts = facts;
		const { evaluationId, roundId } = facts();
		this.room = new SyncedRoom({
			evaluationId,
			seat: `/review/${evaluationId}/${roundId}/seat`,
			name: roomName({ kind: 'review', evaluationId, roundId }),
			mayWrite: (path) => this.#mayWritePath(path),
			notice: (notice) => {
				if (notice.kind !== 'draining') refresh();
			},
			attach: (doc) => this.talk.attach(doc),
		});
		this.talk = new LiveConversation(
			{
				room: this.room,
				evaluationId,
				roundId,
				actor: () => this.#actor,
				rules: () => this.#rules,
			},
			initial,
		);
	}

	start(): void {
		this.room.start();
	}

	destroy(): void {
		this.room.destroy();
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
