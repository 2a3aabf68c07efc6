/** Links by which anybody may read a finalised report. */
import * as v from 'valibot';
import { SHARE_DAYS } from '../../services/shares.ts';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

export const createShare = route({
	method: 'POST',
	path: '/evaluations/{id}/shares',
	summary: 'A link to the newest final version of the report; leads only, once final',
	body: v.strictObject({
		label: v.optional(v.pipe(v.string(), v.maxLength(1000), v.description('what it is for'))),
		days: v.optional(
			v.pipe(
				v.number(),
				v.integer(),
				v.description(
					`how long it holds, ${SHARE_DAYS.least}–${SHARE_DAYS.most}; absent: until it is revoked`,
				),
			),
		),
	}),
	bodyOptional: true,
	answer: {
		status: 201,
		description: '`url` is shown this once.',
		schema: v.object({ id: shape.id, url: shape.text, expiresAt: v.nullable(shape.instant) }),
	},
	refuses: [403, 404, 409],
});

export const listShares = route({
	method: 'GET',
	path: '/evaluations/{id}/shares',
	summary: 'The links to the report, newest first; leads only',
	answer: {
		status: 200,
		description: 'The links, without what opens them.',
		schema: v.array(
			v.object({
				id: shape.id,
				label: shape.text,
				snapshotId: shape.id,
				createdBy: shape.id,
				createdAt: shape.instant,
				expiresAt: v.nullable(shape.instant),
				state: v.picklist(['open', 'expired', 'revoked']),
				outdated: v.pipe(v.boolean(), v.description('a later final version exists')),
			}),
		),
	},
	refuses: [403, 404],
});

export const revokeShare = route({
	method: 'DELETE',
	path: '/evaluations/{id}/shares/{shareId}',
	summary: 'The link holds no more; leads only',
	answer: { status: 204, description: 'Revoked.' },
	refuses: [403, 404],
});
