/** Sends an exported evaluation to the server and tells how much of it has left: `fetch` cannot. */
import * as v from 'valibot';

const importedSchema = v.object({
	id: v.string(),
	title: v.string(),
	invitations: v.array(v.object({ email: v.string(), url: v.string() })),
	verified: v.object({ rows: v.number(), versions: v.number() }),
});
export type Imported = v.InferOutput<typeof importedSchema>;

type Answer = { ok: true; imported: Imported } | { ok: false; detail: string };

/** `sent`: told the share of the file that has left, 0 to 1. Never throws: an empty detail means no answer. */
export function sendBundle(file: File, sent: (share: number) => void): Promise<Answer> {
	return new Promise((resolve) => {
		const request = new XMLHttpRequest();
		request.open('POST', '/api/v1/evaluations/import');
		request.setRequestHeader('content-type', 'application/gzip');
		request.upload.onprogress = ({ loaded, total }) => sent(total > 0 ? loaded / total : 0);
		request.upload.onload = () => sent(1);
		request.onerror = request.onabort = () => resolve({ ok: false, detail: '' });
		request.onload = () => resolve(answerOf(request));
		request.send(file);
	});
}

function answerOf({ status, responseText }: XMLHttpRequest): Answer {
	let json: unknown;
	try {
		json = JSON.parse(responseText);
	} catch {
		return { ok: false, detail: '' };
	}
	const imported = v.safeParse(importedSchema, json);
	if (status === 201 && imported.success) return { ok: true, imported: imported.output };
	const problem = v.safeParse(v.looseObject({ detail: v.string() }), json);
	return { ok: false, detail: problem.success ? problem.output.detail : '' };
}
