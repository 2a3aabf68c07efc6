/** What a server process wrote to its log, as lines that can be asked for. */
import { expect } from 'vitest';
import type { ServerProcess } from './http-server.ts';

export type LogLine = Record<string, unknown>;

/** Every line so far; none may be anything but JSON. */
export const logLines = (server: Pick<ServerProcess, 'log'>): LogLine[] =>
	server
		.log()
		.split('\n')
		// The last one may still be on its way.
		.slice(0, -1)
		.map((line) => JSON.parse(line) as LogLine);

/** The first line with these fields, once it is there. */
export async function logLine(server: Pick<ServerProcess, 'log'>, fields: LogLine): Promise<LogLine> {
	const matches = (line: LogLine) =>
		Object.entries(fields).every(([name, value]) => Object.is(line[name], value));
	const found = () => logLines(server).find(matches);
	await expect
		.poll(found, { timeout: 50_000, message: `a line with ${JSON.stringify(fields)}` })
		.toBeDefined();
	return found()!;
}
