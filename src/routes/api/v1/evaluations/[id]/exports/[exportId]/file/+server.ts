import { endpoint, serve } from '#server/api/handler.ts';
import { getExportFile } from '#server/api/contract/reports.ts';
import { fileResponse } from '#server/exports/download.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getExportFile, async ({ services, actor, param }) =>
		fileResponse(await services.exports.result(actor, param('id'), param('exportId'))),
	),
});
