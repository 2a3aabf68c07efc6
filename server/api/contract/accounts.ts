/** Signing in, oneself, access tokens, people and invitations. */
import * as v from 'valibot';
import { route } from '../route.ts';

const text = v.string();
const time = v.nullable(v.pipe(v.string(), v.description('ISO 8601')));

export const signIn = route({
	method: 'POST',
	path: '/session',
	summary: 'Sign in; the answer sets the session cookie',
	auth: 'none',
	body: v.strictObject({ email: v.pipe(text, v.nonEmpty()), password: v.pipe(text, v.nonEmpty()) }),
	answer: { status: 204, description: 'Signed in.' },
	refuses: [403, 429],
});

export const signOut = route({
	method: 'DELETE',
	path: '/session',
	summary: 'Sign out; live sockets of this session close with 4401',
	answer: { status: 204, description: 'Signed out.' },
	refuses: [403, 409],
});

export const me = route({
	method: 'GET',
	path: '/me',
	summary: 'Who the caller is',
	answer: {
		status: 200,
		description: 'The signed-in user.',
		schema: v.object({ id: text, name: text, email: text, admin: v.boolean() }),
	},
	refuses: [],
});

export const listTokens = route({
	method: 'GET',
	path: '/tokens',
	summary: "One's own access tokens, newest first",
	answer: {
		status: 200,
		description: 'The tokens, without their secrets.',
		schema: v.object({
			tokens: v.array(v.object({ id: text, name: text, createdAt: text, expiresAt: time, lastUsedAt: time })),
		}),
	},
	refuses: [],
});

export const createToken = route({
	method: 'POST',
	path: '/tokens',
	summary: 'A personal access token, shown this once',
	body: v.strictObject({
		name: text,
		expires: v.nullish(v.pipe(text, v.description('ISO 8601; absent: until it is withdrawn'))),
	}),
	answer: { status: 201, description: 'The token.', schema: v.object({ id: text, token: text }) },
	refuses: [403],
});

export const removeToken = route({
	method: 'DELETE',
	path: '/tokens/{id}',
	summary: 'Withdraw an access token; its live sockets close with 4401',
	answer: { status: 204, description: 'Withdrawn.' },
	refuses: [403, 404],
});

export const listUsers = route({
	method: 'GET',
	path: '/users',
	summary: 'Everyone with an account; administrators only',
	answer: {
		status: 200,
		description: 'The accounts by name.',
		schema: v.object({
			users: v.array(
				v.object({
					id: text,
					name: text,
					initials: text,
					email: text,
					admin: v.boolean(),
					disabled: v.boolean(),
					createdAt: text,
					sessions: v.pipe(v.number(), v.description('live sessions')),
				}),
			),
		}),
	},
	refuses: [403],
});

export const createUser = route({
	method: 'POST',
	path: '/users',
	summary: 'An account; administrators only',
	body: v.strictObject({ email: text, name: text, password: text, admin: v.optional(v.boolean(), false) }),
	answer: { status: 201, description: 'The account.', schema: v.object({ id: text }) },
	refuses: [403, 409],
});

export const changeUser = route({
	method: 'PUT',
	path: '/users/{id}',
	summary: 'Disable or enable an account, give or take administration; administrators only',
	body: v.strictObject({ disabled: v.optional(v.boolean()), admin: v.optional(v.boolean()) }),
	answer: { status: 204, description: 'Changed. Sessions, tokens and sockets of a disabled account end.' },
	refuses: [403, 404, 409],
});

const invitation = { id: text, email: text, expiresAt: text };

export const listInvitations = route({
	method: 'GET',
	path: '/invitations',
	summary: 'Open invitations to an account; administrators only',
	answer: {
		status: 200,
		description: 'The invitations, oldest first.',
		schema: v.object({ invitations: v.array(v.object(invitation)) }),
	},
	refuses: [403],
});

export const createInvitation = route({
	method: 'POST',
	path: '/invitations',
	summary: 'Invite to an account; administrators only',
	body: v.strictObject({ email: text }),
	answer: {
		status: 201,
		description: 'The invitation with its link, shown this once.',
		schema: v.object({ ...invitation, link: text }),
	},
	refuses: [403, 409],
});

export const acceptInvitation = route({
	method: 'POST',
	path: '/invitations/accept',
	summary: 'Accept an invitation, signed in or as somebody new, who is then signed in',
	auth: 'none',
	body: v.strictObject({
		token: v.pipe(text, v.nonEmpty(), v.description("the last part of the link's path")),
		name: v.optional(text),
		password: v.optional(text),
	}),
	answer: {
		status: 200,
		description: 'Accepted.',
		schema: v.object({ evaluationId: v.nullable(text) }),
	},
	refuses: [403, 409, 410],
});

export const revokeInvitation = route({
	method: 'DELETE',
	path: '/invitations/{id}',
	summary: 'Withdraw an invitation',
	answer: { status: 204, description: 'Withdrawn.' },
	refuses: [403, 404],
});
