/** What the oral feedback shows: each area's score, strengths and improvements, and what it is set beside. */
import { error } from '@sveltejs/kit';
import { plainText } from '#domain/report/rich-text.ts';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import type { PageServerLoad } from './$types';

/** As many as one remembers from a picture. */
const SHOWN = 3;

export const load: PageServerLoad = async ({ locals, params }) => {
	const actor = requireActor(locals);
	try {
		const [report, comparison] = await Promise.all([
			locals.services.reports.model(actor, params.id),
			locals.services.evaluationComparisons.of(actor, params.id),
		]);
		const words = (texts: readonly ({ text: Parameters<typeof plainText>[0] } | null)[]) =>
			texts
				.flatMap((one) => (one ? [plainText(one.text).replace(/\s+/g, ' ').trim()] : []))
				.filter((text) => text !== '')
				.slice(0, SHOWN);
		return {
			working: report.status === 'working',
			total: report.total,
			comparison: {
				previous: comparison.previous,
				cohort: comparison.cohort,
				total: comparison.total,
				areas: comparison.areas.map(({ id, previous, cohort }) => ({ id, previous, cohort })),
			},
			areas: report.areas.map(({ id, name, achieved, max, percent, soFar, findings }) => ({
				id,
				name,
				achieved,
				max,
				percent,
				soFar,
				strengths: words(findings.map(({ strength }) => strength)),
				// What was put right since the evaluation before is no improvement to speak of any more.
				improvements: words(
					findings.map(({ improvement }) => (improvement?.outcome === 'done' ? null : improvement)),
				),
			})),
		};
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
