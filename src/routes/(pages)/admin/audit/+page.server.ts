/** The audit log, a page at a time, with names where there are people behind the ids. */
import { requireAdministrator } from '../administrator.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = requireAdministrator(locals);
	const { audit, accounts } = locals.services;
	const before = Number(url.searchParams.get('before'));
	const from = Number.isSafeInteger(before) && before > 0 ? before : undefined;
	const [found, people] = await Promise.all([
		audit.list(actor, { limit: PAGE + 1, ...(from && { before: from }) }),
		accounts.list(actor),
	]);
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const entries = found.slice(0, PAGE);
	return {
		entries: entries.map(({ id, at, actor: by, action, evaluationId, subject, detail }) => ({
			id,
			at,
			who: by === null ? null : (names.get(by) ?? by),
			action,
			// What one did to oneself needs no name again.
			subject:
				subject === null || subject === by || subject === evaluationId ? '' : (names.get(subject) ?? subject),
			evaluationId,
			detail: Object.entries(detail)
				.map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
				.join(', '),
		})),
		older: found.length > PAGE ? entries.at(-1)?.id : undefined,
		newest: from === undefined,
	};
};
