import { canonicalJson } from '#document/content.ts';
import { endpoint, serve } from '#server/api/handler.ts';
import { getContent } from '#server/api/contract/reports.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getContent, async ({ services, actor, param }) => {
		const content = await services.snapshots.content(actor, param('id'));
		return new Response(canonicalJson(content), { headers: { 'content-type': 'application/json' } });
	}),
});
