/** What a version is called: its own name, or what it was kept at. */
import { isPhase } from '#domain/phases/phases.ts';
import type { Translate } from '#lib/i18n/index.ts';

/** A change of phase names itself by the phases' ids, and the clock's versions have no name; the reader gets words. */
export function versionName({ kind, label }: { kind: string; label: string }, t: Translate): string {
	if (kind === 'hourly') return t('history.hourly');
	const [from, to] = label.split(' → ');
	return (kind === 'phase' || kind === 'final') && isPhase(from) && isPhase(to)
		? t('versions.phaseChange', { from: t(`phase.${from}`), to: t(`phase.${to}`) })
		: label;
}
