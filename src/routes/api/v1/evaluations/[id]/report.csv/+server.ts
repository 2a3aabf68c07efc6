import { endpoint, serve } from '#server/api/handler.ts';
import { getReportCsv } from '#server/api/contract/reports.ts';
import { fileName } from '#server/exports/file-name.ts';
import { reportCsv } from '#server/exports/report-csv.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getReportCsv, async ({ services, actor, param, query }) => {
		const model = await services.reports.model(actor, param('id'), { snapshotId: query.snapshot });
		return new Response(reportCsv(model), {
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="${fileName(model)}.csv"`,
			},
		});
	}),
});
