/** A line between two programs that can be cut, can swallow everything as a broken network does, and can be mended. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Line {
	near: Socket;
	far: Socket | undefined;
}

export class TcpRelay {
	readonly port: number;
	readonly #server: Server;
	readonly #pick: () => number | undefined;
	readonly #lines = new Set<Line>();
	#state: 'open' | 'cut' | 'swallowing' = 'open';

	private constructor(server: Server, pick: () => number | undefined) {
		this.#server = server;
		this.#pick = pick;
		this.port = (server.address() as AddressInfo).port;
		server.on('connection', (near) => this.#take(near));
	}

	/** `pick`: the port each new connection goes to; undefined: it is refused. */
	static async start(pick: () => number | undefined): Promise<TcpRelay> {
		// What one end still had to say goes through after the other has ended.
		const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }).listen(0, '127.0.0.1');
		await once(server, 'listening');
		return new TcpRelay(server, pick);
	}

	/** Connections break, and new ones do at once. */
	cut(): void {
		this.#state = 'cut';
		for (const line of this.#lines) this.#end(line);
	}

	/** Nothing arrives any more and nobody is told. */
	swallow(): void {
		this.#state = 'swallowing';
		for (const { near, far } of this.#lines) {
			near.unpipe().pause();
			far?.unpipe().pause();
		}
	}

	/** What was sent meanwhile arrives now, late. */
	mend(): void {
		this.#state = 'open';
		for (const line of this.#lines) this.#join(line);
	}

	async stop(): Promise<void> {
		this.cut();
		this.#server.close();
		await once(this.#server, 'close');
	}

	#take(near: Socket): void {
		const line: Line = { near, far: undefined };
		this.#lines.add(line);
		this.#mind(line, near);
		if (this.#state === 'cut') this.#end(line);
		else if (this.#state === 'open') this.#join(line);
	}

	#join(line: Line): void {
		const { near } = line;
		if (!line.far) {
			const port = this.#pick();
			if (port === undefined) return this.#end(line);
			line.far = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
			this.#mind(line, line.far);
		}
		near.pipe(line.far);
		line.far.pipe(near);
	}

	#mind(line: Line, socket: Socket): void {
		socket.setNoDelay(true);
		socket.on('error', () => undefined);
		socket.on('close', () => {
			if (this.#state !== 'swallowing') this.#end(line);
		});
	}

	#end(line: Line): void {
		this.#lines.delete(line);
		line.near.destroy();
		line.far?.destroy();
	}
}
