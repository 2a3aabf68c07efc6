/** A database of its own for one test file, cloned from the migrated template and dropped afterwards. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, inject } from 'vitest';
import { connect, type Connection } from '../../server/db/pool.ts';
import { databaseUrl } from './postgres.ts';

export async function freshDatabase(): Promise<Connection> {
	const adminUrl = inject('adminUrl');
	const name = `t_${randomBytes(6).toString('hex')}`;
	const admin = new pg.Client({ connectionString: adminUrl });
	await admin.connect();
	// Two clones at once would collide on the template: one at a time.
	await admin.query('select pg_advisory_lock(1)');
	await admin.query(`create database ${name} template template_test strategy file_copy`);
	await admin.end();
	const connection = connect(databaseUrl(adminUrl, name), pino({ level: 'silent' }));
	afterAll(async () => {
		await connection.close();
		const last = new pg.Client({ connectionString: adminUrl });
		await last.connect();
		await last.query(`drop database if exists ${name} with (force)`);
		await last.end();
	});
	return connection;
}
