/** Brings the database to the newest schema; prints what ran. The server does the same when it starts. */
import { readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { createLog } from '../log.ts';
import { readOptions, type Verb } from './verb.ts';

export const migrateVerb: Verb = {
	name: 'migrate',
	usage: 'migrate',
	summary: 'Brings the database to the newest schema and prints the migrations that ran.',

	async run(args) {
		readOptions(args, {});
		const config = readConfig();
		const { connection, close } = await openDatabase(config, createLog('warn'), { max: 2 });
		try {
			const names = await migrate(connection.db);
			for (const name of names) console.log(name);
			if (names.length === 0) console.log('up to date');
		} finally {
			await close();
		}
	},
};
