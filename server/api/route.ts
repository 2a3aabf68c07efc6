/**
 * One declaration per API call: method, path, what it takes, what it answers, how it can refuse. The handler
 * parses by it and the OpenAPI document is made from it, so the two cannot drift apart.
 */
import type * as v from 'valibot';

export const API_BASE = '/api/v1';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Schema = v.GenericSchema;

export interface Route {
	readonly method: Method;
	/** Below /api/v1, parameters in braces: `/evaluations/{id}/phase`. */
	readonly path: `/${string}`;
	readonly summary: string;
	/** 'none': also without a session; the call then sees no actor. Default: 'user'. */
	readonly auth?: 'user' | 'none';
	/** All values are strings on the wire; a name given twice is refused. */
	readonly query?: Schema;
	readonly body?: Schema;
	/** Without a body the call is taken as `{}`. */
	readonly bodyOptional?: boolean;
	/** Bytes; default 256 KiB. */
	readonly bodyLimit?: number;
	/** In place of a JSON body: the bytes of a file, read by the service once it knows who asks. */
	readonly upload?: {
		readonly mediaTypes: readonly string[];
		/** What it holds where it is JSON. */
		readonly json?: Schema;
	};
	/** What it answers when it succeeds. Without a schema and a media type there is no body. */
	readonly answer: {
		readonly status: number;
		readonly description: string;
		readonly schema?: Schema;
		/** Other than JSON. */
		readonly mediaType?: string;
	};
	/** Another status that it may succeed with, with a body of the same shape. */
	readonly alternative?: { readonly status: number; readonly description: string };
	/** Statuses it may refuse with, beyond those that every call shares (400, 401, 403, 413, 415, 422, 500, 503). */
	readonly refuses: readonly number[];
}

export const BODY_LIMIT = 256 * 1024;

/** Bytes that the adapter lets through at most. Above the limits of API calls, which answer in their own words. */
export const ADAPTER_BODY_LIMIT = 64 * 1024 * 1024;

/** Keeps the literal types, so that the handler knows body and query. */
export const route = <const R extends Route>(declared: R): R => declared;
