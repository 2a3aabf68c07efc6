/** What an evaluation waits for from one member, as a line of the list of evaluations. */
import type { EvaluationSummary } from '#domain/evaluation/evaluation.ts';
import type { Translate } from '#lib/i18n/index.ts';

export interface Need {
	text: string;
	/** Whether there is something to do now. */
	now: boolean;
}

/** `drafts`: open review rounds of it that wait for this member. */
export function needsMe({ phase, role, progress }: EvaluationSummary, t: Translate, drafts = 0): Need {
	const writes = role === 'lead' || role === 'evaluator';
	const left = progress ? progress.of - progress.filled : 0;
	const nothing = { text: t('home.needs.nothing'), now: false };
	if (role === 'reviewer' && phase !== 'final')
		return drafts > 0 ? { text: t('home.needs.review'), now: true } : nothing;
	switch (phase) {
		case 'setup':
			return role === 'lead' ? { text: t('home.needs.prepare'), now: true } : nothing;
		case 'scoring':
			if (left > 0) return { text: t('home.needs.score', { left }), now: true };
			return role === 'lead' ? { text: t('home.needs.lead.scoring'), now: false } : nothing;
		case 'calibration':
			return writes ? { text: t('home.needs.calibrate'), now: true } : nothing;
		case 'review':
			if (role === 'lead') return { text: t('home.needs.finish'), now: true };
			return role === 'observer' ? nothing : { text: t('home.needs.review'), now: true };
		case 'final':
			return { text: t('home.needs.done'), now: false };
	}
}
