import { endpoint, serve } from '#server/api/handler.ts';
import { inviteGuest } from '#server/api/contract/rounds.ts';
import { GUEST_DAYS } from '#server/auth/guests.ts';

export const { POST, fallback } = serve({
	POST: endpoint(inviteGuest, ({ services, actor, param, body: { name, days = GUEST_DAYS.usual } }) =>
		services.guests.invite(actor, param('id'), param('roundId'), { name, days }),
	),
});
