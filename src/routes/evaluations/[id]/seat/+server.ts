/**
 * A seat in one of the evaluation's rooms for this page: a client id of its own, bound to the user, and the
 * room's generation. Asked for before the first connection and again when a copy must be rebuilt.
 */
import { error, json } from '@sveltejs/kit';
import { roomName, type Room } from '#document/rooms.ts';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, params, url }) => {
	if (!locals.user || !locals.session) error(401, 'unauthorised');
	const actor = requireActor(locals);
	const { services } = locals;
	try {
		const evaluation = await services.evaluations.get(actor, params.id);
		if (evaluation.myRole === 'reviewer') error(403, 'forbidden');
		const ballot = url.searchParams.get('room') === 'ballot';
		if (ballot && (evaluation.blind === 'off' || !evaluation.myScores)) error(404, 'notFound');
		const room: Room = ballot
			? { kind: 'ballot', evaluationId: evaluation.id, userId: actor.id }
			: { kind: 'evaluation', evaluationId: evaluation.id };
		const name = roomName(room);
		const clientId = await services.sync.issueClientId(name, actor.id, locals.session.id);
		const generation = await services.sync.read(name, (_, at) => at.generation);
		return json({ clientId, generation }, { headers: { 'cache-control': 'no-store' } });
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
