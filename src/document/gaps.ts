/** Where words stood that were struck out of a text, so that they can come back to that very place. */
import type * as Y from 'yjs';
import { charactersIn, endsOf, leavesOf, SURROUNDINGS, TELLING, type End, type Stretch } from './anchors.ts';

/**
 * By the anchor that struck words leave behind. Undefined where others have written in their place since, where their
 * paragraph went with them, and where they were of several paragraphs: nobody could tell which word belongs where.
 */
export function gapOf(fragment: Y.XmlFragment, anchor: string): End | undefined {
	const ends = endsOf(fragment, anchor);
	return ends && ends.from.leaf === ends.to.leaf && ends.from.index === ends.to.index ? ends.from : undefined;
}

/**
 * In a text that has moved on from the one they were quoted from: the one place whose surroundings are most like those
 * the stretch had in `source`.
 */
export function gapElsewhere(
	fragment: Y.XmlFragment,
	source: Y.XmlFragment,
	{ from, to }: Stretch,
): End | undefined {
	const home = leavesOf(source).find((leaf) => leaf.from <= from && to <= leaf.from + leaf.text.length);
	if (!home) return undefined;
	const said = charactersIn(source);
	const at = likestPlace(charactersIn(fragment), said.slice(0, from), said.slice(to));
	if (at === undefined) return undefined;
	const leaves = leavesOf(fragment);
	// Words that followed others go on behind them, those that began a paragraph begin one.
	const leaf =
		home.from < from
			? leaves.findLast((one) => one.from < at && at <= one.from + one.text.length)
			: leaves.find((one) => one.from <= at && at < one.from + one.text.length);
	return leaf && { leaf, index: at - leaf.from };
}

function likestPlace(text: string, before: string, after: string): number | undefined {
	const least = Math.max(1, Math.min(TELLING, before.length + after.length));
	let best: { at: number; likeness: number } | undefined;
	let doubt = false;
	for (let at = 0; at <= text.length; at += 1) {
		const likeness = alikeBefore(text, at, before) + alikeBehind(text, at, after);
		if (likeness < least || (best && likeness < best.likeness)) continue;
		doubt = best?.likeness === likeness;
		best = { at, likeness };
	}
	return doubt ? undefined : best?.at;
}

function alikeBefore(text: string, at: number, before: string): number {
	const most = Math.min(at, before.length, SURROUNDINGS);
	let n = 0;
	while (n < most && text[at - 1 - n] === before[before.length - 1 - n]) n += 1;
	return n;
}

function alikeBehind(text: string, at: number, after: string): number {
	const most = Math.min(text.length - at, after.length, SURROUNDINGS);
	let n = 0;
	while (n < most && text[at + n] === after[n]) n += 1;
	return n;
}
