/**
 * May this person do this here? Takes hostile input and answers no: whatever is not exactly a known role, a
 * known action and a fitting circumstance is refused, and nothing throws.
 */
import type { Phase } from '../phases/phases.ts';
import { ACTIONS, type Action, type ActionRule } from './actions.ts';

export interface Circumstances {
	/** Where given, the action must belong to this phase. */
	phase?: Phase | undefined;
	/** Whether this member scores. */
	scores?: boolean | undefined;
	consensusBy?: 'lead' | 'evaluators' | undefined;
}

/** `who`: a role in the evaluation, or 'admin' for an administrator who acts as such. */
export function can(who: unknown, action: unknown, circumstances: Circumstances = {}): boolean {
	if (typeof who !== 'string' || typeof action !== 'string' || !Object.hasOwn(ACTIONS, action)) return false;
	const rule: ActionRule = ACTIONS[action as Action];
	const { phase, scores, consensusBy } = circumstances ?? {};
	if (phase !== undefined && rule.phases && !rule.phases.includes(phase)) return false;
	if (who === 'admin') return rule.admin === true;
	const roles: readonly string[] =
		consensusBy === 'evaluators' && rule.whenShared ? [...rule.roles, ...rule.whenShared] : rule.roles;
	return roles.includes(who) && (!rule.scoring || scores === true);
}
