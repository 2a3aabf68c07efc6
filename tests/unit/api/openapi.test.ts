import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { routes } from '#server/api/contract/index.ts';
import { SESSION_COOKIE } from '#server/auth/sessions.ts';
import { openApiDocument } from '#server/api/openapi.ts';

const root = path.resolve(import.meta.dirname, '../../../src/routes/api/v1');

/** `evaluations/[id]/phase/+server.ts` → `/evaluations/{id}/phase`. */
const addressOf = (file: string): string =>
	`/${path.dirname(file).split(path.sep).join('/')}`.replaceAll('[', '{').replaceAll(']', '}');

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
	.filter((file) => path.basename(file) === '+server.ts')
	.filter((file) => !file.startsWith('[...path]'));

interface Operation {
	operationId: string;
	summary: string;
	parameters?: { name: string; in: string; required: boolean; schema: object }[];
	requestBody?: { content: Record<string, { schema: object }> };
	responses: Record<string, { $ref?: string; description?: string }>;
}
const document = openApiDocument(routes, '1.2.3') as {
	openapi: string;
	info: { title: string; version: string };
	paths: Record<string, Record<string, Operation>>;
	components: { securitySchemes: { session: { name: string } } };
};
const operations = Object.entries(document.paths).flatMap(([address, item]) =>
	Object.entries(item).map(([method, operation]) => ({ address, method, operation })),
);

test('every route file is in the document with exactly its methods, and nothing else is', () => {
	const served = files.flatMap((file) => {
		const source = readFileSync(path.join(root, file), 'utf8');
		const methods = [...source.matchAll(/^\t(GET|POST|PUT|DELETE): /gm)].map((match) => match[1]!);
		const single = /export const \{ (GET|POST|PUT|DELETE), fallback \} = serve\(\{ \1: /.exec(source)?.[1];
		return (methods.length > 0 ? methods : [single ?? 'none found']).map(
			(method) => `${method} ${addressOf(file)}`,
		);
	});
	expect(routes.map(({ method, path: address }) => `${method} ${address}`).sort()).toEqual(served.sort());
});

test('every route file answers unknown methods with a problem document', () => {
	for (const file of files)
		expect(readFileSync(path.join(root, file), 'utf8'), file).toMatch(/fallback \} = serve\(/);
});

describe('the document', () => {
	test('names its version and the product’s', () => {
		expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Samsyn', version: '1.2.3' } });
	});

	test('names the cookie that sign-in sets', () => {
		expect(document.components.securitySchemes.session.name).toBe(SESSION_COOKIE);
	});

	test('gives every call a name of its own, a summary and an answer that succeeds', () => {
		const names = operations.map(({ operation }) => operation.operationId);
		expect(new Set(names).size).toBe(names.length);
		for (const { address, operation } of operations) {
			expect(operation.summary, address).not.toBe('');
			expect(
				Object.keys(operation.responses).some((status) => status.startsWith('2')),
				address,
			).toBe(true);
		}
	});

	test('declares exactly the parameters that an address has', () => {
		for (const { address, operation } of operations) {
			const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
			expect(inPath.map(({ name }) => `{${name}}`)).toEqual(address.match(/\{\w+\}/g) ?? []);
			expect(inPath.every(({ required }) => required)).toBe(true);
		}
	});

	test('refers only to parts it has', () => {
		const refs = new Set<string>();
		JSON.stringify(document, (key, value: unknown) => {
			if (key === '$ref' && typeof value === 'string') refs.add(value);
			return value;
		});
		expect(refs.size).toBeGreaterThan(0);
		for (const ref of refs) {
			expect(ref).toMatch(/^#\//);
			const found = ref
				.slice(2)
				.split('/')
				.reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], document);
			expect(found, ref).toBeTypeOf('object');
		}
	});

	test('says every way in which an import of results is answered, and every form it may have', () => {
		const { requestBody, responses } = document.paths['/results']!.post!;
		expect(Object.keys(responses).join(' ')).toBe('200 201 400 401 403 409 413 415 422 429 500 503');
		const { anyOf } = requestBody!.content['application/json']!.schema as { anyOf: { type: string }[] };
		expect(anyOf.map(({ type }) => type)).toEqual(['object', 'array', 'object', 'array']);
	});

	test('tells of guests, and of a database that is away, wherever somebody has to be signed in', () => {
		for (const { address, operation } of operations) {
			expect(operation.responses, address).toHaveProperty('503');
			if ('401' in operation.responses) expect(operation.responses, address).toHaveProperty('403');
		}
	});

	test('describes bodies as JSON Schema that says what is required', () => {
		expect(document.paths['/evaluations']!.post!.requestBody).toMatchObject({
			content: {
				'application/json': {
					schema: {
						type: 'object',
						required: ['frameworkId', 'year'],
						additionalProperties: false,
						properties: { blind: { enum: ['off', 'subquestion', 'area', 'evaluation'] } },
					},
				},
			},
		});
	});
});
