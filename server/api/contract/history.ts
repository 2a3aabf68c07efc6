/** Versions beside each other, and the way back to them. */
import * as v from 'valibot';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const version = v.object({
	id: v.nullable(v.pipe(shape.id, v.description('null: as of now, with all that follows'))),
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
		from: v.pipe(shape.id, v.description('a snapshot, or `now`')),
		to: v.optional(v.pipe(shape.id, v.description('a snapshot, or `now`')), 'now'),
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
							form: v.picklist(['paragraph', 'heading', 'item', 'quote']),
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
