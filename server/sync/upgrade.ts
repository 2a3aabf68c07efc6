/**
 * From an HTTP upgrade to an open socket: where it comes from, who it is, which room it asks for. A foreign
 * origin never gets a socket; everything else is told by a close code, which is all a browser can read.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { parseRoomName, type Room } from '#document/rooms.ts';

export const SYNC_PATH = '/sync/';

export interface SyncTarget {
	/** As the client named it; not a room's name where `room` is undefined. */
	roomName: string;
	room: Room | undefined;
	/** Undefined: not said. NaN: said, and not a number. */
	generation: number | undefined;
}

export const isSyncPath = (url: string): boolean => url.startsWith(SYNC_PATH);

/** `/sync/<room>?generation=3`; the room's slashes may be percent-encoded or not. */
export function parseTarget(url: string): SyncTarget {
	const [path = '', query = ''] = split(url, '?');
	const generation = new URLSearchParams(query).get('generation');
	const roomName = decode(path.slice(SYNC_PATH.length));
	return {
		roomName: roomName ?? path.slice(SYNC_PATH.length),
		room: roomName === undefined ? undefined : parseRoomName(roomName),
		generation: generation === null ? undefined : /^\d{1,10}$/.test(generation) ? Number(generation) : NaN,
	};
}

function split(text: string, at: string): [string, string] {
	const index = text.indexOf(at);
	return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/**
 * Browsers always send Origin with a websocket, and cookies whatever site the page is of: the origin must be
 * ours. A program with a token sends neither.
 */
export function originAllowed(headers: IncomingHttpHeaders, origin: string): boolean {
	if (headers.origin !== undefined) return alike(headers.origin) === alike(origin);
	return headers.cookie === undefined && /^bearer /i.test(headers.authorization ?? '');
}

/** A machine's own browser reaches it under three names: with the same port all of them are this server. */
const alike = (origin: string): string =>
	origin.replace(/^http:\/\/(127\.0\.0\.1|\[::1\])(?=:|$)/, 'http://localhost');

/** Answers an upgrade with plain HTTP and cuts the connection once that is out. */
export function refuseUpgrade(request: IncomingMessage, status: 403 | 404 | 503): void {
	const { socket } = request;
	const reason = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' }[status];
	socket.once('finish', () => socket.destroy());
	socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
