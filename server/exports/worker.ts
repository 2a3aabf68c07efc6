/** The thread that renders: Typst and Word keep a processor busy for seconds, which the server's own may never be. */
import { parentPort } from 'node:worker_threads';
import { render, type RenderTask } from './render.ts';
import type { Stage } from './stages.ts';

export interface ToWorker {
	id: number;
	task: RenderTask;
}

export type FromWorker =
	| { id: number; kind: 'stage'; stage: Stage }
	| { id: number; kind: 'done'; bytes: Uint8Array }
	| { id: number; kind: 'failed'; message: string };

const port = parentPort;
if (!port) throw new Error('This file is started as a worker.');

const send = (message: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

port.on('message', ({ id, task }: ToWorker) => {
	render(task, (stage) => send({ id, kind: 'stage', stage })).then(
		(bytes) => {
			// A copy of its own size: a buffer from a pool cannot be handed over.
			const own = new Uint8Array(bytes);
			send({ id, kind: 'done', bytes: own }, [own.buffer]);
		},
		(error: unknown) =>
			send({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
	);
});
