/** A seat in a review room for this page: a client id of its own, bound to the user, and the room's generation. */
import { error, json } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { reviewRoom } from '#server/services/round-access.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, params }) => {
	if (!locals.user || !locals.session) error(401, 'unauthorised');
	const actor = requireActor(locals);
	const { services, session } = locals;
	try {
		await services.rounds.get(actor, params.id, params.roundId);
		const name = reviewRoom(params.id, params.roundId);
		const clientId = await services.sync.issueClientId(name, actor.id, session.id);
		const generation = await services.sync.read(name, (_, at) => at.generation);
		return json({ clientId, generation }, { headers: { 'cache-control': 'no-store' } });
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
