import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The log writes to standard error; what it writes is read from a process of its own. */
function written(script: string): Record<string, unknown>[] {
	const log = new URL('../../../server/log.ts', import.meta.url).href;
	const requests = new URL('../../../server/observability/request-context.ts', import.meta.url).href;
	const source = `const { createLog } = await import(${JSON.stringify(log)});
		const { runRequest } = await import(${JSON.stringify(requests)});
		const log = createLog('info'); ${script}`;
	const output = execFileSync('sh', [
		'-c',
		'exec "$0" --input-type=module -e "$1" 2>&1',
		process.execPath,
		source,
	]);
	return output
		.toString()
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('an error keeps what helps, without the addresses and passwords in its words', () => {
	const [line] = written(`log.warn({ err: Object.assign(
		new Error('550 <eva.ek@kommun.se> refused by smtp://robot:s3cret@mail.example', { cause: new Error('via bo@kommun.se') }),
		{ code: 'EENVELOPE', config: { password: 's3cret' } })}, 'not sent');`);
	expect(line).toMatchObject({
		msg: 'not sent',
		err: {
			message: '550 <[removed]> refused by smtp://[removed]',
			cause: 'via [removed]',
			code: 'EENVELOPE',
			stack: expect.stringContaining('Error: 550') as string,
		},
	});
	expect(JSON.stringify(line)).not.toMatch(/eva\.ek|s3cret|kommun\.se/);
});

test('fields that hold secrets are left out, where they stand alone and within another', () => {
	const [line] = written(`log.info({ password: 'a', token: 'b', headers: { cookie: 'c', authorization: 'd' },
		who: { email: 'e', id: 7 } }, 'all at once');`);
	expect(line).toMatchObject({
		password: '[removed]',
		token: '[removed]',
		headers: { cookie: '[removed]', authorization: '[removed]' },
		who: { email: '[removed]', id: 7 },
	});
});

test('a line says which request it was written for, and none outside of one', () => {
	const lines = written(`log.info('before');
		await runRequest({ id: 'request-1' }, async () => { await null; log.info('within'); });
		log.info('after');`);
	expect(lines.map(({ msg, request }) => [msg, request])).toEqual([
		['before', undefined],
		['within', 'request-1'],
		['after', undefined],
	]);
});
