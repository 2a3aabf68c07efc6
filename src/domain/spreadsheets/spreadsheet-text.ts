/** Text for spreadsheets: what one would run as a formula is made text by an apostrophe in front. */

/** What spreadsheets take for the start of a formula, also in full width or after white space. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20])/;

export const spreadsheetText = (value: string): string => (FORMULA.test(value) ? `'${value}` : value);

/** A cell of a CSV file (RFC 4180), quoted where it has to be, also where cells are parted by semicolons; null is empty. */
export function csvCell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const text = spreadsheetText(value);
	return /[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
