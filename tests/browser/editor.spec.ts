/**
 * Writing in real browsers: clean paste, tables and illustrations under several hands, references that follow what
 * they name, undo of one's own, and who wrote what.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { pasteCorpus } from '../support/paste.ts';
import { png } from '../support/pictures.ts';
import { gather, type Group } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

const TRIO = [
	{ name: 'Carl Dahl', role: 'evaluator' },
	{ name: 'Eva Falk', role: 'evaluator' },
	{ name: 'Olle Ek', role: 'observer' },
] as const;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Pasted {
	html?: string;
	text?: string;
	files?: { name: string; type: string; bytes: number[] }[];
}

/** What the browser hands over when somebody pastes. */
const paste = (into: Locator, what: Pasted): Promise<void> =>
	into.evaluate((element, { html, text, files = [] }: Pasted) => {
		const data = new DataTransfer();
		if (html !== undefined) data.setData('text/html', html);
		if (text !== undefined) data.setData('text/plain', text);
		for (const { name, type, bytes } of files)
			data.items.add(new File([Uint8Array.from(bytes)], name, { type }));
		element.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
		);
	}, what);

const picture = (name = 'torget.png') => ({ name, type: 'image/png', bytes: [...png(40, 30)] });
const tool = (page: Page, name: string): Locator =>
	page.getByRole('region', { name: t('text.title') }).getByRole('button', { name, exact: true });

function pagesOf(group: Group): WorkspacePage[] {
	return group.members.map(({ page }) => new WorkspacePage(page, group.id));
}

async function clear(work: WorkspacePage, subquestion: string): Promise<void> {
	await work.text(subquestion).click();
	await work.page.keyboard.press('Control+a');
	await work.page.keyboard.press('Control+a');
	await work.page.keyboard.press('Delete');
}

test('what comes from Word, Google Docs, Excel, mail and the web arrives clean, and so at the server', async ({
	join,
}) => {
	test.slow();
	const group = await gather(join, { members: TRIO });
	const [carl] = pagesOf(group) as [WorkspacePage];
	const { api } = group.lead;
	await carl.open('2.1');
	const text = carl.text('2.1');
	for (const { name, html, expected } of pasteCorpus) {
		if (expected.pictures > 0) continue;
		await clear(carl, '2.1');
		await paste(text, { html, text: 'som ren text' });
		await expect(text.locator('script, style, [onclick], [class^="Mso"], img, font')).toHaveCount(0);
		await expect
			.poll(
				async () => {
					const content = await api<Record<string, unknown>>('GET', `/evaluations/${group.id}/content`);
					return content['text:sub:2.1'];
				},
				{ message: name },
			)
			.toEqual(expected.doc);
	}
	await expect(carl.mark('saved')).toBeVisible();
});

test('the clipboard itself: copied as HTML, pasted with the keys', async ({ join }) => {
	const group = await gather(join, { members: TRIO });
	const [carl] = pagesOf(group) as [WorkspacePage];
	await carl.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await carl.open('2.2');
	await carl.page.evaluate(async () => {
		const html =
			'<h2 id="d">Dialog</h2><p class="x">Med <b>många</b>, se <a href="https://www.vallentuna.se/">sidan</a>.</p>';
		await navigator.clipboard.write([
			new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }) }),
		]);
	});
	const text = carl.text('2.2');
	await text.click();
	await carl.page.keyboard.press('Control+v');
	await expect(text.getByRole('heading', { name: 'Dialog', level: 3 })).toBeVisible();
	await expect(text.locator('strong')).toHaveText('många');
	await expect(text.getByRole('link', { name: 'sidan' })).toHaveAttribute(
		'href',
		'https://www.vallentuna.se/',
	);
	await expect(text.locator('h3, p')).toHaveCount(2);
});

test('a table is written by two at once; each takes back only what is theirs', async ({ join }) => {
	const group = await gather(join, { members: TRIO });
	const [carl, eva] = pagesOf(group) as [WorkspacePage, WorkspacePage];
	await Promise.all([carl.open('3.1'), eva.open('3.1')]);
	await carl.text('3.1').click();
	await tool(carl.page, t('text.table')).click();
	await carl.page.keyboard.type('År');
	await carl.page.keyboard.press('Tab');
	await carl.page.keyboard.type('Möten');
	await expect(eva.text('3.1').getByRole('columnheader')).toHaveText(['År', /^Möten/, '']);

	await eva.text('3.1').getByRole('cell').first().click();
	await Promise.all([
		eva.page.keyboard.type('2018', { delay: 20 }),
		(async () => {
			await tool(carl.page, t('text.table')).click();
			await carl.page.getByRole('button', { name: t('text.table.rowAfter'), exact: true }).click();
			await carl.page.keyboard.press('Escape');
			await carl.page.keyboard.press('Control+Alt+ArrowRight');
		})(),
	]);
	for (const { page } of [carl, eva]) {
		const rows = new WorkspacePage(page, group.id).text('3.1').getByRole('row');
		await expect(rows).toHaveCount(4);
		await expect(rows.first().getByRole('columnheader')).toHaveCount(4);
		await expect(rows.filter({ hasText: '2018' })).toHaveCount(1);
	}

	// Carl takes back his column and his row; what Eva wrote meanwhile stays.
	await carl.page.keyboard.press('Control+z');
	await expect(eva.text('3.1').getByRole('row')).not.toHaveCount(0);
	await expect(carl.text('3.1')).toContainText('2018');
	await eva.page.keyboard.press('Control+z');
	await expect(carl.text('3.1')).not.toContainText('2018');
	await expect(carl.text('3.1')).toContainText('Möten');
	for (const one of [carl, eva]) await expect(one.mark('saved')).toBeVisible();
	expect(await eva.text('3.1').getByRole('row').count()).toBe(
		await carl.text('3.1').getByRole('row').count(),
	);
});

