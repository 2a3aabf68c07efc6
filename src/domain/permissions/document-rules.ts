/**
 * Who may change what in the shared documents, and when: the contract's table as data and the functions that read
 * it. The server decides with `decide` before a change enters; pages ask `mayWrite` to enable and disable.
 */
import type { Phase } from '../phases/phases.ts';
import type { BlindMode, Role } from './roles.ts';

/** What a path of a shared document means. Keys and root names are spelled in `#document/paths.ts` alone. */
export type Place =
	| { kind: 'score'; subquestionId: string; userId: string }
	| { kind: 'firstScore'; subquestionId: string; userId: string }
	| { kind: 'consensus'; subquestionId: string }
	| { kind: 'position'; subquestionId: string; userId: string }
	| { kind: 'text'; section: Section }
	| { kind: 'finding'; id: string }
	| { kind: 'source'; id: string }
	| { kind: 'citation'; section: Section; sourceId: string }
	| { kind: 'thread'; id: string }
	| { kind: 'message'; threadId: string; userId: string; id: string }
	| { kind: 'resolution'; threadId: string }
	| { kind: 'sectionState'; section: Section }
	| { kind: 'session' }
	| { kind: 'sessionDiscussed'; subquestionId: string }
	| { kind: 'sessionSpoken'; subquestionId: string; userId: string }
	| { kind: 'sessionRound'; subquestionId: string }
	/** Where a section stands in the report, and its title. */
	| { kind: 'outline'; section: Section }
	| { kind: 'fact'; id: string }
	| { kind: 'roleModel'; id: string }
	| { kind: 'question'; id: string }
	/** What a source says on a subquestion. */
	| { kind: 'evidence'; subquestionId: string; sourceId: string }
	/** A remark of a text check that somebody has answered with a reason. */
	| { kind: 'dismissal'; check: string; fingerprint: string };

export type PlaceKind = Place['kind'];

/** Something that has words of its own: a part of the report, or a note beside it. */
export type Section =
	| { kind: 'subquestion'; subquestionId: string }
	/** What the scribe of a calibration session keeps; no part of the report. */
	| { kind: 'note'; subquestionId: string }
	| { kind: 'area'; areaId: string; part: 'general' | 'summary' }
	| { kind: 'report'; part: 'summary' }
	| { kind: 'finding'; findingId: string }
	| { kind: 'free'; id: string };

export interface DocumentActor {
	userId: string;
	role: Role;
	/** Whether this member scores. */
	scores: boolean;
}

/** Everything about a room that decides who may write there. Built from the database, never from the document. */
export interface RoomRules {
	kind: 'evaluation' | 'ballot' | 'review';
	/** Whose ballot it is; only for ballots. */
	ballotOwner?: string;
	phase: Phase;
	blind: BlindMode;
	/** Subquestions whose scores are open to the group. */
	revealed: ReadonlySet<string>;
	/** Rows of this ballot that are handed in; empty elsewhere. */
	lockedRows: ReadonlySet<string>;
	/** Maximum in hundredths of a point. */
	subquestions: ReadonlyMap<string, { max: number; areaId: string }>;
	areas: ReadonlySet<string>;
	/** A room that takes nothing any more, whatever the phase (a review round that has ended). */
	frozen?: boolean;
}

/** Why a change is not let in. The texts are in the catalogue, one for each. */
export const RULE_REFUSALS = [
	'unknown-place',
	'server-only',
	'role',
	'phase',
	'room-closed',
	'paused',
	'not-scoring',
	'not-yours',
	'not-revealed',
	'handed-in',
	'row-revealed',
	'too-many-points',
	'wrong-author',
	'thread-fixed',
	'section-approved',
	'unknown-area',
] as const;
export type RuleRefusal = (typeof RULE_REFUSALS)[number];

export type Verdict = { ok: true } | { ok: false; code: RuleRefusal };

/** What the rules look at in a value; the values of `#document/values.ts` are all of this shape. */
export interface ValueFacts {
	points?: number | null;
	by?: string;
	state?: string;
	area?: string;
	subquestion?: string | undefined;
	[other: string]: unknown;
}

/** One change of one place. Absent `before`: nothing was there. Absent `after`: it is taken away. Texts have neither. */
export interface DocumentChange {
	place: Place;
	before?: ValueFacts | undefined;
	after?: ValueFacts | undefined;
}

interface Rule {
	roles: readonly Role[];
	phases: readonly Phase[];
	/** Only under one's own user id. */
	own?: true;
	/** Only members who score. */
	scoring?: true;
	/** Only once the row's scores are open to the group. */
	opened?: true;
	/** Only while the row is neither handed in nor revealed. */
	unopened?: true;
}

