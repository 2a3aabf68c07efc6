/**
 * The message catalogue: Swedish and English, typed, one file per area of the product. A message is a text
 * or a function of its parameters; a key that is missing in one language does not compile. The server has all of it;
 * a browser gets its reader's language alone, in two parts (`reader-texts.svelte.ts`).
 */
import * as first from './first-texts.ts';
import * as further from './further-texts.ts';
import type { Locale } from './locale.ts';
import * as server from './server-texts.ts';

export { isLocale, LOCALES, preferredLocale, type Locale } from './locale.ts';

const en = { ...first.en, ...further.en, ...server.en };
type Messages = { [K in keyof typeof en]: (typeof en)[K] };
const sv: Messages = { ...first.sv, ...further.sv, ...server.sv };

export type MessageKey = keyof Messages;

const catalogues: Record<Locale, Messages> = { sv, en };

type Arguments<M> = M extends (...args: infer A) => string ? A : [];
export type Translate = <K extends MessageKey>(key: K, ...args: Arguments<Messages[K]>) => string;

export type Message = string | ((...args: unknown[]) => string);

export const translator =
	(locale: Locale): Translate =>
	(key, ...args) => {
		const message = catalogues[locale][key] as Message;
		return typeof message === 'string' ? message : message(...(args as unknown[]));
	};

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key);
