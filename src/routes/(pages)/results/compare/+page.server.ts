/** A ranking as the address asks for it: of what, among whom. */
import { error } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { countiesIn, textIn, yearIn } from '../filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = requireActor(locals);
	const { benchmarks, cohorts, frameworks } = locals.services;
	const { searchParams } = url;
	const [known, all] = await Promise.all([frameworks.list(actor), cohorts.list(actor)]);
	// The newest version unless another is asked for.
	const newest = known.toSorted((a, b) => (b.validFrom ?? 0) - (a.validFrom ?? 0))[0];
	const framework = known.find(({ id }) => id === textIn(searchParams, 'framework')) ?? newest;
	if (!framework) error(404, 'notFound');
	const [kind = '', id = ''] = textIn(searchParams, 'on').split(':');
	const least = Number(textIn(searchParams, 'min') || NaN);
	const cohort = all.find((one) => one.id === textIn(searchParams, 'cohort'));
	const query = {
		frameworkId: framework.id,
		area: kind === 'area' ? id : undefined,
		subquestion: kind === 'sub' ? id : undefined,
		cohortId: cohort?.id,
		from: yearIn(searchParams, 'from'),
		to: yearIn(searchParams, 'to'),
		counties: countiesIn(searchParams),
		minPercent: least >= 0 && least <= 100 ? least : undefined,
		every: searchParams.has('every'),
		otherVersions: searchParams.has('others'),
	};
	try {
		return {
			ranking: await benchmarks.ranking(actor, query),
			cohorts: all,
			frameworks: known.map(({ id, name, version }) => ({ id, name: `${name} ${version}` })),
			areas: framework.areas.map(({ id, name, subquestions }) => ({ id, name, subquestions })),
			chosen: {
				framework: framework.id,
				on: textIn(searchParams, 'on'),
				cohort: cohort?.id ?? '',
				from: textIn(searchParams, 'from'),
				to: textIn(searchParams, 'to'),
				county: query.counties[0] ?? '',
				min: textIn(searchParams, 'min'),
				every: query.every,
				others: query.otherVersions,
				mark: textIn(searchParams, 'mark'),
			},
		};
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