const SERVER_ONLY: Rule = { roles: [], phases: [] };
const LEAD = ['lead'] as const;
const WRITERS = ['lead', 'evaluator'] as const;
const COMMENTERS = ['lead', 'evaluator', 'reviewer'] as const;
const SCORING = ['scoring', 'calibration'] as const;
const AGREEING = ['calibration', 'review'] as const;
const WRITING = ['scoring', 'calibration', 'review'] as const;

/** The columns "who may write" and "in" of the contract. Several rules for one place: one that allows is enough. */
const EVALUATION: Readonly<Record<PlaceKind, readonly Rule[]>> = {
	score: [{ roles: WRITERS, phases: SCORING, own: true, scoring: true, opened: true }],
	firstScore: [SERVER_ONLY],
	consensus: [SERVER_ONLY],
	position: [{ roles: WRITERS, phases: AGREEING, own: true, scoring: true }],
	text: [{ roles: WRITERS, phases: WRITING }],
	finding: [{ roles: WRITERS, phases: WRITING }],
	source: [
		{ roles: WRITERS, phases: WRITING },
		{ roles: LEAD, phases: ['setup'] },
	],
	citation: [{ roles: WRITERS, phases: WRITING }],
	thread: [{ roles: WRITERS, phases: WRITING }],
	message: [{ roles: WRITERS, phases: WRITING, own: true }],
	resolution: [{ roles: WRITERS, phases: WRITING }],
	sectionState: [{ roles: WRITERS, phases: WRITING }],
	session: [SERVER_ONLY],
	sessionDiscussed: [SERVER_ONLY],
	sessionSpoken: [SERVER_ONLY],
	sessionRound: [SERVER_ONLY],
	outline: [{ roles: WRITERS, phases: WRITING }],
	fact: [{ roles: WRITERS, phases: WRITING }],
	roleModel: [{ roles: WRITERS, phases: WRITING }],
	question: [{ roles: WRITERS, phases: WRITING }],
	evidence: [{ roles: WRITERS, phases: WRITING }],
	dismissal: [{ roles: WRITERS, phases: WRITING }],
};

/** A frozen draft with a conversation of its own; everything that is not named here is the server's. */
const REVIEW: Readonly<Partial<Record<PlaceKind, readonly Rule[]>>> = {
	thread: [{ roles: COMMENTERS, phases: WRITING }],
	message: [{ roles: COMMENTERS, phases: WRITING, own: true }],
	resolution: [{ roles: WRITERS, phases: WRITING }],
};

/** One member's unrevealed scores, and nothing else. */
const BALLOT: Readonly<Partial<Record<PlaceKind, readonly Rule[]>>> = {
	score: [{ roles: WRITERS, phases: ['scoring'], own: true, scoring: true, unopened: true }],
};

const TABLES: Readonly<Record<RoomRules['kind'], Readonly<Partial<Record<PlaceKind, readonly Rule[]>>>>> = {
	evaluation: EVALUATION,
	ballot: BALLOT,
	review: REVIEW,
};

const ALLOWED: Verdict = { ok: true };
const refused = (code: RuleRefusal): Verdict => ({ ok: false, code });

/** Whether this actor may write at this place at all now, whatever the value. */
export function mayWrite(actor: DocumentActor, rules: RoomRules, place: Place): Verdict {
	if (!exists(rules, place)) return refused('unknown-place');
	const candidates = TABLES[rules.kind][place.kind] ?? [SERVER_ONLY];
	let verdict: Verdict = refused('server-only');
	for (const rule of candidates) {
		verdict = obeys(actor, rules, place, rule);
		if (verdict.ok) return verdict;
	}
	return verdict;
}

/** Whether this actor may write anything in this room now. What has no place at all still needs this right. */
export function mayWriteAnything(actor: DocumentActor, rules: RoomRules): Verdict {
	let verdict: Verdict = refused('role');
	for (const rule of Object.values(TABLES[rules.kind]).flat()) {
		if (!rule.roles.includes(actor.role)) continue;
		if (rule.scoring && !actor.scores) continue;
		if (rules.frozen) return refused('room-closed');
		if (rule.phases.includes(rules.phase)) return ALLOWED;
		verdict = refused('phase');
	}
	return verdict;
}

/** Whether this change may enter now: the right to write there, and what the value says about itself. */
export function decide(actor: DocumentActor, rules: RoomRules, change: DocumentChange): Verdict {
	const may = mayWrite(actor, rules, change.place);
	if (!may.ok) return may;
	switch (change.place.kind) {
		case 'score':
			return judgePoints(rules, change.place.subquestionId, change.after);
		case 'finding':
		case 'roleModel':
			return judgeArea(rules, change.after);
		case 'outline':
			return judgeOutline(rules, change.place.section, change.after);
		case 'question':
			return judgeQuestion(actor, rules, change);
		case 'dismissal':
		case 'resolution':
			return judgeAuthor(actor, change.after);
		case 'thread':
			if (change.before) return refused('thread-fixed');
			return judgeAuthor(actor, change.after);
		case 'sectionState':
			return judgeSectionState(actor, change);
		default:
			return ALLOWED;
	}
}

