/** The shared document as it was at one position of its log. */
import { error } from '@sveltejs/kit';
import { agreedFigures, readConsensus } from '#document/consensus.ts';
import { figures } from '#domain/points/totals.ts';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const position = /^\d{1,15}$/.test(params.seq) ? Number(params.seq) : NaN;
	try {
		const moment = await locals.services.timeline.moment(requireActor(locals), params.id, position);
		const { framework } = await parent();
		const agreed = agreedFigures(readConsensus(Object.entries(moment.content.consensus)));
		return { moment, sums: figures(framework, agreed) };
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
