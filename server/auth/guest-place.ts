/**
 * Where a guest of a review round may be: in that round, and at the doors that are open to everybody. Asked for
 * every request before anything else looks at it, so that no page and no call has to remember guests.
 */
import type { GuestPlace } from '../services/actor.ts';

/** Undefined for everybody who is no guest. */
export const guestPlace = (row: {
	guest_round_id: string | null;
	guest_evaluation_id: string | null;
}): GuestPlace | undefined =>
	row.guest_round_id !== null && row.guest_evaluation_id !== null
		? { evaluationId: row.guest_evaluation_id, roundId: row.guest_round_id }
		: undefined;

/** Route ids of the round's own page and calls; each names the evaluation and the round. */
const ROUND_ROUTES: ReadonlySet<string> = new Set([
	'/review/[id]/[roundId]',
	'/review/[id]/[roundId]/seat',
	'/api/v1/evaluations/[id]/rounds/[roundId]',
	'/api/v1/evaluations/[id]/rounds/[roundId]/hand-in',
	'/api/v1/evaluations/[id]/rounds/[roundId]/read',
]);

/** Needed by everybody, and about nothing but oneself or judged where they are answered. */
const OPEN_ROUTES: ReadonlySet<string> = new Set([
	'/guest/[token]',
	'/shared/[token]',
	'/signin',
	'/signout',
	'/preferences',
	// The file itself says whether the guest's round shows it.
	'/files/[file]',
	'/invite/[token]',
	'/unsubscribe/[token]',
	'/api/v1/me',
	'/api/v1/session',
	'/api/v1/openapi.json',
	'/healthz',
	'/readyz',
	'/metrics',
]);

/** `route`: a route's id without its groups; null where no route matched, which is a plain 404. */
export function openToGuest(
	{ evaluationId, roundId }: GuestPlace,
	route: string | null,
	params: Partial<Record<string, string>>,
): boolean {
	if (route === null || OPEN_ROUTES.has(route)) return true;
	return ROUND_ROUTES.has(route) && params['id'] === evaluationId && params['roundId'] === roundId;
}

/** The page of the guest's round. */
export const guestHome = ({ evaluationId, roundId }: GuestPlace): string =>
	`/review/${evaluationId}/${roundId}`;
