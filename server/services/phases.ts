/**
 * The phases of an evaluation: one step at a time, in force at one point of the log for everyone. Every live
 * socket is told by the hub, since what it may do from now on is the socket's own.
 */
import { phasesOf } from '#domain/permissions/actions.ts';
import { finalBlockers } from '#domain/phases/final-blockers.ts';
import { phaseStep, type Phase } from '#domain/phases/phases.ts';
import { evaluationIn } from '#document/evaluation-document.ts';
import { record } from '../db/audit.ts';
import * as evaluations from '../db/evaluations.ts';
import type { Actor } from './actor.ts';
import { invalid, ServiceError } from './errors.ts';
import { commandOn, type CommandParts, type EvaluationCommand } from './evaluation-command.ts';
import { hiddenIn, reveal } from './reveal.ts';
import { closeSession } from './session-command.ts';
import type { CommandContext } from '../sync/hub.types.ts';

export interface Phases {
	/**
	 * Lead only. To calibration reveals what is hidden; a session that is open ends before setup and review; to final
	 * answers 409 with what blocks (missing consensus, open objections, scores changed since); a step back needs a reason (422) and is kept with it.
	 */
	change(actor: Actor, evaluationId: string, to: Phase, reason?: string): Promise<{ phase: Phase }>;
}

export interface PhaseSnapshots {
	/** Keeps the shared document as this command leaves it. */
	inCommand(
		context: CommandContext,
		snapshot: { evaluationId: string; kind: 'phase' | 'final'; label: string; by: string },
	): Promise<unknown>;
}

interface PhaseParts extends CommandParts {
	snapshots: PhaseSnapshots;
}

export function createPhases({ snapshots, ...parts }: PhaseParts): Phases {
	const scope = () => ({ ballots: 'all' as const });
	return {
		change: (actor, evaluationId, to, reason) =>
			commandOn(parts, actor, evaluationId, 'phase.change', scope, async (command) => {
				const { phase: from, blind } = command.place.evaluation;
				checkStep(from, to, reason);
				if (to === 'final') refuseUnfinished(command);
				if (from === 'scoring' && to === 'calibration' && blind !== 'off')
					await reveal(command, await hiddenIn(command), actor.id);
				if (!phasesOf('session.part').includes(to)) closeSession(command.room);
				await step(command, to, reason?.trim() || null);
				await snapshots.inCommand(command.context, {
					evaluationId,
					kind: to === 'final' ? 'final' : 'phase',
					label: `${from} → ${to}`,
					by: actor.id,
				});
				return { phase: to };
			}),
	};
}

async function step(
	{ tx, actor, place, room }: EvaluationCommand,
	to: Phase,
	reason: string | null,
): Promise<void> {
	const { id, phase: from } = place.evaluation;
	await evaluations.setPhase(tx, id, to);
	await evaluations.insertPhaseChange(tx, {
		evaluation_id: id,
		from_phase: from,
		to_phase: to,
		reason,
		by_user: actor.id,
		seq: room.written ? room.seq + 1 : room.seq,
	});
	await record(tx, {
		actor: actor.id,
		action: 'phase.change',
		evaluationId: id,
		subject: id,
		detail: { from, to, ...(reason !== null && { reason }) },
	});
}

function checkStep(from: Phase, to: Phase, reason: string | undefined): void {
	const step = phaseStep(from, to, reason);
	if (step.ok) return;
	switch (step.why) {
		case 'same':
			throw new ServiceError(409, 'samePhase', { params: { phase: from } });
		case 'not-adjacent':
			throw new ServiceError(409, 'phaseNotAdjacent', { params: { phase: from, to } });
		case 'reason-missing':
			throw invalid([{ path: 'reason', code: 'reasonNeeded' }]);
	}
}

function refuseUnfinished({ framework, room, voters }: EvaluationCommand): void {
	const blockers = finalBlockers(framework, evaluationIn(room.doc), voters);
	if (blockers.length === 0) return;
	throw new ServiceError(409, 'notReadyForFinal', {
		params: { count: blockers.length },
		errors: blockers.map(({ code, subquestionId }) => ({
			path: `consensus.${subquestionId}`,
			code,
			params: { subquestion: subquestionId },
		})),
	});
}
