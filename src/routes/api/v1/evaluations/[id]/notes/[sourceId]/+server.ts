import { endpoint, serve } from '#server/api/handler.ts';
import { eraseNote, getNote, putNote } from '#server/api/contract/notes.ts';

export const { GET, PUT, DELETE, fallback } = serve({
	GET: endpoint(getNote, ({ services, actor, param }) =>
		services.sourceNotes.get(actor, param('id'), param('sourceId')),
	),
	PUT: endpoint(putNote, ({ services, actor, param, body }) =>
		services.sourceNotes.put(actor, param('id'), param('sourceId'), body),
	),
	DELETE: endpoint(eraseNote, ({ services, actor, param }) =>
		services.sourceNotes.erase(actor, param('id'), param('sourceId')),
	),
});
