/** What one row of the update log changed, seen by applying it to the document it was made for. */
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import { MAP_ROOTS, sectionOfRoot } from '#document/roots.ts';
import type { Json } from '#domain/report/rich-text.ts';

export type Change =
	/** Absent `before`: nothing was there. */
	| { root: string; key: string; op: 'set'; value: Json; before?: Json }
	| { root: string; key: string; op: 'delete'; before?: Json }
	/** A co-written text: that it was edited, not what became of it. */
	| { root: string; op: 'edit' };

/** A document that tells what each update does to it. */
export class WatchedDocument {
	readonly doc = leaveMarks(new Y.Doc());
	#seen: Change[] = [];
	/** What each map held before the next update: root → key → value. */
	readonly #values = new Map<string, Map<string, Json>>();

	constructor() {
		// Maps are made before anything arrives, so that their type is known when it does.
		for (const root of MAP_ROOTS) this.doc.getMap(root);
	}

	/** Call once the document holds what came before: from here on changes are told. */
	watch(): void {
		for (const root of MAP_ROOTS)
			this.#values.set(root, new Map(this.doc.getMap(root).entries() as Iterable<[string, Json]>));
		this.doc.on('afterTransaction', ({ changed }: Y.Transaction) => {
			for (const [type, keys] of changed) this.#note(type as Y.AbstractType<unknown>, keys);
		});
	}

	/** Applies the update; its changes in the order of roots and keys. */
	apply(update: Uint8Array): Change[] {
		this.#seen = [];
		Y.applyUpdate(this.doc, update);
		return sorted(this.#seen);
	}

	#note(type: Y.AbstractType<unknown>, keys: ReadonlySet<string | null>): void {
		const root = this.#rootOf(type);
		if (root === undefined) return;
		if (type instanceof Y.Map && type._item === null) {
			for (const key of keys) if (key !== null) this.#seen.push(this.#entry(root, key, type));
		} else if (sectionOfRoot(root) !== undefined && !this.#seen.some((change) => change.root === root)) {
			this.#seen.push({ root, op: 'edit' });
		}
	}

	#entry(root: string, key: string, map: Y.Map<unknown>): Change {
		const values = this.#values.get(root) ?? new Map<string, Json>();
		const before = values.get(key);
		const was = before !== undefined && { before };
		if (!map.has(key)) {
			values.delete(key);
			return { root, key, op: 'delete', ...was };
		}
		const value = map.get(key) as Json;
		values.set(key, value);
		return { root, key, op: 'set', value, ...was };
	}

	#rootOf(type: Y.AbstractType<unknown>): string | undefined {
		let top = type;
		while (top._item?.parent instanceof Y.AbstractType) top = top._item.parent;
		for (const [name, shared] of this.doc.share) if (shared === top) return name;
		return undefined;
	}
}

const label = (change: Change): string => `${change.root}\0${'key' in change ? change.key : ''}`;
const sorted = (changes: Change[]): Change[] => changes.sort((a, b) => (label(a) < label(b) ? -1 : 1));
