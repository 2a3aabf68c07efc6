/** Structured logs on standard error: standard output belongs to the lines that people and scripts wait for. */
import { destination, pino, type Logger } from 'pino';
import type { LogLevel } from './config.ts';
import { currentRequest } from './observability/request-context.ts';

export type { Logger };

/** Addresses of people, and the password in an address of a server. */
const PRIVATE = /[\w.+%:-]+@[\w-]+(?:\.[\w-]+)*/g;
const withoutPrivate = (text: string | undefined): string | undefined => text?.replace(PRIVATE, '[removed]');

/** The parts of an error that help: a driver's errors carry their whole connection with them, a mail server's the addressee. */
const err = (error: unknown): unknown => {
	if (!(error instanceof Error)) return typeof error === 'string' ? withoutPrivate(error) : error;
	const { name, message, stack, cause } = error;
	return {
		name,
		message: withoutPrivate(message),
		...('code' in error ? { code: error.code } : {}),
		stack: withoutPrivate(stack),
		...(cause === undefined ? {} : { cause: err(cause instanceof Error ? cause.message : cause) }),
	};
};

/** Nobody logs these on purpose; where one slips in with something larger, it stays out. */
const SECRETS = ['password', 'token', 'secret', 'cookie', 'authorization', 'email'];
const redact = { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[removed]' };

/** Every line that is written for a request says which. */
const mixin = (): object => {
	const request = currentRequest();
	if (!request) return {};
	return request.trace === undefined
		? { request: request.id }
		: { request: request.id, trace: request.trace };
};

export const createLog = (level: LogLevel): Logger =>
	pino(
		{ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err }, mixin, redact },
		destination({ fd: 2, sync: true }),
	);
