/** Readiness: database reachable and migrated, sync server healthy. 503 says what is in the way. */
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const obstacles = await locals.services.readiness();
	const ready = obstacles.length === 0;
	return Response.json(
		{ ready, obstacles },
		{ status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
	);
};
