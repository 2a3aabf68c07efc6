import { endpoint, serve } from '#server/api/handler.ts';
import { getAuditJson } from '#server/api/contract/records.ts';
import { auditJson, streamOf } from '#server/exports/audit-file.ts';
import { download } from '#server/exports/download.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getAuditJson, ({ services, actor, query }) =>
		download(
			streamOf(auditJson(services.audit.every(actor, query))),
			'application/json',
			'samsyn-audit',
			'json',
		),
	),
});
