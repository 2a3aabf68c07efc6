/** The four views that are measured: where they are, when one can work there, and what one types. */
import type { Page } from 'playwright-core';
import { subquestionSection } from '../../src/document/roots.ts';
import { SHOWN, type Workplace } from './workplace.ts';

export interface View {
	/** After `/evaluations/<id>/`. */
	path: string;
	/** Shown once the view is at work. */
	ready: string;
	/** What one types there: its name, how the cursor gets there, and the keys, over and over. */
	typing: readonly { what: string; into: string; keys: readonly string[] }[];
}

const EDITOR = `[id="${subquestionSection(SHOWN)}"] .ProseMirror`;
const LETTERS = [...'abcdef', 'Space'];
const POINTS = ['1', '1', 'Enter'];

export const VIEWS = {
	question: {
		path: `q/${SHOWN}`,
		ready: 'main .ProseMirror[contenteditable=true]',
		typing: [
			{ what: 'a letter of the text', into: 'main .ProseMirror p', keys: LETTERS },
			{
				what: 'a digit of the score',
				into: 'main input.figures[inputmode=decimal]',
				keys: ['1', '2', 'Backspace', '3', 'Backspace', 'Backspace'],
			},
		],
	},
	grid: {
		path: 'score',
		ready: '[role=grid] [role=gridcell]',
		typing: [{ what: 'a digit or Enter in a row', into: '#cell-0-1', keys: POINTS }],
	},
	board: { path: 'calibrate', ready: '[data-tile]', typing: [] },
	write: {
		path: `write#${subquestionSection(SHOWN)}`,
		ready: `${EDITOR}[contenteditable=true]`,
		typing: [{ what: 'a letter of the text', into: `${EDITOR} p`, keys: LETTERS }],
	},
} as const satisfies Record<string, View>;
export type ViewName = keyof typeof VIEWS;

/** Opened by its address, at work, with everything that comes after the first score alive. */
export async function open(page: Page, { url, evaluationId }: Workplace, name: ViewName): Promise<void> {
	const { path, ready } = VIEWS[name];
	await page.goto(`${url}/evaluations/${evaluationId}/${path}`);
	await page.locator(ready).first().waitFor();
	await live(page);
}

/** All is committed and heard; nothing of the page is still waiting for its script. */
export async function live(page: Page): Promise<void> {
	await page.locator('.mark.saved[role=status]').waitFor();
	await page.waitForLoadState('networkidle');
}
