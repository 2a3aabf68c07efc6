/**
 * Passwords: Argon2id with OWASP's parameters, and the few rules worth having (length, and not one of those
 * everybody tries first). No composition rules: they make passwords worse (NIST SP 800-63B).
 */
import { hash, verify } from '@node-rs/argon2';
import type { FieldError } from '../services/errors.ts';
import { newSecret } from './secrets.ts';

/** 19 MiB, two passes: about 10 ms a hash. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** In characters. */
export const PASSWORD_MIN = 8;
/** In characters; keeps one request from feeding megabytes to the hash. */
export const PASSWORD_MAX = 256;

/** Compared in lower case, without digits and signs at the end. */
const TRIED_FIRST = new Set(
	(
		'password passw0rd p@ssword qwerty qwertyuiop qwertyui asdfghjk asdfghjkl letmein welcome iloveyou football ' +
		'baseball princess sunshine monkey dragon master superman trustno starwars whatever computer internet ' +
		'administrator admin samsyn changeme secret default lösenord losenord hejsan hejhej sommar vinter ' +
		'välkommen valkommen kommun sverige stockholm abcdefgh abcd aaaaaaaa zxcvbnm test testtest'
	).split(' '),
);
const DIGITS_ONLY =
	/^(\d)\1*$|^(?:0?1234567890?|12345678|123456789|987654321|87654321|11223344|12341234|12121212)$/;

function isTriedFirst(password: string): boolean {
	const lower = password.toLowerCase();
	const stem = lower.replace(/[\d!?.,_*#-]+$/, '');
	return DIGITS_ONLY.test(lower) || TRIED_FIRST.has(lower) || (stem !== '' && TRIED_FIRST.has(stem));
}

/** What is wrong with a new password; empty when it may be used. */
export function passwordErrors(password: string, path = 'password'): FieldError[] {
	const length = [...password].length;
	if (length < PASSWORD_MIN) return [{ path, code: 'passwordTooShort', params: { limit: PASSWORD_MIN } }];
	if (length > PASSWORD_MAX) return [{ path, code: 'passwordTooLong', params: { limit: PASSWORD_MAX } }];
	return isTriedFirst(password) ? [{ path, code: 'passwordTooCommon' }] : [];
}

// The same password typed on two systems may come composed or decomposed.
const normal = (password: string): string => password.normalize('NFC');

export const hashPassword = (password: string): Promise<string> => hash(normal(password), ARGON2ID);

let nobody: Promise<string> | undefined;

/** Takes the same time whether there is an account, a password, or neither. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	nobody ??= hash(newSecret(), ARGON2ID);
	const matches = await verify(stored ?? (await nobody), normal(password).slice(0, PASSWORD_MAX * 4));
	return stored !== null && matches;
}
