/** A label in at most three lines of at most so many letters, broken at blanks; what does not fit is cut. */
const LINES = 3;

export function wrap(label: string, letters: number): string[] {
	const lines: string[] = [];
	for (const word of label.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < letters)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	const shown = lines
		.slice(0, LINES)
		.map((line) => (line.length > letters ? `${line.slice(0, letters - 1)}…` : line));
	if (lines.length > LINES) shown[LINES - 1] = `${shown[LINES - 1]?.slice(0, letters - 2) ?? ''} …`;
	return shown;
}
