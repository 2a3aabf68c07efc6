import { endpoint, serve } from '#server/api/handler.ts';
import { revokeGuest } from '#server/api/contract/rounds.ts';

export const { DELETE, fallback } = serve({
	DELETE: endpoint(revokeGuest, ({ services, actor, param }) =>
		services.guests.revoke(actor, param('id'), param('roundId'), param('guestId')),
	),
});
