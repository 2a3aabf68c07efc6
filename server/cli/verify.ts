/** Recomputes every hash chain and every snapshot from the log; exit code 1 when something was changed. */
import { verifyAll } from '../services/verification.ts';
import { readOptions, withDatabase, type Verb } from './verb.ts';

export const verify: Verb = {
	name: 'verify',
	usage: 'verify',
	summary: 'Checks that the log of every room is unbroken and that every snapshot is what its log says.',

	async run(args) {
		readOptions(args, {});
		const { rooms, rows, snapshots, faults } = await withDatabase(({ db }) => verifyAll(db));
		for (const { room, seq, what, id } of faults)
			console.error(`${room} at ${seq}: ${what}${id === undefined ? '' : ` (${id})`}`);
		console.log(`${rooms} rooms, ${rows} log rows, ${snapshots} snapshots: ${faults.length} faults`);
		if (faults.length > 0) process.exitCode = 1;
	},
};
