import { canonicalJson } from '#document/content.ts';
import { endpoint, serve } from '#server/api/handler.ts';
import { getSnapshot } from '#server/api/contract/reports.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getSnapshot, async ({ services, actor, param }) => {
		const snapshot = await services.snapshots.get(actor, param('id'), param('snapshotId'));
		return new Response(canonicalJson(snapshot), { headers: { 'content-type': 'application/json' } });
	}),
});
