import { endpoint, serve } from '#server/api/handler.ts';
import { getAuditCsv } from '#server/api/contract/records.ts';
import { auditCsv, streamOf } from '#server/exports/audit-file.ts';
import { download } from '#server/exports/download.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getAuditCsv, ({ services, actor, query }) =>
		download(
			streamOf(auditCsv(services.audit.every(actor, query))),
			'text/csv; charset=utf-8',
			'samsyn-audit',
			'csv',
		),
	),
});
