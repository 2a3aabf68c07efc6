/** Creates an account; prints its id. */
import { text } from 'node:stream/consumers';
import { createAccounts, OPERATOR } from '../auth/accounts.ts';
import { passwordErrors } from '../auth/passwords.ts';
import { OUT_OF_REACH, readOptions, UsageError, withDatabase, type Verb } from './verb.ts';

export const userCreate: Verb = {
	name: 'user create',
	usage: 'user create --email E --name N [--admin] --password-stdin',
	summary: 'Creates an account with the password read from standard input; prints the id of the new user.',

	async run(args) {
		const options = readOptions(
			args,
			{
				email: { type: 'string' },
				name: { type: 'string' },
				admin: { type: 'boolean' },
				'password-stdin': { type: 'boolean' },
			},
			['email', 'name', 'password-stdin'],
		);
		if (process.stdin.isTTY) console.error('Type the password, then Enter and Ctrl-D:');
		// The newline that echo and Enter put at the end is not part of the password.
		const password = (await text(process.stdin)).replace(/\r?\n$/, '');
		if (password === '') throw new UsageError('No password came on standard input.');
		if (passwordErrors(password).some(({ code }) => code === 'passwordTooCommon'))
			console.error('Note: this password is among the first that are tried.');
		const { id } = await withDatabase((connection) =>
			createAccounts({ connection, sync: OUT_OF_REACH }).create(OPERATOR, {
				email: options.email ?? '',
				name: options.name ?? '',
				admin: options.admin ?? false,
				password,
			}),
		);
		console.log(id);
	},
};
