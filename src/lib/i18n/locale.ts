/** The two languages, and which of them a reader wants. */
export const LOCALES = ['sv', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const isLocale = (value: unknown): value is Locale => (LOCALES as readonly unknown[]).includes(value);

/** The first language of ours that an Accept-Language header asks for; Swedish where it asks for none. */
export function preferredLocale(header: string | null | undefined): Locale {
	for (const part of (header ?? '').split(',')) {
		const tag = part.split(';')[0]?.trim().slice(0, 2).toLowerCase();
		const found = LOCALES.find((locale) => locale === tag);
		if (found) return found;
	}
	return 'sv';
}
