import { endpoint, serve } from '#server/api/handler.ts';
import { getRanking } from '#server/api/contract/comparison.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getRanking, ({ services, actor, query: { county, every, otherVersions, ...query } }) =>
		services.benchmarks.ranking(actor, {
			...query,
			counties: county,
			every: every === 'true',
			otherVersions: otherVersions === 'true',
		}),
	),
});
