/** What one types into the register, as it is kept; and the words for what cannot be. */
import type { Translate } from '#lib/i18n/index.ts';
import { isDate } from '#domain/days/days.ts';
import type { Source } from '#document/values.ts';
import type { EvidenceBook } from './book.svelte.ts';

type TextField = 'title' | 'author' | 'status' | 'roleGroup' | 'description' | 'quote' | 'url' | 'place';
type DateField = 'date' | 'from' | 'to';

const FAULTS = { title: 'evidence.field.badTitle', url: 'evidence.field.badUrl' } as const;

/** Keeps a text, an empty one as none. */
export const saveText =
	(book: EvidenceBook, id: string, field: TextField, t: Translate) =>
	(text: string): string | undefined => {
		const value = text === '' ? undefined : field === 'url' ? wholeAddress(text) : text;
		if (book.change(id, { [field]: value })) return undefined;
		return t(field === 'title' || field === 'url' ? FAULTS[field] : 'evidence.field.bad');
	};

/** `kommunen.se/plan` is what people copy; the address bar leaves out how it began. */
export const wholeAddress = (text: string): string =>
	/^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(text) ? `https://${text}` : text;

export const saveDate =
	(book: EvidenceBook, id: string, field: DateField, t: Translate) =>
	(text: string): string | undefined => {
		if (text !== '' && !isDate(text)) return t('evidence.field.badDate');
		return book.change(id, { [field]: text === '' ? undefined : text }) ? undefined : t('evidence.field.bad');
	};

/** 9.30, 9:30 and 0930 are all half past nine. */
export function timeOf(text: string): string | undefined {
	const found = /^(\d{1,2})[.:]?(\d{2})$/.exec(text) ?? /^(\d{1,2})$/.exec(text);
	if (!found) return undefined;
	const [, hours = '', minutes = '00'] = found;
	return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : undefined;
}

export const saveTime =
	(book: EvidenceBook, id: string, t: Translate) =>
	(text: string): string | undefined => {
		const time = text === '' ? undefined : timeOf(text);
		if (text !== '' && time === undefined) return t('evidence.field.badTime');
		return book.change(id, { time }) ? undefined : t('evidence.field.bad');
	};

export const saveCount =
	(book: EvidenceBook, id: string, t: Translate) =>
	(text: string): string | undefined => {
		const respondents = text === '' ? undefined : Number(text);
		return book.change(id, { respondents }) ? undefined : t('evidence.field.badCount');
	};

/** A new source of a kind, before anybody has said more. */
export const newSource = (kind: Source['kind'], t: Translate, today: string): Source => ({
	kind,
	title: t(`evidence.new.${kind}`),
	...(kind === 'web' && { from: today }),
});
