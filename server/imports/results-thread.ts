/** The thread that reads large tables and workbooks: seconds of a processor that people's saves may not wait for. */
import { parentPort, workerData } from 'node:worker_threads';
import { isServiceError } from '../api/problem.ts';
import { readImport, type ImportTask, type ReadImport } from './results-reader.ts';
import type { ServiceError } from '../services/errors.ts';

export type FromThread =
	| { kind: 'read'; read: ReadImport }
	| { kind: 'refused'; refusal: Pick<ServiceError, 'status' | 'code' | 'params' | 'errors'> };

const port = parentPort;
if (!port) throw new Error('This file is started as a worker.');

try {
	const read = await readImport(workerData as ImportTask);
	port.postMessage({ kind: 'read', read } satisfies FromThread);
} catch (error) {
	if (!isServiceError(error)) throw error;
	const { status, code, params, errors } = error;
	port.postMessage({ kind: 'refused', refusal: { status, code, params, errors } } satisfies FromThread);
}
