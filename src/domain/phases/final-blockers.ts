/** What stands between a reviewed evaluation and its final version: a list, so that all of it can be shown at once. */
import { boardOf, type EvaluationDocument, type Tile } from '../consensus/board.ts';
import { isAgreed } from '../consensus/value.ts';
import type { Framework } from '../framework/framework.ts';

export type FinalBlockerCode = 'consensusMissing' | 'objectionOpen' | 'scoresChangedSince';

export interface FinalBlocker {
	code: FinalBlockerCode;
	subquestionId: string;
}

/**
 * Empty: the evaluation may become final. In the framework's order. `members`: whose scores and positions count.
 *
 * A subquestion blocks while it has no consensus, while somebody who counts objects to the one that stands, and while
 * a score has come or changed since it was set. Silence does not block: a position is an offer to speak, and a group
 * whose lead sets every value would otherwise never end. Whoever leaves does not block either.
 */
export function finalBlockers(
	framework: Framework,
	document: EvaluationDocument,
	members: readonly string[],
): FinalBlocker[] {
	// How scores were opened matters only before there is a consensus; without one the subquestion blocks anyway.
	const { areas } = boardOf(framework, document, {
		phase: 'review',
		blind: 'off',
		revealed: new Set(),
		members,
	});
	return areas
		.flatMap(({ tiles }) => tiles)
		.flatMap((tile) => codesOf(tile, document).map((code) => ({ code, subquestionId: tile.subquestionId })));
}

function codesOf(tile: Tile, { consensus }: EvaluationDocument): FinalBlockerCode[] {
	if (!isAgreed(consensus.get(tile.subquestionId))) return ['consensusMissing'];
	const objected = 'stances' in tile && tile.stances.object.length > 0;
	const outdated = tile.state === 'reopened' && tile.because.why === 'scores-changed';
	return [
		...(objected ? (['objectionOpen'] as const) : []),
		...(outdated ? (['scoresChangedSince'] as const) : []),
	];
}
