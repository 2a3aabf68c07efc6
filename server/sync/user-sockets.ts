/** How many sockets each person has open, in how many rooms. */
import type { MetLimit, SyncLimits } from './limits.ts';

export interface UserSockets {
	/** One socket more or less. */
	count(userId: string, roomName: string, by: 1 | -1): void;
	/** The limit that one socket more in this room would take its user beyond. */
	beyond(userId: string, roomName: string): MetLimit | undefined;
}

export function createUserSockets(
	limits: Pick<SyncLimits, 'connectionsPerUser' | 'roomsPerUser'>,
): UserSockets {
	const roomsOf = new Map<string, Map<string, number>>();
	return {
		count(userId, roomName, by) {
			const own = roomsOf.get(userId) ?? new Map<string, number>();
			const sockets = (own.get(roomName) ?? 0) + by;
			if (sockets > 0) own.set(roomName, sockets);
			else own.delete(roomName);
			if (own.size > 0) roomsOf.set(userId, own);
			else roomsOf.delete(userId);
		},

		beyond(userId, roomName) {
			const own = roomsOf.get(userId);
			if (!own) return undefined;
			let sockets = 0;
			for (const each of own.values()) sockets += each;
			if (sockets >= limits.connectionsPerUser) return 'connectionsPerUser';
			return !own.has(roomName) && own.size >= limits.roomsPerUser ? 'roomsPerUser' : undefined;
		},
	};
}
