/**
 * Which request is being worked for, wherever that is asked: kept along every await, once per process, so that the
 * pages' own module graph sees the same.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { processWide } from '../registry.ts';

export interface RequestContext {
	/** In the header x-request-id, in every line of the log, and where somebody is told of a fault. */
	readonly id: string;
	/** The pattern of the route, told by the pages once they have matched it. */
	route?: string;
	/** Who asks, once that is known. */
	user?: string;
	/** Where traces are recorded, the one it is part of. */
	trace?: string;
	/** The evaluation it is about, where it is about one. */
	evaluation?: string;
}

const contexts = processWide('request', () => new AsyncLocalStorage<RequestContext>());

/** Undefined outside of any request. */
export const currentRequest = (): RequestContext | undefined => contexts.getStore();

/** Adds what has become known of the running request. */
export function noteRequest(known: Omit<Partial<RequestContext>, 'id'>): void {
	const context = contexts.getStore();
	if (context) Object.assign(context, known);
}

export const runRequest = <T>(context: RequestContext, work: () => T): T => contexts.run(context, work);
