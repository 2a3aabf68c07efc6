/** What stands in the workspace besides the score: rendered at once, alive when the score can be given. */
import { part } from '#lib/later/later.ts';

export const SIDE_PANEL = part(() => import('./side/SidePanel.svelte'));
export const NEEDS_MENU = part(() => import('#lib/needs/NeedsMenu.svelte'));
export const NOTICES = part(() => import('./Notices.svelte'));
export const DIALOGS = part(() => import('./Dialogs.svelte'));
export const ENDED = part(() => import('./Ended.svelte'));
/** Of every page inside an evaluation. */
export const FRAME_PARTS = [SIDE_PANEL, NEEDS_MENU, NOTICES, DIALOGS, ENDED];

export const CONTENTS = part(() => import('./write/Contents.svelte'));
export const GROUP_PANEL = part(() => import('./GroupPanel.svelte'));
export const PHASE_PANEL = part(() => import('./PhasePanel.svelte'));

/** Of the score grid. */
export const GRID_HAND_IN = part(() => import('./grid/GridHandIn.svelte'));
export const PASTE_PREVIEW = part(() => import('./grid/PastePreview.svelte'));
export const PROGRESS = part(() => import('./board/ProgressMatrix.svelte'));
export const GRID_PARTS = [GRID_HAND_IN, PASTE_PREVIEW, PROGRESS];
