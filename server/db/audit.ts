/** The audit log: append-only, written in the transaction of what it tells about. */
import { sql, type RawBuilder, type Selectable, type Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export interface AuditEntry {
	/** User id; null: the server, its operator, or somebody who is not signed in. */
	actor: string | null;
	/** `noun.verb`: `session.start`, `member.remove`. */
	action: string;
	evaluationId?: string | null;
	/** What it was done to: an id, or an e-mail address. */
	subject?: string | null;
	detail?: Record<string, unknown>;
}

export const record = (db: Db | Transaction<Database>, entry: AuditEntry): Promise<unknown> =>
	db
		.insertInto('audit')
		.values({
			actor: entry.actor,
			action: entry.action,
			evaluation_id: entry.evaluationId ?? null,
			subject: entry.subject ?? null,
			detail: JSON.stringify(entry.detail ?? {}),
		})
		.execute();

/** Decisions about suggested wording between two positions of the evaluation's log, with who suggested it. */
export const suggestionDecisions = (db: Db, evaluationId: string, from: number, to: number) =>
	db
		.selectFrom('audit')
		.leftJoin('app_user as author', (join) => join.on('author.id', '=', sql<string>`audit.detail->>'by'`))
		.select(['audit.at', 'audit.actor', 'audit.action', 'author.id as by', 'author.name'])
		.select([
			sql<string>`detail->>'section'`.as('section'),
			sql<number>`(detail->>'seq')::int`.as('seq'),
			sql<boolean>`detail ? 'wrote'`.as('wrote'),
		])
		.where('evaluation_id', '=', evaluationId)
		.where('action', 'in', ['suggestion.accepted', 'suggestion.rejected', 'suggestion.undone'])
		.where(sql<boolean>`(detail->>'seq')::int between ${from} and ${to}`)
		.orderBy('audit.id')
		.execute();

export type AuditRow = Selectable<Database['audit']>;

export interface AuditFilter {
	actor?: string | undefined;
	/** Exact, or a noun with everything done to it: `member`. */
	action?: string | undefined;
	evaluationId?: string | undefined;
	subject?: string | undefined;
	from?: Date | undefined;
	to?: Date | undefined;
	/** Part of the name or address of whoever did it, or whom it was done to. */
	person?: string | undefined;
	/** Part of what the entry says, of its action, or of the evaluation's title. */
	text?: string | undefined;
	/** Only entries older than this one: the next page. */
	before?: number | undefined;
	limit: number;
}

/** Newest first. */
export function list(db: Db, filter: AuditFilter): Promise<AuditRow[]> {
	const { actor, action, evaluationId, subject, from, to, before, person, text } = filter;
	let query = db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(filter.limit);
	if (actor !== undefined) query = query.where('actor', '=', actor);
	if (action !== undefined)
		query = query.where((eb) =>
			eb.or([
				eb('action', '=', action),
				eb(eb.fn('starts_with', ['action', eb.val(`${action}.`)]), '=', true),
			]),
		);
	if (evaluationId !== undefined) query = query.where('evaluation_id', '=', evaluationId);
	if (subject !== undefined) query = query.where('subject', '=', subject);
	if (from !== undefined) query = query.where('at', '>=', from);
	if (to !== undefined) query = query.where('at', '<=', to);
	if (person !== undefined) query = query.where(namesPerson(person));
	if (text !== undefined) query = query.where(says(text));
	if (before !== undefined) query = query.where('id', '<', before);
	return query.execute();
}

const holds = (place: RawBuilder<unknown>, part: string) =>
	sql<boolean>`strpos(lower(${place}), lower(${part})) > 0`;

const namesPerson = (part: string) => sql<boolean>`exists (
	select from app_user u where u.id in (audit.actor, audit.subject)
		and (${holds(sql`u.name`, part)} or ${holds(sql`u.email`, part)} or u.id = ${part}))`;

const says = (part: string) => sql<boolean>`(
	${holds(sql`audit.action`, part)} or ${holds(sql`coalesce(audit.subject, '')`, part)}
	or ${holds(sql`audit.detail::text`, part)} or audit.evaluation_id = ${part}
	or exists (select from evaluation e where e.id = audit.evaluation_id and ${holds(sql`e.title`, part)}))`;

/** Names of those who appear in entries, for people to read. */
export async function namesOf(db: Db, rows: readonly AuditRow[]): Promise<Map<string, string>> {
	const ids = [...new Set(rows.flatMap(({ actor, subject }) => [actor, subject]))].filter(
		(id) => id !== null,
	);
	if (ids.length === 0) return new Map();
	const people = await db.selectFrom('app_user').select(['id', 'name']).where('id', 'in', ids).execute();
	return new Map(people.map(({ id, name }) => [id, name]));
}
