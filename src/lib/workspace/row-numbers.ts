/** The figures of the map: each row's value as this reader sees it, and the sums as they would print. */
import type { AgreedFigure, AgreedFigures } from '#domain/points/totals.ts';
import { toHundredths } from '#domain/points/points.ts';
import type { Consensus, Score } from '#document/values.ts';

/** A score as a figure of its owner's own sums; nothing for one who abstains or has given nothing. */
export function ownFigure(score: Score | undefined): AgreedFigure | undefined {
	if (!score || 'abstain' in score) return undefined;
	if ('notAssessable' in score) return { kind: 'not-assessable' };
	const points = toHundredths(score.points);
	return points === undefined ? undefined : { kind: 'points', points };
}

export function consensusFigure(consensus: Consensus | undefined): AgreedFigure | undefined {
	if (!consensus) return undefined;
	if (!('points' in consensus)) return { kind: 'not-assessable' };
	const points = consensus.points === null ? undefined : toHundredths(consensus.points);
	return points === undefined ? undefined : { kind: 'points', points };
}

export function figuresOf(
	ids: readonly string[],
	figure: (id: string) => AgreedFigure | undefined,
): AgreedFigures {
	const figures = new Map<string, AgreedFigure>();
	for (const id of ids) {
		const value = figure(id);
		if (value) figures.set(id, value);
	}
	return figures;
}
