import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { isNear, nameRequest } from '#server/observability/request-id.ts';

const from = (remoteAddress: string | undefined, id?: string | string[]) =>
	({
		headers: id === undefined ? {} : { 'x-request-id': id },
		socket: { remoteAddress },
	}) as unknown as IncomingMessage;
const NEW = /^[\da-f]{8}-[\da-f-]{27}$/;

test.each([
	'127.0.0.1',
	'::1',
	'::ffff:127.0.0.1',
	'10.1.2.3',
	'172.31.0.9',
	'192.168.1.1',
	'fd00::1',
	'fe80::1%eth0',
])('%s is a proxy or another node: it names the request', (address) => {
	expect(isNear(address)).toBe(true);
	expect(nameRequest(from(address, 'abc-123:4.5_6'))).toBe('abc-123:4.5_6');
});

test.each(['8.8.8.8', '172.32.0.1', '2001:db8::1', '::ffff:8.8.8.8', '', undefined])(
	'%s is anybody: the request gets a name of its own',
	(address) => {
		expect(isNear(address)).toBe(false);
		expect(nameRequest(from(address, 'abc-12345'))).toMatch(NEW);
	},
);

test.each([
	['short'],
	['x'.repeat(65)],
	['two words'],
	['line\nbreak'],
	['"}{"level":60'],
	[['twice-00', 'twice-01']],
])('%j is no name that a log may repeat', (id) => {
	expect(nameRequest(from('127.0.0.1', id))).toMatch(NEW);
});

test('once named, a request keeps its name', () => {
	const request = from('127.0.0.1');
	const id = nameRequest(request);
	expect(request.headers['x-request-id']).toBe(id);
});
