/** Documents of 54 kB that were just opened, with one reader in each: all of them live, before the first comes to rest. */
import { load } from '../sync/process.ts';
import { withCompany } from './company.ts';
import { Sheet, sizesUpTo, type Measure } from './growth.ts';

const NATIONAL = 30;
const SIZES = [10, 30, 100, 300];
/** MB: less cannot be told from what the process does by itself. */
const LEAST = 1;

export const openDocuments: Measure = async (options) => {
	const sheet = new Sheet(options.say);
	for (const documents of sizesUpTo(SIZES, options))
		await withCompany(
			{
				documents,
				writers: 0,
				async prepare(server) {
					await load(server, { scenario: 'seed', size: '54 kB', rooms: server.rooms });
					// Opened from what is stored, by a process that has not worked yet.
					await server.kill();
					await server.restart();
				},
			},
			async ({ gather, usage }) => {
				const empty = usage().memory;
				const { joining } = await gather(documents, 1);
				sheet.add('opening one', documents, joining);
				sheet.add('just opened', documents, Math.max(LEAST, (usage().memory - empty) / 1e6));
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
				series: sheet.series('just opened'),
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
