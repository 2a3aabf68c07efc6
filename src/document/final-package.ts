/**
 * A final version as one plain object: what is published, the framework it rests on, and the record of how the group
 * came to it. Individual scores, conversations and notes are not in it. Its canonical JSON is what is kept and hashed.
 */
import { stancesOn, type SubquestionPositions } from '#domain/consensus/positions.ts';
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import type { Comment, ReadinessItem } from '#domain/phases/readiness.ts';
import { fromHundredths } from '#domain/points/points.ts';
import { figures } from '#domain/points/totals.ts';
import { agreedFigures, readConsensus } from './consensus.ts';
import { contentEntries, type CanonicalContent } from './content.ts';
import { readEvaluation } from './evaluation-document.ts';
import { publishedContent } from './published.ts';

export const FORMAT = 'samsyn-final-version-1';

export interface PackageInput {
	/** `1.0`. */
	version: string;
	/** Why an earlier version was reopened. */
	reason: string | null;
	by: string;
	/** ISO 8601. */
	at: string;
	/** Hash of the version before it; null for the first. */
	previous: string | null;
	evaluation: {
		id: string;
		title: string;
		municipality: { code: string; name: string };
		year: number;
		blind: string;
		consensusBy: string;
		previousEvaluationId: string | null;
		/** What its means are taken over; it never changes, and another choice belongs to another version. */
		cohortId: string | null;
	};
	framework: Framework;
	/** The kept state of the shared document that it was made from. */
	snapshot: { id: string; seq: number; sha256: string };
	content: CanonicalContent;
	/** Everyone who belongs to it, in the order they joined; by id alone, since a name must stay erasable. */
	members: readonly { userId: string; role: string; scores: boolean }[];
	signOffs: readonly {
		userId: string;
		stance: 'confirm' | 'dissent';
		note: string | null;
		at: string;
		/** Whether it was given on exactly what is published here. */
		current: boolean;
	}[];
	/** What was told and did not stand in the way. */
	warnings: readonly ReadinessItem[];
	/** Whether whoever finalised said that they had seen them. */
	acknowledged: boolean;
	comments: readonly Comment[];
}

export function finalPackage(input: PackageInput): object {
	const { content, framework, members } = input;
	return {
		format: FORMAT,
		version: input.version,
		previousSha256: input.previous,
		reason: input.reason,
		by: input.by,
		at: input.at,
		evaluation: input.evaluation,
		snapshot: input.snapshot,
		framework,
		numbers: numbersOf(framework, content),
		published: publishedContent(content),
		record: {
			members,
			consensus: consensusRecord(framework, content, members),
			signOffs: input.signOffs,
			warnings: input.warnings.map(({ code, place }) => ({ code, place })),
			acknowledged: input.acknowledged,
			dismissals: contentEntries(content, 'dismissals'),
			comments: countsOf(input.comments),
		},
	};
}

/** As printed, with the unrounded points beside each. */
function numbersOf(framework: Framework, content: CanonicalContent): object {
	const { areas, total } = figures(
		framework,
		agreedFigures(readConsensus(Object.entries(content.consensus))),
	);
	return {
		total: { achieved: total.achieved, max: total.max, percent: total.percent },
		areas: areas.map(({ id, achieved, max, percent, subquestions }) => ({
			id,
			achieved,
			max,
			percent,
			subquestions: subquestions.map((row) => ({
				id: row.id,
				state: row.state,
				points: row.exact === null ? null : fromHundredths(row.exact),
				achieved: row.achieved,
				max: row.max,
				percent: row.percent,
			})),
		})),
	};
}

const NOBODY: SubquestionPositions = new Map();

/** Who stood where on each value that stands, why it was set, and what was noted against it. Not what it rests on. */
function consensusRecord(
	framework: Framework,
	content: CanonicalContent,
	members: PackageInput['members'],
): object {
	const { consensus, positions } = readEvaluation({
		scores: [],
		firstScores: [],
		consensus: Object.entries(content.consensus),
		positions: Object.entries(content.positions),
	});
	const voters = members.filter(({ scores }) => scores).map(({ userId }) => userId);
	return Object.fromEntries(
		allSubquestions(framework).flatMap(({ id }) => {
			const value = consensus.get(id);
			if (!value) return [];
			const { version, by, at, motive, minority } = value;
			const stances = stancesOn(value, positions.get(id) ?? NOBODY, voters);
			const said = { ...(motive !== undefined && { motive }), ...(minority !== undefined && { minority }) };
			return [[id, { version, by, at, ...said, stances }]];
		}),
	);
}

/** What was said stays working material; how much of it was decided how does not. */
function countsOf(comments: readonly Comment[]): object {
	const counts = { all: comments.length, accepted: 0, partly: 0, rejected: 0, answered: 0 };
	for (const { resolved } of comments) {
		if (!resolved) continue;
		if (resolved.disposition === undefined) counts.answered += 1;
		else counts[resolved.disposition as 'accepted' | 'partly' | 'rejected'] += 1;
	}
	return counts;
}
