import { uploadOf } from '#server/api/parse.ts';
import { describe } from '#server/api/problem.ts';
import { endpoint, serve } from '#server/api/handler.ts';
import { importResults, listResults } from '#server/api/contract/results.ts';
import { searchMunicipalities } from '#domain/municipalities/municipalities.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(
		listResults,
		({ services, actor, query: { municipality, county, limit, offset, ...filter } }) =>
			services.results.list(
				actor,
				{
					...filter,
					counties: county,
					...(municipality !== undefined && {
						municipalities: searchMunicipalities(municipality).map(({ code }) => code),
					}),
				},
				{ limit, offset },
			),
	),
	POST: endpoint(importResults, async ({ event, services, actor, query, locale }) => {
		const { dryRun, fileName, municipalityCode, frameworkId, note, year } = query;
		const options = {
			municipality: municipalityCode ?? query.municipality,
			framework: frameworkId ?? query.framework,
			year,
			note,
		};
		const input = { upload: uploadOf(event.request), fileName };
		const { results, faults } =
			dryRun === 'true'
				? await services.results.preview(actor, input, options)
				: { results: await services.results.import(actor, input, options), faults: [] };
		const answer = {
			...(results[0]?.id !== undefined && { id: results[0].id }),
			results: results.map((result) => ({
				...result,
				warnings: result.warnings.map(({ code, params }) => ({
					code,
					message: describe(locale, code, params),
				})),
			})),
			faults: faults.map(({ row, column, code, params }) => ({
				row,
				column,
				code,
				message: describe(locale, code, params),
			})),
		};
		return dryRun === 'true' ? Response.json(answer) : answer;
	}),
});
