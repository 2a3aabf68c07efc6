/** Which states the board shows, as it stands in the address: `?state=objected,reopened`. */
import { BOARD_STATES, type BoardState } from '#domain/consensus/board.ts';

/** What is no state is passed over; none: everything is shown. */
export const filterOf = (text: string | null): BoardState[] => {
	const named = new Set((text ?? '').split(','));
	return BOARD_STATES.filter((state) => named.has(state));
};

/** With the state added, or taken away where it is there; in the board's order. */
export const toggled = (states: readonly BoardState[], state: BoardState): BoardState[] =>
	BOARD_STATES.filter((known) => (known === state ? !states.includes(state) : states.includes(known)));
