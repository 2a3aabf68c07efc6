/** Groups that are interviewed, by what they do. People write them as they like; the same group is one group. */

/** What an evaluation usually speaks with; any other can be written. */
export const USUAL_GROUPS = [
	'Politiker i ledningen',
	'Oppositionspolitiker',
	'Kommunledning',
	'Förvaltningschefer',
	'Enhetschefer',
	'Medarbetare',
	'Fackliga företrädare',
] as const;

/** The same for the same words, however they are spaced and whatever letters are capital. */
export const groupKey = (roleGroup: string): string =>
	roleGroup.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('sv');
