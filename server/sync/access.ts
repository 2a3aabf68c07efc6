/** Who may enter a room, and whether there is anything they may write there. Pure; the situation decides. */
import { CLOSE, type CloseCode } from '#document/close-codes.ts';
import type { Room } from '#document/rooms.ts';
import {
	mayWrite,
	type DocumentActor,
	type Place,
	type RoomRules,
	type RuleRefusal,
} from '#domain/permissions/document-rules.ts';
import type { Role } from '#domain/permissions/roles.ts';
import { GUEST_ROLE } from './review-room.ts';
import { rulesOf, type Situation, type SituationMember } from './room-rules.ts';

/** What an open socket may do; renewed after every command. */
export interface Grant {
	readonly actor: DocumentActor;
	readonly role: Role;
	/** Why nothing in this room is open to this member now; undefined where something is. */
	readonly readOnly: RuleRefusal | undefined;
	/** How this member appears to the others. */
	readonly person: { id: string; name: string; initials: string; color: number };
}

export type Access = { ok: true; grant: Grant } | { ok: false; code: CloseCode; why: string };

const closed = (code: CloseCode, why: string): Access => ({ ok: false, code, why });

export function accessTo(room: Room, situation: Situation | undefined, userId: string): Access {
	if (!situation) return closed(CLOSE.noSuchRoom, 'no such evaluation');
	switch (room.kind) {
		case 'evaluation':
			return evaluationAccess(room, situation, userId);
		case 'ballot':
			return ballotAccess(room, situation, userId);
		case 'review':
			return reviewAccess(room, situation, userId);
	}
}

function evaluationAccess(room: Room, situation: Situation, userId: string): Access {
	// Everything in a shared document reaches every client, and reviewers may not see individual scores.
	if (situation.members.get(userId)?.role === 'reviewer') return closed(CLOSE.notAllowed, 'reviewer');
	return memberAccess(room, situation, userId);
}

function ballotAccess(room: Room & { kind: 'ballot' }, situation: Situation, userId: string): Access {
	if (situation.blind === 'off') return closed(CLOSE.noSuchRoom, 'no ballots without blind scoring');
	if (room.userId !== userId) return closed(CLOSE.notAllowed, "another member's ballot");
	if (situation.members.get(userId)?.scores !== true) return closed(CLOSE.notAllowed, 'does not score');
	return memberAccess(room, situation, userId);
}

function reviewAccess(room: Room & { kind: 'review' }, situation: Situation, userId: string): Access {
	const round = situation.rounds.get(room.roundId);
	if (!round) return closed(CLOSE.noSuchRoom, 'no such review round');
	const guest = round.guests.get(userId);
	if (!guest) return memberAccess(room, situation, userId);
	const { name, initials, color } = guest;
	return granted(room, situation, { userId, role: GUEST_ROLE, scores: false, name, initials, color });
}

function memberAccess(room: Room, situation: Situation, userId: string): Access {
	const member = situation.members.get(userId);
	return member ? granted(room, situation, member) : closed(CLOSE.notAllowed, 'not a member');
}

function granted(room: Room, situation: Situation, member: SituationMember): Access {
	const { userId } = member;
	const actor: DocumentActor = { userId, role: member.role, scores: member.scores };
	return {
		ok: true,
		grant: {
			actor,
			role: member.role,
			readOnly: whyReadOnly(actor, rulesOf(room, situation)),
			person: { id: userId, name: member.name, initials: member.initials, color: member.color },
		},
	};
}

/** Asks the rules themselves, at places that stand for all. */
function whyReadOnly(actor: DocumentActor, rules: RoomRules): RuleRefusal | undefined {
	let why: RuleRefusal | undefined;
	for (const place of placesToWrite(actor, rules)) {
		const verdict = mayWrite(actor, rules, place);
		if (verdict.ok) return undefined;
		why ??= verdict.code;
	}
	return why;
}

function placesToWrite({ userId }: DocumentActor, rules: RoomRules): Place[] {
	if (rules.kind === 'ballot')
		return [...rules.subquestions.keys()].map((subquestionId) => ({ kind: 'score', subquestionId, userId }));
	return [
		{ kind: 'message', threadId: 'any', userId, id: 'any' },
		{ kind: 'text', section: { kind: 'report', part: 'summary' } },
		{ kind: 'source', id: 'any' },
	];
}
