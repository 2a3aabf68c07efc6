/** The register of evidence as the page shows it before the document is here, and which interviews have notes. */
import { error, redirect } from '@sveltejs/kit';
import { officeDay } from '#domain/days/days.ts';
import { can } from '#domain/permissions/can.ts';
import { contentEntries } from '#document/content.ts';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url, untrack }) => {
	if (!locals.user) redirect(303, `/signin?next=${encodeURIComponent(untrack(() => url.pathname))}`);
	const actor = requireActor(locals);
	const { evaluation } = await parent();
	try {
		const content = await locals.services.snapshots.content(actor, params.id);
		const notes = can(evaluation.myRole, 'note.read')
			? await locals.services.sourceNotes.list(actor, params.id)
			: [];
		return {
			register: {
				sources: contentEntries(content, 'sources'),
				evidence: contentEntries(content, 'evidence'),
			},
			noted: notes.filter(({ hasWords }) => hasWords).map(({ sourceId }) => sourceId),
			today: officeDay(Date.now()),
		};
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
