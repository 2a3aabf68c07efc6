import { endpoint, serve } from '#server/api/handler.ts';
import { uploadOf } from '#server/api/parse.ts';
import { addFile, listFiles } from '#server/api/contract/files.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listFiles, ({ services, actor, param }) => services.files.list(actor, param('id'))),
	POST: endpoint(addFile, ({ services, actor, param, query, event }) =>
		services.files.add(actor, param('id'), { ...query, ...uploadOf(event.request) }),
	),
});
