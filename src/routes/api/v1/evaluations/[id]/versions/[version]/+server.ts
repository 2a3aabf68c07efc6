import { endpoint, serve } from '#server/api/handler.ts';
import { getFinalVersion } from '#server/api/contract/final.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getFinalVersion, async ({ services, actor, param }) => {
		const { json, sha256 } = await services.finalVersions.package(actor, param('id'), param('version'));
		return new Response(json, { headers: { 'content-type': 'application/json', etag: `"${sha256}"` } });
	}),
});
