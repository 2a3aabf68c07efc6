/** Who asks, where proxies stand between: attempts to sign in are counted by it, so nobody may choose it. */
import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { callerAddress } from '#server/front.ts';

const NEIGHBOUR = '10.0.0.1';
const asked = (forwarded?: string): IncomingMessage =>
	({
		headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
		socket: { remoteAddress: NEIGHBOUR },
	}) as unknown as IncomingMessage;

describe('the caller’s address', () => {
	test.each([
		['is the neighbour’s where no proxy is known, whatever the caller says', 0, '1.2.3.4', NEIGHBOUR],
		['is the one that the proxy saw', 1, '192.0.2.7', '192.0.2.7'],
		['is not what the caller wrote before it', 1, '1.2.3.4, 192.0.2.7', '192.0.2.7'],
		['is what the first of two proxies saw', 2, '1.2.3.4, 2001:db8::7, 10.9.9.9', '2001:db8::7'],
		['is the neighbour’s where a request came by another way', 1, undefined, NEIGHBOUR],
		['is the neighbour’s where it passed too few proxies', 2, '192.0.2.7', NEIGHBOUR],
		['is the neighbour’s where no address is written', 1, 'unknown', NEIGHBOUR],
	])('%s', (_, proxies, forwarded, address) => {
		expect(callerAddress(asked(forwarded), proxies)).toBe(address);
	});
});