test('a picture keeps its place while others write, asks what it shows, and is taken back by one undo', async ({
	join,
}) => {
	const group = await gather(join, { members: TRIO });
	const [carl, eva] = pagesOf(group) as [WorkspacePage, WorkspacePage];
	await Promise.all([carl.open('4.1'), eva.open('4.1')]);
	await carl.text('4.1').click();
	await carl.page.keyboard.type('Första stycket.');
	await carl.page.keyboard.press('Enter');
	await carl.page.keyboard.type('Andra stycket.');
	await expect(eva.text('4.1')).toContainText('Andra stycket.');

	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	await carl.page.route('**/files?*', async (route) => {
		await held;
		await route.continue();
	});
	await carl.page.keyboard.press('Control+Home');
	await carl.page.keyboard.press('End');
	await paste(carl.text('4.1'), { files: [picture()] });
	await expect(carl.page.getByText('Laddar upp torget.png')).toBeVisible();
	await eva.text('4.1').click();
	await eva.page.keyboard.press('Control+Home');
	await eva.page.keyboard.type('Evas ord först. ');
	await expect(carl.text('4.1')).toContainText('Evas ord först.');
	letGo();

	await carl.page.getByLabel(t('text.figure.alt')).fill('Torget en marknadsdag');
	await carl.page.getByLabel(t('text.figure.source')).fill('Foto: kommunen');
	await carl.page.getByRole('button', { name: t('text.figure.save'), exact: true }).click();
	const shown = eva.text('4.1').getByRole('img', { name: 'Torget en marknadsdag' });
	await expect(shown).toBeVisible();
	expect(
		await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
	).toBe(40);
	await expect(eva.text('4.1')).toContainText('Foto: kommunen');
	const order = await eva.text('4.1').evaluate((text) => [...text.children].map(({ tagName }) => tagName));
	expect(order.slice(0, 3)).toEqual(['P', 'FIGURE', 'P']);

	await eva.text('4.1').locator('figcaption').click();
	await eva.page.keyboard.type('Torget');
	await expect(carl.text('4.1').locator('figcaption')).toContainText('Torget');
	await carl.text('4.1').click();
	// What it shows, and then the picture; on a slow machine both are one step.
	await expect(async () => {
		await carl.page.keyboard.press('Control+z');
		await expect(eva.text('4.1').locator('figure')).toHaveCount(0, { timeout: 2_000 });
	}).toPass();
	await expect(eva.text('4.1')).toContainText('Evas ord först. Första stycket.');
});

test('what is no picture is refused with its name, and nothing of it stays', async ({ join, faults }) => {
	faults.expect(/status of 4\d\d/);
	const group = await gather(join, { members: TRIO });
	const [carl] = pagesOf(group) as [WorkspacePage];
	await carl.open('4.2');
	const text = carl.text('4.2');
	await text.click();
	await carl.page.keyboard.type('Ord.');
	const html = { name: 'bild.png', type: 'image/png', bytes: [...Buffer.from('<html><script>1</script>')] };
	await paste(text, { files: [html] });
	await expect(carl.page.getByText(/^bild\.png laddades inte upp/)).toBeVisible();
	await paste(text, { files: [{ name: 'avtal.docx', type: 'application/msword', bytes: [1, 2, 3] }] });
	await expect(carl.page.getByText(t('text.figure.notImage', { name: 'avtal.docx' }))).toBeVisible();
	await expect(text.locator('figure, .uploading')).toHaveCount(0);
	await expect(text).toHaveText('Ord.');
});

