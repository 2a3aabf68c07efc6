import { endpoint, serve } from '#server/api/handler.ts';
import { uploadOf } from '#server/api/parse.ts';
import { importEvaluation } from '#server/api/contract/keeping.ts';

export const { POST, fallback } = serve({
	POST: endpoint(importEvaluation, ({ services, actor, event }) => {
		const { bytes, declared } = uploadOf(event.request);
		return services.bundles.import(actor, bytes, declared);
	}),
});
