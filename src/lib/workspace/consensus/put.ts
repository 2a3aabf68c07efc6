/** Setting a consensus over the API: the answer as data, a conflict with what stands instead. */
import * as v from 'valibot';
import { consensusSchema, type Consensus } from '#document/values.ts';
import { call, evaluationPath } from '../api.ts';
import type { Wanted } from './values.ts';

export type PutResult =
	| { kind: 'set'; version: number }
	/** Somebody was first; null: what stood has no value at all. */
	| { kind: 'conflict'; standing: Consensus | null }
	/** `detail` may be empty: the server did not answer. */
	| { kind: 'refused'; detail: string };

const setSchema = v.object({ version: v.number() });
const conflictSchema = v.object({ current: v.nullable(consensusSchema) });

export async function putConsensus(
	evaluationId: string,
	subquestionId: string,
	wanted: Wanted,
	{ motive, basedOn }: { motive: string; basedOn: number | null },
): Promise<PutResult> {
	const answer = await call('PUT', evaluationPath(evaluationId, 'consensus', subquestionId), {
		...wanted,
		...(motive.trim() && { motive: motive.trim() }),
		basedOn,
	});
	if (answer.ok) return { kind: 'set', version: v.parse(setSchema, answer.data).version };
	const { problem } = answer;
	const conflict = v.safeParse(conflictSchema, problem);
	if (problem.status === 409 && problem.code === 'consensusChanged' && conflict.success)
		return { kind: 'conflict', standing: conflict.output.current };
	const fields = (problem.errors ?? []).map(({ message }) => message).join(' ');
	return { kind: 'refused', detail: [problem.detail, fields].filter(Boolean).join(' ') };
}

export async function putMinority(
	evaluationId: string,
	subquestionId: string,
	text: string,
): Promise<{ ok: true } | { ok: false; detail: string }> {
	const answer = await call('PUT', evaluationPath(evaluationId, 'consensus', subquestionId, 'minority'), {
		text: text.trim(),
	});
	return answer.ok ? { ok: true } : { ok: false, detail: answer.problem.detail };
}
