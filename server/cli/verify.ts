/** Recomputes every hash chain and every snapshot from the log; exit code 1 when something was changed. */
import { verifyFinalVersions } from '../services/final-verification.ts';
import { verifyAll } from '../services/verification.ts';
import { readOptions, withDatabase, type Verb } from './verb.ts';

export const verify: Verb = {
	name: 'verify',
	usage: 'verify',
	summary: 'Checks that the log of every room is unbroken and that every snapshot is what its log says.',

	async run(args) {
		readOptions(args, {});
		const { rooms, rows, snapshots, faults, final } = await withDatabase(async ({ db }) => ({
			...(await verifyAll(db)),
			final: await verifyFinalVersions(db),
		}));
		for (const { room, seq, what, id } of faults)
			console.error(`${room} at ${seq}: ${what}${id === undefined ? '' : ` (${id})`}`);
		for (const { evaluationId, version, what } of final.faults)
			console.error(`evaluation ${evaluationId}, final version ${version}: ${what}`);
		const found = faults.length + final.faults.length;
		console.log(
			`${rooms} rooms, ${rows} log rows, ${snapshots} snapshots, ${final.versions} final versions: ${found} faults`,
		);
		if (found > 0) process.exitCode = 1;
	},
};
