import { endpoint, serve } from '#server/api/handler.ts';
import { getBoard } from '#server/api/contract/calibration.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getBoard, ({ services, actor, param }) => services.boards.of(actor, param('id'))),
});
