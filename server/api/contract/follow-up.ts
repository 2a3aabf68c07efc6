/** Following up: actions on improvements, their export, and the next evaluation. */
import * as v from 'valibot';
import { ACTION_STATUSES } from '#domain/follow-up/actions.ts';
import { ACTION_LENGTH } from '../../services/follow-up.ts';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const day = v.pipe(v.string(), v.maxLength(10), v.description('YYYY-MM-DD'));
const status = v.picklist(ACTION_STATUSES);

const fields = {
	findingId: v.pipe(
		v.nullish(shape.id),
		v.description('the improvement it answers; null: none in particular'),
	),
	title: v.pipe(v.string(), v.maxLength(ACTION_LENGTH.title)),
	owner: v.pipe(
		v.optional(v.pipe(v.string(), v.maxLength(ACTION_LENGTH.owner))),
		v.description('who sees to it'),
	),
	due: v.nullish(day),
	status: v.optional(status),
	note: v.optional(v.pipe(v.string(), v.maxLength(ACTION_LENGTH.note))),
};

const action = v.object({
	id: shape.id,
	findingId: v.nullable(shape.id),
	title: shape.text,
	owner: shape.text,
	due: v.nullable(day),
	status,
	note: shape.text,
	version: v.pipe(shape.count, v.description('what a change is based on')),
	updatedBy: shape.id,
	updatedAt: shape.instant,
});

const followUp = v.object({
	improvements: v.array(
		v.object({
			findingId: shape.id,
			area: shape.id,
			subquestion: v.nullable(shape.id),
			size: v.nullable(v.picklist(['small', 'medium', 'large'])),
			carried: v.pipe(v.boolean(), v.description('carried over from the evaluation before')),
			outcome: v.nullable(v.picklist(['remains', 'done', 'unclear'])),
			text: shape.text,
			actions: v.array(action),
		}),
	),
	others: v.pipe(v.array(action), v.description('actions that answer no single improvement')),
});

const carriedOver = v.object({ improvements: shape.count, sources: shape.count });

export const getFollowUp = route({
	method: 'GET',
	path: '/evaluations/{id}/follow-up',
	summary: 'The improvements and what is done about them; not for reviewers',
	answer: { status: 200, description: 'Improvements with their actions.', schema: followUp },
	refuses: [403, 404],
});

const EXPORTED =
	'One row per action, and one per improvement without any. Text that a spreadsheet would run is made text.';

export const getFollowUpCsv = route({
	method: 'GET',
	path: '/evaluations/{id}/follow-up.csv',
	summary: 'The same as CSV, for the municipality’s own planning',
	answer: { status: 200, description: EXPORTED, mediaType: 'text/csv' },
	refuses: [403, 404],
});

export const getFollowUpXlsx = route({
	method: 'GET',
	path: '/evaluations/{id}/follow-up.xlsx',
	summary: 'The same as a workbook',
	answer: {
		status: 200,
		description: EXPORTED,
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	},
	refuses: [403, 404],
});

export const addAction = route({
	method: 'POST',
	path: '/evaluations/{id}/actions',
	summary: 'An action; leads and evaluators, in review and final',
	body: v.strictObject(fields),
	answer: { status: 201, description: 'The action.', schema: action },
	refuses: [403, 404, 409],
});

export const changeAction = route({
	method: 'PUT',
	path: '/evaluations/{id}/actions/{actionId}',
	summary: 'Another state of an action; what is left out goes back to its default',
	body: v.strictObject({
		...fields,
		basedOn: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9)),
	}),
	answer: { status: 200, description: 'The action. 409 carries `current`.', schema: action },
	refuses: [403, 404, 409],
});

export const removeAction = route({
	method: 'DELETE',
	path: '/evaluations/{id}/actions/{actionId}',
	summary: 'Takes an action away; it can be brought back',
	answer: { status: 204, description: 'Gone.' },
	refuses: [403, 404, 409],
});

export const bringActionBack = route({
	method: 'POST',
	path: '/evaluations/{id}/actions/{actionId}/restore',
	summary: 'Takes the removal of an action back',
	answer: { status: 200, description: 'The action.', schema: action },
	refuses: [403, 404, 409],
});

export const startNext = route({
	method: 'POST',
	path: '/evaluations/{id}/next',
	summary:
		'The next evaluation of the municipality, with framework, group, sources and open improvements; leads only',
	body: v.strictObject({
		year: v.pipe(v.number(), v.integer(), v.minValue(1990), v.maxValue(2100)),
		frameworkId: v.optional(shape.id),
		title: v.optional(v.pipe(v.string(), v.maxLength(200))),
	}),
	answer: {
		status: 201,
		description: 'The new evaluation, and what it starts with.',
		schema: v.object({ id: shape.id, invitations: v.array(shape.issuedInvitation), carriedOver }),
	},
	refuses: [403, 404, 409],
});

export const carryOver = route({
	method: 'POST',
	path: '/evaluations/{id}/carry-over',
	summary:
		'Takes over sources and open improvements of the evaluation before; leads, in setup. Twice changes nothing',
	answer: { status: 200, description: 'What was not here yet.', schema: carriedOver },
	refuses: [403, 404, 409],
});
