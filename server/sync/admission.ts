/**
 * The gate every update passes before it is applied: what it would touch is found without integrating it, and
 * each touched path is judged for this actor. What is let in cannot throw, leaves nothing pending and changes
 * nothing but what was judged.
 */
import type * as Y from 'yjs';
import type { DocumentActor, RoomRules, RuleRefusal } from '#domain/permissions/document-rules.ts';

export type { DocumentActor, RoomRules };

/** Refusals that are about the update itself rather than about a place. */
export type UpdateRefusal =
	'foreign-client' | 'server-client' | 'too-many-clients' | 'value' | 'rich-text' | 'container';
export type RefusalCode = RuleRefusal | UpdateRefusal;

/** What frame 102 carries, without its words: those are in the actor's language, see refusal-text.ts. */
export interface AdmissionRefusal {
	code: RefusalCode;
	/** Root name, then the key in a map; empty where no single path is to blame. */
	path: string[];
	fromClock: number;
	toClock: number;
}

export type Admission =
	/** Apply, write down, acknowledge. `clientId` 0: only deletions. `newClientIds` are to be bound to the actor. */
	| { kind: 'accepted'; clientId: number; fromClock: number; toClock: number; newClientIds: number[] }
	/** Nothing in it is new: acknowledge and drop. */
	| { kind: 'redundant'; clientId: number; clock: number }
	/** Depends on what is not here: answer SyncStep1, apply nothing. */
	| { kind: 'unresolved' }
	/** Frame 102, then 4409. */
	| { kind: 'refused'; refusal: AdmissionRefusal }
	/** 4400. */
	| { kind: 'malformed'; why: string };

export interface AdmissionInput {
	doc: Y.Doc;
	update: Uint8Array;
	actor: DocumentActor;
	rules: RoomRules;
	/** Client id → user id, for every id ever used or issued in this room. */
	bindings: ReadonlyMap<number, string>;
	/** How many ids this session has bound so far. */
	sessionBindings: number;
}
