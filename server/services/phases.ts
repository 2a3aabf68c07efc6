/**
 * The phases of an evaluation: one step at a time, in force at one point of the log for everyone. Every live
 * socket is told by the hub, since what it may do from now on is the socket's own.
 */
import { phasesOf } from '#domain/permissions/actions.ts';
import { phaseStep, type Phase } from '#domain/phases/phases.ts';
import { record } from '../db/audit.ts';
import * as evaluations from '../db/evaluations.ts';
import type { Actor } from './actor.ts';
import { invalid, ServiceError } from './errors.ts';
import { commandOn, type CommandParts, type EvaluationCommand } from './evaluation-command.ts';
import { finalCommand, refuseUnready } from './finalise.ts';
import { freeze } from './final-versions.ts';
import { hiddenIn, reveal } from './reveal.ts';
import { closeSession } from './session-command.ts';
import type { CommandContext } from '../sync/hub.types.ts';

export interface Phases {
	/**
	 * Lead only. To calibration reveals what is hidden; a session that is open ends before setup and review; to final
	 * answers 409 with everything that blocks, and else freezes the next version; a step back needs a reason (422) and
	 * is kept with it.
	 */
	change(
		actor: Actor,
		evaluationId: string,
		to: Phase,
		reason?: string,
		options?: { acknowledged?: readonly string[] | undefined },
	): Promise<PhaseChanged>;
}

export interface PhaseChanged {
	phase: Phase;
	/** Of the version that was frozen: `1.0`. */
	version?: string;
}

export interface PhaseSnapshots {
	/** Keeps the shared document as this command leaves it. */
	inCommand(
		context: CommandContext,
		snapshot: { evaluationId: string; kind: 'phase' | 'final'; label: string; by: string },
	): Promise<{ id: string; sha256: string; seq: number }>;
}

interface PhaseParts extends CommandParts {
	snapshots: PhaseSnapshots;
	/** Milliseconds since 1970. */
	now?: () => number;
}

export function createPhases({ snapshots, now = Date.now, ...parts }: PhaseParts): Phases {
	const scope = () => ({ ballots: 'all' as const });
	return {
		change: (actor, evaluationId, to, reason, { acknowledged } = {}) => {
			if (to === 'final') return finalise(actor, evaluationId, reason, acknowledged);
			return commandOn(parts, actor, evaluationId, 'phase.change', scope, async (command) => {
				const { phase: from, blind } = command.place.evaluation;
				checkStep(from, to, reason);
				if (from === 'scoring' && to === 'calibration' && blind !== 'off')
					await reveal(command, await hiddenIn(command), actor.id);
				if (!phasesOf('session.part').includes(to)) closeSession(command.room);
				await step(command, to, reason?.trim() || null);
				await snapshots.inCommand(command.context, {
					evaluationId,
					kind: 'phase',
					label: `${from} → ${to}`,
					by: actor.id,
				});
				return { phase: to };
			});
		},
	};

	function finalise(
		actor: Actor,
		evaluationId: string,
		reason: string | undefined,
		acknowledged: readonly string[] | undefined,
	): Promise<PhaseChanged> {
		return finalCommand(parts, actor, evaluationId, async (command, readiness) => {
			const { phase: from } = command.place.evaluation;
			checkStep(from, 'final', reason);
			const state = await readiness();
			refuseUnready(state, acknowledged);
			await step(command, 'final', reason?.trim() || null);
			const snapshot = await snapshots.inCommand(command.context, {
				evaluationId,
				kind: 'final',
				label: `${from} → final`,
				by: actor.id,
			});
			const { version } = await freeze(command, {
				state,
				snapshot,
				acknowledged: acknowledged !== undefined,
				now: now(),
			});
			return { phase: 'final', version };
		});
	}
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
