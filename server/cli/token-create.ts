/** Creates a personal access token for somebody; prints it, this once. */
import { OPERATOR } from '../auth/accounts.ts';
import { createTokens } from '../auth/tokens.ts';
import { CommandError, OUT_OF_REACH, readOptions, userByEmail, withDatabase, type Verb } from './verb.ts';

export const tokenCreate: Verb = {
	name: 'token create',
	usage: 'token create --email E [--name N] [--expires ISO]',
	summary: 'Creates an access token for an account and prints it; it cannot be shown again.',

	async run(args) {
		const options = readOptions(
			args,
			{ email: { type: 'string' }, name: { type: 'string' }, expires: { type: 'string' } },
			['email'],
		);
		const { email = '', name = 'command line', expires = null } = options;
		const { token } = await withDatabase(async (connection) => {
			const user = await userByEmail(connection, email);
			if (user.disabled_at) throw new CommandError(`The account ${email} is disabled.`);
			return createTokens({ connection, sync: OUT_OF_REACH }).createFor(OPERATOR, user.id, { name, expires });
		});
		console.log(token);
	},
};
