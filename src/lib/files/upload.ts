/** Sends a file to the evaluation's store, telling how far it has come; a refusal comes back in the server's words. */
import * as v from 'valibot';

export type Uploaded =
	/** `file`: its id. */
	| { kind: 'stored'; file: string }
	/** `why` in the reader's language. */
	| { kind: 'refused'; status: number; why: string }
	/** No answer came, or none that says anything. */
	| { kind: 'failed' }
	| { kind: 'cancelled' };

export interface Upload {
	/** Never rejects. */
	result: Promise<Uploaded>;
	cancel(): void;
}

export interface UploadOptions {
	/** Refuse everything that is no picture. */
	only?: 'image';
	/** A share from 0 to 1. */
	progress: (share: number) => void;
}

const storedSchema = v.looseObject({ id: v.string() });
const problemSchema = v.looseObject({ detail: v.string() });
/** The end of a longer name is kept: it says the kind. */
const NAME_MAX = 200;

/** By XMLHttpRequest, since fetch does not tell how much has been sent. */
export function upload(evaluationId: string, file: File, { only, progress }: UploadOptions): Upload {
	const query = new URLSearchParams({ name: file.name.slice(-NAME_MAX), ...(only && { only }) });
	const request = new XMLHttpRequest();
	const { promise, resolve } = Promise.withResolvers<Uploaded>();
	request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total);
	request.onload = () => resolve(answerOf(request));
	request.onerror = () => resolve({ kind: 'failed' });
	request.onabort = () => resolve({ kind: 'cancelled' });
	request.open('POST', `/api/v1/evaluations/${encodeURIComponent(evaluationId)}/files?${query}`);
	// Never the file's own type: what it is is for the server to see.
	request.setRequestHeader('content-type', 'application/octet-stream');
	request.send(file);
	return { result: promise, cancel: () => request.abort() };
}

function answerOf({ status, responseText }: XMLHttpRequest): Uploaded {
	const body = parsed(responseText);
	if (status === 201 && v.is(storedSchema, body)) return { kind: 'stored', file: body.id };
	return v.is(problemSchema, body) ? { kind: 'refused', status, why: body.detail } : { kind: 'failed' };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
