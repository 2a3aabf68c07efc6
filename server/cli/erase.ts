/** Erases what is due, the interview notes of one evaluation, or one person's data. */
import { createLog } from '../log.ts';
import { OPERATOR } from '../auth/accounts.ts';
import { createRetention } from '../services/retention.ts';
import { OUT_OF_REACH, readOptions, UsageError, userByEmail, withDatabase, type Verb } from './verb.ts';

export const erase: Verb = {
	name: 'erase',
	usage: 'erase (--due | --notes EVALUATION-ID | --person E) [--reason TEXT]',
	summary:
		'Erases for good: the interview notes that the rule says are due, those of one evaluation, or one person’s name, address, sessions and tokens. A trace without content stays.',

	async run(args) {
		const { due, notes, person, reason } = readOptions(args, {
			due: { type: 'boolean' },
			notes: { type: 'string' },
			person: { type: 'string' },
			reason: { type: 'string' },
		});
		if ([due, notes, person].filter((given) => given !== undefined).length !== 1)
			throw new UsageError('Say one of --due, --notes and --person.');
		await withDatabase(async (connection) => {
			const retention = createRetention({ connection, sync: OUT_OF_REACH, log: createLog('warn') });
			if (due) {
				console.log(`interview notes of ${await retention.run()} evaluations erased`);
			} else if (notes !== undefined) {
				const { erased } = await retention.eraseNotes(OPERATOR, notes, reason);
				console.log(`${erased} interview notes erased`);
			} else {
				const user = await userByEmail(connection, person ?? '');
				const { erased } = await retention.erasePerson(OPERATOR, user.id, reason);
				console.log(
					`${user.id}: ${Object.entries(erased)
						.map(([what, count]) => `${what} ${count}`)
						.join(', ')}`,
				);
			}
		});
	},
};
