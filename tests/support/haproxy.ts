/** The balancer that `deploy/` holds, as a process of its own: that very file, its addresses from the environment. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { debianProgram } from './debian-program.ts';

const FILE = path.resolve(import.meta.dirname, '../../deploy/haproxy/haproxy.cfg');

/** What is needed to run it with TLS; undefined: not here, and not to be had. */
export function balancerPrograms(): { haproxy: string; openssl: string } | undefined {
	const haproxy = debianProgram(['haproxy'], 'haproxy');
	const openssl = debianProgram(['openssl'], 'openssl');
	return haproxy === undefined || openssl === undefined ? undefined : { haproxy, openssl };
}

export interface Balancer {
	/** The certificate that its pages are to be trusted by. */
	certificate: string;
	/** One line of its log for each request or socket that has ended. */
	log: readonly string[];
	/** Says it to the running balancer, as an operator does; its answer. */
	tell(command: string): Promise<string>;
	stop(): Promise<void>;
}

export interface BalancerPorts {
	https: number;
	plain: number;
	/** `host:port` of the two nodes. */
	nodes: readonly [string, string];
}

/** Resolves once it takes connections. */
export async function startBalancer(
	{ haproxy, openssl }: { haproxy: string; openssl: string },
	{ https, plain, nodes }: BalancerPorts,
): Promise<Balancer> {
	const dir = mkdtempSync(path.join(tmpdir(), 'samsyn-balancer-'));
	const [certificate, key, both, socket] = ['cert.pem', 'key.pem', 'samsyn.pem', 'admin.sock'].map((name) =>
		path.join(dir, name),
	) as [string, string, string, string];
	const request =
		'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext';
	execFileSync(
		openssl,
		[...request.split(' '), 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate],
		{
			stdio: 'ignore',
		},
	);
	writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'), { mode: 0o600 });
	const child = spawn(haproxy, ['-f', FILE], {
		env: {
			SAMSYN_BALANCER_USER: userInfo().username,
			SAMSYN_BALANCER_SOCKET: socket,
			SAMSYN_BIND: `127.0.0.1:${https} ssl crt ${both} alpn h2,http/1.1`,
			SAMSYN_PLAIN_BIND: `127.0.0.1:${plain}`,
			SAMSYN_NODE_1: nodes[0],
			SAMSYN_NODE_2: nodes[1],
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const log: string[] = [];
	createInterface({ input: child.stdout }).on('line', (line) => log.push(line));
	let said = '';
	child.stderr.on('data', (data: Buffer) => (said += data.toString()));

	const tell = async (command: string): Promise<string> => {
		const line = connect(socket);
		let answer = '';
		line.on('data', (data: Buffer) => (answer += data.toString()));
		line.end(`${command}\n`);
		await once(line, 'close');
		return answer.trim();
	};
	for (;;) {
		if (child.exitCode !== null) throw new Error(`The balancer ended (${child.exitCode}):\n${said}`);
		try {
			await tell('show info');
			break;
		} catch {
			// Its socket is not there yet.
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}
	return {
		certificate: readFileSync(certificate, 'utf8'),
		log,
		tell,
		async stop() {
			if (child.exitCode === null && child.signalCode === null) {
				const gone = once(child, 'exit');
				child.kill('SIGTERM');
				await gone;
			}
			rmSync(dir, { recursive: true, force: true });
		},
	};
}
