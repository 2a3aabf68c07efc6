/**
 * The gate every update passes before it is applied: what it would touch is found without integrating it, and
 * each touched path is judged for this actor. What is let in cannot throw, leaves nothing pending and changes
 * nothing but what was judged.
 */
import type * as Y from 'yjs';
import { SERVER_CLIENT_ID } from '#document/roots.ts';
import {
	mayWriteAnything,
	type DocumentActor,
	type RoomRules,
	type RuleRefusal,
} from '#domain/permissions/document-rules.ts';
import { claimedRanges, inspect, isKnown, overlaps, stateOf, type FreshRange } from './guard.ts';
import { MalformedUpdate } from './malformed.ts';
import { readUpdate, type ReadUpdate } from './reader.ts';
import { judge, type ContentRefusal } from './touch-rules.ts';

export type { DocumentActor, RoomRules };

/** Refusals for the name an update is written under. */
export type ClientRefusal = 'foreign-client' | 'server-client' | 'too-many-clients';
export type RefusalCode = RuleRefusal | ContentRefusal | ClientRefusal;

/** What frame 102 carries, without its words: those are in the actor's language, see refusal-text.ts. */
export interface AdmissionRefusal {
	code: RefusalCode;
	/** Root name, then the key in a map; empty where no single path is to blame. */
	path: string[];
	fromClock: number;
	toClock: number;
}

export type Admission =
	/**
	 * Apply, write down, acknowledge. `clientId` 0: only deletions. `newClientIds` are to be bound to the actor. `overlaps`:
	 * it tells again of clocks that are here. Nobody has judged that, so nobody may be told it.
	 */
	| {
			kind: 'accepted';
			clientId: number;
			fromClock: number;
			toClock: number;
			newClientIds: number[];
			overlaps?: true;
	  }
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

/** Ids one session may bring into a room; pages get theirs from the server and need one. */
export const MAX_CLIENTS_PER_SESSION = 64;

/** Decides about one update; changes nothing. */
export function admit(input: AdmissionInput): Admission {
	try {
		return admitRead(input, readUpdate(input.update));
	} catch (error) {
		if (error instanceof MalformedUpdate) return { kind: 'malformed', why: error.message };
		throw error;
	}
}

function admitRead(input: AdmissionInput, update: ReadUpdate): Admission {
	if (isKnown(input.doc, update)) return redundant(input, update);
	const claimed = claimedRanges(input.doc, update);
	const newClientIds = claimed.map(({ client }) => client).filter((client) => !input.bindings.has(client));
	const clientFault = judgeClients(input, claimed, newClientIds.length);
	if (clientFault) return refuse(clientFault, [], claimed);

	const { touches, fresh, unresolved } = inspect(input.doc, update);
	if (unresolved) return { kind: 'unresolved' };
	const judgement = judge(input.doc, input.actor, input.rules, touches);
	if (judgement.kind === 'refused') return refuse(judgement.code, judgement.path, fresh);
	if (fresh.length === 0 && judgement.kind === 'tidying') return redundant(input, update);
	if (touches.length === 0) {
		// Clocks without effect, as under a paragraph that was deleted meanwhile: still a writer's alone.
		const may = mayWriteAnything(input.actor, input.rules);
		if (!may.ok) return refuse(may.code, [], fresh);
	}
	const { client, from, to } = fresh[0] ?? { client: 0, from: 0, to: 0 };
	return {
		kind: 'accepted',
		clientId: client,
		fromClock: from,
		toClock: to,
		newClientIds,
		...(overlaps(input.doc, update) && { overlaps: true }),
	};
}

/** New clocks are written under ids of one's own: bound to this user, or to nobody yet. */
function judgeClients(
	{ actor, bindings, sessionBindings }: AdmissionInput,
	claimed: readonly FreshRange[],
	unbound: number,
): ClientRefusal | undefined {
	for (const { client } of claimed) {
		if (client === SERVER_CLIENT_ID) return 'server-client';
		if ((bindings.get(client) ?? actor.userId) !== actor.userId) return 'foreign-client';
	}
	return sessionBindings + unbound > MAX_CLIENTS_PER_SESSION ? 'too-many-clients' : undefined;
}

/** The clock to acknowledge: of the first id in it that is the actor's own. */
function redundant({ doc, actor, bindings }: AdmissionInput, { sections }: ReadUpdate): Admission {
	const own = sections.find(({ client }) => bindings.get(client) === actor.userId);
	return own
		? { kind: 'redundant', clientId: own.client, clock: stateOf(doc, own.client) }
		: { kind: 'redundant', clientId: 0, clock: 0 };
}

function refuse(code: RefusalCode, path: string[], ranges: readonly FreshRange[]): Admission {
	const { from, to } = ranges[0] ?? { from: 0, to: 0 };
	return { kind: 'refused', refusal: { code, path, fromClock: from, toClock: to } };
}
