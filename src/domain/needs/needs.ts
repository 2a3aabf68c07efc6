/**
 * What waits for one person in one evaluation, as a list with the most pressing first. Made of what that person may
 * know: others' hidden scores are not among the facts.
 */
import type { BoardState } from '../consensus/board.ts';
import type { Role } from '../permissions/roles.ts';
import type { Phase } from '../phases/phases.ts';

export interface MentionNeed {
	/** Key of the message in its room. */
	message: string;
	thread: string;
	/** What the thread is about. */
	on: string;
	/** User id of whoever wrote it. */
	by: string;
	/** The review round whose room it is in. */
	round?: string;
}

export type Need =
	| { kind: 'mention'; mention: MentionNeed }
	/** A draft to read and comment. */
	| { kind: 'review'; round: string; label: string; deadline: string | null }
	/** The group has decided about so many of one's comments since one last read the draft. */
	| { kind: 'answers'; round: string; label: string; count: number }
	| { kind: 'score'; left: number; of: number }
	| { kind: 'handIn'; rows: number }
	| { kind: 'positions'; subquestions: string[] }
	/** Subquestions that need a value, an answer to an objection, or to be set anew. */
	| { kind: 'settle'; subquestions: string[] }
	/** Comments without a disposition. */
	| { kind: 'dispositions'; count: number }
	/** Questions one has put to the municipality that have no answer yet. */
	| { kind: 'questions'; count: number }
	| { kind: 'signOff'; outdated: boolean }
	| { kind: 'prepare' };
export type NeedKind = Need['kind'];

export interface NeedFacts {
	userId: string;
	role: Role;
	phase: Phase;
	scores: boolean;
	/** Whether this person may set the consensus now. */
	settles: boolean;
	/** Whether scores are hidden until they are handed in and revealed. */
	blind: boolean;
	/** Rows of one's own: scored, handed in or revealed, and all there are. */
	own: { filled: number; handedIn: number; of: number };
	tiles: readonly { subquestionId: string; state: BoardState; silent: readonly string[]; because?: string }[];
	mentions: readonly MentionNeed[];
	undecided: number;
	rounds: readonly { id: string; label: string; deadline: string | null; waits: boolean; answered: number }[];
	/** Questions to the municipality without an answer, by whoever asked. */
	openQuestions: readonly { by: string }[];
	/** Undefined: nothing to sign. */
	signOff?: 'missing' | 'outdated' | 'current' | undefined;
}

export function needsOf(facts: NeedFacts): Need[] {
	const { role, phase } = facts;
	if (phase === 'final') return [];
	const writes = role === 'lead' || role === 'evaluator';
	return [
		...facts.mentions.map((mention): Need => ({ kind: 'mention', mention })),
		...(role === 'reviewer' ? ofReviewer(facts) : []),
		...(role === 'lead' && phase === 'setup' ? [{ kind: 'prepare' } as const] : []),
		...(writes ? [...ofScoring(facts), ...ofAgreeing(facts), ...ofWriting(facts)] : []),
	];
}

const ofReviewer = ({ rounds }: NeedFacts): Need[] => [
	...rounds
		.filter(({ waits }) => waits)
		.map(({ id, label, deadline }): Need => ({ kind: 'review', round: id, label, deadline })),
	...rounds
		.filter(({ answered }) => answered > 0)
		.map(({ id, label, answered }): Need => ({ kind: 'answers', round: id, label, count: answered })),
];

function ofScoring({ phase, scores, blind, own }: NeedFacts): Need[] {
	if (!scores || phase !== 'scoring') return [];
	const left = own.of - own.filled;
	if (left > 0) return [{ kind: 'score', left, of: own.of }];
	const rows = own.filled - own.handedIn;
	return blind && rows > 0 ? [{ kind: 'handIn', rows }] : [];
}

const SETTLED: ReadonlySet<BoardState> = new Set(['agreed', 'final', 'proposed']);

function ofAgreeing({ userId, phase, scores, settles, tiles }: NeedFacts): Need[] {
	if (phase !== 'calibration' && phase !== 'review') return [];
	const silent = tiles.filter((tile) => scores && tile.silent.includes(userId));
	const open = tiles.filter(
		({ state, because }) => settles && !SETTLED.has(state) && because !== 'value-changed',
	);
	const ids = (list: readonly { subquestionId: string }[]) => list.map(({ subquestionId }) => subquestionId);
	return [
		...(silent.length > 0 ? [{ kind: 'positions', subquestions: ids(silent) } as const] : []),
		...(open.length > 0 ? [{ kind: 'settle', subquestions: ids(open) } as const] : []),
	];
}

function ofWriting({ userId, undecided, openQuestions, signOff, phase }: NeedFacts): Need[] {
	const questions = openQuestions.filter(({ by }) => by === userId).length;
	return [
		...(undecided > 0 ? [{ kind: 'dispositions', count: undecided } as const] : []),
		...(questions > 0 ? [{ kind: 'questions', count: questions } as const] : []),
		...(phase === 'review' && (signOff === 'missing' || signOff === 'outdated')
			? [{ kind: 'signOff', outdated: signOff === 'outdated' } as const]
			: []),
	];
}
