/** Chance that is the same on every run: a small seeded generator (mulberry32) and what tests draw from it. */
export interface Random {
	/** 0 up to, not with, 1. */
	next(): number;
	/** A whole number from 0 up to, not with, `count`. */
	below(count: number): number;
	chance(share: number): boolean;
	pick<T>(from: readonly T[]): T;
	/** Several different ones. */
	sample<T>(from: readonly T[], count: number): T[];
}

export function seededRandom(seed: number): Random {
	let state = seed | 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	const below = (count: number): number => Math.floor(next() * count);
	const sample = <T>(from: readonly T[], count: number): T[] => {
		const rest = [...from];
		return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(below(rest.length), 1)[0]!);
	};
	return {
		next,
		below,
		chance: (share) => next() < share,
		pick: (from) => from[below(from.length)]!,
		sample,
	};
}
