/** Which addresses a link may lead to. One rule for the editor, the guard and the exports. */
const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);
const MAX_ADDRESS = 2000;

/**
 * The address as browsers will read it, or undefined where it is not absolute, too long (2,000 characters) or
 * of another protocol than http, https and mailto. `URL` reads it as browsers do, so `java\tscript:` is caught.
 */
export function safeAddress(address: string): string | undefined {
	if (address.length > MAX_ADDRESS || !URL.canParse(address)) return undefined;
	const url = new URL(address);
	return SAFE_PROTOCOLS.has(url.protocol) ? url.href : undefined;
}

/** True for a safe address that can be written anywhere as it stands: no white space, no control characters. */
export const isSafeAddress = (value: unknown): value is string =>
	typeof value === 'string' && !/[\s\p{Cc}]/u.test(value) && safeAddress(value) !== undefined;
