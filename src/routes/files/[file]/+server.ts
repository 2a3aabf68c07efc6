/**
 * An uploaded file, for those who may see it. It came from somewhere else, so nothing in it may act: no script, no
 * frame, no guessing of types; pictures are shown, everything else is downloaded.
 */
import { error } from '@sveltejs/kit';
import { problemOf, isServiceError } from '#server/api/problem.ts';
import { disposition } from '#server/files/name.ts';
import { requireActor } from '#server/services/actor.ts';
import type { RequestHandler } from './$types';

const POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

export const GET: RequestHandler = async ({ locals, params, request }) => {
	try {
		const file = await locals.services.files.open(requireActor(locals), params.file);
		const headers = {
			'content-type': file.mediaType,
			'content-disposition': disposition(
				file.mediaType.startsWith('image/') ? 'inline' : 'attachment',
				file.name,
			),
			'content-security-policy': POLICY,
			'cross-origin-resource-policy': 'same-origin',
			'x-content-type-options': 'nosniff',
			// Asked for every time: whoever may not see it any more must not see it from a cache either.
			'cache-control': 'private, no-cache',
			etag: `"${file.sha256}"`,
		};
		if (request.headers.get('if-none-match') === headers.etag)
			return new Response(null, { status: 304, headers });
		return new Response(streamed(file.bytes()), {
			headers: { ...headers, 'content-length': String(file.size) },
		});
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, problemOf(cause, locals.locale).detail);
		throw cause;
	}
};

/** As fast as it is taken: a slow reader holds one stretch of a file, never the whole. */
function streamed(bytes: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const next = await bytes.next();
			if (next.done === true) controller.close();
			else controller.enqueue(next.value);
		},
		async cancel() {
			await bytes.return(undefined);
		},
	});
}
