/** Takes in an evaluation that another server has written into a file. */
import { readConfig } from '../config.ts';
import { importFile } from '../services/bundle-import.ts';
import { readFile, requireReadable, withDatabase, type Verb } from './verb.ts';

export const evaluationImport: Verb = {
	name: 'evaluation import',
	usage: 'evaluation import FILE',
	summary:
		'Takes in an evaluation from such a file, all or nothing, with every chain in it verified. People are found by their addresses; whoever has no account here gets one that is closed until an administrator invites them.',

	async run(args) {
		const { file } = readFile(args, {});
		requireReadable(file);
		const { port, origin = `http://localhost:${port}` } = readConfig();
		const { id, title, verified } = await withDatabase((connection) =>
			importFile(connection, null, file, origin),
		);
		console.log(`${id}: ${title}, ${verified.rows} log rows and ${verified.snapshots} snapshots verified`);
	},
};
