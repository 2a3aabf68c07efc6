/** Writes one evaluation into a file that another server can take in. */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { record } from '../db/audit.ts';
import { refuseHidden, writeBundle } from '../services/bundles.ts';
import {
	CommandError,
	newFile,
	progressLine,
	readFile,
	UsageError,
	withDatabase,
	type Verb,
} from './verb.ts';

export const evaluationExport: Verb = {
	name: 'evaluation export',
	usage: 'evaluation export --id=ID FILE',
	summary: 'Writes one evaluation into a file for another server. Ballots and interview notes are not in it.',

	async run(args) {
		const { file, options } = readFile(args, { id: { type: 'string' } });
		const { id } = options;
		if (id === undefined) throw new UsageError('Missing: --id.');
		if (existsSync(file)) throw new CommandError(`${file} is there already. Name a file that is not.`);
		const partial = `${file}.partial`;
		const target = await newFile(partial, file);
		const line = progressLine();
		try {
			await withDatabase(async (connection) => {
				await refuseHidden(connection, id);
				const body = new PassThrough();
				await Promise.all([writeBundle(connection, id, body, line.show), pipeline(body, target)]);
				await record(connection.db, {
					actor: null,
					action: 'evaluation.export',
					evaluationId: id,
					subject: id,
				});
			});
			await rename(partial, file);
			line.end();
			console.log(file);
		} catch (error) {
			line.end();
			await rm(partial, { force: true });
			throw error;
		}
	},
};
