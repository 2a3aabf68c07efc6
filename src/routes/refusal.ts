/**
 * What a form action answers when a service refuses: the refusal in words, each field's error beside its
 * field, and everything that was typed, passwords excepted. Anything that is no refusal goes on as a fault.
 */
import { fail, type ActionFailure } from '@sveltejs/kit';
import { translator, type Locale } from '#lib/i18n/index.ts';
import { describe, isServiceError } from '#server/api/problem.ts';

export interface Refusal {
	/** Which form of the page it was. */
	form: string;
	message: string;
	/** Path of the input → what is wrong with it. */
	fields: Record<string, string>;
	values: Record<string, string>;
}

/** Rethrows what is not a ServiceError. */
export function refuse(
	error: unknown,
	locale: Locale,
	form: string,
	data: FormData,
): ActionFailure<{ refusal: Refusal }> {
	if (!isServiceError(error)) throw error;
	const fields: Record<string, string> = {};
	for (const { path, code, params } of error.errors) fields[path] ??= describe(locale, code, params);
	const message =
		error.code === 'invalidInput'
			? translator(locale)('form.invalid')
			: describe(locale, error.code, error.params);
	return fail(error.status, { refusal: { form, message, fields, values: typed(data) } });
}

/** The texts of a form as typed; never a password, which must not travel back. */
export function typed(data: FormData): Record<string, string> {
	const values: Record<string, string> = {};
	for (const [name, value] of data)
		if (typeof value === 'string' && !/password|current|next|token/i.test(name)) values[name] = value;
	return values;
}

/** A text field of a form; '' for one that is missing or a file. */
export function field(data: FormData, name: string): string {
	const value = data.get(name);
	return typeof value === 'string' ? value : '';
}
