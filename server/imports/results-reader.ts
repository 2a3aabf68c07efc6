/** A file of results, read and judged against the frameworks there are. What may take long does so in its own thread. */
import { Worker } from 'node:worker_threads';
import type { Framework } from '#domain/framework/framework.ts';
import { readResults, type ImportDefaults } from '#domain/results/import.ts';
import { ServiceError } from '../services/errors.ts';
import { readResultsFile } from './results-file.ts';
import type { FromThread } from './results-thread.ts';

export interface ImportTask {
	bytes: Uint8Array;
	defaults: ImportDefaults;
	frameworks: readonly Framework[];
}

export type ReadImport = ReturnType<typeof readResults>;

/** Bytes of a plain table that are read at once; beginning a thread would take longer. */
const SMALL = 128 * 1024;
const TIME_MS = 30_000;
/** Megabytes of the thread's own heap. */
const HEAP = 256;
/** Files read at a time; the next is asked to come again. */
const AT_ONCE = 2;
const FILE = new URL('./results-thread.ts', import.meta.url);
let underWay = 0;

/** Throws ServiceError for a file that cannot be read at all. */
export const readImport = async ({ bytes, defaults, frameworks }: ImportTask): Promise<ReadImport> =>
	readResults(await readResultsFile(bytes), defaults, frameworks);

/** As `readImport`, without keeping anybody waiting. Throws 429 while others' files are read, 422 for one that takes too long. */
export async function readInTurn(task: ImportTask): Promise<ReadImport> {
	const packed = task.bytes[0] === 0x50 && task.bytes[1] === 0x4b;
	if (!packed && task.bytes.length <= SMALL) return readImport(task);
	if (underWay >= AT_ONCE) throw new ServiceError(429, 'uploadsBusy', { extra: { retryAfter: 5 } });
	underWay += 1;
	try {
		return await inThread(task);
	} finally {
		underWay -= 1;
	}
}

function inThread({ bytes, defaults, frameworks }: ImportTask): Promise<ReadImport> {
	const worker = new Worker(FILE, {
		execArgv: [],
		// A copy: the bytes may lie in a pool that others use.
		workerData: { bytes: new Uint8Array(bytes), defaults, frameworks } satisfies ImportTask,
		resourceLimits: { maxOldGenerationSizeMb: HEAP },
	});
	return new Promise<ReadImport>((resolve, reject) => {
		const tooMuch = () => reject(new ServiceError(422, 'resultFileUnpacks'));
		const clock = setTimeout(tooMuch, TIME_MS);
		worker.once('message', (message: FromThread) => {
			if (message.kind === 'read') return resolve(message.read);
			const { status, code, params, errors } = message.refusal;
			reject(new ServiceError(status, code, { params, errors }));
		});
		worker.once('error', (error: Error & { code?: string }) =>
			error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : reject(error),
		);
		worker.once('exit', () => {
			clearTimeout(clock);
			reject(new Error('The thread that read a file ended without an answer.'));
		});
	}).finally(() => void worker.terminate());
}
