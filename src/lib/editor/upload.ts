/** Sends one picture to the evaluation's files. What it is, the server decides by its bytes. */
import * as v from 'valibot';

export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
/** What the file dialog offers; the server has the last word. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;

export type Uploaded =
	| { kind: 'stored'; file: string }
	| { kind: 'not-image' }
	| { kind: 'too-large' }
	/** In the reader's language. */
	| { kind: 'refused'; why: string }
	| { kind: 'failed' }
	| { kind: 'cancelled' };

export interface Upload {
	result: Promise<Uploaded>;
	cancel(): void;
}

const storedSchema = v.looseObject({ id: v.string() });
const problemSchema = v.looseObject({ detail: v.string() });

/** `progress`: a share from 0 to 1. */
export function uploadPicture(
	evaluationId: string,
	picture: File,
	progress: (share: number) => void,
): Upload {
	if (!(PICTURE_TYPES as readonly string[]).includes(picture.type)) return settled({ kind: 'not-image' });
	if (picture.size > MAX_PICTURE_BYTES) return settled({ kind: 'too-large' });
	const request = new XMLHttpRequest();
	const { promise, resolve } = Promise.withResolvers<Uploaded>();
	request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total);
	request.onload = () => resolve(answerOf(request));
	request.onerror = () => resolve({ kind: 'failed' });
	request.onabort = () => resolve({ kind: 'cancelled' });
	const query = new URLSearchParams({ name: picture.name, only: 'image' });
	request.open('POST', `/api/v1/evaluations/${encodeURIComponent(evaluationId)}/files?${query}`);
	request.setRequestHeader('content-type', picture.type);
	request.send(picture);
	return { result: promise, cancel: () => request.abort() };
}

const settled = (result: Uploaded): Upload => ({ result: Promise.resolve(result), cancel() {} });

function answerOf({ status, responseText }: XMLHttpRequest): Uploaded {
	const body = parsed(responseText);
	if (status === 201 && v.is(storedSchema, body)) return { kind: 'stored', file: body.id };
	if (status === 413) return { kind: 'too-large' };
	return v.is(problemSchema, body) && status < 500
		? { kind: 'refused', why: body.detail }
		: { kind: 'failed' };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A picture that lay in pasted HTML as `data:image/png;base64,…`; undefined where it is none. */
export function pictureFromData(address: string, name: string): File | undefined {
	const found = /^data:(image\/[a-z]+);base64,(.+)$/i.exec(address);
	if (!found) return undefined;
	try {
		const bytes = Uint8Array.from(atob(found[2]!), (letter) => letter.charCodeAt(0));
		const type = found[1]!.toLowerCase().replace('image/jpg', 'image/jpeg');
		return new File([bytes], `${name}.${type.slice('image/'.length)}`, { type });
	} catch {
		return undefined;
	}
}
