import { endpoint, serve } from '#server/api/handler.ts';
import { getAgreementCsv } from '#server/api/contract/agreement.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getAgreementCsv, async ({ services, actor, param, query: { round } }) => {
		const csv = await services.agreement.data(actor, param('id'), round);
		return new Response(csv, {
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="agreement-${round}.csv"`,
			},
		});
	}),
});
