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
