/** A document as the log holds it, read beside the node that holds its room: committed, and never claimed. */
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import type { Db } from '../db/pool.ts';
import * as store from './room-store.ts';

export async function readStored<T>(
	db: Db,
	name: string,
	look: (doc: Y.Doc, at: { seq: number; generation: number }) => T,
): Promise<T> {
	const { updates, seq, generation } = await db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (tx) => {
			const room = await tx
				.selectFrom('room')
				.select(['head_seq', 'generation'])
				.where('name', '=', name)
				.executeTakeFirst();
			const head = room?.head_seq ?? 0;
			const stored = store.updatesOf(await store.readDocument(tx, name, head));
			return { updates: stored, seq: head, generation: room?.generation ?? 1 };
		});
	const doc = leaveMarks(new Y.Doc());
	try {
		for (const update of updates) Y.applyUpdate(doc, update);
		return look(doc, { seq, generation });
	} finally {
		doc.destroy();
	}
}
