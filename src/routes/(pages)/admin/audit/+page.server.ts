/** The audit log, searched and a page at a time, with names where there are people behind the ids. */
import { isStorable } from '#document/values.ts';
import { translator } from '#lib/i18n/index.ts';
import { requireAdministrator } from '../administrator.ts';
import { auditAction } from './audit-action.ts';
import { filterOf, queryOf, wantedIn } from './search.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = requireAdministrator(locals);
	const { audit, accounts, evaluations } = locals.services;
	const before = Number(url.searchParams.get('before'));
	const from = Number.isSafeInteger(before) && before > 0 ? before : undefined;
	const wanted = wantedIn(
		new URLSearchParams([...url.searchParams].filter(([, value]) => isStorable(value))),
	);
	const [found, people, mine] = await Promise.all([
		audit.list(actor, { ...filterOf(wanted), limit: PAGE + 1, ...(from && { before: from }) }),
		accounts.list(actor),
		evaluations.list(actor),
	]);
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const titles = new Map(mine.map(({ id, title }) => [id, title]));
	const named = (value: unknown): string =>
		typeof value === 'string' ? (names.get(value) ?? value) : JSON.stringify(value);

	const t = translator(locals.locale);
	const entries = found
		.slice(0, PAGE)
		.map(({ id, at, actor: by, action, evaluationId, subject, detail }) => ({
			id,
			at,
			action,
			what: auditAction(action, t),
			who: by === null ? null : (names.get(by) ?? by),
			// What one did to oneself needs no name again; an id nobody can read is shown short.
			subject:
				subject === null || subject === by || subject === evaluationId
					? null
					: { id: subject, name: names.get(subject) ?? null },
			evaluation:
				evaluationId === null ? null : { id: evaluationId, title: titles.get(evaluationId) ?? null },
			detail: Object.entries(detail)
				.filter(([, value]) => value !== by)
				.map(([key, value]) => `${key}: ${named(value)}`)
				.join(', '),
		}));
	return {
		entries,
		older: found.length > PAGE ? entries.at(-1)?.id : undefined,
		newest: from === undefined,
		wanted,
		query: queryOf(wanted),
	};
};
