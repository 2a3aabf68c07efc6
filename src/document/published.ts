/**
 * The part of an evaluation that goes out once it is final: results, texts, findings, facts and the index of
 * evidence, without who scored what and without what was said in confidence. It is what people sign, so whatever is
 * not in here (comments, positions, states of texts) may go on without anybody having to sign again.
 */
import type { RichText } from '#domain/report/rich-text.ts';
import type { CanonicalContent } from './content.ts';
import { reportedTexts, reviewDraft, stands } from './review-draft.ts';
import type { Citation, Consensus, Fact, Finding, OutlineEntry, RoleModel, Source } from './values.ts';

export type Result = { points: number } | { notAssessable: string };

export interface PublishedContent {
	/** By subquestion id. */
	results: Record<string, Result>;
	/** By section id. */
	texts: Record<string, RichText>;
	findings: Record<string, Finding>;
	outline: Record<string, OutlineEntry>;
	facts: Record<string, Fact>;
	roleModels: Record<string, RoleModel>;
	/** The index: interviews by role group alone, nothing of what was said in them. */
	evidence: { sources: Record<string, Source>; citations: Record<string, Citation> };
}

export function publishedContent(content: CanonicalContent): PublishedContent {
	const draft = reviewDraft(content);
	return {
		results: Object.fromEntries(
			[...draft.consensus].flatMap(([id, value]): [string, Result][] => {
				const result = resultOf(value);
				return result ? [[id, result]] : [];
			}),
		),
		// As they were written: the hashes of earlier versions and signatures are over them, and only the group reads this.
		texts: Object.fromEntries([...reportedTexts(content)].filter(([section]) => stands(draft, section))),
		findings: Object.fromEntries(draft.findings),
		outline: Object.fromEntries(draft.outline),
		facts: Object.fromEntries(draft.facts),
		roleModels: Object.fromEntries(draft.roleModels),
		evidence: {
			sources: Object.fromEntries(draft.sources),
			citations: Object.fromEntries(draft.citations),
		},
	};
}

/** Undefined: withdrawn. */
function resultOf(value: Consensus): Result | undefined {
	if ('notAssessable' in value) return { notAssessable: value.notAssessable };
	return value.points === null ? undefined : { points: value.points };
}
