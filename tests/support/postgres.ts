/** One PostgreSQL for a test run; `template_test` is migrated once and every test file clones it. */
import { rmSync } from 'node:fs';
import pg from 'pg';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../server/db/embedded.ts';
import { connect } from '../../server/db/pool.ts';
import { migrate } from '../../server/db/migrate.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		adminUrl: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dir = `.test-postgres-${project.name}-${process.pid}`;
	const external = process.env.TEST_DATABASE_URL;
	const server = external
		? { url: external, stop: () => Promise.resolve() }
		: await startEmbeddedPostgres(dir, { durable: false });
	const admin = new pg.Client({ connectionString: server.url });
	await admin.connect();
	await admin.query('drop database if exists template_test');
	await admin.query('create database template_test');
	await admin.end();
	const template = connect(databaseUrl(server.url, 'template_test'), pino({ level: 'silent' }), { max: 1 });
	await migrate(template.db);
	await template.close();
	project.provide('adminUrl', server.url);
	return async () => {
		await server.stop();
		rmSync(dir, { recursive: true, force: true });
		rmSync(`${dir}.password`, { force: true });
	};
}

/** The same server, another database on it. */
export function databaseUrl(url: string, name: string): string {
	const parsed = new URL(url);
	parsed.pathname = `/${name}`;
	return parsed.href;
}
