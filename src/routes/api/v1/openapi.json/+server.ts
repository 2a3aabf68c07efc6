import { endpoint, serve } from '#server/api/handler.ts';
import { openapi } from '#server/api/contract/meta.ts';
import { routes } from '#server/api/contract/index.ts';
import { openApiDocument } from '#server/api/openapi.ts';
import product from '../../../../../package.json' with { type: 'json' };

const document = openApiDocument(routes, product.version);

export const { GET, fallback } = serve({ GET: endpoint(openapi, () => ({ openapi: '3.1.0', ...document })) });
