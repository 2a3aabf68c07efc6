/** From bytes and search parameters to true types: the one edge of the API where input is parsed. */
import * as v from 'valibot';
import { en as errors } from '#lib/i18n/areas/errors.ts';
import { isStorable } from '#document/values.ts';
import { invalid, ServiceError, type FieldError } from '../services/errors.ts';
import { ADAPTER_BODY_LIMIT, BODY_LIMIT, type Route } from './route.ts';

const JSON_TYPE = /^application\/([\w.-]+\+)?json(\s*;|$)/i;

/** Throws 422 with one entry per field that cannot be used. */
export function parseInput<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
	const result = v.safeParse(schema, input);
	if (result.success) return result.output;
	throw invalid(result.issues.map(fieldError));
}

/** The request's body by the route's schema; undefined where the route takes none. */
export async function readBody(request: Request, route: Route): Promise<unknown> {
	if (!route.body) return undefined;
	const type = request.headers.get('content-type');
	const empty = request.headers.get('content-length') === '0' || (!type && !hasBody(request));
	if (empty) return parseInput(route.body, route.bodyOptional ? {} : refuse(400, 'bodyMissing'));
	if (!type || !JSON_TYPE.test(type)) return refuse(415, 'notJson');
	const bytes = await readBytes(request, route.bodyLimit ?? BODY_LIMIT);
	if (bytes.length === 0) return parseInput(route.body, route.bodyOptional ? {} : refuse(400, 'bodyMissing'));
	const parsed = parseJson(bytes);
	// An array would pass as an object whose fields are all absent.
	if (Array.isArray(parsed)) throw invalid([{ path: '', code: 'wrongType', params: { expected: 'Object' } }]);
	refuseUnstorable(parsed);
	return parseInput(route.body, parsed);
}

/** The search parameters by the route's schema; one given twice is refused, since one of the two would be lost. */
export function readQuery(url: URL, route: Route): unknown {
	if (!route.query) return {};
	const names = [...url.searchParams.keys()];
	const twice = names.filter((name, at) => names.indexOf(name) !== at);
	if (twice.length > 0) throw invalid(twice.map((path) => ({ path, code: 'badValue' })));
	const given = Object.fromEntries(url.searchParams);
	refuseUnstorable(given);
	return parseInput(route.query, given);
}

/** Far above any honest input, far below where recursion ends. */
const DEPTH_LIMIT = 50;

/** PostgreSQL takes neither NUL nor half a surrogate pair: said here, field by field, not by a failed query. */
function refuseUnstorable(input: unknown): void {
	const faults: FieldError[] = [];
	const look = (value: unknown, path: string, depth = 0): void => {
		if (depth > DEPTH_LIMIT)
			throw invalid([{ path: '', code: 'nestedTooDeep', params: { limit: DEPTH_LIMIT } }]);
		if (typeof value === 'string' && !isStorable(value)) faults.push({ path, code: 'notStorable' });
		if (typeof value !== 'object' || value === null) return;
		for (const [name, member] of Object.entries(value))
			look(member, path === '' ? name : `${path}.${name}`, depth + 1);
	};
	look(input, '');
	if (faults.length > 0) throw invalid(faults);
}

function refuse(status: number, code: 'bodyMissing' | 'notJson' | 'malformedJson'): never {
	throw new ServiceError(status, code);
}

const hasBody = (request: Request): boolean =>
	request.body !== null ||
	request.headers.has('transfer-encoding') ||
	Number(request.headers.get('content-length') ?? 0) > 0;

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
	const tooLarge = () => new ServiceError(413, 'bodyTooLarge', { params: { limit } });
	if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of bytesOf(request, tooLarge)) {
		size += part.length;
		if (size > limit) throw tooLarge();
		parts.push(part);
	}
	return Buffer.concat(parts);
}

/** The adapter has a limit of its own and ends the stream with its own 413, which becomes ours. */
async function* bytesOf(request: Request, tooLarge: () => ServiceError): AsyncGenerator<Uint8Array> {
	try {
		for await (const part of request.body ?? []) yield part;
	} catch (error) {
		if (error instanceof Error && 'status' in error && error.status === 413) throw tooLarge();
		throw error;
	}
}

/** A file as it comes in, not yet read: whoever reads it decides how much of it. */
export function uploadOf(request: Request): { declared: number | null; bytes: AsyncIterable<Uint8Array> } {
	const length = request.headers.get('content-length');
	const tooLarge = () => new ServiceError(413, 'bodyTooLarge', { params: { limit: ADAPTER_BODY_LIMIT } });
	return { declared: length === null ? null : Number(length), bytes: bytesOf(request, tooLarge) };
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
	} catch {
		return refuse(400, 'malformedJson');
	}
}

const LIMITS: Record<string, FieldError['code']> = {
	min_length: 'tooShort',
	non_empty: 'tooShort',
	max_length: 'tooLong',
	min_value: 'tooSmall',
	max_value: 'tooBig',
};

const CODES: Record<string, FieldError['code']> = {
	email: 'notEmail',
	rfc_email: 'notEmail',
	integer: 'notWhole',
	safe_integer: 'notWhole',
	iso_timestamp: 'notTime',
	picklist: 'notOneOf',
	literal: 'notOneOf',
	strict_object: 'unknownField',
};

const isErrorCode = (text: string): text is FieldError['code'] => Object.hasOwn(errors, text);

function fieldError(issue: v.BaseIssue<unknown>): FieldError {
	const path = v.getDotPath(issue) ?? '';
	// A schema that knows better says so by a code in place of a message.
	if (isErrorCode(issue.message)) return { path, code: issue.message };
	const limit = LIMITS[issue.type];
	if (limit && 'requirement' in issue && typeof issue.requirement === 'number')
		return { path, code: limit, params: { limit: issue.requirement } };
	if (limit === 'tooShort') return { path, code: limit, params: { limit: 1 } };
	if (issue.kind === 'schema') {
		if (issue.expected === 'never') return { path, code: 'unknownField' };
		if (issue.received === 'undefined') return { path, code: 'required' };
		const code = CODES[issue.type];
		if (code === 'notOneOf') return { path, code, params: { expected: issue.expected ?? '' } };
		return { path, code: 'wrongType', params: { expected: issue.expected ?? issue.type } };
	}
	return { path, code: CODES[issue.type] ?? 'badValue' };
}
