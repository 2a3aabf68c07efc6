/** What is still coming of a request that has been answered. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ADAPTER_BODY_LIMIT } from './api/route.ts';

/**
 * A body that was refused before it was read would stay in the connection and block the request after it:
 * what is still coming is thrown away, up to what a body may be. Whoever read it, also to hand it on, has it no more.
 */
export function drainUnread(request: IncomingMessage, response: ServerResponse): void {
	response.once('finish', () => {
		if (request.complete) return;
		let left = ADAPTER_BODY_LIMIT;
		request.unpipe();
		request.removeAllListeners('data');
		request.on('data', (chunk: Buffer) => {
			left -= chunk.length;
			if (left < 0) request.destroy();
		});
		request.resume();
	});
}
