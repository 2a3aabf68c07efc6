/** Review rounds and the guests of a round. */
import * as v from 'valibot';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const day = v.pipe(v.string(), v.maxLength(10), v.description('YYYY-MM-DD, the last day'));

const reader = v.object({
	userId: v.pipe(v.nullable(shape.id), v.description('null: a guest who has not come yet')),
	name: shape.text,
	initials: shape.text,
	guest: v.optional(
		v.object({
			id: shape.id,
			state: v.picklist(['invited', 'entered', 'expired', 'revoked']),
			expiresAt: shape.instant,
		}),
	),
	handedInAt: v.nullable(shape.instant),
});

const round = v.object({
	id: shape.id,
	label: shape.text,
	deadline: v.nullable(day),
	state: v.picklist(['open', 'closed']),
	snapshotId: shape.id,
	openedBy: shape.id,
	openedAt: shape.instant,
	closedAt: v.nullable(shape.instant),
	readers: v.pipe(v.array(reader), v.description('reviewers and guests, with when they handed in')),
});

export const openRound = route({
	method: 'POST',
	path: '/evaluations/{id}/rounds',
	summary: 'A review round on a draft frozen now; leads only, in calibration and review',
	body: v.strictObject({
		label: v.pipe(v.string(), v.maxLength(1000), v.description('the draft’s name, such as “Utkast 2”')),
		deadline: v.nullish(day),
	}),
	answer: {
		status: 201,
		description: 'Open. Its room is review/{id}/{roundId}; the draft is kept as a named version.',
		schema: v.object({ id: shape.id, snapshotId: shape.id }),
	},
	refuses: [404, 409],
});

export const listRounds = route({
	method: 'GET',
	path: '/evaluations/{id}/rounds',
	summary: 'The review rounds, newest first',
	answer: { status: 200, description: 'The rounds.', schema: v.array(round) },
	refuses: [404],
});

export const getRound = route({
	method: 'GET',
	path: '/evaluations/{id}/rounds/{roundId}',
	summary: 'One review round; for members, and for guests of this round',
	answer: { status: 200, description: 'The round.', schema: round },
	refuses: [403, 404],
});

export const closeRound = route({
	method: 'POST',
	path: '/evaluations/{id}/rounds/{roundId}/close',
	summary: 'Ends a round: from here on its room is read only; leads only',
	answer: { status: 200, description: 'The round.', schema: round },
	refuses: [404, 409],
});

export const readRound = route({
	method: 'POST',
	path: '/evaluations/{id}/rounds/{roundId}/read',
	summary:
		'The caller has read this draft and its comments up to now; for members, and for guests of this round',
	answer: { status: 204, description: 'Noted.' },
	refuses: [403, 404],
});

export const reopenRound = route({
	method: 'POST',
	path: '/evaluations/{id}/rounds/{roundId}/reopen',
	summary: 'Opens a closed round again; leads only, in calibration and review',
	answer: { status: 200, description: 'The round.', schema: round },
	refuses: [404, 409],
});

export const handInReview = route({
	method: 'POST',
	path: '/evaluations/{id}/rounds/{roundId}/hand-in',
	summary: 'Done reviewing; reviewers and guests. A second time changes nothing',
	answer: { status: 200, description: 'Since when.', schema: v.object({ handedInAt: shape.instant }) },
	refuses: [404, 409],
});

export const takeBackReview = route({
	method: 'DELETE',
	path: '/evaluations/{id}/rounds/{roundId}/hand-in',
	summary: 'Not done reviewing after all',
	answer: { status: 204, description: 'Taken back.' },
	refuses: [404, 409],
});

export const inviteGuest = route({
	method: 'POST',
	path: '/evaluations/{id}/rounds/{roundId}/guests',
	summary: 'A link for one guest of this round; leads only',
	body: v.strictObject({
		name: v.pipe(v.string(), v.maxLength(1000), v.description('whom it is for')),
		days: v.optional(
			v.pipe(v.number(), v.integer(), v.description('how long the link holds, 1–90; default 30')),
		),
	}),
	answer: {
		status: 201,
		description: '`url` is shown this once.',
		schema: v.object({ id: shape.id, name: shape.text, url: shape.text, expiresAt: shape.instant }),
	},
	refuses: [404, 409],
});

export const revokeGuest = route({
	method: 'DELETE',
	path: '/evaluations/{id}/rounds/{roundId}/guests/{guestId}',
	summary: 'The link holds no more; who came by it is out at once; leads only',
	answer: { status: 204, description: 'Revoked.' },
	refuses: [404],
});
