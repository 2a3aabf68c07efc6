/**
 * Numbers as people write them in tables of results: `11`, `11,25`, `1 875`, `75 %`, with a byte-order mark or a
 * no-break space in between. What is left blank on purpose is told apart from what cannot be read.
 */
import type { Hundredths } from '../points/points.ts';

export type Written =
	| { kind: 'blank' }
	| {
			kind: 'number';
			/** Halves up beyond the second decimal. */
			hundredths: Hundredths;
			/** How many decimals were written, zeroes at the end left out. */
			decimals: number;
	  }
	| { kind: 'wrong'; why: 'not-a-number' | 'negative' };

/** Dashes and words that stand where a figure was not given. */
const BLANK = /^(|[-–—−.]+|ej bed(ömd|\.)?|ej bedömt|not assess(ed|able)|n\/?a|null)$/i;
const SPACES = /[\s\u00A0\u2007\u2008\u2009\u202F\u200B\uFEFF]+/g;
/** Thousands are set apart by blanks only: a point or a comma between them would be a decimal sign to others. */
const NUMBER = /^([-−–+]?)(\d{1,7}|\d{1,3}(?: \d{3})+|)(?:[.,](\d{0,18}))?$/;

/** Written text without what only the typesetting needs. */
export const tidy = (text: string): string => text.replace(SPACES, ' ').trim();

/** Up to ten million; a percent sign at the end is read over. */
export function readNumber(text: string): Written {
	const plain = tidy(text);
	if (BLANK.test(plain)) return { kind: 'blank' };
	const match = NUMBER.exec(plain.replace(/ ?%$/, ''));
	if (!match) return { kind: 'wrong', why: 'not-a-number' };
	const [, sign = '', written = '', tail = ''] = match;
	const decimals = tail.replace(/0+$/, '');
	if (written === '' && tail === '') return { kind: 'wrong', why: 'not-a-number' };
	const whole = Number(written.replaceAll(' ', ''));
	const third = Number(decimals[2] ?? '0') >= 5 ? 1 : 0;
	const hundredths = whole * 100 + Number(decimals.slice(0, 2).padEnd(2, '0')) + third;
	if (sign !== '' && sign !== '+' && hundredths !== 0) return { kind: 'wrong', why: 'negative' };
	return { kind: 'number', hundredths, decimals: decimals.length };
}
