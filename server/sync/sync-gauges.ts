/** What the sync server holds at this moment, gathered when somebody asks: costs follow the number of rooms and sockets. */
import type { SyncGauges } from '../metrics.ts';
import { spread } from '../observability/figures.ts';
import type { LogLane } from './log-lane.ts';
import type { Reception } from './reception.ts';
import type { Rooms } from './rooms.ts';

interface Looked {
	reception: Pick<Reception, 'connections' | 'joining'>;
	rooms: Pick<Rooms, 'size' | 'figures'>;
	lane: Pick<LogLane, 'queued' | 'backlog' | 'busyFor'>;
	saving: () => boolean;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function syncGauges({ reception, rooms, lane, saving }: Looked): SyncGauges {
	const { connections, joining } = reception;
	const { resting, waitingLoads, bytes, sockets } = rooms.figures();
	const buffered = [...connections].map((each) => each.buffered);
	const documents = spread(bytes);
	const perRoom = spread(sockets);
	const perSocket = spread(buffered);
	return {
		sockets: connections.size,
		people: new Set([...connections].map((each) => each.userId)).size,
		joining,
		rooms: rooms.size,
		restingRooms: resting,
		waitingLoads,
		documentBytes: sum(bytes),
		documentBytesMost: documents.most,
		roomSocketsHigh: perRoom.high,
		roomSocketsMost: perRoom.most,
		bufferedBytes: sum(buffered),
		bufferedBytesHigh: perSocket.high,
		bufferedBytesMost: perSocket.most,
		queuedRows: lane.queued,
		backlogBytes: lane.backlog,
		commitAge: lane.busyFor(performance.now()) / 1000,
		saving: saving() ? 1 : 0,
	};
}
