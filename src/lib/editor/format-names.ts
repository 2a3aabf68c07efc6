/** What the toolbar speaks of. Apart from the editor, so that showing a toolbar does not fetch it. */
export type Format = 'strong' | 'em' | 'heading' | 'bulletList' | 'orderedList' | 'quote' | 'undo' | 'redo';

export interface Formats {
	/** On in the selection. */
	active: ReadonlySet<Format | 'link'>;
	undo: boolean;
	redo: boolean;
}

export const NO_FORMATS: Formats = { active: new Set(), undo: false, redo: false };
