/** Whether the side was folded away, and which of its tabs was open: kept in this browser, so that the server draws it so. */
import { isSideTab, type SideTab } from './tabs.ts';

export const SIDE_COOKIE = 'side';
/** `auto`: open where there is room. */
export type SideState = 'auto' | 'open' | 'closed';

export interface SideMemory {
	state: SideState;
	/** Undefined: nobody has chosen one yet. */
	tab: SideTab | undefined;
}

const STATES: readonly SideState[] = ['auto', 'open', 'closed'];
const YEAR_S = 31_536_000;

/** Takes whatever a browser may send. */
export function recalledSide(cookie: string | undefined): SideMemory {
	const [state, tab] = (cookie ?? '').split('.');
	return {
		state: STATES.find((known) => known === state) ?? 'auto',
		tab: isSideTab(tab) ? tab : undefined,
	};
}

export function rememberSide({ state, tab }: SideMemory): void {
	document.cookie = `${SIDE_COOKIE}=${state}.${tab ?? ''}; path=/evaluations; max-age=${YEAR_S}; samesite=lax`;
}
