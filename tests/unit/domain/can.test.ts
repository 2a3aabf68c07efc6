import { describe, expect, test } from 'vitest';
import { ACTIONS, phasesOf, type Action } from '#domain/permissions/actions.ts';
import { can } from '#domain/permissions/can.ts';
import { PHASES } from '#domain/phases/phases.ts';
import { ROLES } from '#domain/permissions/roles.ts';

/** Who may, spelled out a second time and on purpose: l(ead) e(valuator) r(eviewer) o(bserver) a(dmin). */
const WHO: Record<Action, string> = {
	'evaluation.read': 'lero',
	'content.read': 'leo',
	'history.read': 'leo',
	'progress.read': 'leo',
	'report.read': 'lero',
	'snapshot.read': 'leo',
	'snapshot.create': 'l',
	'content.restore': 'l',
	'section.restore': 'le',
	'thread.resolve': 'le',
	'phase.change': 'l',
	'readiness.read': 'leo',
	'signOff.give': 'le',
	'version.read': 'leo',
	'member.manage': 'l',
	'ballot.submit': 'le',
	'ballot.reopen': 'l',
	'ballot.reveal': 'l',
	'consensus.set': 'l',
	'consensus.dissent': 'le',
	'session.part': 'le',
	'session.grant': 'l',
	'session.run': 'l',
	'session.mark': 'l',
	'board.read': 'leo',
	'agreement.read': 'leo',
	'agreement.data': 'le',
	'leniency.all': 'l',
	'round.read': 'lero',
	'round.open': 'l',
	'round.close': 'l',
	'round.handIn': 'r',
	'round.invite': 'l',
	'round.revoke': 'l',
	'file.read': 'leo',
	'file.add': 'le',
	'file.prepare': 'l',
	'note.read': 'le',
	'note.write': 'le',
	'note.prepare': 'l',
	'note.erase': 'le',
	'note.eraseAll': 'la',
	'followUp.read': 'leo',
	'followUp.write': 'le',
	'carryOver.run': 'l',
	'share.create': 'l',
	'share.manage': 'l',
	'result.read': 'leroa',
	'result.manage': 'la',
	'cohort.manage': 'la',
	'cohort.choose': 'l',
	'comparison.read': 'lero',
	'framework.import': 'a',
	'audit.read': 'a',
	'retention.manage': 'a',
	'person.erase': 'a',
	'evaluation.export': 'la',
	'evaluation.import': 'a',
	'user.manage': 'a',
};

const actions = Object.keys(ACTIONS) as Action[];

describe.each(actions)('%s', (action) => {
	test.each([...ROLES, 'admin'])('for %s', (who) => {
		expect(can(who, action, { scores: true })).toBe(WHO[action].includes(who[0]!));
	});
	test.each(PHASES)('in %s', (phase) => {
		const [first] = WHO[action];
		const who = [...ROLES, 'admin'].find((role) => role.startsWith(first!));
		expect(can(who, action, { scores: true, phase })).toBe(phasesOf(action).includes(phase));
	});
});

test('only those who score hand in a ballot', () => {
	expect(can('lead', 'ballot.submit', { scores: true })).toBe(true);
	for (const scores of [false, undefined]) expect(can('lead', 'ballot.submit', { scores })).toBe(false);
});

test('evaluators set consensus only where the evaluation lets them, observers and reviewers never', () => {
	const circumstances = { consensusBy: 'evaluators' } as const;
	expect(ROLES.filter((role) => can(role, 'consensus.set', circumstances))).toEqual(['lead', 'evaluator']);
	expect(ROLES.filter((role) => can(role, 'consensus.set', { consensusBy: 'lead' }))).toEqual(['lead']);
});

test('whoever holds a part in a session may what belongs to it, if the role may hold one at all', () => {
	const who = (action: Action, part: 'facilitator' | 'scribe') =>
		ROLES.filter((role) => can(role, action, { parts: [part] }));
	expect(who('session.run', 'facilitator')).toEqual(['lead', 'evaluator']);
	expect(who('session.run', 'scribe')).toEqual(['lead']);
	expect(who('session.mark', 'facilitator')).toEqual(['lead', 'evaluator']);
	expect(who('session.mark', 'scribe')).toEqual(['lead', 'evaluator']);
	expect(who('session.grant', 'facilitator')).toEqual(['lead']);
	expect(who('phase.change', 'facilitator')).toEqual(['lead']);
});

test('the numbers behind the statistics are for leads and for those who gave some', () => {
	for (const scores of [false, undefined])
		expect(ROLES.filter((role) => can(role, 'agreement.data', { scores }))).toEqual(['lead']);
	expect(ROLES.filter((role) => can(role, 'agreement.data', { scores: true }))).toEqual([
		'lead',
		'evaluator',
	]);
});

const hostile: unknown[] = [
	undefined, null, 0, 1, true, '', ' lead', 'lead ', 'LEAD', 'Lead', 'leader', 'guest', '__proto__', 'constructor',
	'toString', 'roles', [], ['lead'], {}, { toString: () => 'lead' }, Symbol('lead'), () => 'lead', new String('lead'), NaN,
]; // prettier-ignore

test('whoever is not exactly somebody may do nothing', () => {
	for (const who of hostile)
		for (const action of actions)
			expect(can(who, action, { scores: true, consensusBy: 'evaluators' })).toBe(false);
});

test('what is not exactly an action nobody may do', () => {
	for (const who of [...ROLES, 'admin'])
		for (const action of [...hostile, 'phase.CHANGE', 'phase', 'hasOwnProperty'])
			expect(can(who, action)).toBe(false);
});

test('circumstances of a wrong kind grant nothing', () => {
	for (const circumstances of [null, { phase: '__proto__' }, { scores: 'true' }, { scores: 1 }])
		expect(can('evaluator', 'ballot.submit', circumstances as never)).toBe(false);
	for (const parts of [null, 'facilitator', { includes: () => true }, ['constructor'], [['facilitator']]])
		expect(can('evaluator', 'session.run', { parts } as never)).toBe(false);
});
