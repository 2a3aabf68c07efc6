/**
 * A source is one value, so of two people who change different fields of it in the same moment one would win whole.
 * Each page remembers for a while which fields it has written; where a colleague's value still has what stood there
 * before, it had not seen ours, and ours is put back. Once: whoever changes the field itself has the last word.
 */
import type { Source } from '#document/values.ts';

type Fields = { [K in keyof Source]?: Source[K] | undefined };

interface Written {
	before: unknown;
	after: unknown;
	/** Milliseconds since 1970. */
	at: number;
}

/** Longer than an edit is on its way, also over a poor line. */
const REMEMBERED_MS = 20_000;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export class OwnFields {
	readonly #written = new Map<string, Map<keyof Source, Written>>();

	remember(id: string, before: Source, after: Source, now: number): void {
		const fields = this.#written.get(id) ?? new Map<keyof Source, Written>();
		for (const key of new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Source>)
			if (!same(before[key], after[key]))
				fields.set(key, { before: before[key], after: after[key], at: now });
		this.#written.set(id, fields);
	}

	/** Taken back, or removed: nothing of it is put back any more. */
	forget(id?: string): void {
		if (id === undefined) this.#written.clear();
		else this.#written.delete(id);
	}

	/** What of ours a colleague's value has lost without meaning to; each is told once. */
	lost(id: string, theirs: Source, now: number): Fields | undefined {
		const fields = this.#written.get(id);
		if (!fields) return undefined;
		this.#written.delete(id);
		const found = [...fields].filter(
			([key, { before, after, at }]) =>
				now - at <= REMEMBERED_MS && same(theirs[key], before) && !same(theirs[key], after),
		);
		if (found.length === 0) return undefined;
		return Object.fromEntries(found.map(([key, { after }]) => [key, after]));
	}
}
