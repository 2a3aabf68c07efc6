/** Blind ballots, the reveal, and consensus. */
import * as v from 'valibot';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const ids = v.array(shape.id);

export const submitBallot = route({
	method: 'POST',
	path: '/evaluations/{id}/ballot/submit',
	summary: 'Hand in rows of one’s own ballot, all if none are named: they lock',
	body: v.strictObject({ subquestions: v.optional(shape.subquestions) }),
	bodyOptional: true,
	answer: {
		status: 200,
		description: '`revealed`: what the group sees from now on, because this ballot was the last.',
		schema: v.object({ handedIn: ids, blank: ids, revealed: ids }),
	},
	refuses: [404, 409],
});

export const reopenBallot = route({
	method: 'POST',
	path: '/evaluations/{id}/ballot/reopen',
	summary: 'Unlock rows that somebody has handed in; leads only, with a reason, before the reveal',
	body: v.strictObject({
		userId: shape.id,
		subquestions: v.optional(shape.subquestions),
		reason: shape.reason,
	}),
	answer: { status: 200, description: 'What is open again.', schema: v.object({ reopened: ids }) },
	refuses: [404, 409],
});

export const revealBallots = route({
	method: 'POST',
	path: '/evaluations/{id}/reveal',
	summary: 'Open scores to the group, everything if nothing is named; leads only',
	body: v.strictObject({
		subquestions: v.optional(shape.subquestions),
		areas: v.optional(shape.subquestions),
	}),
	bodyOptional: true,
	answer: {
		status: 200,
		description: 'What is open now that was hidden.',
		schema: v.object({ revealed: ids }),
	},
	refuses: [404, 409],
});

export const setConsensus = route({
	method: 'PUT',
	path: '/evaluations/{id}/consensus/{subquestionId}',
	summary: 'Set or withdraw a consensus, against the version that was seen',
	body: v.strictObject({
		points: v.optional(v.nullable(v.pipe(v.number(), v.finite(), v.description('null withdraws')))),
		notAssessable: v.optional(
			v.pipe(v.string(), v.maxLength(4000), v.description('the reason, instead of points')),
		),
		motive: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
		basedOn: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
	}),
	answer: { status: 200, description: 'The new version.', schema: v.object({ version: shape.count }) },
	refuses: [404, 409],
});

export const setMinority = route({
	method: 'PUT',
	path: '/evaluations/{id}/consensus/{subquestionId}/minority',
	summary: 'One’s own minority note; an empty text removes it',
	body: v.strictObject({ text: v.pipe(v.string(), v.maxLength(10_000)) }),
	answer: { status: 200, description: 'Kept beside the consensus.', schema: v.object({ text: shape.text }) },
	refuses: [404, 409],
});

export const getProgress = route({
	method: 'GET',
	path: '/evaluations/{id}/progress',
	summary: 'How many rows everyone has filled; others’ hidden rows as of the last full minute',
	answer: {
		status: 200,
		description: 'Everyone who scores, in the order they joined.',
		schema: v.object({
			asOf: shape.instant,
			of: shape.count,
			members: v.array(shape.memberProgress),
		}),
	},
	refuses: [403, 404],
});
