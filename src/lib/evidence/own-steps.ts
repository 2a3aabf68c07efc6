/** The register's changes that this page has made, to take back one by one: never a colleague's. Browser only. */
import * as Y from 'yjs';

/** Marks them. */
export const OWN = Symbol('evidence');

export function ownSteps(doc: Y.Doc): Y.UndoManager {
	return new Y.UndoManager([doc.getMap('sources'), doc.getMap('evidence'), doc.getMap('citations')], {
		trackedOrigins: new Set([OWN]),
		captureTimeout: 0,
	});
}

/** What one change did to a source. */
export interface Changed {
	id: string;
	before: Readonly<Record<string, unknown>>;
	after: Readonly<Record<string, unknown>>;
}

const alike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Notes what the last step changed. A source is one value, so a colleague who writes another field of it lays theirs over
 * the whole: the document alone cannot tell any more what of it was ours.
 */
export const noteChange = (history: Y.UndoManager, change: Changed): void => {
	history.undoStack.at(-1)?.meta.set(OWN, change);
};

/**
 * The fields to write so that the last step is taken back from a source that a colleague has written to since, undefined
 * for those that were not there; the step is taken off. Undefined: nobody has, and undoing does it.
 */
export function fieldsToTakeBack(
	history: Y.UndoManager,
	current: (id: string) => object | undefined,
): { id: string; fields: Record<string, unknown> } | undefined {
	const change = history.undoStack.at(-1)?.meta.get(OWN) as Changed | undefined;
	const now = change && (current(change.id) as Record<string, unknown> | undefined);
	if (!change || !now) return undefined;
	const { id, before, after } = change;
	const written = Object.keys({ ...now, ...after }).some((name) => !alike(now[name], after[name]));
	if (!written) return undefined;
	history.undoStack.pop();
	const names = Object.keys({ ...before, ...after }).filter(
		(name) => !alike(before[name], after[name]) && alike(now[name], after[name]),
	);
	return { id, fields: Object.fromEntries(names.map((name) => [name, before[name]])) };
}
