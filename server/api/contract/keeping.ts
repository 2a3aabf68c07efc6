/** Evaluations as files that travel, and what is erased. */
import * as v from 'valibot';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

export const exportEvaluation = route({
	method: 'GET',
	path: '/evaluations/{id}/bundle',
	summary:
		'The whole evaluation as one file for another server: log, versions, rounds, files, sign-offs, final versions; leads and administrators',
	answer: {
		status: 200,
		description:
			'gzip over lines of JSON, see docs/protocol.md. Ballots and interview notes are not in it; 409 while scores are hidden.',
		mediaType: 'application/gzip',
	},
	refuses: [403, 404, 409],
});

export const importEvaluation = route({
	method: 'POST',
	path: '/evaluations/import',
	summary: 'Takes in such a file, at most 50 MiB; administrators only',
	upload: { mediaTypes: ['application/gzip', 'application/x-gzip', 'application/octet-stream'] },
	answer: {
		status: 201,
		description:
			'Taken in, and every chain in it verified. The links are for people without an account here.',
		schema: v.object({
			id: shape.id,
			title: shape.text,
			invitations: v.array(shape.issuedInvitation),
			verified: v.object({
				rooms: shape.count,
				rows: shape.count,
				snapshots: shape.count,
				versions: shape.count,
			}),
		}),
	},
	refuses: [403, 409],
});

const policy = v.object({
	notesDays: v.nullable(v.pipe(shape.count, v.description('days after final; null: never by themselves'))),
	setBy: v.nullable(shape.id),
	setAt: v.nullable(shape.instant),
});

export const getRetention = route({
	method: 'GET',
	path: '/retention',
	summary: 'When interview notes are erased by themselves; administrators only',
	answer: { status: 200, description: 'The rule.', schema: policy },
	refuses: [403],
});

export const setRetention = route({
	method: 'PUT',
	path: '/retention',
	summary: 'Sets it',
	body: v.strictObject({
		notesDays: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_500))),
	}),
	answer: { status: 200, description: 'The rule as it is now.', schema: policy },
	refuses: [403],
});

export const listErasures = route({
	method: 'GET',
	path: '/erasures',
	summary: 'What was erased, when, by whom and why, without what it was; newest first; administrators only',
	answer: {
		status: 200,
		description: 'The latest thousand.',
		schema: v.array(
			v.object({
				id: shape.id,
				kind: v.picklist(['notes', 'person']),
				subject: v.pipe(
					shape.text,
					v.description('an evaluation, `<evaluation>/<source>` for the note of one source, or a person'),
				),
				cause: v.picklist(['policy', 'hand']),
				by: v.nullable(shape.id),
				reason: v.nullable(shape.text),
				erased: v.record(v.string(), shape.count),
				at: shape.instant,
			}),
		),
	},
	refuses: [403],
});

const why = v.strictObject({ reason: v.optional(v.pipe(v.string(), v.maxLength(2000))) });

export const eraseNotes = route({
	method: 'POST',
	path: '/evaluations/{id}/notes/erase',
	summary: 'Erases all interview notes of the evaluation for good; leads and administrators',
	body: why,
	bodyOptional: true,
	answer: {
		status: 200,
		description: 'How many notes there were.',
		schema: v.object({ erased: shape.count }),
	},
	refuses: [403, 404],
});

export const erasePerson = route({
	method: 'POST',
	path: '/users/{id}/erase',
	summary:
		'Replaces name and address, ends sessions, tokens and sockets; the log keeps the id. Administrators only',
	body: why,
	bodyOptional: true,
	answer: {
		status: 200,
		description: 'What was erased, and how much of it.',
		schema: v.object({ erased: v.record(v.string(), shape.count) }),
	},
	refuses: [403, 404, 409],
});
