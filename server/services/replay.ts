/** A room's document as it was: the stored state nearest before, and the log on top of it. */
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import type { Db } from '../db/pool.ts';
import { rowsBetween, stateBefore } from '../db/update-log.ts';

/** Rows held in memory at a time. */
const PAGE = 500;

/** The document at a log position (0: empty). The caller destroys it. */
export async function documentAt(db: Db, room: string, seq: number): Promise<Y.Doc> {
	const doc = leaveMarks(new Y.Doc());
	const state = await stateBefore(db, room, seq);
	if (state) Y.applyUpdate(doc, state.bytes);
	let at = state?.seq ?? 0;
	while (at < seq) {
		const rows = await rowsBetween(db, room, at, seq, PAGE);
		const last = rows.at(-1);
		if (!last) throw new Error(`The log of ${room} ends at ${at}, before ${seq}.`);
		for (const row of rows) Y.applyUpdate(doc, row.bytes);
		at = last.seq;
	}
	return doc;
}
