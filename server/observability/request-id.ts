/** The id of a request: one for all that is done for it, also at another node, so that its lines in the log are found. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

export const REQUEST_ID = 'x-request-id';

/** What no log line can be forged with. */
const WELL_FORMED = /^[\w.:-]{8,64}$/;

/** This machine and its own network: where proxies and other nodes are. Everybody else tells nothing about themselves. */
const near = new BlockList();
near.addSubnet('127.0.0.0', 8);
near.addSubnet('10.0.0.0', 8);
near.addSubnet('172.16.0.0', 12);
near.addSubnet('192.168.0.0', 16);
near.addSubnet('169.254.0.0', 16);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/** Whether what this peer says of a request (its id, its trace) is taken over. */
export function isNear(address: string | undefined): boolean {
	const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '').split('%', 1)[0] ?? '';
	const family = isIP(plain);
	return family !== 0 && near.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/** The id it came with, where it comes from near and is well-formed; else a new one. From here on its header says it. */
export function nameRequest(request: Pick<IncomingMessage, 'headers' | 'socket'>): string {
	const { headers, socket } = request;
	const given = headers[REQUEST_ID];
	const taken = typeof given === 'string' && WELL_FORMED.test(given) && isNear(socket.remoteAddress);
	const id = taken ? given : randomUUID();
	headers[REQUEST_ID] = id;
	return id;
}
