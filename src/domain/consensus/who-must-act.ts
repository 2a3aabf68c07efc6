/** What waits for whom, so that nothing stalls in silence: a list drawn from the board. */
import type { Phase } from '../phases/phases.ts';
import type { Board, Tile } from './board.ts';

/** `settlers`: those who may set the consensus. */
export type Need =
	| { what: 'score' | 'position'; subquestionId: string; userId: string }
	| { what: 'proposal' | 'objection' | 'reopened'; subquestionId: string; userId: 'settlers' };

/**
 * Everything that is waited for, in the board's order: missing scores while scores can be given, positions nobody
 * has taken yet, and for those who set the consensus the subquestions that need a value, an answer to an
 * objection, or to be set anew.
 */
export function needs(board: Board, phase: Phase): Need[] {
	return board.areas.flatMap(({ tiles }) => tiles.flatMap((tile) => needsOfTile(tile, phase)));
}

function needsOfTile(tile: Tile, phase: Phase): Need[] {
	const { subquestionId } = tile;
	const settling = phase === 'calibration' || phase === 'review';
	const bySettlers = (what: 'proposal' | 'objection' | 'reopened'): Need[] =>
		settling ? [{ what, subquestionId, userId: 'settlers' }] : [];
	const silent = (): Need[] =>
		settling && 'stances' in tile
			? tile.stances.silent.map((userId) => ({ what: 'position', subquestionId, userId }))
			: [];
	switch (tile.state) {
		case 'blank':
		case 'scoring':
		case 'revealed':
		case 'discussing': {
			const scoring = phase === 'scoring' || phase === 'calibration';
			const scores = scoring ? tile.missing : [];
			return [
				...scores.map((userId): Need => ({ what: 'score', subquestionId, userId })),
				// Without everyone's scores a value would be premature, unless scores can no longer be given.
				...(scores.length === 0 ? bySettlers('proposal') : []),
			];
		}
		case 'proposed':
			return silent();
		case 'objected':
			return [...bySettlers('objection'), ...silent()];
		case 'reopened':
			// A changed value waits for positions; anything else waits for a value.
			return tile.because.why === 'value-changed' ? silent() : bySettlers('reopened');
		case 'agreed':
		case 'final':
			return [];
	}
}

/** What waits for one person. */
export const needsOf = (all: readonly Need[], userId: string, settles: boolean): Need[] =>
	all.filter((need) => need.userId === userId || (settles && need.userId === 'settlers'));
