/** A real server program for tests: found on the PATH, or Debian's package installed where that is allowed. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where administrators' programs lie, which not every PATH names. */
const FOLDERS = ['/usr/bin', '/usr/sbin'];

const onPath = (programs: readonly string[]): string | undefined =>
	(process.env.PATH ?? '')
		.split(path.delimiter)
		.concat(FOLDERS)
		.flatMap((folder) => programs.map((program) => path.join(folder, program)))
		.find((file) => existsSync(file));

/** The first of these programs that is here or, as root, comes with the package; undefined: none here, and none to be had. */
export function debianProgram(programs: readonly string[], debianPackage: string): string | undefined {
	const found = onPath(programs);
	if (found !== undefined || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const args of [['update'], ['install', '-y', '--no-install-recommends', debianPackage]])
		try {
			execFileSync('apt-get', args, { env, stdio: 'ignore', timeout: 180_000 });
		} catch {
			// Without the network's lists the package may still be there; without the package there is no server.
		}
	return onPath(programs);
}
