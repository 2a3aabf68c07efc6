import { canonicalJson } from '#document/content.ts';
import { endpoint, serve } from '#server/api/handler.ts';
import { getMoment } from '#server/api/contract/history.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getMoment, async ({ services, actor, param }) => {
		const position = /^\d{1,15}$/.test(param('seq')) ? Number(param('seq')) : NaN;
		const moment = await services.timeline.moment(actor, param('id'), position);
		return new Response(canonicalJson(moment), { headers: { 'content-type': 'application/json' } });
	}),
});
