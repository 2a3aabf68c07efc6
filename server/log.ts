/** Structured logs on standard error: standard output belongs to the lines that people and scripts wait for. */
import { destination, pino, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

export type { Logger };

export const createLog = (level: LogLevel): Logger =>
	pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, destination({ fd: 2, sync: true }));
