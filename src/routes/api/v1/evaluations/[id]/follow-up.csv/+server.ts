import { endpoint, serve } from '#server/api/handler.ts';
import { getFollowUpCsv } from '#server/api/contract/follow-up.ts';
import { followUpCsv } from '#server/exports/follow-up.ts';
import { download } from '#server/exports/download.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getFollowUpCsv, async ({ services, actor, param, locale }) => {
		const { title } = await services.evaluations.get(actor, param('id'));
		const followUp = await services.followUps.get(actor, param('id'));
		return download(followUpCsv(followUp, locale), 'text/csv; charset=utf-8', `${title} follow-up`, 'csv');
	}),
});
