/** What `deploy/backup` runs every night, and what shows that the files it keeps would bring everything back. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { archiveFolder } from '../../support/archives.ts';
import type { Ended } from '../../support/command-line.ts';
import { buildPages } from '../../support/http-server.ts';
import { createWorld } from '../../support/sync-server.ts';

const scripts = path.resolve(import.meta.dirname, '../../../deploy/backup');
const folder = archiveFolder().file('kept');
const world = await createWorld();
await world.evaluation([{ person: await world.person(), role: 'lead' }]);

const run = (script: string, args: string[], env: Record<string, string>): Promise<Ended> =>
	new Promise((resolve) => {
		const own = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', BACKUP_DIR: folder, ...env };
		execFile(path.join(scripts, script), args, { env: own }, (error, stdout, stderr) => {
			const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
			resolve({ code, stdout, stderr });
		});
	});
const backup = (env: Record<string, string> = {}) =>
	run('samsyn-backup', [], { DATABASE_URL: world.connection.url, ...env });

const DAY_MS = 86_400_000;
const named = (at: Date) => `samsyn-${at.toISOString().slice(0, 10)}T021500Z.gz`;
const kept = () => readdirSync(folder).sort();

beforeAll(buildPages, 300_000);

test('a backup is made, told about, and those before it kept by day and by month', async () => {
	const told = path.join(path.dirname(folder), 'told');
	writeFileSync(`${told}.sh`, `#!/bin/sh\nprintf %s "$1" > ${told}\n`, { mode: 0o755 });
	const first = await backup({ AFTER_BACKUP: `${told}.sh` });
	expect(first).toMatchObject({ code: 0 });
	const [made] = kept();
	expect(readFileSync(told, 'utf8')).toBe(path.join(folder, made!));

	const now = Date.now();
	const days = Array.from({ length: 800 }, (_, n) => named(new Date(now - (n + 1) * DAY_MS)));
	for (const name of days) writeFileSync(path.join(folder, name), '');
	expect(await backup({ KEEP_DAYS: '7', KEEP_MONTHS: '3' })).toMatchObject({ code: 0 });
	const left = kept().filter((name) => days.includes(name));
	const recent = days.filter((name) => name >= named(new Date(now - 7 * DAY_MS)));
	expect(left).toEqual(expect.arrayContaining(recent));
	const older = left.filter((name) => !recent.includes(name));
	expect(older.length).toBeGreaterThanOrEqual(2);
	expect(older.length).toBeLessThanOrEqual(3);
	for (const name of older) expect(name).toMatch(/-01T021500Z/);
	expect(kept()).toContain(made);
});

test('where a backup fails, or taking it along does, nothing is let go', async () => {
	const before = kept();
	const unreachable = await backup({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', KEEP_DAYS: '0' });
	expect(unreachable.code).not.toBe(0);
	expect(kept()).toEqual(before);
	const failing = await backup({ AFTER_BACKUP: 'false', KEEP_DAYS: '0', KEEP_MONTHS: '1' });
	expect(failing.code).not.toBe(0);
	expect(kept()).toEqual(expect.arrayContaining(before));
});

test('a rehearsal restores the newest, proves it and serves it; it finds a damaged one', async () => {
	const good = await run('rehearse-restore', [], {});
	expect(good).toMatchObject({ code: 0 });
	expect(good.stdout).toMatch(/restored as of .* verified with 0 faults/);
	expect(good.stdout).toMatch(/"ready":true/);
	// Nothing of what it holds stays, also where root's database had to be elsewhere.
	const place = / in (\S+)$/m.exec(good.stdout)?.[1] ?? '';
	const hash = createHash('sha256').update(path.join(place, 'data/postgres')).digest('hex').slice(0, 12);
	expect([place, `/var/tmp/samsyn-data-${hash}`].filter((left) => existsSync(left))).toEqual([]);
	expect(place).toMatch(/samsyn-rehearsal-/);
	const newest = kept().at(-1)!;
	const damaged = path.join(path.dirname(folder), 'damaged.gz');
	const bytes = readFileSync(path.join(folder, newest));
	writeFileSync(damaged, bytes.subarray(0, bytes.length - 20));
	const bad = await run('rehearse-restore', [damaged], {});
	expect(bad.code).not.toBe(0);
	expect(bad.stdout).not.toContain('serving');
	expect(existsSync(damaged)).toBe(true);
}, 120_000);
