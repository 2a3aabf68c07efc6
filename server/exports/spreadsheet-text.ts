/** Text for spreadsheets: what one would run as a formula is made text by an apostrophe in front. */
const FORMULA = /^[=+\-@\t\r]/;

export const spreadsheetText = (value: string): string => (FORMULA.test(value) ? `'${value}` : value);

/** A cell of a CSV file, quoted where it has to be. */
export function csvCell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const text = spreadsheetText(value);
	return /[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
