/**
 * The texts of one reader. On the server they are the whole catalogue; in the browser those of the reader's language, first
 * the ones that lead from signing in to the first score, then the others.
 */
import { patiently } from '#lib/later/later.ts';
import type { Message, Translate } from './index.ts';
import type { Locale } from './locale.ts';

/** Routes that say nothing but the first texts until they are at work; a test holds them to it. */
export const FIRST_ROUTES: readonly string[] = [
	'/(door)/signin',
	'/(pages)',
	'/evaluations/[id]/overview',
	'/evaluations/[id]/q/[subquestion]',
	'/evaluations/[id]/score',
];

export interface ReaderTexts {
	readonly t: Translate;
	/** Resolves when nothing is missing any more. */
	complete(): Promise<void>;
}

type Texts = Readonly<Record<string, Message>>;

const FILES: Record<Locale, { first: () => Promise<Texts>; further: () => Promise<Texts> }> = {
	sv: {
		first: () => import('./first-texts.ts?language=sv').then(({ sv }) => sv),
		further: () => import('./further-texts.ts?language=sv').then(({ sv }) => sv),
	},
	en: {
		first: () => import('./first-texts.ts?language=en').then(({ en }) => en),
		further: () => import('./further-texts.ts?language=en').then(({ en }) => en),
	},
};

class BrowserTexts implements ReaderTexts {
	readonly #first: Texts;
	readonly #fetch: () => Promise<Texts>;
	#further: Texts = {};
	#coming: Promise<void> | undefined;
	#whole = $state(false);

	constructor(first: Texts, further: () => Promise<Texts>) {
		this.#first = first;
		this.#fetch = further;
	}

	/** What is not here yet is sent for, and said as soon as it has come. */
	readonly t: Translate = (key, ...args) => {
		const message = this.#first[key] ?? this.#further[key];
		if (message !== undefined) return typeof message === 'string' ? message : message(...args);
		if (!this.#whole) void patiently(() => this.complete());
		return '';
	};

	complete(): Promise<void> {
		this.#coming ??= this.#fetch().then(
			(further) => {
				this.#further = further;
				this.#whole = true;
			},
			(away: unknown) => {
				this.#coming = undefined;
				throw away;
			},
		);
		return this.#coming;
	}
}

/** A page that is left and come back to has its texts. */
const made: { [L in Locale]?: Promise<ReaderTexts> } = {};

export async function readerTexts(locale: Locale): Promise<ReaderTexts> {
	if (import.meta.env.SSR) {
		const { translator } = await import('./index.ts');
		return { t: translator(locale), complete: () => Promise.resolve() };
	}
	const { first, further } = FILES[locale];
	return (made[locale] ??= first().then((texts) => new BrowserTexts(texts, further)));
}
