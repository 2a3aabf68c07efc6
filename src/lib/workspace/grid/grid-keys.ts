/**
 * What a key does in the grid while nothing is being typed. Reads the event and the grid; the focus is moved by
 * whoever calls.
 */
import { columnAt, FIRST_ENTRY_COLUMN, isEntryColumn } from './columns.ts';
import { move, tab } from './moves.ts';
import type { ScoreGrid } from './score-grid.svelte.ts';

export type KeyOutcome =
	/** Not the grid's: whoever stands outside may take it. */
	| 'pass'
	/** Done; the active cell may have moved. */
	| 'done'
	/** Opens the subquestion of the active row. */
	| 'open'
	| 'undo'
	| 'redo';

export interface GridKey {
	key: string;
	shiftKey: boolean;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
}

/** Where Tab began: Enter goes back to that column, one row down. */
export interface TabRun {
	column: number | null;
	/** Escape was pressed on a cell: the next Tab leaves the grid. */
	leaving: boolean;
}

export function navigate(grid: ScoreGrid, event: GridKey, run: TabRun): KeyOutcome {
	const { key, shiftKey, altKey } = event;
	const ctrl = event.ctrlKey || event.metaKey;
	grid.refused = null;
	if (ctrl && !altKey) {
		const letter = key.toLowerCase();
		if (letter === 'z') return shiftKey ? 'redo' : 'undo';
		if (letter === 'y') return 'redo';
	}
	const name = columnAt(grid.active);
	const list = name === 'confidence' || name === 'instead';
	if (key === 'F2' || (list && (key === ' ' || (altKey && key === 'ArrowDown')))) {
		if (!isEntryColumn(name)) return key === 'F2' ? 'open' : 'pass';
		grid.edit();
		return 'done';
	}
	if (altKey) return 'pass';
	const to = move(grid.active, { key, ctrl }, grid.extent);
	if (to) {
		run.column = null;
		grid.goTo(to, shiftKey);
		return 'done';
	}
	if (key === 'Tab' && !ctrl) return tabbed(grid, shiftKey, run);
	run.leaving = key === 'Escape' && !grid.hasRange;
	if (ctrl) return 'pass';
	switch (key) {
		case 'Enter':
			if (name === 'question') return 'open';
			entered(grid, shiftKey, run);
			return 'done';
		case 'Escape':
			grid.dropRange();
			return 'done';
		case 'Delete':
		case 'Backspace':
			grid.blank();
			return 'done';
		default:
			return typed(grid, key);
	}
}

/** Down, or up with Shift; after a run of Tabs back to the column where it began. */
export function entered(grid: ScoreGrid, up: boolean, run: TabRun): void {
	const { row, column } = grid.active;
	const next = Math.min(Math.max(row + (up ? -1 : 1), 0), grid.extent.rows - 1);
	grid.goTo({ row: next, column: run.column ?? column });
	run.column = null;
}

export function tabbed(grid: ScoreGrid, back: boolean, run: TabRun): KeyOutcome {
	const to = run.leaving ? undefined : tab(grid.active, back, grid.extent.rows);
	run.leaving = false;
	if (!to) return 'pass';
	run.column ??= Math.max(grid.active.column, FIRST_ENTRY_COLUMN);
	grid.goTo(to);
	return 'done';
}

function typed(grid: ScoreGrid, key: string): KeyOutcome {
	if ([...key].length !== 1) return 'pass';
	const name = columnAt(grid.active);
	if (name === 'note') {
		grid.edit(key);
		return 'done';
	}
	if (key === 'j' || key === 'k') {
		entered(grid, key === 'k', { column: null, leaving: false });
		return 'done';
	}
	if (key === 'u') {
		const blank = grid.nextBlank();
		if (blank) grid.goTo(blank);
		return 'done';
	}
	if (name === 'points') {
		if (!/[\p{L}\d.,+−-]/u.test(key)) return key === ' ' ? 'done' : 'pass';
		grid.edit(key);
		return 'done';
	}
	if (name === 'confidence' || name === 'instead') return grid.choose(key) ? 'done' : 'pass';
	return 'pass';
}
