/** What happened: the history of a document, and the audit log. */
import * as v from 'valibot';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

/** A log position, or a point in time. */
const bound = v.optional(
	v.union(
		[
			v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)),
			v.pipe(shape.time, v.description('ISO 8601')),
		],
		'notPosition',
	),
);

const change = v.object({
	root: shape.text,
	key: v.optional(shape.text),
	op: v.picklist(['set', 'delete', 'edit']),
	value: v.optional(v.unknown()),
	before: v.optional(v.pipe(v.unknown(), v.description('absent: nothing was there'))),
});

export const getHistory = route({
	method: 'GET',
	path: '/evaluations/{id}/history',
	summary: 'Who changed what when, oldest first; a Link header names the next page',
	query: v.strictObject({ from: bound, to: bound, limit: shape.limit(1, 1000, 200) }),
	answer: {
		status: 200,
		description: '`from` and `to`: log positions or points in time, both included.',
		schema: v.array(
			v.object({
				seq: shape.count,
				at: shape.instant,
				userId: v.nullable(shape.id),
				kind: v.picklist(['update', 'command']),
				changes: v.array(change),
			}),
		),
	},
	refuses: [403, 404],
});

const part = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

const search = {
	actor: v.optional(shape.id),
	action: v.optional(v.pipe(shape.id, v.description('exact, or a noun with all of its verbs: `member`'))),
	evaluationId: v.optional(shape.id),
	subject: v.optional(shape.email),
	person: v.optional(
		v.pipe(part, v.description('part of the name or address of who did it, or whom it was done to')),
	),
	text: v.optional(v.pipe(part, v.description('part of what the entry says'))),
	from: v.optional(shape.time),
	to: v.optional(shape.time),
};

const entry = {
	id: shape.count,
	at: shape.instant,
	actor: v.nullable(shape.id),
	action: shape.text,
	evaluationId: v.nullable(shape.text),
	subject: v.nullable(shape.text),
	detail: v.record(v.string(), v.unknown()),
};

export const listAudit = route({
	method: 'GET',
	path: '/audit',
	summary: 'The audit log, newest first; administrators only',
	query: v.strictObject({
		...search,
		before: v.optional(
			v.pipe(
				v.string(),
				v.regex(/^\d{1,15}$/, 'notWhole'),
				v.transform(Number),
				v.description('only entries older than this id'),
			),
		),
		limit: shape.limit(1, 1000, 100),
	}),
	answer: {
		status: 200,
		description: 'The entries.',
		schema: v.array(v.object(entry)),
	},
	refuses: [403],
});

export const getAuditCsv = route({
	method: 'GET',
	path: '/audit.csv',
	summary: 'Every entry of the audit log that is found, as CSV for spreadsheets; administrators only',
	query: v.strictObject(search),
	answer: {
		status: 200,
		description: 'Newest first; nothing in it runs as a formula.',
		mediaType: 'text/csv',
	},
	refuses: [403],
});

export const getAuditJson = route({
	method: 'GET',
	path: '/audit.json',
	summary: 'The same for programs',
	query: v.strictObject(search),
	answer: {
		status: 200,
		description: 'Newest first.',
		schema: v.array(
			v.object({
				...entry,
				actorName: v.nullable(shape.text),
				subjectName: v.nullable(shape.text),
			}),
		),
	},
	refuses: [403],
});
