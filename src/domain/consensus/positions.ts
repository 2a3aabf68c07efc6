/**
 * Where each member stands on a consensus. A position counts only for the very version it was taken on, and only
 * while its member counts: whoever leaves neither blocks nor carries anything.
 */
import type { Consensus } from './value.ts';
import { isAgreed } from './value.ts';

export const STANCES = ['agree', 'accept', 'object', 'abstain'] as const;
/** `accept`: can live with it. */
export type Stance = (typeof STANCES)[number];

export interface Position {
	readonly version: number;
	readonly stance: Stance;
	readonly reason?: string | undefined;
}

/** User id → position on one subquestion. */
export type SubquestionPositions = ReadonlyMap<string, Position>;

/** Every member who counts is in exactly one of these, in the order the members were given. */
export interface Stances {
	agree: string[];
	accept: string[];
	object: { userId: string; reason: string | undefined }[];
	abstain: string[];
	/** No position on this version. */
	silent: string[];
}

/** Where the members stand on this value; all are silent where no value stands. */
export function stancesOn(
	consensus: Consensus | undefined,
	positions: SubquestionPositions,
	members: readonly string[],
): Stances {
	const stances: Stances = { agree: [], accept: [], object: [], abstain: [], silent: [] };
	for (const userId of members) {
		const position = positions.get(userId);
		if (!position || !isAgreed(consensus) || position.version !== consensus?.version)
			stances.silent.push(userId);
		else if (position.stance === 'object') stances.object.push({ userId, reason: position.reason });
		else stances[position.stance].push(userId);
	}
	return stances;
}

/**
 * Consent: everyone who counts has taken a position and nobody objects. Where nobody counts there is nobody to
 * ask, and the value stands by itself.
 */
export const isConsented = (stances: Stances): boolean =>
	stances.silent.length === 0 && stances.object.length === 0;
