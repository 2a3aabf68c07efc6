/**
 * Every refusal of the guard goes into the audit log: who tried to write where, and why not; never what. Somebody
 * who is refused again and again fills no disk: beyond a rate the rows are counted into the next one.
 */
import { parseRoomName } from '#document/rooms.ts';
import { record } from '../db/audit.ts';
import type { Db } from '../db/pool.ts';
import type { Logger } from '../log.ts';
import type { AdmissionRefusal } from './admission.ts';
import type { Connection } from './connection.ts';
import { TokenBucket } from './limits.ts';

const ROWS_PER_SECOND = 2;
const ROWS_AT_ONCE = 200;

export type RefusalAudit = (connection: Connection, refusal: AdmissionRefusal) => void;

/** The answer never waits and never throws: a row that cannot be written is in the process's own log. */
export function createRefusalAudit(db: Db, log: Pick<Logger, 'error'>): RefusalAudit {
	const rows = new TokenBucket(ROWS_PER_SECOND, ROWS_AT_ONCE, performance.now());
	let uncounted = 0;
	return ({ userId, roomName, marks }, { code, path }) => {
		if (!rows.take(1, performance.now())) {
			uncounted++;
			return;
		}
		const detail = { code, path, ...(uncounted > 0 && { alsoRefused: uncounted }) };
		uncounted = 0;
		record(db, {
			actor: userId,
			action: 'update.refuse',
			evaluationId: parseRoomName(roomName)?.evaluationId ?? null,
			subject: roomName,
			detail,
		}).catch((error: unknown) => log.error({ err: error, ...marks }, 'a refusal is not in the audit log'));
	};
}
