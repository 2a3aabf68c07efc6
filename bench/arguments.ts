/** What a measurement is asked for on the command line. What cannot be taken ends it in a sentence, before anything runs. */

export class ArgumentError extends Error {}

const isWrongWord = (error: unknown): error is Error =>
	error instanceof ArgumentError ||
	(error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

/** What `read` makes of the command line; where it cannot, the process ends with 2. */
export function asked<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (!isWrongWord(error)) throw error;
		console.error(error.message);
		process.exit(2);
	}
}

/** `--name` as a number of at least `least`. */
export function numberOf(
	name: string,
	value: string,
	{ least, most = Infinity, whole = true }: { least: number; most?: number; whole?: boolean },
): number {
	const number = value.trim() === '' ? Number.NaN : Number(value);
	if (number >= least && number <= most && (!whole || Number.isInteger(number))) return number;
	const upTo = most === Infinity ? '' : ` and at most ${most}`;
	throw new ArgumentError(
		`--${name} ${value}: it takes a ${whole ? 'whole ' : ''}number of at least ${least}${upTo}.`,
	);
}

/** `--name` as some of the names that are known. */
export function namesOf<N extends string>(
	name: string,
	value: string,
	known: readonly N[],
	separator: ',' | ';' = ',',
): N[] {
	const names = value
		.split(separator)
		.map((each) => each.trim())
		.filter(Boolean);
	return names.map((each) => {
		const found = known.find((one) => one === each);
		if (found === undefined)
			throw new ArgumentError(
				`--${name}: nothing is called ${each}. It takes, separated by "${separator}": ${known.join(`${separator} `)}.`,
			);
		return found;
	});
}
