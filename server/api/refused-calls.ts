/**
 * Whoever is signed in and asks for what they may not stands in the audit log: who, which call, and why not; never what
 * they sent. Somebody who asks again and again fills no disk: beyond a rate the rows are counted into the next one.
 */
import type { RequestEvent } from '@sveltejs/kit';
import { isStorable } from '#document/values.ts';
import { record } from '../db/audit.ts';
import { TokenBucket } from '../sync/limits.ts';
import { isServiceError } from './problem.ts';
import type { Route } from './route.ts';

const ROWS_PER_SECOND = 2;
const ROWS_AT_ONCE = 200;
const rows = new TokenBucket(ROWS_PER_SECOND, ROWS_AT_ONCE, performance.now());
let uncounted = 0;

/** Of any error, only a 403 is noted. Never throws: what cannot be written is in the process's own log. */
export async function noteRefused(
	{ locals, params }: RequestEvent,
	{ method, path }: Route,
	error: unknown,
): Promise<void> {
	const { user } = locals;
	if (!user || !isServiceError(error) || error.status !== 403) return;
	if (!rows.take(1, performance.now())) {
		uncounted++;
		return;
	}
	const { connection, log } = locals.services;
	const detail = { method, code: error.code, ...(uncounted > 0 && { alsoRefused: uncounted }) };
	uncounted = 0;
	const id = path.startsWith('/evaluations/{id}') ? params.id : undefined;
	const evaluationId = id !== undefined && isStorable(id) ? id : null;
	await record(connection.db, {
		actor: user.id,
		action: 'request.refuse',
		evaluationId,
		subject: path,
		detail,
	}).catch((err: unknown) => log.error({ err }, 'a refusal is not in the audit log'));
}
