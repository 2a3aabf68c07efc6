import { endpoint, serve } from '#server/api/handler.ts';
import { getReportJson } from '#server/api/contract/reports.ts';
import { fileResponse } from '#server/exports/download.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getReportJson, async ({ services, actor, param, query, locale }) => {
		const wish = { format: 'json', locale, snapshotId: query.snapshot } as const;
		return fileResponse(await services.exports.file(actor, param('id'), wish), { inline: true });
	}),
});
