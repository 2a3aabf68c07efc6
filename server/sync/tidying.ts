/**
 * Yjs tidies up by itself: when a change from elsewhere leaves marks in a text that mark nothing, every client that
 * sees it deletes them, readers too, and sends that deletion. Such a deletion is nobody's act. It shows in that it
 * takes marks only and the text reads the same without them.
 */
import * as Y from 'yjs';

export const isMark = (item: Y.Item): boolean => item.content instanceof Y.ContentFormat;

/** Whether every text reads the same, formatting included, without these marks. */
export function readsTheSameWithout(marks: readonly Y.Item[]): boolean {
	const byText = Map.groupBy(marks, (mark) => mark.parent as Y.AbstractType<unknown>);
	for (const [text, gone] of byText) if (!textReadsTheSame(text, new Set(gone))) return false;
	return true;
}

function textReadsTheSame(text: Y.AbstractType<unknown>, gone: ReadonlySet<Y.Item>): boolean {
	const before = new Map<string, string>();
	const after = new Map<string, string>();
	for (let item = text._start; item !== null; item = item.right) {
		if (item.deleted) continue;
		if (item.content instanceof Y.ContentFormat) {
			turn(before, item.content);
			if (!gone.has(item)) turn(after, item.content);
		} else if (!equal(before, after)) return false;
	}
	return true;
}

function turn(marks: Map<string, string>, { key, value }: { key: string; value: unknown }): void {
	if (value === null) marks.delete(key);
	else marks.set(key, JSON.stringify(value));
}

const equal = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
	a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
