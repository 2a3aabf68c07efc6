/** What a guest meets outside their review round: no frame of ours around it, since none of it is theirs to open. */
import { translator, type Locale } from '#lib/i18n/index.ts';

const STYLE = `
	:root { color-scheme: light dark }
	body { max-width: 38rem; margin: 15vh auto; padding: 0 1.25rem; font: 1.0625rem/1.6 Georgia, serif;
		color: light-dark(#1d211f, #e9e7e0); background: light-dark(#f7f5ef, #141715) }
	h1 { font-size: 1.75rem }
	a { color: light-dark(#1d5744, #86c9ab) }
`;

/** `home`: a path of ours. */
export function guestRefusal(locale: Locale, home: string): Response {
	const t = translator(locale);
	const page = `<!doctype html>
<html lang="${locale}">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>${t('error.403.title')} – ${t('common.product')}</title>
		<style>${STYLE}</style>
	</head>
	<body>
		<main>
			<h1>${t('error.403.title')}</h1>
			<p>${t('guestOnly')}</p>
			<p><a href="${home}">${t('review.toRound')}</a></p>
		</main>
	</body>
</html>`;
	return new Response(page, { status: 403, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
