/**
 * Everything between a reviewed evaluation and its final version, all of it at once and each with its place. What is
 * wrong or unanswered blocks; what a group may have reasons for is shown, and whoever finalises says they have seen it.
 */
import { boardOf, type EvaluationDocument } from '../consensus/board.ts';
import type { Framework } from '../framework/framework.ts';
import { finalBlockers, type FinalBlockerCode } from './final-blockers.ts';

export const WARNINGS = [
	'positionsMissing',
	'areaWithoutText',
	'findingsWithoutSource',
	'factStale',
	'questionUnanswered',
	'hintOpen',
	'signOffMissing',
	'signOffOutdated',
] as const;
export type WarningCode = (typeof WARNINGS)[number];

export const BLOCKERS = [
	'consensusMissing',
	'objectionOpen',
	'scoresChangedSince',
	'commentUndecided',
	'checkOpen',
] as const satisfies readonly (FinalBlockerCode | 'commentUndecided' | 'checkOpen')[];
export type BlockerCode = (typeof BLOCKERS)[number];

export type ReadinessCode = BlockerCode | WarningCode;

/** Where it is; what is given depends on the code. */
export interface ReadinessPlace {
	subquestion?: string;
	area?: string;
	/** Section id, of what a check found. */
	section?: string;
	/** What a comment is about. */
	on?: string;
	thread?: string;
	/** The review round whose room the comment is in; absent: the evaluation itself. */
	round?: string;
	question?: string;
	fact?: string;
	/** Key of what a check found. */
	check?: string;
	user?: string;
}

export interface ReadinessItem {
	level: 'blocker' | 'warning';
	code: ReadinessCode;
	/** Names this very item, for those who say that they have seen it. */
	key: string;
	place: ReadinessPlace;
	/** Whose position is missing. */
	users?: string[];
	/** How many it is about. */
	count?: number;
}

/** Classes whose comments need a disposition; a question needs to be closed, however it was answered. */
export const DISPOSED: ReadonlySet<string> = new Set(['fact', 'evidence', 'wording', 'score']);

/** A comment somebody made. */
export interface Comment {
	thread: string;
	on: string;
	class: string;
	round?: string;
	/** Absent: nobody has answered, or it was taken up again. */
	resolved?: { disposition?: string | undefined; reason?: string | undefined };
}

export const isDecided = ({ class: kind, resolved }: Comment): boolean =>
	resolved !== undefined && (!DISPOSED.has(kind) || isReasoned(resolved));

/** What is not accepted in full is told why. */
const isReasoned = ({ disposition, reason }: NonNullable<Comment['resolved']>): boolean =>
	disposition === 'accepted' || (disposition !== undefined && (reason?.trim() ?? '') !== '');

export interface SignOffState {
	userId: string;
	/** `outdated`: what was signed is not what stands now. */
	state: 'missing' | 'outdated' | 'current';
}

export interface ReadinessFacts {
	document: EvaluationDocument;
	/** Whose scores and positions count. */
	members: readonly string[];
	comments: readonly Comment[];
	/** Areas that somebody has written about. */
	written: ReadonlySet<string>;
	/** Area id → strengths and improvements that no source is linked to, neither to them nor to their subquestion. */
	unfounded: ReadonlyMap<string, number>;
	/** Facts that are older than the year before the evaluation's. */
	staleFacts: readonly string[];
	/** Questions to the municipality that are still open. */
	openQuestions: readonly { id: string; area?: string | undefined; subquestion?: string | undefined }[];
	/** What the text checks found and nobody has dismissed. */
	checks: readonly { key: string; level: 'error' | 'hint'; section: string }[];
	/** Everyone who is to sign. */
	signOffs: readonly SignOffState[];
}

/** Blockers first, each kind in the order of the report. Empty: nothing is in the way, nothing to be told. */
export function readiness(framework: Framework, facts: ReadinessFacts): ReadinessItem[] {
	return [...blockersOf(framework, facts), ...warningsOf(framework, facts)];
}

function blockersOf(framework: Framework, facts: ReadinessFacts): ReadinessItem[] {
	return [
		...finalBlockers(framework, facts.document, facts.members).map(({ code, subquestionId }) =>
			item('blocker', code, subquestionId, { subquestion: subquestionId }),
		),
		...facts.comments
			.filter((comment) => !isDecided(comment))
			.map(({ thread, on, round }) =>
				item('blocker', 'commentUndecided', round === undefined ? thread : `${round}.${thread}`, {
					thread,
					on,
					...(round !== undefined && { round }),
				}),
			),
		...facts.checks
			.filter(({ level }) => level === 'error')
			.map(({ key, section }) => item('blocker', 'checkOpen', key, { check: key, section })),
	];
}

function warningsOf(framework: Framework, facts: ReadinessFacts): ReadinessItem[] {
	return [
		...silentOn(framework, facts),
		...framework.areas
			.filter(({ id }) => !facts.written.has(id))
			.map(({ id }) => item('warning', 'areaWithoutText', id, { area: id })),
		...framework.areas.flatMap(({ id }): ReadinessItem[] => {
			const count = facts.unfounded.get(id) ?? 0;
			return count === 0 ? [] : [{ ...item('warning', 'findingsWithoutSource', id, { area: id }), count }];
		}),
		...facts.staleFacts.map((fact) => item('warning', 'factStale', fact, { fact })),
		...facts.openQuestions.map(({ id, area, subquestion }) =>
			item('warning', 'questionUnanswered', id, {
				question: id,
				...(area !== undefined && { area }),
				...(subquestion !== undefined && { subquestion }),
			}),
		),
		...facts.checks
			.filter(({ level }) => level === 'hint')
			.map(({ key, section }) => item('warning', 'hintOpen', key, { check: key, section })),
		...facts.signOffs.flatMap(({ userId, state }) =>
			state === 'current'
				? []
				: [
						item('warning', state === 'missing' ? 'signOffMissing' : 'signOffOutdated', userId, {
							user: userId,
						}),
					],
		),
	];
}

/** Silence does not block, and is not agreement either. */
function silentOn(framework: Framework, { document, members }: ReadinessFacts): ReadinessItem[] {
	const { areas } = boardOf(framework, document, {
		phase: 'review',
		blind: 'off',
		revealed: new Set(),
		members,
	});
	return areas
		.flatMap(({ tiles }) => tiles)
		.flatMap((tile) => {
			const standing = tile.state === 'proposed' || tile.state === 'reopened';
			if (!standing || tile.stances.silent.length === 0) return [];
			if (tile.state === 'reopened' && tile.because.why !== 'value-changed') return [];
			const { subquestionId: subquestion } = tile;
			return [
				{
					...item('warning', 'positionsMissing', subquestion, { subquestion }),
					users: tile.stances.silent,
				},
			];
		});
}

const item = (
	level: ReadinessItem['level'],
	code: ReadinessCode,
	of: string,
	place: ReadinessPlace,
): ReadinessItem => ({ level, code, key: `${code}.${of}`, place });
