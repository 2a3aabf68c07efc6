/** Bytes, not times: a page that is heavier than this is slow on every telephone. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '#lib/i18n/locale.ts';
import { shipped, type ScorePage } from '../../../bench/page/shipped.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MOST = 150_000;
const PAGES: readonly ScorePage[] = ['q/[subquestion]', 'score'];

describe('from signing in to the first score', () => {
	it.each(PAGES.flatMap((page) => LOCALES.map((locale) => ({ page, locale }))))(
		'no more than 150 kB of script travel: $page, $locale',
		({ page, locale }) => expect(shipped(ROOT, page, locale).gzip).toBeLessThanOrEqual(MOST),
	);
});
