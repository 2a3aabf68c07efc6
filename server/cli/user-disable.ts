/** Disables an account: sessions end at once, tokens stop working, live sockets close within a minute. */
import { createAccounts, OPERATOR } from '../auth/accounts.ts';
import { OUT_OF_REACH, readOptions, userByEmail, withDatabase, type Verb } from './verb.ts';

export const userDisable: Verb = {
	name: 'user disable',
	usage: 'user disable --email E',
	summary:
		'Ends the sessions of an account and lets nobody in by it; a running server closes its sockets within a minute.',

	async run(args) {
		const { email = '' } = readOptions(args, { email: { type: 'string' } }, ['email']);
		await withDatabase(async (connection) => {
			const user = await userByEmail(connection, email);
			await createAccounts({ connection, sync: OUT_OF_REACH }).setDisabled(OPERATOR, user.id, true);
		});
		console.log(`${email} is disabled; live connections of a running server end within a minute`);
	},
};
