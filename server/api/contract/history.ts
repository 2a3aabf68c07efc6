/** Versions beside each other, and the way back to them. */
import * as v from 'valibot';
import { TOPICS } from '#document/activities.ts';
import { BLOCK_FORMS } from '#domain/comparison/marked-text.ts';
import { PHASES } from '#domain/phases/phases.ts';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const version = v.object({
	id: v.nullable(v.pipe(shape.id, v.description('null: not a snapshot, and so is what belongs to one'))),
	label: v.nullable(shape.text),
	kind: v.nullable(v.picklist(['named', 'phase', 'hourly', 'final'])),
	seq: shape.count,
	sha256: shape.text,
	at: v.nullable(shape.instant),
});

const people = v.array(
	v.object({ userId: shape.id, name: shape.text, initials: shape.text, former: v.boolean() }),
);

const printed = v.object({
	achieved: v.nullable(v.pipe(v.number(), v.description('null while consensus is missing'))),
	soFar: v.number(),
});

export const compareVersions = route({
	method: 'GET',
	path: '/evaluations/{id}/compare',
	summary: 'What differs between two snapshots, or between one and now',
	query: v.strictObject({
		from: v.pipe(shape.id, v.description('a snapshot, `now`, or a log position as `at:120`')),
		to: v.optional(
			v.pipe(shape.id, v.description('a snapshot, `now`, or a log position as `at:120`')),
			'now',
		),
	}),
	answer: {
		status: 200,
		description:
			'Without `before` it was added, without `after` it was removed. Texts block by block, word by word; the words of a finding that changed come along also where they stayed.',
		schema: v.object({
			from: version,
			to: version,
			total: v.object({ before: printed, after: printed }),
			areas: v.array(v.object({ id: shape.id, before: printed, after: printed })),
			entries: v.array(
				v.object({
					root: shape.text,
					key: shape.text,
					before: v.optional(v.unknown()),
					after: v.optional(v.unknown()),
				}),
			),
			texts: v.array(
				v.object({
					section: shape.text,
					changed: v.boolean(),
					blocks: v.array(
						v.object({
							state: v.picklist(['same', 'added', 'removed', 'changed', 'restyled']),
							form: v.picklist(BLOCK_FORMS),
							parts: v.array(v.object({ op: v.picklist(['same', 'added', 'removed']), text: shape.text })),
						}),
					),
				}),
			),
			people,
		}),
	},
	refuses: [403, 404],
});

const value = v.optional(v.unknown());
const position = v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'notWhole'), v.transform(Number));

export const getTimeline = route({
	method: 'GET',
	path: '/evaluations/{id}/timeline',
	summary:
		'What people did, joined into activities, newest first; `next` is the `before` of the page after it',
	query: v.strictObject({
		before: v.optional(v.pipe(position, v.description('a log position'))),
		person: v.optional(shape.id),
		area: v.optional(shape.id),
		subquestion: v.optional(shape.id),
		topic: v.optional(v.picklist(TOPICS)),
	}),
	answer: {
		status: 200,
		description: 'A page may be empty and yet have a next one, where few activities are asked for.',
		schema: v.object({
			activities: v.array(
				v.object({
					first: shape.count,
					last: shape.count,
					from: shape.instant,
					to: shape.instant,
					userId: v.nullable(shape.id),
					topic: v.picklist(TOPICS),
					place: v.object({ areaId: v.optional(shape.id), subquestionId: v.optional(shape.id) }),
					what: v.variant('type', [
						v.object({
							type: v.literal('entry'),
							root: shape.text,
							key: shape.text,
							before: value,
							after: value,
						}),
						v.object({ type: v.literal('text'), section: shape.text }),
						v.object({ type: v.literal('reveal'), subquestions: v.array(shape.id) }),
						v.object({ type: v.literal('many'), places: shape.count }),
						v.object({
							type: v.literal('phase'),
							from: v.picklist(PHASES),
							to: v.picklist(PHASES),
							reason: v.nullable(shape.text),
						}),
						v.object({
							type: v.literal('suggestion'),
							decision: v.picklist(['accepted', 'rejected', 'undone']),
							section: shape.text,
							by: shape.text,
							name: shape.text,
						}),
						v.object({
							type: v.literal('version'),
							id: shape.id,
							kind: v.picklist(['named', 'hourly']),
							label: shape.text,
						}),
					]),
				}),
			),
			next: v.nullable(shape.count),
			people,
		}),
	},
	refuses: [403, 404],
});

export const getMoment = route({
	method: 'GET',
	path: '/evaluations/{id}/history/{seq}',
	summary: 'The canonical content of the shared document at a log position',
	answer: {
		status: 200,
		description: 'Made from the log; `head` is the last position there is.',
		schema: v.object({
			seq: shape.count,
			head: shape.count,
			at: shape.instant,
			userId: v.nullable(shape.id),
			content: v.record(v.string(), v.unknown()),
			people,
		}),
	},
	refuses: [403, 404],
});

export const restoreVersion = route({
	method: 'POST',
	path: '/evaluations/{id}/restore',
	summary: 'Brings the whole or one section back as it was, as a new change',
	body: v.strictObject({
		from: v.pipe(shape.id, v.description('a snapshot, or a log position as `at:120`')),
		section: v.optional(
			v.pipe(shape.id, v.description('a section id; absent: the whole, which needs a reason')),
		),
		reason: v.optional(shape.reason),
	}),
	answer: {
		status: 200,
		description:
			'Texts, findings, sources, citations and states of texts; for the whole also consensus, as new versions. Scores, positions and conversations stay. `undo`: the `from` that takes it back.',
		schema: v.object({ undo: shape.text, changed: shape.count }),
	},
	refuses: [403, 404, 409],
});

export const getAuthors = route({
	method: 'GET',
	path: '/evaluations/{id}/sections/{sectionId}/authors',
	summary: 'Who wrote the words of a section and when, from the log',
	answer: {
		status: 200,
		description:
			'Runs in the order they are read. `client` and `clock` name the first character in the shared document, so that a run is found again wherever it moved.',
		schema: v.object({
			seq: v.pipe(shape.count, v.description('the log position that this tells of')),
			runs: v.array(
				v.object({
					kind: v.picklist(['text', 'table', 'figure', 'reference', 'citation']),
					block: shape.count,
					text: shape.text,
					client: shape.count,
					clock: shape.count,
					length: shape.count,
					userId: v.nullable(shape.id),
					at: shape.instant,
				}),
			),
			people,
		}),
	},
	refuses: [403, 404],
});
