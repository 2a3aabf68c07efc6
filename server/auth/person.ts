/** What an account needs, checked once for sign-up pages, the API and the operator's command line alike. */
import { initialsOf } from '#domain/evaluation/initials.ts';
import { invalid, type FieldError } from '../services/errors.ts';
import { passwordErrors } from './passwords.ts';

/** RFC 5321 limits an address to 254 characters; more than the shape is not worth checking without sending. */
const EMAIL = /^[^\s@<>(),;:"[\]\\]{1,64}@[^\s@<>(),;:"[\]\\]{1,189}$/u;
const NAME_MAX = 120;

export interface PersonInput {
	email: string;
	name: string;
}

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

export function emailErrors(email: string, path = 'email'): FieldError[] {
	if (email === '') return [{ path, code: 'required' }];
	return EMAIL.test(email) ? [] : [{ path, code: 'notEmail' }];
}

function nameErrors(name: string): FieldError[] {
	if (name === '') return [{ path: 'name', code: 'required' }];
	return name.length > NAME_MAX ? [{ path: 'name', code: 'tooLong', params: { limit: NAME_MAX } }] : [];
}

export const tidyEmail = (email: string): string => email.normalize('NFC').trim();

/**
 * Tidied values with initials. Throws 422 with one entry for each field that cannot be used. The operator at
 * the machine answers for the passwords they choose (`commonPasswords`); the shortest length holds for all.
 */
export function checkPerson(
	input: PersonInput & { password?: string | null },
	{ commonPasswords = false }: { commonPasswords?: boolean } = {},
): { email: string; name: string; initials: string } {
	const email = tidyEmail(input.email);
	const name = tidy(input.name);
	const errors = [...emailErrors(email), ...nameErrors(name)];
	const weak = typeof input.password === 'string' ? passwordErrors(input.password) : [];
	errors.push(...weak.filter(({ code }) => !(commonPasswords && code === 'passwordTooCommon')));
	if (errors.length > 0) throw invalid(errors);
	return { email, name, initials: initialsOf(name) };
}

export function checkName(input: string): { name: string; initials: string } {
	const name = tidy(input);
	const errors = nameErrors(name);
	if (errors.length > 0) throw invalid(errors);
	return { name, initials: initialsOf(name) };
}
