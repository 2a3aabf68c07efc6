/** The phases of an evaluation as one graph: one step forward, one step back with a reason. */
export const PHASES = ['setup', 'scoring', 'calibration', 'review', 'final'] as const;
export type Phase = (typeof PHASES)[number];

export const isPhase = (value: unknown): value is Phase => (PHASES as readonly unknown[]).includes(value);

export type PhaseStep =
	| { ok: true; direction: 'forward' | 'back' }
	| { ok: false; why: 'same' | 'not-adjacent' | 'reason-missing' };

/** Whether an evaluation may go from one phase to another. A step back needs a reason that is not blank. */
export function phaseStep(from: Phase, to: Phase, reason?: string): PhaseStep {
	const distance = PHASES.indexOf(to) - PHASES.indexOf(from);
	if (distance === 0) return { ok: false, why: 'same' };
	if (distance === 1) return { ok: true, direction: 'forward' };
	if (distance !== -1) return { ok: false, why: 'not-adjacent' };
	return reason?.trim() ? { ok: true, direction: 'back' } : { ok: false, why: 'reason-missing' };
}

export const nextPhase = (phase: Phase): Phase | undefined => PHASES[PHASES.indexOf(phase) + 1];
export const previousPhase = (phase: Phase): Phase | undefined => PHASES[PHASES.indexOf(phase) - 1];
