/** All of one's scores under the keyboard: typing, pasting, taking back, handing in with what is missing. */
import type { Locator, Page } from '@playwright/test';
import { gather } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

const row = (page: Page, subquestion: string): Locator =>
	page
		.getByRole('grid')
		.getByRole('row')
		.filter({
			has: page.getByRole('rowheader', { name: new RegExp(`^${subquestion.replace('.', '\\.')}\\D`) }),
		});
/** In the order of the columns: max, points, confidence, note, instead. */
const cell = (
	page: Page,
	subquestion: string,
	column: 'points' | 'confidence' | 'note' | 'instead',
): Locator =>
	row(page, subquestion).getByRole('gridcell').nth({ points: 1, confidence: 2, note: 3, instead: 4 }[column]);

async function typeKeys(page: Page, ...keys: string[]): Promise<void> {
	for (const key of keys) await page.keyboard.press(key);
}

/** As a spreadsheet puts it on the clipboard. */
async function paste(page: Page, text: string): Promise<void> {
	await page.evaluate((plain) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', plain);
		document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
	}, text);
}

test('a row of scores is typed, noted and taken back without touching the mouse', async ({ join }) => {
	const { id, members } = await gather(join, {
		members: [{ name: 'Carl Dahl', role: 'evaluator' }],
		blind: 'evaluation',
	});
	const { page } = members[0]!;
	const work = new WorkspacePage(page, id);
	await page.goto(`/evaluations/${id}/score`);
	await work.live();
	await expect(page.getByText(t('grid.visible.mine'))).toBeVisible();

	await cell(page, '1.1', 'points').click();
	await page.keyboard.type('11,25');
	await typeKeys(page, 'Tab', 'h', 'Tab');
	await page.keyboard.type('Två intervjuer');
	await typeKeys(page, 'Enter');
	await expect(cell(page, '1.1', 'points')).toContainText('11,25');
	await expect(cell(page, '1.1', 'confidence')).toContainText(t('score.confidence.high'));
	await expect(cell(page, '1.1', 'note')).toContainText('Två intervjuer');
	await expect(cell(page, '1.2', 'points')).toBeFocused();

	await page.keyboard.type('0');
	await typeKeys(page, 'Enter');
	await expect(cell(page, '1.2', 'points')).toHaveText('0', { useInnerText: true });
	await page.keyboard.type('99');
	await typeKeys(page, 'Enter');
	await expect(
		page.getByRole('status').filter({ hasText: t('grid.fault', { why: 'above-max', max: '25' }) }),
	).toBeVisible();
	await typeKeys(page, 'Escape');
	await expect(cell(page, '1.3', 'points')).toBeFocused();

	await cell(page, '1.4', 'instead').click();
	await typeKeys(page, 'n');
	await expect(page.getByRole('textbox', { name: t('grid.reasonFor', { id: '1.4' }) })).toBeFocused();
	await page.keyboard.type('Inget underlag');
	await typeKeys(page, 'Enter');
	await expect(cell(page, '1.4', 'points')).toContainText(t('row.notAssessable.short'));
	await expect(work.mark('saved')).toBeVisible();

	await typeKeys(page, 'Control+z', 'Control+z');
	await expect(cell(page, '1.4', 'note')).not.toContainText('Inget underlag');
	await expect(cell(page, '1.2', 'points')).toHaveText('', { useInnerText: true });
	await expect(cell(page, '1.1', 'note')).toContainText('Två intervjuer');
});

test('a pasted column shows what it cannot use before anything changes, and is one step back', async ({
	join,
}) => {
	const { id, members } = await gather(join, {
		members: [{ name: 'Carl Dahl', role: 'evaluator' }],
		blind: 'evaluation',
	});
	const { page, api } = members[0]!;
	const work = new WorkspacePage(page, id);
	await page.goto(`/evaluations/${id}/score`);
	await work.live();

	await cell(page, '1.1', 'points').click();
	await paste(page, '12,5\thög\r\nabc\r\n7.25\r\n');
	const dialog = page.getByRole('dialog', { name: t('paste.title') });
	await expect(dialog.getByText(t('grid.fault', { why: 'not-a-number', max: '20' }))).toBeVisible();
	await expect(cell(page, '1.1', 'points')).not.toContainText('12,5');
	await dialog.getByRole('button', { name: t('paste.apply', { count: 2, all: false }) }).click();
	await expect(cell(page, '1.1', 'points')).toContainText('12,5');
	await expect(cell(page, '1.3', 'points')).toContainText('7,25');
	await typeKeys(page, 'Control+z');
	await expect(cell(page, '1.1', 'points')).not.toContainText('12,5');
	await expect(cell(page, '1.3', 'points')).not.toContainText('7,25');
	await typeKeys(page, 'Control+y');
	await expect(cell(page, '1.3', 'points')).toContainText('7,25');
	await expect(work.mark('saved')).toBeVisible();

	await page.getByRole('button', { name: t('submit.open') }).click();
	const handIn = page.getByRole('dialog', { name: t('submit.title') });
	await expect(handIn.getByText(t('submit.missing', { count: 43 }))).toBeVisible();
	await handIn.getByRole('button', { name: t('submit.filled', { count: 2 }) }).click();
	await expect(page.getByText(t('submit.handedIn', { count: 2, of: 45 }))).toBeVisible();
	await cell(page, '1.1', 'points').click();
	await page.keyboard.type('3');
	await expect(page.getByRole('status').filter({ hasText: t('may.handed-in') })).toBeVisible();
	const { members: progress } = await api<{ members: { handedIn: number }[] }>(
		'GET',
		`/evaluations/${id}/progress`,
	);
	expect(progress.map(({ handedIn }) => handedIn)).toEqual([2]);
});
