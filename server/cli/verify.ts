/** Recomputes every chain, snapshot, stored state, final version, file and framework; exit code 1 when something was changed. */
import { verifyDatabase } from '../services/verify-database.ts';
import { progressLine, readOptions, withDatabase, type Verb } from './verb.ts';

export const verify: Verb = {
	name: 'verify',
	usage: 'verify',
	summary:
		'Checks that the log of every room is unbroken, that every snapshot and stored state is what its log says, and that every final version, file and framework is as it was stored.',

	async run(args) {
		readOptions(args, {});
		const line = progressLine();
		const { rooms, rows, snapshots, states, versions, faults } = await withDatabase(({ db }) =>
			verifyDatabase(db, { progress: (done, of) => line.show(`verifying room ${done + 1} of ${of}`) }),
		);
		line.end();
		for (const fault of faults) console.error(fault);
		console.log(
			`${rooms} rooms, ${rows} log rows, ${snapshots} snapshots, ${states} states, ${versions} final versions: ${faults.length} faults`,
		);
		if (faults.length > 0) process.exitCode = 1;
	},
};
