/** Structured logs on standard error: standard output belongs to the lines that people and scripts wait for. */
import { destination, pino, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

export type { Logger };

/** The parts of an error that help: a driver's errors carry their whole connection with them. */
const err = (error: unknown): unknown => {
	if (!(error instanceof Error)) return error;
	const { name, message, stack, cause } = error;
	return {
		name,
		message,
		...('code' in error ? { code: error.code } : {}),
		stack,
		...(cause === undefined ? {} : { cause: cause instanceof Error ? cause.message : cause }),
	};
};

export const createLog = (level: LogLevel): Logger =>
	pino(
		{ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err } },
		destination({ fd: 2, sync: true }),
	);
