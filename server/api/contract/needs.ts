/** What waits for the caller, over all of their evaluations. */
import * as v from 'valibot';
import { isStorable } from '#document/values.ts';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const mention = v.object({
	message: v.pipe(shape.text, v.description('key of the message in its room')),
	thread: shape.text,
	on: shape.text,
	by: shape.text,
	round: v.optional(shape.id),
});
const ids = v.array(shape.id);

const need = v.variant('kind', [
	v.object({ kind: v.literal('mention'), mention }),
	v.object({
		kind: v.literal('review'),
		round: shape.id,
		label: shape.text,
		deadline: v.nullable(shape.text),
	}),
	v.object({ kind: v.literal('answers'), round: shape.id, label: shape.text, count: shape.count }),
	v.object({ kind: v.literal('score'), left: shape.count, of: shape.count }),
	v.object({ kind: v.literal('handIn'), rows: shape.count }),
	v.object({ kind: v.literal('positions'), subquestions: ids }),
	v.object({ kind: v.literal('settle'), subquestions: ids }),
	v.object({ kind: v.literal('dispositions'), count: shape.count }),
	v.object({ kind: v.literal('questions'), count: shape.count }),
	v.object({ kind: v.literal('signOff'), outdated: v.boolean() }),
	v.object({ kind: v.literal('prepare') }),
]);

export const getNeeds = route({
	method: 'GET',
	path: '/me/needs',
	summary: 'What waits for the caller, evaluation by evaluation, the most pressing first',
	answer: {
		status: 200,
		description: 'Made of what the caller may read; counts of what is hidden are not among it.',
		schema: v.object({
			count: shape.count,
			evaluations: v.array(v.object({ evaluationId: shape.id, title: shape.text, needs: v.array(need) })),
		}),
	},
	refuses: [],
});

export const seeMentions = route({
	method: 'POST',
	path: '/evaluations/{id}/mentions/seen',
	summary: 'The caller has taken note of these mentions',
	body: v.strictObject({
		mentions: v.pipe(
			v.array(
				v.strictObject({
					message: v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.check(isStorable)),
					round: v.optional(shape.id),
				}),
			),
			v.maxLength(200),
		),
	}),
	answer: { status: 204, description: 'Noted.' },
	refuses: [403, 404],
});
