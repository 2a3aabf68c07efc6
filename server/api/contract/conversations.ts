/** What the group decides about comments and suggested wording. Comments themselves are written in the rooms. */
import * as v from 'valibot';
import { DISPOSITIONS } from '#document/values.ts';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const resolution = v.object({
	state: v.picklist(['open', 'resolved']),
	disposition: v.optional(v.picklist(DISPOSITIONS)),
	reason: v.optional(shape.text),
	by: shape.id,
	at: shape.instant,
});
const round = v.optional(
	v.pipe(shape.id, v.description('the review round whose room the comment is in; absent: the evaluation')),
);

export const resolveThread = route({
	method: 'PUT',
	path: '/evaluations/{id}/threads/{threadId}/resolution',
	summary:
		'What is done about a comment, also in a round that is closed; without a disposition it is taken up again. Leads and evaluators',
	body: v.strictObject({
		disposition: v.optional(v.picklist(DISPOSITIONS)),
		reason: v.optional(v.pipe(shape.reason, v.description('needed unless the comment is accepted in full'))),
		round,
	}),
	answer: { status: 200, description: 'The resolution as it stands now.', schema: resolution },
	refuses: [403, 404, 409],
});

export const decideSuggestion = route({
	method: 'POST',
	path: '/evaluations/{id}/suggestions/{threadId}',
	summary:
		'Takes suggested wording into the text, or not, as one change; `undone` takes the decision back. Leads and evaluators',
	body: v.strictObject({
		decision: v.picklist(['accepted', 'rejected', 'undone']),
		reason: v.optional(v.pipe(shape.reason, v.description('needed to reject'))),
		round,
	}),
	answer: {
		status: 200,
		description:
			'Decided. 409 `suggestionOutdated` with `current` where the quoted words do not stand there any more.',
		schema: v.object({ threadId: shape.id, section: shape.text, resolution }),
	},
	refuses: [403, 404, 409],
});
