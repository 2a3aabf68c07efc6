/** The demonstration's report: the printed figures on the page, in the document for print and in the files. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { enterDemo } from './support/demo.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';

const fixture = (name: string) =>
	readFileSync(new URL(`../unit/domain/fixtures/${name}`, import.meta.url), 'utf8');

/** As printed in the published report. */
const AREAS = fixture('vallentuna-2019-areas.csv')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => {
		const [id = '', achieved = ''] = line.split(',');
		return { name: KOMMUNKOMPASSEN.areas.find((area) => area.id === id)?.name ?? '', achieved };
	});
const TOTAL = '603';

/** By the menu, as a person does: the file comes by itself when it is done. */
const saved = async (page: Page, format: 'pdf' | 'docx' | 'csv' | 'json'): Promise<Buffer> => {
	const menu = page.locator('summary', { hasText: t('report.export') });
	if (!(await page.getByRole('button', { name: t(`report.export.${format}`), exact: true }).isVisible()))
		await menu.click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: t(`report.export.${format}`), exact: true }).click(),
	]);
	return readFile(await download.path());
};

test('the report’s page shows the printed figures and gives them as files', async ({ demo, visit }) => {
	const { page } = await visit({ baseURL: demo.url });
	const id = await enterDemo(page, 'Anna Bergström');
	await page.goto(`/evaluations/${id}/report`);
	await expect(page.getByRole('heading', { name: t('report.live.title'), level: 1 })).toBeVisible();
	const main = page.getByRole('main');
	for (const { name, achieved } of AREAS) {
		const sum = main.getByRole('table', { name }).getByRole('row').last();
		await expect(sum.getByRole('cell').first()).toHaveText(achieved);
	}
	await expect(main.getByText(TOTAL, { exact: true })).toBeVisible();

	expect((await saved(page, 'csv')).toString().trim()).toBe(fixture('vallentuna-2019.csv').trim());
	expect((await saved(page, 'pdf')).toString('latin1', 0, 5)).toBe('%PDF-');
	expect((await saved(page, 'docx')).toString('latin1', 0, 2)).toBe('PK');
	const json = JSON.parse((await saved(page, 'json')).toString()) as {
		total: { achieved: number };
		areas: { achieved: number }[];
	};
	expect(json.total.achieved).toBe(Number(TOTAL));
	expect(json.areas.map(({ achieved }) => String(achieved))).toEqual(AREAS.map(({ achieved }) => achieved));
});

test('the report for print has every table under a caption and a table beside every diagram', async ({
	demo,
	visit,
}) => {
	const { page, context } = await visit({ baseURL: demo.url });
	const id = await enterDemo(page, 'Carl Dahl');
	await page.goto(`/evaluations/${id}/report`);
	const [report] = await Promise.all([
		context.waitForEvent('page'),
		page.getByRole('link', { name: t('report.live.open') }).click(),
	]);
	await expect(report.getByText(t('report.totalPoints', { achieved: TOTAL, max: '800' }))).toBeVisible();

	const all = report.getByRole('table', { name: t('report.allAreas') });
	for (const { name, achieved } of AREAS)
		await expect(all.getByRole('row').filter({ hasText: name }).getByRole('cell').first()).toHaveText(
			achieved,
		);
	await expect(all.getByRole('row').last().getByRole('cell').first()).toHaveText(TOTAL);

	const captions = await report
		.locator('table')
		.evaluateAll((tables) =>
			tables.map((table) => (table as HTMLTableElement).caption?.textContent?.trim() ?? ''),
		);
	expect(captions.length).toBeGreaterThan(AREAS.length);
	expect(captions.filter((caption) => caption === '')).toEqual([]);
	// The bars begin with the total of all areas.
	for (const [title, rows] of [
		[t('report.barsTitle'), AREAS.length + 1],
		[t('report.spiderTitle'), AREAS.length],
	] as const) {
		await expect(
			report.getByRole('figure').filter({ hasText: title }).getByRole('img', { name: title }),
		).toBeVisible();
		const figures = report.getByRole('table', { name: t('report.figuresOfDiagram', { title }) });
		await expect(figures.locator('tbody tr')).toHaveCount(rows);
	}
});

test('the preview is the report itself; what others change waits until it is asked for', async ({
	demo,
	visit,
}) => {
	const [{ page }, colleague] = [await visit({ baseURL: demo.url }), await visit({ baseURL: demo.url })];
	const id = await enterDemo(page, 'Anna Bergström');
	await page.goto(`/evaluations/${id}/report`);
	const preview = page.frameLocator('iframe');
	await expect(preview.getByText(t('report.totalPoints', { achieved: TOTAL, max: '800' }))).toBeVisible();
	await expect(page.getByText(t('report.preview.changed'))).toBeHidden();

	await enterDemo(colleague.page, 'Carl Dahl');
	await colleague.page.goto(`/evaluations/${id}/q/1.1`);
	const words = colleague.page.getByRole('textbox', { name: t('text.label', { id: '1.1' }) });
	await words.click();
	await colleague.page.keyboard.type('Nyskrivet stycke. ');
	await expect(page.getByText(t('report.preview.changed'))).toBeVisible();
	await page.getByRole('button', { name: t('report.preview.renew') }).click();
	await expect(preview.getByText('Nyskrivet stycke.')).toBeVisible();
});
