import { endpoint, serve } from '#server/api/handler.ts';
import { getReportCsv } from '#server/api/contract/reports.ts';
import { fileResponse } from '#server/exports/download.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getReportCsv, async ({ services, actor, param, query, locale }) => {
		const wish = { format: 'csv', locale, snapshotId: query.snapshot } as const;
		return fileResponse(await services.exports.file(actor, param('id'), wish));
	}),
});
