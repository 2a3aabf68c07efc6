/** Who belongs to an evaluation, and as what. Changes are in force for rooms and sockets at the commit. */
import { scoresByDefault, type Role } from '#domain/permissions/roles.ts';
import { invitationPath } from '../auth/invitations.ts';
import { emailErrors, tidyEmail } from '../auth/person.ts';
import { record } from '../db/audit.ts';
import * as invitations from '../db/invitations.ts';
import * as rows from '../db/members.ts';
import * as users from '../db/users.ts';
import type { Actor } from './actor.ts';
import { invalid, notFound, ServiceError } from './errors.ts';
import type { IssuedInvitation } from './evaluations.ts';
import { commandOn, type CommandParts, type EvaluationCommand, type Scope } from './evaluation-command.ts';
import { seatFault, type NewMember, type Seat } from './new-evaluation.ts';
import { revealWhatIsDue } from './reveal.ts';
import type { Place } from './access.ts';

/** Either somebody with an account, who belongs from now on, or an invitation by a link that is shown once. */
export type AddedMember = ({ userId: string } | { invitation: IssuedInvitation }) & Seat;

export interface Members {
	/** Lead only. Throws 409 for somebody who belongs already, 422. Inviting an address again replaces its link. */
	add(actor: Actor, evaluationId: string, member: NewMember): Promise<AddedMember>;
	/** Lead only. Throws 409 `lastLead`. Without `scores`, who may score keeps what they had. */
	change(
		actor: Actor,
		evaluationId: string,
		userId: string,
		to: { role?: Role | undefined; scores?: boolean | undefined },
	): Promise<Seat>;
	/** Lead only. Their sockets close with 4403; their scores stay in the log. Throws 409 `lastLead`. */
	remove(actor: Actor, evaluationId: string, userId: string): Promise<void>;
}

interface MemberParts extends CommandParts {
	origin: () => string;
}

export function createMembers({ origin, ...parts }: MemberParts): Members {
	const manage = <T>(
		actor: Actor,
		evaluationId: string,
		scope: (place: Place) => Scope,
		run: (command: EvaluationCommand) => Promise<T>,
	) => commandOn(parts, actor, evaluationId, 'member.manage', scope, run);

	async function invite({ tx, actor }: EvaluationCommand, evaluationId: string, email: string, seat: Seat) {
		for (const open of await invitations.openOf(tx, evaluationId))
			if (open.email.toLowerCase() === email.toLowerCase()) await invitations.revoke(tx, open.id);
		const made = await invitations.create(tx, {
			email,
			invitedBy: actor.id,
			place: { evaluationId, ...seat },
		});
		await record(tx, {
			actor: actor.id,
			action: 'invitation.create',
			evaluationId,
			subject: made.id,
			detail: { ...seat },
		});
		return { invitation: { email, url: origin() + invitationPath(made.secret) }, ...seat };
	}

	/** After a voter left or stopped scoring: who remains may have handed in everything. */
	async function settle(command: EvaluationCommand, userId: string): Promise<void> {
		await revealWhatIsDue({ ...command, voters: command.voters.filter((voter) => voter !== userId) });
	}

	return {
		async add(actor, evaluationId, { email: address, role, scores = scoresByDefault(role) }) {
			const email = tidyEmail(address);
			const errors = emailErrors(email);
			if (seatFault({ role, scores })) errors.push({ path: 'scores', code: 'roleCannotScore' });
			if (errors.length > 0) throw invalid(errors);
			const seat = { role, scores };
			return manage(
				actor,
				evaluationId,
				() => ({}),
				async (command) => {
					const { tx, room } = command;
					const user = await users.findByEmail(tx, email);
					if (!user) return invite(command, evaluationId, email, seat);
					if (user.disabled_at) throw invalid([{ path: 'email', code: 'accountDisabled' }]);
					if (await rows.find(tx, evaluationId, user.id))
						throw new ServiceError(409, 'alreadyMember', {
							errors: [{ path: 'email', code: 'alreadyMember' }],
						});
					await rows.join(tx, evaluationId, user.id, role, scores);
					await record(tx, {
						actor: actor.id,
						action: 'member.add',
						evaluationId,
						subject: user.id,
						detail: { ...seat },
					});
					room.notice({ kind: 'members' });
					return { userId: user.id, ...seat };
				},
			);
		},

		change: (actor, evaluationId, userId, to) =>
			manage(actor, evaluationId, leaving(userId), async (command) => {
				const { tx, room } = command;
				const member = await memberOf(command, evaluationId, userId);
				const role = to.role ?? member.role;
				const scores = to.scores ?? keptScores(member, role);
				if (seatFault({ role, scores })) throw invalid([{ path: 'scores', code: 'roleCannotScore' }]);
				if (role !== 'lead') await keepLead(command, evaluationId, userId);
				await rows.change(tx, evaluationId, userId, { role, scores });
				await record(tx, {
					actor: actor.id,
					action: 'member.change',
					evaluationId,
					subject: userId,
					detail: { role, scores, from: { role: member.role, scores: member.scores } },
				});
				if (!scores) await settle(command, userId);
				room.notice({ kind: 'members' });
				return { role, scores };
			}),

		remove: (actor, evaluationId, userId) =>
			manage(actor, evaluationId, leaving(userId), async (command) => {
				const { tx, room } = command;
				const member = await memberOf(command, evaluationId, userId);
				await keepLead(command, evaluationId, userId);
				await rows.remove(tx, evaluationId, userId);
				await record(tx, {
					actor: actor.id,
					action: 'member.remove',
					evaluationId,
					subject: userId,
					detail: { role: member.role, scores: member.scores },
				});
				await settle(command, userId);
				room.notice({ kind: 'members' });
			}),
	};
}

/** Somebody leaving the voters can complete a round, and a reveal needs every ballot. */
const leaving =
	(userId: string) =>
	({ evaluation: { blind } }: Place): Scope => ({ ballots: blind === 'evaluation' ? [userId] : 'all' });

async function memberOf(
	{ tx }: EvaluationCommand,
	evaluationId: string,
	userId: string,
): Promise<rows.MemberRow> {
	const member = await rows.find(tx, evaluationId, userId);
	if (!member) throw notFound();
	return member;
}

/** Whoever may score in both roles keeps their setting; else the role's default. */
function keptScores(member: rows.MemberRow, role: Role): boolean {
	const may = (one: Role) => one === 'lead' || one === 'evaluator';
	return may(member.role) && may(role) ? member.scores : scoresByDefault(role);
}

/** A lead whose account is disabled leads nobody. */
async function keepLead({ tx }: EvaluationCommand, evaluationId: string, leaving: string): Promise<void> {
	const others = (await rows.ableLeads(tx, evaluationId)).filter((userId) => userId !== leaving);
	if (others.length === 0) throw new ServiceError(409, 'lastLead');
}
