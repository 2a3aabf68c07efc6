/**
 * Calls of the workspace to the public API, with a refusal as data: the words are the server's, already in the
 * reader's language.
 */
import * as v from 'valibot';

const problemSchema = v.looseObject({
	status: v.number(),
	detail: v.fallback(v.string(), ''),
	code: v.fallback(v.string(), ''),
	errors: v.fallback(
		v.optional(v.array(v.looseObject({ path: v.string(), message: v.string() }))),
		undefined,
	),
});

export type Problem = v.InferOutput<typeof problemSchema>;
export type Answer = { ok: true; data: unknown } | { ok: false; problem: Problem };

const AWAY: Problem = { status: 0, detail: '', code: 'away', errors: undefined };

export async function call(
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	body?: unknown,
): Promise<Answer> {
	let response: Response;
	try {
		response = await fetch(`/api/v1/${path}`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? null : JSON.stringify(body),
		});
	} catch {
		return { ok: false, problem: AWAY };
	}
	const text = await response.text();
	let data: unknown;
	try {
		data = text === '' ? undefined : JSON.parse(text);
	} catch {
		data = undefined;
	}
	if (response.ok) return { ok: true, data };
	const problem = v.safeParse(problemSchema, data);
	return { ok: false, problem: problem.success ? problem.output : { ...AWAY, status: response.status } };
}

/** A path below an evaluation, its parts made safe. */
export const evaluationPath = (id: string, ...parts: string[]): string =>
	['evaluations', id, ...parts].map(encodeURIComponent).join('/');
