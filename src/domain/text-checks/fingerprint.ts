/** A short name for some words: the same words, the same name. Not a secret and no proof, only an address. */

/** 64 bits of FNV-1a in hex, white space and case aside, so that a reflowed line keeps its name. */
export function fingerprint(...parts: readonly string[]): string {
	const text = parts
		.map((part) => part.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase())
		.join('\n');
	// Two halves with different beginnings: JavaScript multiplies exactly only in 32 bits.
	return half(text, 0x811c9dc5) + half(text, 0x01000193);
}

function half(text: string, seed: number): string {
	let hash = seed;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash >>> 0).toString(16).padStart(8, '0');
}
