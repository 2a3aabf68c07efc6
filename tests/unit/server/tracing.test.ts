import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { NO_TRACING } from '#server/observability/tracing.ts';

// Its types' package alone comes with prom-client, which can name traces in its figures.
test('where no traces are asked for, nothing that records them is loaded by what is started', () => {
	const source = `
		import { registerHooks } from 'node:module';
		const loaded = [];
		registerHooks({ resolve(specifier, context, next) {
			if (/^@opentelemetry\\/(?!api$)/.test(specifier)) loaded.push(specifier);
			return next(specifier, context);
		} });
		await import(${JSON.stringify(new URL('../../../server/serve.ts', import.meta.url).href)});
		const { startTracing } = await import(${JSON.stringify(new URL('../../../server/observability/tracing.ts', import.meta.url).href)});
		await startTracing(undefined, '1', {});
		console.log(JSON.stringify(loaded));`;
	const output = execFileSync(process.execPath, ['--input-type=module', '-e', source]);
	expect(JSON.parse(output.toString())).toEqual([]);
});

test('off, work is run as it is', async () => {
	await expect(NO_TRACING.span('x', {}, () => Promise.resolve(7))).resolves.toBe(7);
	await expect(NO_TRACING.span('x', {}, () => Promise.reject(new Error('as it was')))).rejects.toThrow(
		'as it was',
	);
	expect(NO_TRACING.continued({}, () => 7)).toBe(7);
	expect([NO_TRACING.on, NO_TRACING.request({}), NO_TRACING.carried()]).toEqual([false, undefined, {}]);
});
