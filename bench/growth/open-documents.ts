/** Documents of 54 kB that are open, with one reader in each: what they take while they are live and once they rest. */
import { setTimeout as after } from 'node:timers/promises';
import { load } from '../sync/process.ts';
import { withCompany } from './company.ts';
import { Sheet, sizesUpTo, type Measure } from './growth.ts';

const NATIONAL = 30;
const SIZES = [10, 30, 100, 300];
/** MB: less cannot be told from what the process does by itself. */
const LEAST = 1;
/** Long enough for all to be opened before the first rests; a minute in production as well. */
const REST_MS = 20_000;
const RESTED_MS = 30_000;

export const openDocuments: Measure = async (options) => {
	const sheet = new Sheet(options.say);
	for (const documents of sizesUpTo(SIZES, options))
		await withCompany(
			{
				documents,
				writers: 0,
				settings: { SYNC_LIMITS: JSON.stringify({ restMs: REST_MS }) },
				async prepare(server) {
					await load(server, { scenario: 'seed', size: '54 kB', rooms: server.rooms });
					// Opened from what is stored, by a process that has not worked yet.
					await server.kill();
					await server.restart();
				},
			},
			async ({ gather, usage }) => {
				const empty = usage().memory;
				const grown = () => Math.max(LEAST, (usage().memory - empty) / 1e6);
				const { joining } = await gather(documents, 1);
				sheet.add('opening one', documents, joining);
				sheet.add('just opened', documents, grown());
				await after(RESTED_MS);
				sheet.add('at rest', documents, grown());
			},
		);
	return {
		grows: 'open documents',
		national: NATIONAL,
		panels: [
			{
				name: 'memory',
				title: 'Memory of open documents of 54 kB',
				unit: 'MB resident, beyond none',
				series: sheet.series('just opened', 'at rest'),
			},
			{
				name: 'opening',
				title: 'Opening one more document of 54 kB',
				unit: 'ms',
				series: sheet.series('opening one'),
			},
		],
	};
};
