import { endpoint, serve } from '#server/api/handler.ts';
import { startExport } from '#server/api/contract/reports.ts';
import { exportAnswer } from '#server/exports/export-answer.ts';

export const { POST, fallback } = serve({
	POST: endpoint(startExport, async ({ services, actor, param, body, locale }) => {
		const wish = { format: body.format, locale: body.lang ?? locale, snapshotId: body.snapshot };
		return exportAnswer(await services.exports.start(actor, param('id'), wish), locale);
	}),
});
