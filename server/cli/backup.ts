/** Writes everything into one file, beside a running server or without one. */
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { backUp } from '../services/backup.ts';
import { CommandError, newFile, progressLine, readFile, withDatabase, type Verb } from './verb.ts';

export const backup: Verb = {
	name: 'backup',
	usage: 'backup FILE',
	summary:
		'Writes the whole database as of now into one compressed file, while people work. The file holds personal data and password hashes: keep it as you keep the database.',

	async run(args) {
		const { file } = readFile(args, {});
		if (existsSync(file)) throw new CommandError(`${file} is there already. Name a file that is not.`);
		if (!existsSync(path.dirname(path.resolve(file))))
			throw new CommandError(`The folder of ${file} does not exist.`);
		const partial = `${file}.partial`;
		const target = await newFile(partial, file);
		const line = progressLine();
		try {
			const { tables, rows, sha256 } = await withDatabase((connection) =>
				backUp(connection, target, line.show),
			);
			await settle(partial);
			await rename(partial, file);
			line.end();
			console.log(`${file}: ${rows} rows of ${tables} tables, sha256 ${sha256}`);
		} catch (error) {
			line.end();
			await rm(partial, { force: true });
			if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
				throw new CommandError(`There is no room on the disk for ${file}.`);
			throw error;
		}
	},
};

/** On the disk before it gets its name: a file of that name is always whole. */
async function settle(file: string): Promise<void> {
	const handle = await open(file, 'r+');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
