import { endpoint, serve } from '#server/api/handler.ts';
import { getHistory } from '#server/api/contract/records.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getHistory, async ({ services, actor, param, query, event }) => {
		const { entries, next } = await services.history.read(actor, param('id'), query);
		if (next === null) return entries;
		const page = new URL(event.url);
		page.searchParams.set('from', String(next));
		return Response.json(entries, { headers: { link: `<${page.pathname}${page.search}>; rel="next"` } });
	}),
});
