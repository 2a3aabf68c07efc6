/** Before the first journey: an administrator with an access token, made by the operator's command line. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ADMIN, TOKEN_FILE } from './people.ts';

const cli = path.resolve(import.meta.dirname, '../../../server/cli.ts');
const samsyn = (args: string[], input = ''): string =>
	execFileSync(process.execPath, [cli, ...args], {
		input,
		encoding: 'utf8',
		env: { ...process.env, DATA_DIR: path.resolve('.test-browser'), LOG_LEVEL: 'warn' },
	}).trim();

export default function setup(): void {
	samsyn(
		['user', 'create', '--email', ADMIN.email, '--name', ADMIN.name, '--admin', '--password-stdin'],
		ADMIN.password,
	);
	const token = samsyn(['token', 'create', '--email', ADMIN.email, '--name', 'browser tests'])
		.split('\n')
		.at(-1);
	mkdirSync(path.dirname(TOKEN_FILE), { recursive: true });
	writeFileSync(TOKEN_FILE, token ?? '');
}
