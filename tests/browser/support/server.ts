/** The built product on an empty data folder, for the browser tests; Playwright starts and ends it. */
import { rmSync } from 'node:fs';
import path from 'node:path';

const dataDir = path.resolve(process.env.DATA_DIR ?? '.test-browser');
rmSync(dataDir, { recursive: true, force: true });
await import('../../../server/main.ts');
