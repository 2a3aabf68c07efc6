/** The operator's command line as a process of its own. */
import { execFile } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export interface Ended {
	code: number;
	stdout: string;
	stderr: string;
}

/** `env` on top of the bare minimum, as for servers. */
export const samsyn = (args: readonly string[], env: Record<string, string>): Promise<Ended> =>
	new Promise((resolve) => {
		const own = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', LOG_LEVEL: 'warn', ...env };
		execFile(
			process.execPath,
			['server/cli.ts', ...args],
			{ cwd: root, env: own },
			(error, stdout, stderr) => {
				const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
				resolve({ code, stdout, stderr });
			},
		);
	});
