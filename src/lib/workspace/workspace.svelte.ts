/** What is open in the frame of the workspace, and what the page in its middle offers to the keyboard. */
import { createContext } from 'svelte';

/** What a page lets the keys reach. Absent: the key does nothing there. */
export interface Reachable {
	/** Puts the cursor into my score, with a first digit if one was typed. */
	score?: (digit: string) => void;
	/** Puts the cursor into the commentary. */
	text?: () => void;
	/** Goes to what comes next here, instead of to the next subquestion of the map. */
	step?: (by: 1 | -1) => void;
}

export class Workspace {
	map = $state(false);
	palette = $state(false);
	keys = $state(false);
	/** Larger and alone on the screen, to be read across a room. */
	projector = $state(false);
	/** `auto`: open where there is room. */
	side = $state<'auto' | 'open' | 'closed'>('auto');
	reachable: Reachable = {};

	/** `roomy`: whether `auto` shows it. */
	toggleSide(roomy: boolean): void {
		const open = this.side === 'open' || (this.side === 'auto' && roomy);
		this.side = open ? 'closed' : 'open';
	}
}

export const [useWorkspace, provideWorkspace] = createContext<Workspace>();
