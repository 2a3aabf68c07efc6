/** Makes one text read like another with the smallest change, so that what stays keeps its author. */
import { updateYFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import type * as Y from 'yjs';
import { richTextSchema } from '#document/rich-text-schema.ts';

export function rewriteText(from: Y.XmlFragment, to: Y.XmlFragment): void {
	const node = yXmlFragmentToProseMirrorRootNode(from, richTextSchema);
	const { doc } = to;
	if (!doc) throw new Error('A text outside a document cannot be rewritten.');
	updateYFragment(doc, to, node, { mapping: new Map(), isOMark: new Map() });
}
