/**
 * What someone may ask of the server, outside the shared document: one row per action, as data. Who may write
 * which part of the document stands in `document-rules.ts`.
 */
import { PHASES, type Phase } from '../phases/phases.ts';
import type { SessionPart } from '../session/session.ts';
import type { Role } from './roles.ts';

export interface ActionRule {
	/** Roles that may. */
	readonly roles: readonly Role[];
	/**
	 * Whether administrators may, without being members. They never see what is inside an evaluation; what they take
	 * out to carry it elsewhere is noted in the audit log.
	 */
	readonly admin?: true;
	/** Only in these phases; absent: in all. */
	readonly phases?: readonly Phase[];
	/** Only those of the roles who score. */
	readonly scoring?: true;
	/** Roles that may in addition where the evaluation lets evaluators set consensus. */
	readonly whenShared?: readonly Role[];
	/** Roles that may in addition if they score. */
	readonly whenScoring?: readonly Role[];
	/** Parts in a calibration session whose holder may as well, if the role may hold one. */
	readonly asPart?: readonly SessionPart[];
}

const everyone = ['lead', 'evaluator', 'reviewer', 'observer'] as const;
/** Those who may open the shared document: it shows everything to everyone in it. */
const inside = ['lead', 'evaluator', 'observer'] as const;
const writers = ['lead', 'evaluator'] as const;
const lead = ['lead'] as const;
const reviewer = ['reviewer'] as const;
/** When a calibration session can be held. */
const meeting = ['scoring', 'calibration'] as const;
/** Until the figures, and what they are set beside, are fixed. */
const beforeFinal = ['setup', 'scoring', 'calibration', 'review'] as const;
/** When the document's common work can be written. */
const writing = ['scoring', 'calibration', 'review'] as const;
/** When a draft can be read and commented: once there is something agreed, until it is final. */
const reviewing = ['calibration', 'review'] as const;

/** When the report and what it rests on is being gathered; a lead begins before the others. */
const preparing = ['setup', ...writing] as const;

export const ACTIONS = {
	'evaluation.read': { roles: everyone },
	'evaluation.export': { roles: lead, admin: true },
	'evaluation.import': { roles: [], admin: true },
	'content.read': { roles: inside },
	'history.read': { roles: inside },
	'progress.read': { roles: inside },
	'report.read': { roles: everyone },
	'snapshot.read': { roles: inside },
	'snapshot.create': { roles: lead },
	'content.restore': { roles: lead, phases: writing },
	'section.restore': { roles: writers, phases: writing },
	'phase.change': { roles: lead },
	'readiness.read': { roles: inside },
	'signOff.give': { roles: writers, phases: ['review'] },
	'version.read': { roles: inside },
	'member.manage': { roles: lead },
	'ballot.submit': { roles: writers, phases: ['scoring'], scoring: true },
	'ballot.reopen': { roles: lead, phases: ['scoring'] },
	'ballot.reveal': { roles: lead, phases: ['scoring', 'calibration'] },
	'consensus.set': { roles: lead, phases: ['calibration', 'review'], whenShared: ['evaluator'] },
	'consensus.dissent': { roles: writers, phases: ['calibration', 'review'] },
	'session.part': { roles: writers, phases: meeting },
	'session.grant': { roles: lead, phases: meeting },
	'session.run': { roles: lead, phases: meeting, asPart: ['facilitator'] },
	'session.mark': { roles: lead, phases: meeting, asPart: ['facilitator', 'scribe'] },
	'board.read': { roles: inside },
	'agreement.read': { roles: inside },
	'agreement.data': { roles: lead, whenScoring: ['evaluator'] },
	'leniency.all': { roles: lead },
	'thread.resolve': { roles: writers, phases: writing },
	'round.read': { roles: everyone },
	'round.open': { roles: lead, phases: reviewing },
	'round.close': { roles: lead },
	'round.handIn': { roles: reviewer, phases: reviewing },
	'round.invite': { roles: lead, phases: reviewing },
	'round.revoke': { roles: lead },
	'file.read': { roles: inside },
	'file.add': { roles: writers, phases: writing },
	'file.prepare': { roles: lead, phases: preparing },
	'note.read': { roles: writers },
	'note.write': { roles: writers, phases: writing },
	'note.prepare': { roles: lead, phases: preparing },
	'note.erase': { roles: writers },
	'note.eraseAll': { roles: lead, admin: true },
	'followUp.read': { roles: inside },
	'followUp.write': { roles: writers, phases: ['review', 'final'] },
	'carryOver.run': { roles: lead, phases: ['setup'] },
	'share.create': { roles: lead, phases: ['final'] },
	'share.manage': { roles: lead },
	'result.read': { roles: everyone, admin: true },
	'result.manage': { roles: lead, admin: true },
	'cohort.manage': { roles: lead, admin: true },
	'cohort.choose': { roles: lead, phases: beforeFinal },
	'comparison.read': { roles: everyone },
	'framework.import': { roles: [], admin: true },
	'audit.read': { roles: [], admin: true },
	'retention.manage': { roles: [], admin: true },
	'person.erase': { roles: [], admin: true },
	'user.manage': { roles: [], admin: true },
} as const satisfies Record<string, ActionRule>;

export type Action = keyof typeof ACTIONS;

/** The phases an action belongs to; all of them for one that does not depend on the phase. */
export function phasesOf(action: Action): readonly Phase[] {
	const rule: ActionRule = ACTIONS[action];
	return rule.phases ?? PHASES;
}
