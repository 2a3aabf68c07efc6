/**
 * What the group agreed on for one subquestion, as it stands in the document under `consensus`. A withdrawn
 * value keeps its entry with `points: null`, because its version must never be used a second time.
 */
import { toHundredths, type Hundredths } from '../points/points.ts';
import type { Basis } from './basis.ts';

export type Consensus = ({ points: number | null } | { notAssessable: string }) & {
	/** 1, 2, 3 …: one more with every change, withdrawals included. */
	version: number;
	/** User id. */
	by: string;
	/** ISO 8601, or milliseconds since 1970. */
	at: string | number;
	motive?: string | undefined;
	/** User id → that person's own minority note. */
	minority?: Record<string, string> | undefined;
	/** The scores it rests on. Personal: it goes where single scores may go, and nowhere else. */
	basis?: Basis | undefined;
	/** The last value before this one that everybody had consented to. */
	lastAgreed?: AgreedValue | undefined;
};

export type AgreedValue = ({ points: number } | { notAssessable: string }) & { version: number };

/** Whether there is a value that counts: points, or agreed to be not assessable. */
export const isAgreed = (consensus: Consensus | undefined): boolean =>
	consensus !== undefined && ('notAssessable' in consensus || consensus.points !== null);

export type NewValue = { points: number | null } | { notAssessable: string };

export type PointsFault = 'negative' | 'above-max' | 'too-many-decimals';

/** Why these decimal points cannot be a consensus; undefined where they can. `max` in hundredths. */
export function pointsFault(points: number, max: Hundredths): PointsFault | undefined {
	if (points < 0) return 'negative';
	if (points > max / 100) return 'above-max';
	return toHundredths(points) === undefined ? 'too-many-decimals' : undefined;
}

export interface Change {
	value: NewValue;
	motive?: string | undefined;
	/** The version it was made against; null: none was there. */
	basedOn: number | null;
	by: string;
	/** ISO 8601. */
	at: string;
	/** The scores as they are now. */
	basis?: Basis | undefined;
	/** Whether everyone who counts had consented to the value that is there. */
	consented?: boolean | undefined;
}

export type ChangeResult =
	{ ok: true; next: Consensus } | { ok: false; why: 'stale' | 'nothing-to-withdraw' };

/**
 * The entry after a change. Stale unless it was based on exactly the version that is there. Minority notes stay:
 * they are other people's words and fall only by their own hand.
 */
export function changeConsensus(current: Consensus | undefined, change: Change): ChangeResult {
	if ((current?.version ?? null) !== change.basedOn) return { ok: false, why: 'stale' };
	if ('points' in change.value && change.value.points === null && !isAgreed(current))
		return { ok: false, why: 'nothing-to-withdraw' };
	const lastAgreed = (change.consented && agreedValue(current)) || current?.lastAgreed;
	const withdrawn = 'points' in change.value && change.value.points === null;
	return {
		ok: true,
		next: {
			...change.value,
			version: (current?.version ?? 0) + 1,
			by: change.by,
			at: change.at,
			...(change.motive !== undefined && { motive: change.motive }),
			...(current?.minority && { minority: current.minority }),
			...(change.basis && !withdrawn && { basis: change.basis }),
			...(lastAgreed && { lastAgreed }),
		},
	};
}

function agreedValue(current: Consensus | undefined): AgreedValue | undefined {
	if (!current) return undefined;
	const { version } = current;
	if ('notAssessable' in current) return { notAssessable: current.notAssessable, version };
	return current.points === null ? undefined : { points: current.points, version };
}

/** The entry with one person's minority note set, or removed by an empty text. The version stays. */
export function withMinority(current: Consensus, userId: string, text: string): Consensus {
	const { minority, ...rest } = current;
	const others = Object.entries(minority ?? {}).filter(([id]) => id !== userId);
	const notes = text === '' ? others : [...others, [userId, text] as const];
	return notes.length > 0 ? { ...rest, minority: Object.fromEntries(notes) } : rest;
}
