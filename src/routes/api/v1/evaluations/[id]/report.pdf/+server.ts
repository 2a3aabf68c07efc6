import { endpoint, serve } from '#server/api/handler.ts';
import { getReportPdf } from '#server/api/contract/reports.ts';
import { fileResponse } from '#server/exports/download.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getReportPdf, async ({ event, services, actor, param, query, locale }) => {
		const wish = { format: 'pdf', locale: query.lang ?? locale, snapshotId: query.snapshot } as const;
		return fileResponse(await services.exports.file(actor, param('id'), wish, event.request.signal));
	}),
});
