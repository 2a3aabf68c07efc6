/** An evaluation as pages and the API see it: the relational side, without the shared document. */
import type { BlindMode, Role } from '../permissions/roles.ts';
import type { Phase } from '../phases/phases.ts';

export interface Member {
	userId: string;
	name: string;
	/** Two or three letters shown beside every score and caret; unique within the evaluation. */
	initials: string;
	email: string;
	role: Role;
	/** Whether this member scores. */
	scores: boolean;
	/** 0–7: place in the colour-blind-safe set, fixed for the evaluation. */
	color: number;
}

export interface PendingInvitation {
	id: string;
	email: string;
	role: Role;
	/** ISO 8601. */
	expiresAt: string;
}

export interface EvaluationSummary {
	id: string;
	title: string;
	frameworkId: string;
	municipality: { code: string; name: string };
	year: number;
	phase: Phase;
	role: Role;
	/** Rows I have scored of all rows; undefined for those who do not score. */
	progress?: { filled: number; of: number };
	/** ISO 8601, last committed change. */
	changedAt: string;
}

export interface EvaluationDetail {
	id: string;
	title: string;
	frameworkId: string;
	municipality: { code: string; name: string };
	year: number;
	previousEvaluationId: string | null;
	/** The cohort its figures are set beside. */
	cohortId: string | null;
	phase: Phase;
	blind: BlindMode;
	/** Share of max, 0–1: from here on a spread counts as disagreement. */
	tolerance: number;
	consensusBy: 'lead' | 'evaluators';
	members: Member[];
	/** Leads only; empty for everyone else. */
	invitations: PendingInvitation[];
	myRole: Role;
	myScores: boolean;
	/** Subquestions whose scores are open to the group; all of them when blind is off. */
	revealed: string[];
	/** ISO 8601. */
	createdAt: string;
}
