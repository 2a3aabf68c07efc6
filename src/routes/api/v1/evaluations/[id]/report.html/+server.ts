import { endpoint, serve } from '#server/api/handler.ts';
import { getReportHtml } from '#server/api/contract/reports.ts';
import { reportHtml } from '#server/exports/report-html.ts';
import { REPORT_POLICY } from '#server/exports/report-style.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getReportHtml, async ({ services, actor, param, query, locale }) => {
		const model = await services.reports.model(actor, param('id'), { snapshotId: query.snapshot });
		const pictures = await services.exports.pictures(model);
		const language = query.lang ?? locale;
		return new Response(reportHtml(model, language, { pictures, at: new Date() }), {
			headers: {
				'content-type': 'text/html; charset=utf-8',
				'content-language': language,
				'content-security-policy': REPORT_POLICY,
			},
		});
	}),
});
