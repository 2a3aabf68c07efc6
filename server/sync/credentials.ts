/** Whether what sockets were opened with still holds: sessions end and tokens are withdrawn while they live. */
import { sql } from 'kysely';
import type { Db } from '../db/pool.ts';
import type { Identity } from './connection.ts';

type Credential = Identity['credential'];

const TOKEN_ID = /^token:/;

/** The ids, of those given, that hold no longer: ended, withdrawn, or of a disabled account. */
export async function endedAmong(db: Db, credentials: readonly Credential[]): Promise<Set<string>> {
	const ids = (kind: Credential['kind']) => [
		...new Set(credentials.filter((each) => each.kind === kind).map((each) => each.id)),
	];
	const sessions = ids('session');
	const tokens = ids('token');
	const { rows } = await sql<{ id: string }>`
		select s.id from session s join app_user u on u.id = s.user_id
		where s.id = any(${sessions}) and s.expires_at > now() and u.disabled_at is null
			and (u.guest_round_id is null or exists (
				select from review_guest g
				where g.user_id = u.id and g.revoked_at is null and g.expires_at > now()
			))
		union all
		select 'token:' || t.id from api_token t join app_user u on u.id = t.user_id
		where t.id = any(${tokens.map((id) => id.replace(TOKEN_ID, ''))})
			and (t.expires_at is null or t.expires_at > now()) and u.disabled_at is null`.execute(db);
	const held = new Set(rows.map((row) => row.id));
	return new Set([...sessions, ...tokens].filter((id) => !held.has(id)));
}
