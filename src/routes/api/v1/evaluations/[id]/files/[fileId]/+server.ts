import { endpoint, serve } from '#server/api/handler.ts';
import { removeFile } from '#server/api/contract/files.ts';

export const { DELETE, fallback } = serve({
	DELETE: endpoint(removeFile, ({ services, actor, param, query }) =>
		services.files.remove(actor, param('id'), param('fileId'), { anyway: query.anyway === 'true' }),
	),
});
