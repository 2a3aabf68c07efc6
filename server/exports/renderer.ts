/**
 * Renders reports one after the other in a thread of its own: a bounded queue, progress, and an end to whatever is
 * not wanted any more or takes too long. The thread is started when it is needed and ended when it has rested.
 */
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { RenderTask } from './render.ts';
import type { Stage } from './stages.ts';
import type { FromWorker, ToWorker } from './worker.ts';

export interface Renderer {
	/**
	 * Rejects with `RenderError`: `busy` when too many wait, `cancelled` when the signal says so, `slow` after a minute,
	 * `failed` when the report cannot be rendered.
	 */
	render(
		task: RenderTask,
		options?: { signal?: AbortSignal | undefined; onStage?: (stage: Stage) => void },
	): Promise<Uint8Array>;
	/** How many wait, beside the one that is rendered. */
	readonly waiting: number;
	stop(): Promise<void>;
}

export class RenderError extends Error {
	readonly code: 'busy' | 'cancelled' | 'slow' | 'failed';
	constructor(code: RenderError['code'], message: string = code) {
		super(message);
		this.code = code;
	}
}

interface Waiting {
	id: number;
	task: RenderTask;
	onStage: (stage: Stage) => void;
	settle: (outcome: Uint8Array | RenderError) => void;
}

export interface RendererLimits {
	/** Reports that wait, beside the one that is rendered. */
	queue: number;
	/** Milliseconds one may take. */
	time: number;
	/** Milliseconds without work after which the thread ends. */
	rest: number;
}

const LIMITS: RendererLimits = { queue: 24, time: 60_000, rest: 300_000 };
/** Megabytes of the thread's own heap; what Typst holds comes beside it. */
const HEAP = 768;
const FILE = new URL('./worker.ts', import.meta.url);

export function createRenderer({
	log,
	limits = LIMITS,
}: {
	log: Pick<Logger, 'error'>;
	limits?: RendererLimits;
}): Renderer {
	const queue: Waiting[] = [];
	let running: Waiting | undefined;
	let worker: Worker | undefined;
	let clock: NodeJS.Timeout | undefined;
	let next = 0;
	let stopped = false;

	function thread(): Worker {
		if (worker) return worker;
		const made = new Worker(FILE, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: HEAP } });
		made.on('message', (message: FromWorker) => heard(made, message));
		made.on('error', (err) => {
			log.error({ err }, 'the report thread failed');
			if (worker === made) end('failed', String(err));
		});
		made.on('exit', () => {
			if (worker === made) end('failed', 'the thread ended');
		});
		return (worker = made);
	}

	function heard(from: Worker, message: FromWorker): void {
		if (from !== worker || message.id !== running?.id) return;
		if (message.kind === 'stage') return running.onStage(message.stage);
		if (message.kind === 'failed') log.error({ message: message.message }, 'a report could not be rendered');
		finish(message.kind === 'done' ? message.bytes : new RenderError('failed', message.message));
	}

	function finish(outcome: Uint8Array | RenderError): void {
		clearTimeout(clock);
		const done = running;
		running = undefined;
		// A thread that nobody waits for must not keep the process alive.
		worker?.unref();
		done?.settle(outcome);
		go();
	}

	/** The only way out of a rendering that is under way is to end its thread. */
	function end(code: RenderError['code'], message?: string): void {
		const ended = worker;
		worker = undefined;
		void ended?.terminate();
		finish(new RenderError(code, message));
	}

	function go(): void {
		if (running || stopped) return;
		const one = queue.shift();
		if (!one) {
			clock = setTimeout(() => {
				const rested = worker;
				worker = undefined;
				void rested?.terminate();
			}, limits.rest).unref();
			return;
		}
		clearTimeout(clock);
		running = one;
		clock = setTimeout(() => end('slow'), limits.time).unref();
		const busy = thread();
		busy.ref();
		busy.postMessage({ id: one.id, task: one.task } satisfies ToWorker);
	}

	return {
		get waiting() {
			return queue.length;
		},

		render: (task, { signal, onStage = () => undefined } = {}) =>
			new Promise((resolve, reject) => {
				if (signal?.aborted) return reject(new RenderError('cancelled'));
				if (stopped || queue.length >= limits.queue) return reject(new RenderError('busy'));
				const cancel = () => {
					const at = queue.indexOf(one);
					if (at >= 0) {
						queue.splice(at, 1);
						one.settle(new RenderError('cancelled'));
					} else if (running === one) end('cancelled');
				};
				const one: Waiting = {
					id: ++next,
					task,
					onStage,
					settle(outcome) {
						signal?.removeEventListener('abort', cancel);
						if (outcome instanceof RenderError) reject(outcome);
						else resolve(outcome);
					},
				};
				signal?.addEventListener('abort', cancel, { once: true });
				queue.push(one);
				go();
			}),

		async stop() {
			stopped = true;
			clearTimeout(clock);
			const [ended, waiting] = [worker, [...(running ? [running] : []), ...queue.splice(0)]];
			running = undefined;
			worker = undefined;
			for (const one of waiting) one.settle(new RenderError('cancelled'));
			await ended?.terminate();
		},
	};
}
