/** Prometheus text. */
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const { registry } = locals.services.metrics;
	const headers = { 'content-type': registry.contentType, 'cache-control': 'no-store' };
	return new Response(await registry.metrics(), { headers });
};
