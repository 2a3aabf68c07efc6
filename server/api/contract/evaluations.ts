/** Evaluations, their members and their phases. */
import * as v from 'valibot';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const member = {
	email: shape.email,
	role: shape.role,
	scores: v.optional(v.pipe(v.boolean(), v.description('default: evaluators yes, everybody else no'))),
};

export const createEvaluation = route({
	method: 'POST',
	path: '/evaluations',
	summary: 'A new evaluation; whoever makes it leads it unless listed otherwise',
	body: v.strictObject({
		frameworkId: shape.id,
		municipalityCode: v.optional(
			v.pipe(v.string(), v.maxLength(100), v.description('official code; a name is taken too')),
		),
		municipality: v.optional(
			v.pipe(v.string(), v.maxLength(100), v.description('by name, instead of the code')),
		),
		year: v.pipe(v.number(), v.integer(), v.minValue(1990), v.maxValue(2100)),
		title: v.optional(v.pipe(v.string(), v.maxLength(200))),
		previousEvaluationId: v.nullish(shape.id),
		cohortId: v.nullish(v.pipe(shape.id, v.description('what its figures are set beside'))),
		blind: v.optional(shape.blind),
		tolerance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
		consensusBy: v.optional(v.picklist(['lead', 'evaluators'])),
		members: v.optional(v.pipe(v.array(v.strictObject(member)), v.maxLength(100))),
	}),
	answer: {
		status: 201,
		description: 'Made. `invitations`: links for addresses without an account, shown this once.',
		schema: v.object({ id: shape.id, invitations: v.array(shape.issuedInvitation) }),
	},
	refuses: [],
});

const basics = {
	id: shape.id,
	title: shape.text,
	frameworkId: shape.id,
	municipality: shape.municipality,
	year: v.number(),
	phase: shape.phase,
};

export const listEvaluations = route({
	method: 'GET',
	path: '/evaluations',
	summary: 'The evaluations one belongs to, newest first',
	answer: {
		status: 200,
		description: '`progress`: one’s own rows.',
		schema: v.array(
			v.object({
				...basics,
				role: shape.role,
				progress: v.optional(v.object({ filled: shape.count, of: shape.count })),
				changedAt: shape.instant,
			}),
		),
	},
	refuses: [],
});

export const getEvaluation = route({
	method: 'GET',
	path: '/evaluations/{id}',
	summary: 'One evaluation with phase, members and one’s own role',
	answer: {
		status: 200,
		description: '`invitations` for leads only. `revealed`: subquestions whose scores are open to the group.',
		schema: v.object({
			...basics,
			previousEvaluationId: v.nullable(shape.id),
			cohortId: v.nullable(shape.id),
			blind: shape.blind,
			tolerance: v.number(),
			consensusBy: v.picklist(['lead', 'evaluators']),
			members: v.array(
				v.object({
					userId: shape.id,
					name: shape.text,
					initials: shape.text,
					email: shape.text,
					role: shape.role,
					scores: v.boolean(),
					color: shape.count,
				}),
			),
			invitations: v.array(
				v.object({ id: shape.id, email: shape.text, role: shape.role, expiresAt: shape.instant }),
			),
			myRole: shape.role,
			myScores: v.boolean(),
			revealed: v.array(shape.id),
			createdAt: shape.instant,
		}),
	},
	refuses: [404],
});

export const changePhase = route({
	method: 'POST',
	path: '/evaluations/{id}/phase',
	summary: 'One step forward, or one step back with a reason; leads only',
	body: v.strictObject({
		to: shape.phase,
		reason: v.optional(shape.reason),
		acknowledged: v.optional(
			v.pipe(
				v.array(shape.reason),
				v.maxLength(10_000),
				v.description(
					'keys of the warnings that were seen before final, from readiness; 409 where there is another one. Absent: not asked',
				),
			),
		),
	}),
	answer: {
		status: 200,
		description: 'The phase from now on; `version`: what was frozen by the step to final.',
		schema: v.object({ phase: shape.phase, version: v.optional(shape.text) }),
	},
	refuses: [404, 409],
});

export const addMember = route({
	method: 'POST',
	path: '/evaluations/{id}/members',
	summary: 'Somebody joins; an unknown address gets an invitation; leads only',
	body: v.strictObject(member),
	answer: {
		status: 201,
		description: '`userId` of somebody with an account, else `invitation` with its link, shown this once.',
		schema: v.object({
			userId: v.optional(shape.id),
			invitation: v.optional(shape.issuedInvitation),
			role: shape.role,
			scores: v.boolean(),
		}),
	},
	refuses: [404, 409],
});

export const changeMember = route({
	method: 'PUT',
	path: '/evaluations/{id}/members/{userId}',
	summary: 'Another role, or scoring or not; leads only',
	body: v.strictObject({ role: v.optional(shape.role), scores: v.optional(v.boolean()) }),
	answer: {
		status: 200,
		description: 'As from now on.',
		schema: v.object({ role: shape.role, scores: v.boolean() }),
	},
	refuses: [404, 409],
});

export const removeMember = route({
	method: 'DELETE',
	path: '/evaluations/{id}/members/{userId}',
	summary: 'Removed; live sockets close with 4403; leads only',
	answer: { status: 204, description: 'Removed.' },
	refuses: [404, 409],
});
