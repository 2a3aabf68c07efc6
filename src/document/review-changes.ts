/** What is new in a draft since the one before it, place by place, so that nobody has to search for it. */
import { markedText, type MarkedBlock } from '#domain/comparison/marked-text.ts';
import { canonicalJson } from './content.ts';
import type { ReviewDraft } from './review-draft.ts';
import type { Consensus } from './values.ts';

export interface DraftChanges {
	/** Section ids whose words are new or others than before; gone ones are not there to be shown. */
	sections: string[];
	/** Subquestions whose result is another. */
	scores: string[];
	/** Facts that are new or say something else; where they stand among the others is nothing to read anew. */
	facts: string[];
	/** By section id: what became of the words, for those that had others before. */
	texts: Record<string, MarkedBlock[]>;
}

export function changesBetween(before: ReviewDraft, after: ReviewDraft): DraftChanges {
	const sections = [...after.texts].flatMap(([section, text]) => {
		const old = before.texts.get(section);
		return old && canonicalJson(old) === canonicalJson(text) ? [] : [section];
	});
	return {
		sections,
		texts: Object.fromEntries(
			sections.flatMap((section) => {
				const old = before.texts.get(section);
				return old ? [[section, markedText(old, after.texts.get(section))]] : [];
			}),
		),
		scores: [...new Set([...before.consensus.keys(), ...after.consensus.keys()])].filter(
			(id) => resultOf(before.consensus.get(id)) !== resultOf(after.consensus.get(id)),
		),
		facts: [...after.facts].flatMap(([id, fact]) => {
			const old = before.facts.get(id);
			return old && canonicalJson({ ...old, order: '' }) === canonicalJson({ ...fact, order: '' })
				? []
				: [id];
		}),
	};
}

/** Withdrawn is as if nothing had been agreed. */
function resultOf(value: Consensus | undefined): string {
	if (!value) return 'none';
	if (!('points' in value)) return `not-assessable ${value.notAssessable}`;
	return value.points === null ? 'none' : String(value.points);
}
