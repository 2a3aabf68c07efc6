/** What a guest meets outside their review round: no frame of ours around it, since none of it is theirs to open. */
import { translator, type Locale } from '#lib/i18n/index.ts';
import { bareMessage } from './bare-page.ts';

/** `home`: a path of ours. */
export function guestRefusal(locale: Locale, home: string): Response {
	const t = translator(locale);
	return bareMessage(403, locale, {
		title: t('error.403.title'),
		text: t('guestOnly'),
		link: { href: home, label: t('review.toRound') },
	});
}
