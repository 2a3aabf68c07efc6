/**
 * The digest as a letter, plain and as simple HTML: what waits, with links. It names evaluations, drafts and counts of
 * one's own; never a score, a comment's words or a note, since mail lies on machines that nobody here keeps.
 */
import { needLine } from '#lib/i18n/need-line.ts';
import { translator, type Locale } from '#lib/i18n/index.ts';
import type { EvaluationNeeds } from '../services/needs.ts';

export interface DigestLetter {
	subject: string;
	text: string;
	html: string;
}

export function digestLetter(
	waiting: readonly EvaluationNeeds[],
	{
		locale,
		name,
		origin,
		unsubscribe,
	}: { locale: Locale; name: string; origin: string; unsubscribe: string },
): DigestLetter {
	const t = translator(locale);
	const count = waiting.reduce((sum, { needs }) => sum + needs.length, 0);
	const parts = waiting.map(({ evaluationId, title, needs }) => ({
		title,
		lines: needs.map((need) => {
			const { text, path, search } = needLine(evaluationId, need, t);
			return { text, href: `${origin}${path}${search}` };
		}),
	}));
	const greeting = t('digest.greeting', { name });
	const ending = t('digest.why');
	return {
		subject: t('digest.subject', { count }),
		text: [
			greeting,
			...parts.map(({ title, lines }) =>
				[title, ...lines.map(({ text, href }) => `- ${text}\n  ${href}`)].join('\n'),
			),
			`${ending}\n${t('digest.end')}: ${unsubscribe}`,
		].join('\n\n'),
		html: `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif;line-height:1.5;max-width:40em">
<p>${escaped(greeting)}</p>
${parts
	.map(
		({ title, lines }) => `<h2 style="font-size:1.1em">${escaped(title)}</h2>
<ul>${lines.map(({ text, href }) => `<li><a href="${escaped(href)}">${escaped(text)}</a></li>`).join('')}</ul>`,
	)
	.join('\n')}
<p style="color:#555">${escaped(ending)} <a href="${escaped(unsubscribe)}">${escaped(t('digest.end'))}</a></p>
</body></html>`,
	};
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
const escaped = (text: string): string =>
	text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
