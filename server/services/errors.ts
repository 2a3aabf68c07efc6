/**
 * What a service refuses, as a closed set of codes. The texts live in the message catalogue
 * (`src/lib/i18n/areas/errors.ts`); HTTP renders them as RFC 9457 problem documents.
 */
import type { ErrorCode } from '#lib/i18n/areas/errors.ts';

export type Params = Record<string, string | number>;

export interface FieldError {
	/** Where in the input: `members.0.email`. */
	path: string;
	code: ErrorCode;
	params?: Params;
}

export class ServiceError extends Error {
	readonly status: number;
	readonly code: ErrorCode;
	readonly params: Params;
	readonly errors: FieldError[];
	/** Further members of the problem document, such as the current value on a conflict. */
	readonly extra: Record<string, unknown>;

	constructor(
		status: number,
		code: ErrorCode,
		rest: { params?: Params; errors?: FieldError[]; extra?: Record<string, unknown> } = {},
	) {
		super(code);
		this.status = status;
		this.code = code;
		this.params = rest.params ?? {};
		this.errors = rest.errors ?? [];
		this.extra = rest.extra ?? {};
	}
}

export const unauthorised = () => new ServiceError(401, 'unauthorised');
export const forbidden = () => new ServiceError(403, 'forbidden');
export const notFound = () => new ServiceError(404, 'notFound');
export const invalid = (errors: FieldError[]) => new ServiceError(422, 'invalidInput', { errors });
