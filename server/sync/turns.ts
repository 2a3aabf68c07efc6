/** At most so many at a time; the others wait in the order they came. */
export class Turns {
	readonly #atOnce: number;
	readonly #waiting: (() => void)[] = [];
	#running = 0;

	constructor(atOnce: number) {
		this.#atOnce = atOnce;
	}

	/** How many wait. */
	get waiting(): number {
		return this.#waiting.length;
	}

	async take<T>(run: () => Promise<T>): Promise<T> {
		if (this.#running >= this.#atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
		else this.#running++;
		try {
			return await run();
		} finally {
			// The place is handed on, not given back: nobody may slip in between.
			const next = this.#waiting.shift();
			if (next) next();
			else this.#running--;
		}
	}
}
