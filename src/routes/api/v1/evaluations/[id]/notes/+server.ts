import { endpoint, serve } from '#server/api/handler.ts';
import { listNotes } from '#server/api/contract/notes.ts';

export const { GET, fallback } = serve({
	GET: endpoint(listNotes, ({ services, actor, param }) => services.sourceNotes.list(actor, param('id'))),
});
