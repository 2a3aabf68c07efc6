/** What a verb of the operator's command line is, and what all of them share: options and the database. */
import { accessSync, constants, statSync, type WriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import type { Connection } from '../db/pool.ts';
import * as users from '../db/users.ts';
import { createLog } from '../log.ts';

export interface Verb {
	/** One or two words. */
	readonly name: string;
	readonly usage: string;
	readonly summary: string;
	run(args: string[]): Promise<void>;
}

/** The call itself is wrong: exit code 2, with the usage. */
export class UsageError extends Error {}
/** The call is right but cannot be done: exit code 1. */
export class CommandError extends Error {}

type Option = { type: 'string' | 'boolean' };
type Values<O extends Record<string, Option>> = {
	[K in keyof O]?: O[K]['type'] extends 'string' ? string : boolean;
};

/** Throws UsageError for an unknown option, one without its value, a stray word, or a missing required one. */
export function readOptions<const O extends Record<string, Option>>(
	args: string[],
	options: O,
	required: readonly (keyof O & string)[] = [],
): Values<O> {
	let values: Values<O>;
	try {
		values = parseArgs({ args, options, strict: true, allowPositionals: false }).values;
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
	const missing = required.filter((name) => values[name] === undefined);
	if (missing.length > 0) throw new UsageError(`Missing: ${missing.map((name) => `--${name}`).join(', ')}.`);
	return values;
}

/** One file name and options. Throws UsageError. */
export function readFile<const O extends Record<string, Option>>(
	args: string[],
	options: O,
): { file: string; options: Values<O> } {
	const names = args.filter((arg) => !arg.startsWith('-'));
	const [file] = names;
	if (file === undefined || names.length > 1) throw new UsageError('Name one file.');
	return {
		file,
		options: readOptions(
			args.filter((arg) => arg !== file),
			options,
		),
	};
}

/** A file that is there already, as a file: it is read twice. Throws CommandError. */
export function requireReadable(file: string): void {
	try {
		accessSync(file, constants.R_OK);
		if (statSync(file).isFile()) return;
	} catch {
		// Said below.
	}
	throw new CommandError(`${file} cannot be read.`);
}

/**
 * A file that only its owner reads. Open before anything else begins: what cannot be written is known by then, and
 * not from a stream that nobody listens to yet. `called`: the name it will get. Throws CommandError.
 */
export async function newFile(file: string, called = file): Promise<WriteStream> {
	try {
		return (await open(file, 'w', 0o600)).createWriteStream();
	} catch (error) {
		throw new CommandError(`${called} cannot be written (${codeOf(error)}).`);
	}
}

/** What an error of the operating system calls itself: `EACCES`. */
const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** A migrated database for the time of `work`. An embedded one that nobody else uses is stopped afterwards. */
export async function withDatabase<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
	const config = readConfig();
	const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
	const { connection, close } = await openDatabase(config, log, { max: 2 });
	try {
		await migrate(connection.db);
		return await work(connection);
	} finally {
		await close();
	}
}

/** The sockets of a running server are out of reach from here: it asks again within a minute by itself. */
export const OUT_OF_REACH = { closeSession: () => 0, closeUser: () => 0 };

export async function userByEmail({ db }: Connection, email: string): Promise<users.UserRow> {
	const user = await users.findByEmail(db, email.trim());
	if (!user) throw new CommandError(`There is no account with the e-mail address ${email}.`);
	return user;
}

const LINE_EVERY_MS = 200;

/**
 * One line on standard error that tells how far a long verb has come: rewritten in place in a terminal, and not
 * written at all where nobody watches.
 */
export function progressLine(): { show: (text: string) => void; end: () => void } {
	let shown = 0;
	const live = process.stderr.isTTY;
	return {
		show(text) {
			const now = performance.now();
			if (!live || now - shown < LINE_EVERY_MS) return;
			shown = now;
			process.stderr.write(`\r\x1b[K${text}`);
		},
		end() {
			if (live && shown > 0) process.stderr.write('\r\x1b[K');
		},
	};
}
