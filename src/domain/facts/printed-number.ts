/** Numbers as Swedish reports print them: 33 432, −4,5, 75 %, (+257). */

const NO_BREAK = '\u00a0';
const NUMBER =
	/^(?<open>\(?)(?<sign>[+\-−–]?)(?<whole>\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d{1,15})(?:[.,](?<decimals>\d{1,4}))?(?<unit>\s?%)?(?<close>\)?)$/;

/** Years are written as they are; so are codes that begin with nought. */
const isYear = (digits: string): boolean => /^(19|20)\d\d$/.test(digits);

/** The text as it should print, where it is one number and is not written so; undefined where nothing is to be said. */
export function printedNumber(text: string): string | undefined {
	const parts = NUMBER.exec(text.trim())?.groups;
	if (!parts) return undefined;
	const { open, sign, whole, decimals, unit, close } = parts;
	if ((open === '(') !== (close === ')')) return undefined;
	const digits = (whole ?? '').replace(/\D/g, '');
	if (digits.length > 1 && digits.startsWith('0')) return undefined;
	if (isYear(digits) && !decimals && !unit && !sign) return undefined;
	const grouped = digits.replace(/\B(?=(\d{3})+$)/g, NO_BREAK);
	const printed = `${open}${sign === '-' || sign === '–' ? '−' : sign}${grouped}${decimals ? `,${decimals}` : ''}${
		unit ? `${NO_BREAK}%` : ''
	}${close}`;
	return printed === text.trim() ? undefined : printed;
}
