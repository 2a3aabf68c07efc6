import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isMigrated } from '#server/db/migrate.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();

test('a fresh database is fully migrated', async () => {
	expect(await isMigrated(db)).toBe(true);
});

test('the audit log takes no change and no deletion', async () => {
	await db
		.insertInto('audit')
		.values({ actor: null, action: 'test', evaluation_id: null, subject: null })
		.execute();
	await expect(db.updateTable('audit').set({ action: 'forged' }).execute()).rejects.toThrow(/append-only/);
	await expect(db.deleteFrom('audit').execute()).rejects.toThrow(/append-only/);
	const { rows } = await sql<{ action: string }>`select action from audit`.execute(db);
	expect(rows).toEqual([{ action: 'test' }]);
});
