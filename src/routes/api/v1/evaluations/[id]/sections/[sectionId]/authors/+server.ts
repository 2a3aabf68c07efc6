import { endpoint, serve } from '#server/api/handler.ts';
import { getAuthors } from '#server/api/contract/history.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getAuthors, ({ services, actor, param }) =>
		services.authors.read(actor, param('id'), param('sectionId')),
	),
});
