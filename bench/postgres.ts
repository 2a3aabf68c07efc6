/** A PostgreSQL for one measurement, thrown away with everything in it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../server/db/embedded.ts';
import { onLeaving } from './leaving.ts';

export interface ThrowawayPostgres {
	url: string;
	/** Of its own, where others may put files as well; it goes with it. */
	folder: string;
	stop: () => Promise<void>;
}

/** `durable`: with fsync; without it what is only read later is filled faster. */
export async function startPostgres({
	durable = true,
}: { durable?: boolean } = {}): Promise<ThrowawayPostgres> {
	const folder = mkdtempSync(path.join(tmpdir(), 'samsyn-bench-'));
	// For root PostgreSQL is another account, which must get through.
	chmodSync(folder, 0o711);
	const starting = startEmbeddedPostgres(path.join(folder, 'postgres'), { durable });
	const end = async (): Promise<void> => {
		// Also where it is just being started.
		const postgres = await starting.catch(() => undefined);
		await postgres?.stop();
		for (const own of [folder, postgres?.folder]) if (own) rmSync(own, { recursive: true, force: true });
		forget();
	};
	let ended: Promise<void> | undefined;
	const stop = (): Promise<void> => (ended ??= end());
	const forget = onLeaving(stop);
	try {
		return { url: (await starting).url, folder, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
