/**
 * May this person do this here? Takes hostile input and answers no: whatever is not exactly a known role, a
 * known action and a fitting circumstance is refused, and nothing throws.
 */
import type { Phase } from '../phases/phases.ts';
import type { SessionPart } from '../session/session.ts';
import { ACTIONS, type Action, type ActionRule } from './actions.ts';

export interface Circumstances {
	/** Where given, the action must belong to this phase. */
	phase?: Phase | undefined;
	/** Whether this member scores. */
	scores?: boolean | undefined;
	consensusBy?: 'lead' | 'evaluators' | undefined;
	/** What this person holds in the evaluation's calibration session. */
	parts?: readonly SessionPart[] | undefined;
}

/** `who`: a role in the evaluation, or 'admin' for an administrator who acts as such. */
export function can(who: unknown, action: unknown, circumstances: Circumstances = {}): boolean {
	if (typeof who !== 'string' || typeof action !== 'string' || !Object.hasOwn(ACTIONS, action)) return false;
	const rule: ActionRule = ACTIONS[action as Action];
	const { phase, scores, consensusBy, parts } = circumstances ?? {};
	if (phase !== undefined && rule.phases && !rule.phases.includes(phase)) return false;
	if (who === 'admin') return rule.admin === true;
	const holds = Array.isArray(parts) && rule.asPart?.some((part) => parts.includes(part)) === true;
	const roles: readonly string[] = [
		...rule.roles,
		...(consensusBy === 'evaluators' ? (rule.whenShared ?? []) : []),
		...(scores === true ? (rule.whenScoring ?? []) : []),
		...(holds ? ACTIONS['session.part'].roles : []),
	];
	return roles.includes(who) && (!rule.scoring || scores === true);
}
