/** The tabs of the right side, in their order. What each shows stands in `SidePanel.svelte`. */
export const SIDE_TABS = ['group', 'talk', 'sources', 'history'] as const;
export type SideTab = (typeof SIDE_TABS)[number];

export const isSideTab = (value: unknown): value is SideTab =>
	(SIDE_TABS as readonly unknown[]).includes(value);

/** The tab an arrow key leads to; undefined for another key. */
export function tabAfter(tab: SideTab, key: string): SideTab | undefined {
	const at = SIDE_TABS.indexOf(tab);
	switch (key) {
		case 'ArrowRight':
			return SIDE_TABS[(at + 1) % SIDE_TABS.length];
		case 'ArrowLeft':
			return SIDE_TABS[(at + SIDE_TABS.length - 1) % SIDE_TABS.length];
		case 'Home':
			return SIDE_TABS[0];
		case 'End':
			return SIDE_TABS.at(-1);
		default:
			return undefined;
	}
}
