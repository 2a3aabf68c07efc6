import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parseInput, readBody, readQuery } from '#server/api/parse.ts';
import { route } from '#server/api/route.ts';
import type { ServiceError } from '#server/services/errors.ts';

const body = v.strictObject({
	name: v.pipe(v.string(), v.minLength(1), v.maxLength(5)),
	year: v.pipe(v.number(), v.integer(), v.minValue(1990)),
	mode: v.picklist(['on', 'off']),
	email: v.optional(v.pipe(v.string(), v.email())),
	list: v.optional(v.array(v.strictObject({ id: v.string() }))),
});
const declared = route({
	method: 'POST',
	path: '/x',
	summary: 'x',
	body,
	bodyLimit: 200,
	answer: { status: 204, description: 'x' },
	refuses: [],
});

const refusal = async (run: () => unknown): Promise<ServiceError> => {
	try {
		await run();
	} catch (error) {
		return error as ServiceError;
	}
	throw new Error('nothing was refused');
};
const codes = async (input: unknown) =>
	(await refusal(() => parseInput(body, input))).errors.map(({ path, code }) => `${path}:${code}`);
const post = (
	text: BodyInit | null,
	headers: Record<string, string> = { 'content-type': 'application/json' },
) => readBody(new Request('http://x/', { method: 'POST', body: text, headers }), declared);

const good = { name: 'a', year: 2019, mode: 'on' };

describe('input that cannot be used is named field by field', () => {
	test.each([
		[{}, ['name:required', 'year:required', 'mode:required']],
		[{ ...good, name: '' }, ['name:tooShort']],
		[{ ...good, name: 'too long' }, ['name:tooLong']],
		[{ ...good, name: 3 }, ['name:wrongType']],
		[{ ...good, name: null }, ['name:wrongType']],
		[{ ...good, year: 1989 }, ['year:tooSmall']],
		[{ ...good, year: 2019.5 }, ['year:notWhole']],
		[{ ...good, mode: 'maybe' }, ['mode:notOneOf']],
		[{ ...good, email: 'nobody' }, ['email:notEmail']],
		[{ ...good, extra: 1 }, ['extra:unknownField']],
		[{ ...good, list: [{ id: 'a' }, { id: 1 }] }, ['list.1.id:wrongType']],
		[
			JSON.parse('{"name":"a","year":2019,"mode":"on","__proto__":{"admin":true}}'),
			['__proto__:unknownField'],
		],
		['text', [':wrongType']],
	])('%j', async (input, expected) => {
		expect(await codes(input)).toEqual(expected);
	});
});

describe('a body', () => {
	test('that is right is parsed', async () => {
		expect(await post(JSON.stringify(good))).toEqual(good);
	});
	test.each([
		['{', 400, 'malformedJson'],
		['', 400, 'bodyMissing'],
		['[]', 422, 'invalidInput'],
		[Uint8Array.of(0x22, 0xff, 0x22), 400, 'malformedJson'],
		['{"name":"\\u0000"}', 422, 'invalidInput'],
		['['.repeat(90) + ']'.repeat(90), 422, 'invalidInput'],
		['x'.repeat(201), 413, 'bodyTooLarge'],
	] as const)('%s is refused with %i %s', async (text, status, code) => {
		expect(await refusal(() => post(text))).toMatchObject({ status, code });
	});
	test('of another type is refused with 415', async () => {
		expect(await refusal(() => post('a=b', { 'content-type': 'text/plain' }))).toMatchObject({ status: 415 });
		expect(await refusal(() => post('a=b', { 'content-type': 'application/jsonp' }))).toMatchObject({
			status: 415,
		});
	});
	test('that streams more than the limit is cut off', async () => {
		const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(64)) });
		// `duplex` is needed for a stream and missing from the DOM's types.
		const init: RequestInit & { duplex: 'half' } = {
			method: 'POST',
			body: endless,
			duplex: 'half',
			headers: { 'content-type': 'application/json' },
		};
		const request = new Request('http://x/', init);
		expect(await refusal(() => readBody(request, declared))).toMatchObject({ status: 413 });
	});
	test('may be absent where the route says so', async () => {
		const optional = { ...declared, body: v.strictObject({ a: v.optional(v.string()) }), bodyOptional: true };
		expect(await readBody(new Request('http://x/', { method: 'POST' }), optional)).toEqual({});
	});
});

test('nesting without end and characters that no database keeps are refused in words', async () => {
	const roomy = { ...declared, bodyLimit: 1_000_000, body: v.looseObject({}) };
	const send = (text: string) => {
		const headers = { 'content-type': 'application/json' };
		return readBody(new Request('http://x/', { method: 'POST', body: text, headers }), roomy);
	};
	const deep = await refusal(() => send(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`));
	expect(deep.errors).toMatchObject([{ code: 'nestedTooDeep' }]);
	const nul = await refusal(() => send('{"list":[{"id":"a\\u0000"}],"half":"\\ud800"}'));
	expect(nul.errors.map(({ path }) => path)).toEqual(['list.0.id', 'half']);
});

test('a search parameter given twice is refused, since one of the two would be lost', async () => {
	const listing = { ...declared, query: v.strictObject({ from: v.optional(v.string()) }) };
	expect(readQuery(new URL('http://x/?from=a'), listing)).toEqual({ from: 'a' });
	expect(await refusal(() => readQuery(new URL('http://x/?from=a&from=b'), listing))).toMatchObject({
		status: 422,
	});
});
