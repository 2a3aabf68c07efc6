/** `npm start` and `npm run demo`: starts the product, prints where it is, ends it on a signal. */
import './node-version.ts';
import { printAddress } from './address-lines.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLog, type Logger } from './log.ts';
import { serve, StartError, type Running } from './serve.ts';

const DRAIN_WITHIN_MS = 25_000;
/** A terminal sends Ctrl-C to npm and to us, and npm passes it on: one keystroke arrives twice. */
const SAME_SIGNAL_MS = 1000;

function fail(sentence: string): never {
	console.error(sentence);
	process.exit(1);
}

function endOnSignals(running: Running, log: Logger): void {
	let ending: number | undefined;
	const end = (code: number) => {
		if (ending !== undefined) return;
		ending = Date.now();
		setTimeout(() => {
			log.error('the end took too long and was cut off');
			process.exit(1);
		}, DRAIN_WITHIN_MS).unref();
		running.stop().then(
			() => process.exit(code),
			(error: unknown) => {
				log.error({ err: error }, 'the end did not go well');
				process.exit(1);
			},
		);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.on(signal, () => {
			if (ending !== undefined && Date.now() - ending > SAME_SIGNAL_MS) process.exit(1);
			end(0);
		});
	for (const event of ['uncaughtException', 'unhandledRejection'] as const)
		process.on(event, (error: unknown) => {
			log.fatal({ err: error }, 'an error that nothing expected: the server ends');
			end(1);
		});
}

try {
	const demo = process.argv.includes('--demo');
	const config = readConfig(demo ? { DATA_DIR: '.samsyn-demo', ...process.env } : process.env);
	const log = createLog(config.logLevel);
	const running = await serve(config, log, { demo });
	endOnSignals(running, log);
	await printAddress(running.services);
} catch (error) {
	if (error instanceof ConfigError || error instanceof StartError) fail(error.message);
	console.error(error);
	process.exit(1);
}
