/** A message without the product's frame around it: for those to whom none of the rest is open. */
import { translator, type Locale } from '#lib/i18n/index.ts';
import { html, toText, trusted } from '#server/exports/html.ts';

const STYLE = `
	:root { color-scheme: light dark }
	body { max-width: 38rem; margin: 15vh auto; padding: 0 1.25rem; font: 1.0625rem/1.6 Georgia, serif;
		color: light-dark(#1d211f, #e9e7e0); background: light-dark(#f7f5ef, #141715) }
	h1 { font-size: 1.75rem }
	a { color: light-dark(#1d5744, #86c9ab) }
`;

interface Message {
	title: string;
	text: string;
	link?: { href: string; label: string };
	headers?: Record<string, string>;
}

export function bareMessage(
	status: number,
	locale: Locale,
	{ title, text, link, headers }: Message,
): Response {
	const page = html`<!doctype html>
		<html lang="${locale}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title} – ${translator(locale)('common.product')}</title>
				${trusted(`<style>${STYLE}</style>`)}
			</head>
			<body>
				<main>
					<h1>${title}</h1>
					<p>${text}</p>
					${link ? html`<p><a href="${link.href}">${link.label}</a></p>` : null}
				</main>
			</body>
		</html> `;
	return new Response(toText(page), {
		status,
		headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
	});
}
