import { municipalityNamed } from '#domain/municipalities/municipalities.ts';
import { endpoint, serve } from '#server/api/handler.ts';
import { getDevelopment } from '#server/api/contract/comparison.ts';
import { invalid } from '#server/services/errors.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getDevelopment, ({ services, actor, query: { municipality, subquestion } }) => {
		const place = municipalityNamed(municipality);
		if (!place) throw invalid([{ path: 'municipality', code: 'municipalityUnknown' }]);
		return services.benchmarks.development(actor, place.code, subquestion);
	}),
});
