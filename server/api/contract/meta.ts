/** The API about itself. */
import * as v from 'valibot';
import { route } from '../route.ts';

export const openapi = route({
	method: 'GET',
	path: '/openapi.json',
	summary: 'This document',
	auth: 'none',
	answer: {
		status: 200,
		description: 'The OpenAPI 3.1 description of the API.',
		schema: v.looseObject({ openapi: v.string() }),
	},
	refuses: [],
});
