/**
 * Yjs tidies texts by itself: after a change from elsewhere it deletes marks that mark nothing, on every copy that
 * sees the change, as a change of that copy's own. A copy that only holds or shows the document must not write, and
 * what a log says must not depend on how it is cut into transactions; so ours leave such marks where they are.
 */
import type * as Y from 'yjs';

/**
 * Keeps this document from tidying; gives it back. Yjs 13.6 asks the flag right after this event, and the flag does
 * nothing else; `transaction.local`, which would do as well, also clears what makes positions be found again.
 */
export function leaveMarks(doc: Y.Doc): Y.Doc {
	doc.on('afterTransaction', (transaction: Y.Transaction) => {
		transaction._needFormattingCleanup = false;
	});
	return doc;
}
