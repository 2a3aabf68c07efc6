/** What readiness is judged by, from the shared document: comments, areas with words, open questions. */
import type { Framework } from '#domain/framework/framework.ts';
import type { Comment, ReadinessFacts } from '#domain/phases/readiness.ts';
import type { RichTextNode } from '#domain/report/rich-text.ts';
import { runChecks, undismissed } from '#domain/text-checks/run.ts';
import type { CheckFinding } from '#domain/text-checks/text-check.ts';
import { checkSourceOf } from './check-source.ts';
import { contentEntries, textOf, type CanonicalContent } from './content.ts';
import { readEvaluation } from './evaluation-document.ts';
import { readFindings } from './findings.ts';
import { findingSection, subquestionSection } from './roots.ts';
import { parseValue } from './values.ts';

/** The conversation of one room. A thread whose first message has not come says nothing. */
export type Conversation = Pick<CanonicalContent, 'threads' | 'messages' | 'resolutions'>;

export function commentsIn({ threads, messages, resolutions }: Conversation, round?: string): Comment[] {
	const said = new Set(Object.keys(messages).map((key) => key.split('/')[0]));
	const answers = new Map(Object.entries(resolutions));
	return Object.entries(threads).flatMap(([thread, raw]): Comment[] => {
		const value = parseValue('threads', raw);
		if (!value || !said.has(thread)) return [];
		const answer = parseValue('resolutions', answers.get(thread));
		return [
			{
				thread,
				on: value.on,
				class: value.class,
				...(round !== undefined && { round }),
				...(answer?.state === 'resolved' && {
					resolved: { disposition: answer.disposition, reason: answer.reason },
				}),
			},
		];
	});
}

export interface DocumentFacts extends Omit<ReadinessFacts, 'members' | 'signOffs'> {
	/** Everything the checks found, dismissed or not. */
	found: CheckFinding[];
}

/** `rounds`: the conversations of the review rounds, by round id. */
export function documentFacts(
	framework: Framework,
	year: number,
	content: CanonicalContent,
	rounds: ReadonlyMap<string, Conversation>,
): DocumentFacts {
	const source = checkSourceOf(framework, year, content);
	const found = runChecks(source);
	const dismissals = new Map(Object.entries(contentEntries(content, 'dismissals')));
	return {
		document: readEvaluation({
			scores: Object.entries(content.scores),
			firstScores: Object.entries(content.firstScores),
			consensus: Object.entries(content.consensus),
			positions: Object.entries(content.positions),
		}),
		comments: [commentsIn(content), ...[...rounds].map(([id, said]) => commentsIn(said, id))].flat(),
		written: new Set(
			source.texts.flatMap(({ area, words }) => (area !== undefined && words.trim() ? [area] : [])),
		),
		unfounded: unfoundedIn(content),
		staleFacts: staleFactsIn(content, year),
		openQuestions: Object.entries(contentEntries(content, 'questions')).flatMap(([id, raw]) => {
			const question = parseValue('questions', raw);
			if (question?.state !== 'open') return [];
			return [{ id, area: question.area, subquestion: question.subquestion }];
		}),
		checks: undismissed(found, dismissals),
		found,
	};
}

/** Findings by area that neither cite a source nor speak of a subquestion that has one. */
function unfoundedIn(content: CanonicalContent): Map<string, number> {
	const cited = new Set(Object.keys(content.citations).map((key) => key.split('/')[0]));
	const founded = new Set([
		...Object.keys(contentEntries(content, 'evidence')).map((key) => key.split('/')[0]),
		...Object.values(content.sources).flatMap((raw) => parseValue('sources', raw)?.subquestions ?? []),
	]);
	const counts = new Map<string, number>();
	for (const { id, area, subquestion } of readFindings(Object.entries(content.findings))) {
		const text = textOf(content, findingSection(id));
		const bySubquestion =
			subquestion !== undefined && (founded.has(subquestion) || cited.has(subquestionSection(subquestion)));
		if (!text || bySubquestion || cited.has(findingSection(id)) || citesInText(text.content)) continue;
		counts.set(area, (counts.get(area) ?? 0) + 1);
	}
	return counts;
}

const citesInText = (nodes: readonly RichTextNode[]): boolean =>
	nodes.some(({ type, content }) => type === 'citation' || citesInText(content ?? []));

function staleFactsIn(content: CanonicalContent, year: number): string[] {
	return Object.entries(contentEntries(content, 'facts')).flatMap(([id, raw]) => {
		const asOf = parseValue('facts', raw)?.asOf;
		return asOf !== undefined && Number(asOf.slice(0, 4)) < year - 1 ? [id] : [];
	});
}
