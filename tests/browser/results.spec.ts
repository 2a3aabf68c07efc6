/** The results library: a file with a wrong row is named by it, corrected, kept, compared and ranked. */
import { enterDemo } from './support/demo.ts';
import { apiOf, expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';

const file = (third: string) => ({
	name: 'norrtälje-2019.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from(
		`\uFEFFområde;uppnått;procent\r\n1;71;71 %\r\n2;68;68 %\r\n${third}\r\n4;66;66 %\r\n5;80;80 %\r\n6;64;64 %\r\n7;59;59 %\r\n8;77;77 %\r\n`,
	),
});

test('an import names its wrong row, is corrected, kept, compared and ranked, and can be taken back', async ({
	demo,
	visit,
}) => {
	const { page, context } = await visit({ baseURL: demo.url });
	const id = await enterDemo(page, 'Anna Bergström');
	await page.goto('/');
	await page.getByRole('link', { name: t('results.nav'), exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: t('results.title') })).toBeVisible();
	await page.getByRole('link', { name: t('results.import') }).click();

	await page.getByLabel(t('import.file')).setInputFiles(file('3;84;48 %'));
	await page.getByLabel(t('results.municipality')).fill('Norrtälje');
	await page.getByLabel(t('results.year')).fill('2019');
	await page.getByLabel(t('results.framework')).selectOption('kommunkompassen-2.1');
	await page.getByRole('button', { name: t('import.preview') }).click();
	const fault = page
		.getByRole('row')
		.filter({ hasText: t('resultPairImpossible', { achieved: 84, max: 100, percent: 48 }) });
	await expect(fault.getByRole('cell').first()).toHaveText('4');
	await expect(page.getByRole('button', { name: t('import.keepN', { count: 1 }) })).toHaveCount(0);

	await page.getByLabel(t('import.file')).setInputFiles(file('3;84;84 %'));
	await page.getByRole('button', { name: t('import.preview') }).click();
	await expect(page.getByText(t('import.found', { count: 1 }))).toBeVisible();
	await expect(page.getByRole('row', { name: 'Norrtälje' })).toContainText('569');
	await page.getByRole('button', { name: t('import.keepN', { count: 1 }) }).click();
	await expect(page.getByText(t('import.kept', { count: 1 }))).toBeVisible();

	// Beside the evaluation: the made-up result of 2017 with its badge, and every municipality's place.
	await page.goto(`/evaluations/${id}/compare`);
	const areas = page.getByRole('table', { name: t('beside.areas') });
	const total = areas.getByRole('row').filter({ hasText: t('beside.total') });
	await expect(total).toContainText('603');
	await expect(total).toContainText(t('beside.full'));
	await expect(areas.getByRole('img').first()).toBeVisible();

	// Against the version before 2016: area 7 says no and has no difference.
	await page.getByLabel(t('beside.previous')).selectOption({ label: '2013, Kommunkompassen 2010' });
	await page.getByRole('button', { name: t('beside.choose') }).click();
	const seven = areas.getByRole('row').filter({ hasText: 'Ständiga förbättringar' });
	await expect(seven).toContainText(t('beside.none'));
	await expect(seven.getByRole('cell').nth(2)).toHaveText('–');
	await expect(areas.getByRole('row').filter({ hasText: 'Offentlighet och demokrati' })).toContainText(
		t('beside.tightened'),
	);

	// Who is best at area 5: equals share a place, the imported one is among them.
	await page.goto('/results/compare?on=area:5&mark=0188');
	const ranking = page.getByRole('table', { name: /Rangordning/ });
	await expect(ranking.getByRole('row').filter({ hasText: 'Norrtälje' })).toContainText('80');
	await expect(ranking.getByRole('row').filter({ hasText: 'Norrtälje' })).toHaveAttribute(
		'aria-current',
		'true',
	);

	// Removed, and taken back.
	await ranking.getByRole('link', { name: 'Norrtälje' }).click();
	await page.getByRole('button', { name: t('result.remove') }).click();
	await page
		.getByRole('dialog')
		.getByRole('button', { name: t('result.remove') })
		.click();
	await expect(page.getByText(t('result.removed', { name: 'Norrtälje 2019' }))).toBeVisible();
	await page.getByRole('button', { name: t('result.restore') }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Norrtälje 2019' })).toBeVisible();
	const { total: count } = await apiOf(context, demo.url)<{ total: number }>(
		'GET',
		'/results?municipality=Norrt%C3%A4lje&from=2019',
	);
	expect(count).toBe(1);
});

test('the presentation turns by arrow keys and has one area to a page on paper', async ({ demo, visit }) => {
	const { page } = await visit({ baseURL: demo.url });
	const id = await enterDemo(page, 'Anna Bergström');
	await page.goto(`/evaluations/${id}/present`);
	await expect(page.getByText(t('present.position', { at: 1, of: 9 }))).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(page.getByRole('heading', { level: 2, name: 'Offentlighet och demokrati' })).toBeVisible();
	await page.keyboard.press('End');
	await expect(page.getByText(t('present.position', { at: 9, of: 9 }))).toBeVisible();
	await page.keyboard.press('ArrowLeft');
	await expect(page.getByRole('heading', { level: 2, name: 'Ständiga förbättringar' })).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('heading', { level: 2 })).toHaveCount(9);
});
