/** One thing to each key, made when it is first asked for and the same ever after. */
export interface Keyed<V> {
	of(key: string): V;
	keys(): string[];
	entries(): [string, V][];
}

export function keyed<V>(make: () => V): Keyed<V> {
	const known = new Map<string, V>();
	return {
		of(key) {
			const there = known.get(key);
			if (there !== undefined) return there;
			const fresh = make();
			known.set(key, fresh);
			return fresh;
		},
		keys: () => [...known.keys()],
		entries: () => [...known],
	};
}
