/** The real product as a process of its own, on a free port; and a browser's memory for cookies. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '../..');

export interface ServerProcess {
	/** What it printed as its address. */
	url: string;
	process: ChildProcess;
	/** The next line on standard output that matches; also one that came already. */
	line(pattern: RegExp): Promise<string>;
	/** Everything on standard error so far. */
	log(): string;
	/** Sends the signal; the exit code. Null: killed by the signal itself. */
	stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Makes sure that build/ is what the sources say; waits for another process that builds. */
export function buildPages(): void {
	execFileSync(process.execPath, ['server/build-if-needed.ts'], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
}

/** `env` on top of the bare minimum: nothing of the machine's own configuration reaches the server. */
export async function startServerProcess(
	env: Record<string, string>,
	args: readonly string[] = ['server/main.ts'],
): Promise<ServerProcess> {
	const child = spawn(process.execPath, args, {
		cwd: root,
		env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: '0', LOG_LEVEL: 'warn', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let log = '';
	child.stderr.on('data', (data: Buffer) => (log += data.toString()));
	const lines: string[] = [];
	const waiting: { pattern: RegExp; resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
	createInterface({ input: child.stdout }).on('line', (text) => {
		lines.push(text);
		for (const one of waiting.filter(({ pattern }) => pattern.test(text))) one.resolve(text);
	});
	child.once('exit', (code) => {
		for (const { pattern, reject } of waiting)
			reject(new Error(`The server ended (${code}) without ${pattern}:\n${log}`));
	});
	const line = (pattern: RegExp): Promise<string> => {
		const had = lines.find((text) => pattern.test(text));
		if (had !== undefined) return Promise.resolve(had);
		if (child.exitCode !== null)
			return Promise.reject(new Error(`The server ended (${child.exitCode}):\n${log}`));
		return new Promise((resolve, reject) => waiting.push({ pattern, resolve, reject }));
	};
	const first = await line(/^samsyn listening on /);
	return {
		url: first.slice('samsyn listening on '.length),
		process: child,
		line,
		log: () => log,
		async stop(signal = 'SIGTERM') {
			if (child.exitCode === null && child.signalCode === null) {
				const gone = once(child, 'exit');
				child.kill(signal);
				await gone;
			}
			return child.exitCode;
		},
	};
}

/** Calls as one browser makes them: keeps cookies, sends JSON. */
export class Caller {
	readonly url: string;
	readonly headers: Record<string, string>;
	readonly #cookies = new Map<string, string>();

	constructor(url: string, headers: Record<string, string> = {}) {
		this.url = url;
		this.headers = headers;
	}

	get cookie(): string {
		return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	async send(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Response> {
		const response = await fetch(this.url + path, {
			method,
			redirect: 'manual',
			headers: {
				...(body !== undefined && { 'content-type': 'application/json' }),
				...(this.cookie && { cookie: this.cookie }),
				...this.headers,
				...headers,
			},
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [pair = ''] = cookie.split(';');
			const [name = '', value = ''] = pair.split('=');
			if (value === '') this.#cookies.delete(name);
			else this.#cookies.set(name, value);
		}
		return response;
	}

	get(path: string, headers?: Record<string, string>): Promise<Response> {
		return this.send('GET', path, undefined, headers);
	}

	signIn(email: string, password: string): Promise<Response> {
		return this.send('POST', '/api/v1/session', { email, password });
	}
}
