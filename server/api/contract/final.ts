/** The way to the final version: what is in its way, who has signed, and the versions themselves. */
import * as v from 'valibot';
import { BLOCKERS, WARNINGS } from '#domain/phases/readiness.ts';
import { CHECKS } from '#domain/text-checks/text-check.ts';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const finding = {
	check: v.picklist(CHECKS),
	level: v.picklist(['error', 'hint']),
	key: v.pipe(shape.text, v.description('its key in the root `dismissals`')),
	section: shape.text,
	range: v.pipe(v.tuple([shape.count, shape.count]), v.description('from and to in the section’s words')),
	excerpt: shape.text,
	params: v.record(v.string(), v.union([v.string(), v.number()])),
};

export const getReadiness = route({
	method: 'GET',
	path: '/evaluations/{id}/readiness',
	summary: 'Everything between the evaluation and its final version, each with its place',
	answer: {
		status: 200,
		description:
			'`items`: blockers, which the step to final is refused for, then warnings; `key` names one in `acknowledged`. `sha256`: of what would be published. `seq`: log position.',
		schema: v.object({
			phase: shape.phase,
			seq: shape.count,
			sha256: shape.text,
			next: v.pipe(shape.text, v.description('the version that finalising makes')),
			reason: v.nullable(v.pipe(shape.text, v.description('why it was reopened'))),
			items: v.array(
				v.object({
					level: v.picklist(['blocker', 'warning']),
					code: v.picklist([...BLOCKERS, ...WARNINGS]),
					key: shape.text,
					place: v.object({
						subquestion: v.optional(shape.text),
						area: v.optional(shape.text),
						section: v.optional(shape.text),
						on: v.optional(shape.text),
						thread: v.optional(shape.text),
						round: v.optional(shape.text),
						question: v.optional(shape.text),
						fact: v.optional(shape.text),
						check: v.optional(shape.text),
						user: v.optional(shape.text),
					}),
					users: v.optional(v.array(shape.id)),
					count: v.optional(shape.count),
				}),
			),
			checks: v.array(v.object(finding)),
			dismissed: v.array(
				v.object({ ...finding, reason: shape.text, by: shape.id, at: v.union([v.string(), v.number()]) }),
			),
			signOffs: v.array(
				v.object({
					userId: shape.id,
					state: v.picklist(['missing', 'outdated', 'current']),
					stance: v.nullable(v.picklist(['confirm', 'dissent'])),
					note: v.nullable(shape.text),
					at: v.nullable(shape.instant),
					seq: v.nullable(v.pipe(shape.count, v.description('log position of what was signed'))),
				}),
			),
			notAssessable: v.array(shape.id),
		}),
	},
	refuses: [403, 404],
});

export const signOff = route({
	method: 'PUT',
	path: '/evaluations/{id}/sign-off',
	summary: 'Confirms the whole, or files a minority note on it; leads and evaluators, in review',
	body: v.strictObject({
		stance: v.picklist(['confirm', 'dissent']),
		note: v.optional(v.pipe(v.string(), v.maxLength(10_000), v.description('needed for a dissent'))),
		sha256: v.optional(
			v.pipe(shape.id, v.description('what was read, as readiness gave it; 409 where it has changed since')),
		),
	}),
	answer: {
		status: 200,
		description: 'What was signed, and when.',
		schema: v.object({ at: shape.instant, seq: shape.count, sha256: shape.text }),
	},
	refuses: [403, 404, 409],
});

export const withdrawSignOff = route({
	method: 'DELETE',
	path: '/evaluations/{id}/sign-off',
	summary: 'Takes one’s own signature or minority note back',
	answer: { status: 204, description: 'Taken back.' },
	refuses: [403, 404, 409],
});

export const listFinalVersions = route({
	method: 'GET',
	path: '/evaluations/{id}/versions',
	summary: 'Final versions, newest first',
	answer: {
		status: 200,
		description:
			'`sha256` is over the bytes of the version’s own address and names `prevSha256` inside them.',
		schema: v.array(
			v.object({
				version: shape.text,
				snapshotId: shape.id,
				sha256: shape.text,
				prevSha256: v.nullable(shape.text),
				reason: v.nullable(shape.text),
				by: shape.id,
				at: shape.instant,
			}),
		),
	},
	refuses: [403, 404],
});

export const getFinalVersion = route({
	method: 'GET',
	path: '/evaluations/{id}/versions/{version}',
	summary: 'One final version whole: the frozen bytes as canonical JSON',
	answer: {
		status: 200,
		description: 'What is published, the framework it rests on, and the record of how the group came to it.',
		schema: v.record(v.string(), v.unknown()),
	},
	refuses: [403, 404],
});
