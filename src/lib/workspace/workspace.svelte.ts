/** What is open in the frame of the workspace, and what the page in its middle offers to the keyboard. */
import { createContext } from 'svelte';
import { rememberSide, type SideMemory, type SideState } from './side/memory.ts';
import type { Subject } from './side/subject.ts';
import type { SideTab } from './side/tabs.ts';
import type { Writing } from './write/writing.svelte.ts';

/** What a page lets the keys reach. Absent: the key does nothing there. */
export interface Reachable {
	/** Puts the cursor into my score, with a first digit if one was typed. */
	score?: (digit: string) => void;
	/** Puts the cursor into the commentary. */
	text?: () => void;
	/** Goes to what comes next here, instead of to the next subquestion of the map. */
	step?: (by: 1 | -1) => void;
}

export type SideRoom = 'narrow' | 'wide' | 'roomy';

export class Workspace {
	map = $state(false);
	palette = $state(false);
	keys = $state(false);
	/** Larger and alone on the screen, to be read across a room. */
	projector = $state(false);
	/** Beside the page, where the screen is wide enough for it. */
	side = $state<SideState>('auto');
	/** The same as a drawer, where it is not. Never open by itself. */
	drawer = $state(false);
	/** Undefined: nobody has chosen one yet. */
	sideTab = $state<SideTab | undefined>();
	/** What a page says that its side is about; null leaves it to the place. Set by the page, put back when it goes. */
	subject = $state.raw<Subject | null>(null);
	/** The section that is being read where the report is written. Set by the page, put back when it goes. */
	section = $state<string | undefined>();
	/** The report as that page writes it. */
	writing = $state.raw<Writing | null>(null);
	reachable: Reachable = {};

	constructor(side: SideMemory) {
		this.side = side.state;
		this.sideTab = side.tab;
	}

	/** How much room there is: for a drawer alone, for the side if asked for, for the side by itself. */
	toggleSide(room: SideRoom): void {
		if (room === 'narrow') {
			this.drawer = !this.drawer;
			return;
		}
		const open = this.side === 'open' || (this.side === 'auto' && room === 'roomy');
		this.side = open ? 'closed' : 'open';
		this.#remember();
	}

	/** Opens the side at this tab. */
	openSide(tab: SideTab, room: SideRoom): void {
		if (room === 'narrow') this.drawer = true;
		else if (this.side === 'closed' || room === 'wide') this.side = 'open';
		this.showTab(tab);
	}

	showTab(tab: SideTab): void {
		this.sideTab = tab;
		this.#remember();
	}

	#remember(): void {
		rememberSide({ state: this.side, tab: this.sideTab });
	}
}

export const [useWorkspace, provideWorkspace] = createContext<Workspace>();