function obeys(actor: DocumentActor, rules: RoomRules, place: Place, rule: Rule): Verdict {
	if (rule.roles.length === 0) return refused('server-only');
	if (!rule.roles.includes(actor.role)) return refused('role');
	if (rule.own && !isOwn(actor, rules, place)) return refused('not-yours');
	if (rule.scoring && !actor.scores) return refused('not-scoring');
	if (!rule.phases.includes(rules.phase)) return refused('phase');
	if (rules.frozen) return refused('room-closed');
	if (rule.opened && !isOpen(rules, place)) return refused('not-revealed');
	if (rule.unopened) return judgeBallotRow(rules, place);
	return ALLOWED;
}

const isOwn = (actor: DocumentActor, rules: RoomRules, place: Place): boolean =>
	'userId' in place &&
	place.userId === actor.userId &&
	(rules.kind !== 'ballot' || rules.ballotOwner === actor.userId);

const rowOf = (place: Place): string => ('subquestionId' in place ? place.subquestionId : '');

const isOpen = (rules: RoomRules, place: Place): boolean =>
	rules.blind === 'off' || rules.revealed.has(rowOf(place));

function judgeBallotRow(rules: RoomRules, place: Place): Verdict {
	if (rules.revealed.has(rowOf(place))) return refused('row-revealed');
	return rules.lockedRows.has(rowOf(place)) ? refused('handed-in') : ALLOWED;
}

/** Subquestions and areas must be the framework's. */
function exists(rules: RoomRules, place: Place): boolean {
	if ('subquestionId' in place) return rules.subquestions.has(place.subquestionId);
	return 'section' in place ? sectionExists(rules, place.section) : true;
}

function sectionExists(rules: RoomRules, section: Section): boolean {
	if (section.kind === 'subquestion' || section.kind === 'note')
		return rules.subquestions.has(section.subquestionId);
	return section.kind !== 'area' || rules.areas.has(section.areaId);
}

/** Points are compared in hundredths, as they are kept. */
function judgePoints(rules: RoomRules, subquestionId: string, after: ValueFacts | undefined): Verdict {
	const max = rules.subquestions.get(subquestionId)?.max ?? 0;
	return typeof after?.points === 'number' && Math.round(after.points * 100) > max
		? refused('too-many-points')
		: ALLOWED;
}

/** A finding's or a role model's subquestion, where it has one, is of its area. */
function judgeArea(rules: RoomRules, after: ValueFacts | undefined): Verdict {
	if (!after) return ALLOWED;
	if (!rules.areas.has(after.area ?? '')) return refused('unknown-area');
	if (after.subquestion === undefined) return ALLOWED;
	return rules.subquestions.get(after.subquestion)?.areaId === after.area ? ALLOWED : refused('unknown-area');
}

/** A section stands in a chapter or, without an area, in the summary; what it serves is of that chapter. */
function judgeOutline(rules: RoomRules, section: Section, after: ValueFacts | undefined): Verdict {
	if (!after) return ALLOWED;
	const { area } = after;
	if (section.kind === 'subquestion')
		return rules.subquestions.get(section.subquestionId)?.areaId === area ? ALLOWED : refused('unknown-area');
	if (section.kind === 'area') return section.areaId === area ? ALLOWED : refused('unknown-area');
	if (area !== undefined && !rules.areas.has(area)) return refused('unknown-area');
	const served = (after.subquestions ?? []) as readonly string[];
	return served.every((id) => area !== undefined && rules.subquestions.get(id)?.areaId === area)
		? ALLOWED
		: refused('unknown-area');
}

/** Asked in one's own name; whoever answers leaves the name of who asked. */
function judgeQuestion(actor: DocumentActor, rules: RoomRules, { before, after }: DocumentChange): Verdict {
	if (!after) return ALLOWED;
	if (after.by !== (before?.by ?? actor.userId)) return refused('wrong-author');
	return after.area === undefined && after.subquestion === undefined ? ALLOWED : judgeArea(rules, after);
}

const judgeAuthor = (actor: DocumentActor, after: ValueFacts | undefined): Verdict =>
	after && after.by !== actor.userId ? refused('wrong-author') : ALLOWED;

/** Approved is the lead's word: only a lead sets it, changes it or takes it away. */
function judgeSectionState(actor: DocumentActor, { before, after }: DocumentChange): Verdict {
	const approval = before?.state === 'approved' || after?.state === 'approved';
	if (approval && actor.role !== 'lead') return refused('section-approved');
	return judgeAuthor(actor, after);
}
