/** The floor: hands every message to everybody else in the room, and keeps, checks and knows nothing. */
import http from 'node:http';
import { WebSocketServer } from 'ws';

const rooms = new Map();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
/** An empty document, so that clients that ask for one are answered: sync, SyncStep2, an update of nothing. */
const NOTHING = Buffer.from([0, 1, 2, 0, 0]);

const server = http.createServer((_request, response) => response.end('okay'));
server.on('upgrade', (request, socket, head) =>
	sockets.handleUpgrade(request, socket, head, (ws) => {
		const room = rooms.get(request.url) ?? new Set();
		rooms.set(request.url, room);
		room.add(ws);
		ws.on('close', () => room.delete(ws));
		ws.on('message', (data) => {
			if (data[0] === 0 && data[1] === 0) return ws.send(NOTHING);
			for (const other of room) if (other !== ws) other.send(data);
		});
	}),
);
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
