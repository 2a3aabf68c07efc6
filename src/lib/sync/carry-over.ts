/**
 * After a refusal: what of my unsaved changes can go into the fresh copy as it stands, and what is kept for me
 * to copy. A value goes over if I may still write it; a text only if nobody else has touched it meanwhile,
 * so that nothing of a colleague's is ever overwritten by mending.
 */
import * as Y from 'yjs';
import { isMapRoot } from '#document/roots.ts';
import { splitPath } from './split-path.ts';
import { piecesOf, wordsOf } from './words.ts';

export interface KeptWords {
	/** `scores/1.4/<userId>` or `text:sub:1.4`. */
	path: string;
	/** A value of a map; undefined for a text. Null: it was deleted. */
	value?: unknown;
	/** The words of a text. */
	text?: string;
}

export interface CarryOver {
	/** Paths that can be written into the fresh copy. */
	again: string[];
	/** What cannot, and differs from the fresh copy. */
	kept: KeptWords[];
}

/** What stands at a path, as it is kept for the user. */
export function wordsAt(doc: Y.Doc, path: string): KeptWords {
	const [root, key] = splitPath(path);
	return key === undefined
		? { path, text: wordsOf(doc.getXmlFragment(root)) }
		: { path, value: doc.getMap(root).get(key) ?? null };
}

/** `committed`: my clock as far as the server has acknowledged it; from there on everything of mine is unsaved. */
export function compareCopies(
	old: Y.Doc,
	fresh: Y.Doc,
	{ touched, committed }: { touched: readonly string[]; committed: number },
	mayWriteAgain: (path: string) => boolean,
): CarryOver {
	const result: CarryOver = { again: [], kept: [] };
	for (const path of touched) {
		const [root, key] = splitPath(path);
		if (key !== undefined && isMapRoot(root)) {
			const before: unknown = old.getMap(root).get(key);
			if (JSON.stringify(before) === JSON.stringify(fresh.getMap(root).get(key))) continue;
			if (mayWriteAgain(path)) result.again.push(path);
			else result.kept.push(wordsAt(old, path));
		} else if (key === undefined) {
			const before = old.getXmlFragment(root);
			const after = fresh.getXmlFragment(root);
			if (before.toJSON() === after.toJSON()) continue;
			if (mayWriteAgain(path) && untouchedByOthers(before, after, { old, committed }))
				result.again.push(path);
			else result.kept.push(wordsAt(old, path));
		}
	}
	return result;
}

/**
 * Whether the fresh text holds nothing that the old copy did not know, and nothing of others' that the old copy
 * still shows is gone from it.
 */
function untouchedByOthers(
	before: Y.XmlFragment,
	after: Y.XmlFragment,
	{ old, committed }: { old: Y.Doc; committed: number },
): boolean {
	const known = Y.decodeStateVector(Y.encodeStateVector(old));
	const here = new Set<string>();
	for (const { client, clock, length } of piecesOf(after)) {
		if (clock + length > (known.get(client) ?? 0)) return false;
		for (let i = 0; i < length; i += 1) here.add(`${client}:${clock + i}`);
	}
	for (const { client, clock, length } of piecesOf(before)) {
		for (let i = 0; i < length; i += 1)
			if ((client !== old.clientID || clock + i < committed) && !here.has(`${client}:${clock + i}`))
				return false;
	}
	return true;
}

type Rewrite = (from: Y.XmlFragment, to: Y.XmlFragment) => void;

/**
 * Writes paths into the fresh copy, as a change of my own. The text part is fetched first, so that comparing and
 * writing happen in one go and nothing typed in between is lost.
 */
export async function carrier(): Promise<
	(old: Y.Doc, fresh: Y.Doc, again: readonly string[], origin: unknown) => void
> {
	const { rewriteText } = await import('../editor/rewrite-text.ts');
	return (old, fresh, again, origin) =>
		fresh.transact(() => {
			for (const path of again) writeAgain(old, fresh, path, rewriteText);
		}, origin);
}

function writeAgain(old: Y.Doc, fresh: Y.Doc, path: string, rewrite: Rewrite): void {
	const [root, key] = splitPath(path);
	if (key === undefined) return rewrite(old.getXmlFragment(root), fresh.getXmlFragment(root));
	const value: unknown = old.getMap(root).get(key);
	if (value === undefined) fresh.getMap(root).delete(key);
	else fresh.getMap(root).set(key, value);
}
