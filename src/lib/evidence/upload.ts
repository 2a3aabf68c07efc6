/** Sends a file to the evaluation's store, telling how far it has come; a refusal comes back in the server's words. */
import * as v from 'valibot';
import { fileAddress } from '#document/rich-text-schema.ts';

const fileSchema = v.object({
	id: v.string(),
	name: v.string(),
	mediaType: v.string(),
	size: v.number(),
	width: v.nullable(v.number()),
	height: v.nullable(v.number()),
});
const problemSchema = v.looseObject({ detail: v.string(), code: v.fallback(v.string(), '') });

export type UploadedFile = v.InferOutput<typeof fileSchema> & { address: string };
/** `detail` is empty where no answer came at all. */
export type UploadAnswer = { ok: true; file: UploadedFile } | { ok: false; detail: string; code: string };

export interface UploadOptions {
	/** Refuse everything that is no picture. */
	only?: 'image';
	/** 0 to 1. */
	progress?: (share: number) => void;
	signal?: AbortSignal;
}

/** Never throws. By XMLHttpRequest, since fetch does not tell how much has been sent. */
export function uploadFile(
	evaluationId: string,
	file: File,
	{ only, progress, signal }: UploadOptions = {},
): Promise<UploadAnswer> {
	const query = new URLSearchParams({ name: file.name.slice(-200), ...(only && { only }) });
	const address = `/api/v1/evaluations/${encodeURIComponent(evaluationId)}/files?${query}`;
	return new Promise((resolve) => {
		const request = new XMLHttpRequest();
		const away = () => resolve({ ok: false, detail: '', code: 'away' });
		request.open('POST', address);
		// Never the file's own type: what it is is for the server to see.
		request.setRequestHeader('content-type', 'application/octet-stream');
		request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
			if (lengthComputable) progress?.(total === 0 ? 1 : loaded / total);
		};
		request.onload = () => resolve(answerOf(request.status, request.responseText));
		request.onerror = away;
		request.onabort = away;
		signal?.addEventListener('abort', () => request.abort());
		request.send(file);
	});
}

function answerOf(status: number, text: string): UploadAnswer {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return { ok: false, detail: '', code: 'away' };
	}
	const file = v.safeParse(fileSchema, body);
	if (status === 201 && file.success)
		return { ok: true, file: { ...file.output, address: fileAddress(file.output.id) } };
	const problem = v.safeParse(problemSchema, body);
	return problem.success
		? { ok: false, detail: problem.output.detail, code: problem.output.code }
		: { ok: false, detail: '', code: 'away' };
}
