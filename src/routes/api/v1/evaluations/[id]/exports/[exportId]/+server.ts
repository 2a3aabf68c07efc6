import { endpoint, serve } from '#server/api/handler.ts';
import { cancelExport, getExport } from '#server/api/contract/reports.ts';
import { exportAnswer } from '#server/exports/export-answer.ts';

export const { GET, DELETE, fallback } = serve({
	GET: endpoint(getExport, async ({ services, actor, param, locale }) =>
		exportAnswer(await services.exports.status(actor, param('id'), param('exportId')), locale),
	),
	DELETE: endpoint(cancelExport, ({ services, actor, param }) =>
		services.exports.cancel(actor, param('id'), param('exportId')),
	),
});
