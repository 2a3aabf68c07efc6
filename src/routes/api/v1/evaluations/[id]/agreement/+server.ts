import { endpoint, serve } from '#server/api/handler.ts';
import { getAgreement } from '#server/api/contract/agreement.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getAgreement, ({ services, actor, param }) => services.agreement.report(actor, param('id'))),
});
