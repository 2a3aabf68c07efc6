/** The two letters that stand for a person beside scores and carets. */

/** First letters of the first and the last word, upper case; of a single word its first two letters. */
export function initialsOf(name: string): string {
	const words = name.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu) ?? [];
	const first = words[0];
	const last = words.at(-1);
	if (first === undefined || last === undefined) return '?';
	const letters = words.length === 1 ? [...first].slice(0, 2) : [[...first][0], [...last][0]];
	return letters.join('').toLocaleUpperCase('sv');
}
