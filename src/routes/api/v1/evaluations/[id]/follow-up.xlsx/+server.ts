import { endpoint, serve } from '#server/api/handler.ts';
import { getFollowUpXlsx } from '#server/api/contract/follow-up.ts';
import { followUpXlsx, XLSX_TYPE } from '#server/exports/follow-up.ts';
import { download } from '#server/exports/download.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getFollowUpXlsx, async ({ services, actor, param, locale }) => {
		const { title } = await services.evaluations.get(actor, param('id'));
		const followUp = await services.followUps.get(actor, param('id'));
		return download(await followUpXlsx(followUp, locale), XLSX_TYPE, `${title} follow-up`, 'xlsx');
	}),
});