test('a reference reads as what it names is called now, leads there, and says when it is gone', async ({
	join,
}) => {
	const group = await gather(join, { members: TRIO });
	const [carl, eva] = pagesOf(group) as [WorkspacePage, WorkspacePage];
	await Promise.all([carl.open('2.3'), eva.open('2.3')]);
	await eva.page.getByRole('button', { name: t('findings.add.strength') }).click();
	await expect(eva.page.getByRole('textbox').and(eva.page.locator(':focus'))).toBeVisible();
	await eva.page.keyboard.type('Snabba svar');
	await expect(carl.page.getByText('Snabba svar')).toBeVisible();

	await carl.text('2.3').click();
	await carl.page.keyboard.type('Se ');
	await carl.page.keyboard.press('Control+Shift+h');
	const search = carl.page.getByRole('combobox', { name: t('text.refer.search') });
	await search.fill('område 3');
	await search.press('Enter');
	await carl.page.keyboard.type(' och ');
	await carl.page.keyboard.press('Control+Shift+h');
	await search.fill('snabba');
	await search.press('Enter');
	await carl.page.keyboard.type(' och ');
	await carl.page.keyboard.press('Control+Shift+h');
	await search.fill('1.4');
	await search.press('Enter');
	const references = (work: WorkspacePage) => work.text('2.3').locator('.reference');
	for (const one of [carl, eva]) await expect(references(one)).toHaveText(['område 3', 'styrka 2-1', '1.4']);

	await eva.page
		.getByTitle(new RegExp(`^${t('finding.more')}`))
		.or(eva.page.locator('summary').filter({ hasText: t('finding.more') }))
		.first()
		.click();
	await eva.page.getByRole('button', { name: t('finding.remove') }).click();
	for (const one of [carl, eva])
		await expect(references(one)).toHaveText(['område 3', t('reference.gone'), '1.4']);
	await eva.page.getByRole('button', { name: t('finding.undo'), exact: true }).click();
	await expect(references(carl).nth(1)).toHaveText('styrka 2-1');

	await references(carl).nth(2).click();
	await expect(carl.page).toHaveURL(/\/q\/1\.4$/);
});

test('who wrote what is told in the text and beside it, to those who may read the history', async ({
	join,
}) => {
	const group = await gather(join, { members: TRIO });
	const [carl, eva, olle] = pagesOf(group) as [WorkspacePage, WorkspacePage, WorkspacePage];
	await Promise.all([carl, eva, olle].map((one) => one.open('5.1')));
	await carl.text('5.1').click();
	await carl.page.keyboard.type('Carls ord.');
	await expect(eva.text('5.1')).toContainText('Carls ord.');
	await eva.text('5.1').click();
	await eva.page.keyboard.press('Control+End');
	await eva.page.keyboard.type(' Evas tillägg.');
	await expect(carl.text('5.1')).toContainText('Evas tillägg.');
	for (const one of [carl, eva]) await expect(one.mark('saved')).toBeVisible();

	await tool(carl.page, t('text.authors')).click();
	const legend = carl.page.getByRole('region', { name: t('text.authors.title') });
	await expect(legend).toContainText(/Eva Falk: 5\d % av orden/);
	await expect(legend).toContainText(/Carl Dahl: 4\d % av orden/);
	await expect(carl.text('5.1').locator('.author-initials')).toHaveText(['CD', 'EF']);
	await expect(carl.text('5.1').locator('.authored').first()).toHaveAttribute('title', /^Carl Dahl, /);
	// It stays laid over the right words while they move.
	await eva.page.keyboard.press('Control+Home');
	await eva.page.keyboard.type('Nytt. ');
	await expect(carl.text('5.1')).toContainText('Nytt. ');
	await expect(carl.text('5.1').locator('.authored').first()).toHaveText('Carls ord.');
	await legend.getByRole('button', { name: t('text.authors.hide') }).click();
	await expect(carl.text('5.1').locator('.authored')).toHaveCount(0);

	await olle.page.getByRole('button', { name: t('text.authors') }).click();
	const read = olle.page.getByRole('region', { name: t('text.authors.title') });
	await expect(read).toContainText('Carls ord.');
	await expect(read).toContainText('Eva Falk');
});

test('the toolbar, the table’s steps and the way out are the keyboard’s too; axe finds nothing, also at 360 px', async ({
	join,
}) => {
	const group = await gather(join, { members: TRIO });
	const [carl] = pagesOf(group) as [WorkspacePage];
	const { page } = carl;
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await carl.open('6.1');
	await carl.text('6.1').click();
	await page.keyboard.press('Shift+Tab');
	await expect(tool(page, t('text.strong'))).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	await expect(tool(page, t('text.heading'))).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.type('Rubrik');
	await expect(carl.text('6.1').getByRole('heading', { level: 3, name: 'Rubrik' })).toBeVisible();
	await page.keyboard.press('Enter');
	await tool(page, t('text.table')).focus();
	await page.keyboard.press('Enter');
	await page.keyboard.type('Cell');
	await tool(page, t('text.table')).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: t('text.table.rowBefore'), exact: true })).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(carl.text('6.1').getByRole('row')).toHaveCount(4);
	for (const viewport of [
		{ width: 1440, height: 900 },
		{ width: 360, height: 740 },
	])
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.setViewportSize(viewport);
			await page.emulateMedia({ colorScheme });
			const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
			expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
				viewport.width,
			);
		}
	await page.keyboard.press('Escape');
	await expect(carl.text('6.1')).toBeFocused();
	await page.keyboard.press('Control+Enter');
	await page.keyboard.type('Efter tabellen.');
	await expect(carl.text('6.1').locator('> p').last()).toHaveText('Efter tabellen.');
});
