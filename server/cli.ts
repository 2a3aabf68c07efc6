/** `npm run samsyn -- <verb>`: the operator's command line. Works beside a running server and without one. */
import './node-version.ts';
import { describe, isServiceError } from './api/problem.ts';
import { backup } from './cli/backup.ts';
import { erase } from './cli/erase.ts';
import { evaluationExport } from './cli/evaluation-export.ts';
import { evaluationImport } from './cli/evaluation-import.ts';
import { CommandError, UsageError, type Verb } from './cli/verb.ts';
import { migrateVerb } from './cli/migrate.ts';
import { restore } from './cli/restore.ts';
import { tokenCreate } from './cli/token-create.ts';
import { userCreate } from './cli/user-create.ts';
import { userDisable } from './cli/user-disable.ts';
import { verify } from './cli/verify.ts';
import { ConfigError } from './config.ts';

const VERBS: readonly Verb[] = [
	userCreate,
	userDisable,
	tokenCreate,
	migrateVerb,
	backup,
	restore,
	evaluationExport,
	evaluationImport,
	erase,
	verify,
];

const usage = (verbs: readonly Verb[]): string =>
	[
		'usage: npm run samsyn -- <verb>',
		'',
		...verbs.flatMap((verb) => [`  ${verb.usage}`, `      ${verb.summary}`]),
	].join('\n');

function fail(code: number, ...lines: string[]): never {
	for (const line of lines) console.error(line);
	process.exit(code);
}

function find(args: readonly string[]): { verb: Verb; rest: string[] } {
	const asked = args.filter((arg) => !arg.startsWith('-'));
	if (args.length === 0 || args.includes('--help')) {
		console.log(usage(VERBS));
		process.exit(args.length === 0 ? 2 : 0);
	}
	for (const verb of VERBS) {
		const words = verb.name.split(' ');
		if (words.every((word, at) => args[at] === word)) return { verb, rest: args.slice(words.length) };
	}
	return fail(2, `There is no verb "${asked.slice(0, 2).join(' ')}".`, '', usage(VERBS));
}

const { verb, rest } = find(process.argv.slice(2));
try {
	await verb.run(rest);
} catch (error) {
	if (error instanceof UsageError) fail(2, error.message, '', usage([verb]));
	if (error instanceof ConfigError || error instanceof CommandError) fail(1, error.message);
	if (isServiceError(error)) {
		const fields = error.errors.map(({ path, code, params }) => `${path}: ${describe('en', code, params)}`);
		fail(1, ...(fields.length > 0 ? fields : [describe('en', error.code, error.params)]));
	}
	console.error(error);
	process.exitCode = 1;
}
