/** The calibration session, its board, and how far the scores agree. */
import * as v from 'valibot';
import { BOARD_STATES } from '#domain/consensus/board.ts';
import { TIMER_SECONDS } from '#domain/session/session.ts';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const ids = v.array(shape.id);
const refuses = [404, 409] as const;

const state = {
	open: v.boolean(),
	facilitator: v.nullable(shape.id),
	scribe: v.nullable(shape.id),
	agenda: ids,
	current: v.nullable(shape.id),
	startedAt: v.nullable(shape.instant),
	timer: v.nullable(v.object({ endsAt: shape.instant, seconds: shape.count })),
};
const stands = {
	status: 200,
	description: 'The session as it stands now, on every screen.',
	schema: v.object(state),
} as const;
const agenda = {
	subquestions: v.optional(v.pipe(v.array(shape.id), v.maxLength(1000))),
	queue: v.optional(
		v.pipe(
			v.picklist(['flagged', 'all']),
			v.description('instead: by disagreement, without what is discussed; flagged: from the tolerance on'),
		),
	),
};
const marked = { status: 204, description: 'Marked, or marked already.' } as const;
const unmarked = { status: 204, description: 'Not marked any more.' } as const;
const mark = { by: shape.id, at: shape.instant };

export const getSession = route({
	method: 'GET',
	path: '/evaluations/{id}/session',
	summary: 'The calibration session: what is looked at, what was discussed, who has spoken',
	answer: {
		status: 200,
		description: 'Marks and rounds by subquestion id; the timer ends by `serverTime`.',
		schema: v.object({
			...state,
			discussed: v.record(v.string(), v.object(mark)),
			spoken: v.record(v.string(), v.record(v.string(), v.object({ at: shape.instant }))),
			rounds: v.record(v.string(), v.object({ n: shape.count, ...mark })),
			serverTime: shape.instant,
		}),
	},
	refuses: [403, 404],
});

export const openSession = route({
	method: 'POST',
	path: '/evaluations/{id}/session',
	summary: 'Open a session; a lead, or whoever a lead has named facilitator',
	body: v.strictObject({
		facilitator: v.optional(shape.id),
		scribe: v.optional(shape.id),
		agenda: v.optional(v.strictObject(agenda)),
	}),
	bodyOptional: true,
	answer: stands,
	refuses,
});

export const closeSession = route({
	method: 'DELETE',
	path: '/evaluations/{id}/session',
	summary: 'Close the session; what was discussed stays marked, the parts stay granted',
	answer: stands,
	refuses,
});

export const setFacilitator = route({
	method: 'PUT',
	path: '/evaluations/{id}/session/facilitator',
	summary: 'Name the facilitator, before the session or in it; leads only, also to take over',
	body: v.strictObject({ userId: v.nullable(shape.id) }),
	answer: stands,
	refuses,
});

export const setScribe = route({
	method: 'PUT',
	path: '/evaluations/{id}/session/scribe',
	summary: 'Name the scribe; leads only',
	body: v.strictObject({ userId: v.nullable(shape.id) }),
	answer: stands,
	refuses,
});

export const setAgenda = route({
	method: 'PUT',
	path: '/evaluations/{id}/session/agenda',
	summary: 'Set the agenda: subquestions in one’s own order, or drawn from the disagreement queue',
	body: v.strictObject(agenda),
	answer: stands,
	refuses,
});

export const setFocus = route({
	method: 'PUT',
	path: '/evaluations/{id}/session/focus',
	summary: 'Choose the subquestion that everyone follows; null: none',
	body: v.strictObject({ subquestionId: v.nullable(shape.id) }),
	answer: stands,
	refuses,
});

export const startTimer = route({
	method: 'PUT',
	path: '/evaluations/{id}/session/timer',
	summary: 'Start the timer anew',
	body: v.strictObject({
		seconds: v.pipe(v.number(), v.integer(), v.minValue(TIMER_SECONDS.least), v.maxValue(TIMER_SECONDS.most)),
	}),
	answer: stands,
	refuses,
});

export const stopTimer = route({
	method: 'DELETE',
	path: '/evaluations/{id}/session/timer',
	summary: 'Stop the timer',
	answer: stands,
	refuses,
});

export const markDiscussed = route({
	method: 'PUT',
	path: '/evaluations/{id}/session/discussed/{subquestionId}',
	summary: 'Mark a subquestion discussed; leads, the facilitator and the scribe',
	answer: marked,
	refuses,
});

export const unmarkDiscussed = route({
	method: 'DELETE',
	path: '/evaluations/{id}/session/discussed/{subquestionId}',
	summary: 'Take the mark away',
	answer: unmarked,
	refuses,
});

export const markSpoken = route({
	method: 'PUT',
	path: '/evaluations/{id}/session/spoken/{subquestionId}/{userId}',
	summary: 'Mark that a scoring member has spoken on a subquestion; leads, the facilitator and the scribe',
	answer: marked,
	refuses: [404, 409, 422],
});

export const unmarkSpoken = route({
	method: 'DELETE',
	path: '/evaluations/{id}/session/spoken/{subquestionId}/{userId}',
	summary: 'Take the mark away',
	answer: unmarked,
	refuses,
});

export const openRound = route({
	method: 'PUT',
	path: '/evaluations/{id}/session/rounds/{subquestionId}',
	summary: 'Ask everyone to score a subquestion anew; the first scores are kept for ever',
	body: v.strictObject({
		n: v.pipe(
			v.number(),
			v.integer(),
			v.minValue(2),
			v.maxValue(1000),
			v.description('one more than the round that runs; asking for that one changes nothing'),
		),
	}),
	answer: { status: 200, description: 'The round that runs.', schema: v.object({ n: shape.count }) },
	refuses,
});

const counts = v.object(
	Object.fromEntries(BOARD_STATES.map((name) => [name, shape.count])) as Record<
		(typeof BOARD_STATES)[number],
		typeof shape.count
	>,
);

export const getBoard = route({
	method: 'GET',
	path: '/evaluations/{id}/board',
	summary: 'The state of every subquestion and how far everyone has come, as the caller may see it',
	answer: {
		status: 200,
		description: '`seq`: the log position it stands for; hidden counts of others are as of `asOf`.',
		schema: v.object({
			seq: shape.count,
			asOf: shape.instant,
			counts,
			areas: v.array(
				v.object({
					areaId: shape.id,
					counts,
					tiles: v.array(
						v.object({
							subquestionId: shape.id,
							state: v.picklist(BOARD_STATES),
							missing: v.optional(v.pipe(ids, v.description('not known to have scored'))),
							version: v.optional(v.pipe(shape.count, v.description('of the consensus'))),
							stances: v.optional(
								v.object({
									agree: ids,
									accept: ids,
									object: v.array(v.object({ userId: shape.id, reason: v.optional(shape.text) })),
									abstain: ids,
									silent: ids,
								}),
							),
							because: v.optional(v.picklist(['withdrawn', 'scores-changed', 'value-changed'])),
						}),
					),
				}),
			),
			members: v.array(shape.memberProgress),
		}),
	},
	refuses: [403, 404],
});
