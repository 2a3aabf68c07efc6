/** A finalised report for whoever has the link: the same page as the download, and nothing around it. */
import { error } from '@sveltejs/kit';
import { reportHtml } from '#server/exports/report-html.ts';
import { REPORT_POLICY } from '#server/exports/report-style.ts';
import { isLocale, translator } from '#lib/i18n/index.ts';
import { bareMessage } from '../../bare-page.ts';
import type { RequestHandler } from './$types';

/** The address is the key: it is told to nobody, and found by no search engine. */
const QUIET = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive' };

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const asked = url.searchParams.get('lang');
	const locale = isLocale(asked) ? asked : locals.locale;
	const t = translator(locale);
	if (!params.token) error(404);
	const shared = await locals.services.shares.open(params.token);
	if (!shared)
		return bareMessage(404, locale, {
			title: t('shared.gone'),
			text: t('shared.gone.text'),
			headers: QUIET,
		});
	const notice = shared.outdated ? t('shared.outdated') : undefined;
	const pictures = await locals.services.exports.pictures(shared.model);
	return new Response(reportHtml(shared.model, locale, { notice, pictures }), {
		headers: {
			...QUIET,
			'content-type': 'text/html; charset=utf-8',
			'content-language': locale,
			'content-security-policy': REPORT_POLICY,
			'cache-control': 'private, no-store',
		},
	});
};
