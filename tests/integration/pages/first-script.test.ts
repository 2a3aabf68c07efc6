/** Bytes, not times: a page that is heavier than this is slow on every telephone. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '#lib/i18n/locale.ts';
import { shipped } from '../../../bench/page/shipped.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MOST = 150_000;

describe('from signing in to the first score', () => {
	it.each(LOCALES)('on a subquestion no more than 150 kB of script travel: %s', (locale) =>
		expect(shipped(ROOT, 'q/[subquestion]', locale).gzip).toBeLessThanOrEqual(MOST),
	);
});
