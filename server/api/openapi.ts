/** The OpenAPI 3.1 document, made from the routes' declarations. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { API_BASE, type Route } from './route.ts';

type Json = Record<string, unknown>;

const SHARED: Record<number, string> = {
	400: 'The request could not be read.',
	401: 'Not signed in.',
	403: 'Not allowed for this role.',
	404: 'Nothing here that the caller can open.',
	409: 'In conflict with what is there now.',
	410: 'No longer there.',
	413: 'The body is too large.',
	415: 'The body is of a kind that is not taken here.',
	422: 'Some of the input cannot be used; `errors` names the fields.',
	429: 'Too many attempts; see Retry-After.',
	500: 'Something went wrong; `id` is the reference in the log.',
	503: 'Not available right now.',
};

const problemSchema: Json = {
	type: 'object',
	description: 'A problem document (RFC 9457).',
	required: ['type', 'title', 'status', 'detail', 'code'],
	properties: {
		type: { type: 'string', format: 'uri' },
		title: { type: 'string' },
		status: { type: 'integer' },
		detail: { type: 'string' },
		code: { type: 'string' },
		errors: {
			type: 'array',
			items: {
				type: 'object',
				required: ['path', 'code', 'message'],
				properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
			},
		},
	},
	additionalProperties: true,
};

/** `mode`: what goes in is described before, what comes out after the schema's transformations. */
function schemaOf(schema: v.GenericSchema, mode: 'input' | 'output'): Json {
	// Checks that JSON Schema cannot say (own functions) are left to the 422 they give.
	const { $schema: _, ...rest } = toJsonSchema(schema, {
		target: 'draft-2020-12',
		typeMode: mode,
		errorMode: 'ignore',
	});
	return rest;
}

const parameterNames = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

function parameters(route: Route): Json[] {
	const inPath = parameterNames(route.path).map((name) => ({
		name,
		in: 'path',
		required: true,
		schema: { type: 'string' },
	}));
	if (!route.query) return inPath;
	const { properties = {}, required = [] } = schemaOf(route.query, 'input') as {
		properties?: Record<string, Json>;
		required?: string[];
	};
	const inQuery = Object.entries(properties).map(([name, schema]) => ({
		name,
		in: 'query',
		required: required.includes(name),
		schema,
	}));
	return [...inPath, ...inQuery];
}

function refusals(route: Route): number[] {
	// 503: the database is away, or a room was given up meanwhile.
	const shared = [500, 503];
	// 403: to guests, and to a cookie that another site sends along.
	if (route.auth !== 'none') shared.push(401, 403);
	if (route.method !== 'GET') shared.push(403);
	if (route.query || route.body) shared.push(422);
	if (route.body) shared.push(400, 413, 415);
	if (route.upload) shared.push(413, 415, 422);
	if (route.upload?.json) shared.push(400);
	return [...new Set([...shared, ...route.refuses])].sort((a, b) => a - b);
}

function answerOf({ answer }: Route): Json {
	const { schema, mediaType, description } = answer;
	if (mediaType)
		return { description, content: { [mediaType]: { schema: schema ? schemaOf(schema, 'output') : {} } } };
	return schema
		? { description, content: { 'application/json': { schema: schemaOf(schema, 'output') } } }
		: { description };
}

function operation(route: Route): Json {
	const responses: Json = { [route.answer.status]: answerOf(route) };
	const { alternative } = route;
	if (alternative)
		responses[alternative.status] = { ...answerOf(route), description: alternative.description };
	for (const status of refusals(route)) responses[status] = { $ref: `#/components/responses/${status}` };
	const params = parameters(route);
	return {
		operationId: operationId(route),
		summary: route.summary,
		...(params.length > 0 && { parameters: params }),
		...(route.body && {
			requestBody: {
				required: !route.bodyOptional,
				content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
			},
		}),
		...(route.upload && {
			requestBody: {
				required: true,
				content: {
					...Object.fromEntries(route.upload.mediaTypes.map((type) => [type, {}])),
					...(route.upload.json && {
						'application/json': { schema: schemaOf(route.upload.json, 'input') },
					}),
				},
			},
		}),
		responses,
		...(route.auth === 'none' && { security: [] }),
	};
}

/** `POST /evaluations/{id}/phase` → `postEvaluationsIdPhase`. */
function operationId({ method, path }: Route): string {
	const words = path.split(/[^a-zA-Z0-9]+/).filter(Boolean);
	return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
}

/** The whole document. `version` is the product's. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
	const paths: Record<string, Json> = {};
	for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
	const responses = Object.fromEntries(
		Object.entries(SHARED).map(([status, description]) => [
			status,
			{
				description,
				content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
			},
		]),
	);
	return {
		openapi: '3.1.0',
		info: {
			title: 'Samsyn',
			version,
			description: 'Shared evaluations: score, calibrate, write and report together.',
		},
		servers: [{ url: API_BASE }],
		security: [{ session: [] }, { token: [] }],
		paths,
		components: {
			schemas: { Problem: problemSchema },
			responses,
			securitySchemes: {
				session: { type: 'apiKey', in: 'cookie', name: 'samsyn_session' },
				token: { type: 'http', scheme: 'bearer' },
			},
		},
	};
}
