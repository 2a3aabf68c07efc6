import { Readable } from 'node:stream';
import { endpoint, serve } from '#server/api/handler.ts';
import { exportEvaluation } from '#server/api/contract/keeping.ts';
import { download } from '#server/exports/download.ts';

export const { GET, fallback } = serve({
	GET: endpoint(exportEvaluation, async ({ services, actor, param }) => {
		const { body, title } = await services.bundles.export(actor, param('id'));
		return download(Readable.toWeb(body) as ReadableStream, 'application/gzip', title, 'samsyn.gz');
	}),
});
