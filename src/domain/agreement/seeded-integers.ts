/** Repeatable whole numbers for resampling: the same seed gives the same interval on every screen. */

/**
 * A generator of whole numbers in [0, below). Weyl sequence through the 32-bit finaliser of MurmurHash3
 * (Appleby 2011): even enough to resample rows, no secret in it.
 */
export function seededIntegers(seed: number): (below: number) => number {
	let state = seed >>> 0;
	return (below) => {
		state = (state + 0x9e3779b9) >>> 0;
		let mixed = state;
		mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
		mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
		mixed = (mixed ^ (mixed >>> 16)) >>> 0;
		return Math.floor((mixed / 0x1_0000_0000) * below);
	};
}
