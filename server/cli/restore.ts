/** Replaces the database by what a backup holds, once all of it has been checked. */
import { ArchiveError } from '../archive/format.ts';
import { RestoreError, restoreFrom } from '../services/backup.ts';
import { CommandError, progressLine, readFile, requireReadable, withDatabase, type Verb } from './verb.ts';

export const restore: Verb = {
	name: 'restore',
	usage: 'restore FILE [--replace] [--despite-faults]',
	summary:
		'Checks a backup and fills the database from it, all or nothing, while no server runs. --replace: also where the database holds something. --despite-faults: also where a hash chain or snapshot in it does not hold.',

	async run(args) {
		const { file, options } = readFile(args, {
			replace: { type: 'boolean' },
			'despite-faults': { type: 'boolean' },
		});
		requireReadable(file);
		const line = progressLine();
		try {
			const { rows, tables, at, faults } = await withDatabase((connection) =>
				restoreFrom(connection, file, {
					replace: options.replace ?? false,
					despiteFaults: options['despite-faults'] ?? false,
					progress: line.show,
				}),
			);
			line.end();
			console.log(
				`restored as of ${at}: ${rows} rows of ${tables} tables, verified with ${faults.length} faults. ` +
					'Everybody signs in again; access tokens are those of that moment.',
			);
		} catch (error) {
			line.end();
			if (error instanceof RestoreError) for (const fault of error.faults) console.error(fault);
			if (error instanceof RestoreError || error instanceof ArchiveError)
				throw new CommandError(error.message);
			throw error;
		}
	},
};
