import { endpoint, serve } from '#server/api/handler.ts';
import { getReportJson } from '#server/api/contract/reports.ts';
import { reportJson } from '#server/exports/report-json.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getReportJson, async ({ services, actor, param, query }) =>
		reportJson(await services.reports.model(actor, param('id'), { snapshotId: query.snapshot })),
	),
});
