/** Where the load connects to, and how it and whoever measures the server keep step. */
import type { Target } from './client.ts';

export interface Places {
	/** One target for each document and person; `attempt` counts on to the next node, as a balancer does. */
	of(document: number, person: number, attempt?: number): Target;
}

export interface Phases {
	/**
	 * Resolves once whoever started the load has done what belongs to it. 'begin' and 'end': a measured stretch, for
	 * the server's usage; several may follow each other. 'ready': the server may be killed, or others may come.
	 */
	mark(name: 'begin' | 'end' | 'ready'): Promise<void>;
	/** Resolves when whoever started the load says that it is over; after all marks. */
	over(): Promise<void>;
}

export const TEXT = 'text:sub:1.1';
/** Ids of the load's clients begin here, above those the documents were written under. */
export const FIRST_ID = 10_000;
/** One for each person and document: letters of two documents must not be taken for each other. */
export const idOf = (document: number, person: number): number => FIRST_ID + document * 1_000 + person;
