/**
 * A disk that is full for what the log writes. Where the machine lets us (Linux, as root) it is a real one: the tables
 * lie on a file system of two megabytes, and PostgreSQL meets the end of it. Elsewhere PostgreSQL is made to answer
 * each write with the very error that it gives then (53100).
 */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Connection } from '#server/db/pool.ts';

export interface Disk {
	/** How it is made. */
	readonly kind: 'file system' | 'injected';
	fill(): Promise<void>;
	empty(): Promise<void>;
	remove(): Promise<void>;
}

const TABLES = ['update_log', 'room_state', 'storage_probe'];

export const makeDisk = async (connection: Connection): Promise<Disk> =>
	(await realDisk(connection)) ?? injected(connection);

async function realDisk({ pool }: Connection): Promise<Disk | undefined> {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
	const { rows } = await pool.query<{ data_directory: string }>('show data_directory');
	const mount = mkdtempSync(path.join(tmpdir(), 'samsyn-small-disk-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=755', 'tmpfs', mount], { stdio: 'ignore' });
	} catch {
		rmSync(mount, { recursive: true });
		return undefined;
	}
	const space = path.join(mount, 'tables');
	const { uid, gid } = statSync(rows[0]!.data_directory);
	mkdirSync(space);
	chownSync(space, uid, gid);
	await pool.query(`create tablespace small_disk location '${space}'`);
	for (const table of TABLES) await pool.query(`alter table ${table} set tablespace small_disk`);
	const ballast = path.join(mount, 'ballast');
	return {
		kind: 'file system',
		fill() {
			try {
				writeFileSync(ballast, Buffer.alloc(4 * 1024 * 1024));
			} catch {
				// As much as there was room for.
			}
			return Promise.resolve();
		},
		empty() {
			rmSync(ballast, { force: true });
			return Promise.resolve();
		},
		remove() {
			execFileSync('umount', ['-l', mount]);
			rmSync(mount, { recursive: true, force: true });
			return Promise.resolve();
		},
	};
}

async function injected({ pool }: Connection): Promise<Disk> {
	await pool.query(`create function disk_is_full() returns trigger language plpgsql as $$
		begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
	const each = async (sql: (table: string) => string) => {
		for (const table of TABLES) await pool.query(sql(table));
	};
	return {
		kind: 'injected',
		fill: () =>
			each(
				(table) =>
					`create trigger disk_full before insert on ${table} for each row execute function disk_is_full()`,
			),
		empty: () => each((table) => `drop trigger disk_full on ${table}`),
		remove: () => Promise.resolve(),
	};
}
