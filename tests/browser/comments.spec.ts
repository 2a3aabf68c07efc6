/** Comments beside the work: on words that others rewrite, with names called, and suggested wording that is taken. */
import type { Page } from '@playwright/test';
import { gather } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

const GROUP = [
	{ name: 'Carl Dahl', role: 'evaluator' },
	{ name: 'Eva Falk', role: 'evaluator' },
	{ name: 'Rut Ek', role: 'reviewer' },
] as const;

const panel = (page: Page) => page.getByRole('complementary', { name: t('workspace.side') });
const talk = (page: Page) =>
	panel(page)
		.getByRole('tab', { name: t('side.tab.talk') })
		.click();
const card = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });

/** The commented words; a caret among them cuts them in two. */
const commented = (work: WorkspacePage): Promise<string> =>
	work
		.text('1.4')
		.locator('.commented')
		.evaluateAll((parts) => parts.map((part) => part.textContent).join(''));

/** Selects so many characters from the beginning of the commentary, by keyboard. */
async function select(work: WorkspacePage, count: number): Promise<void> {
	await work.text('1.4').click();
	await work.page.keyboard.press('Control+Home');
	for (let n = 0; n < count; n += 1) await work.page.keyboard.press('Shift+ArrowRight');
}

test('a comment keeps to its words while another rewrites them, and a suggestion is taken by one press', async ({
	join,
}) => {
	test.slow();
	const { id, members, lead } = await gather(join, { members: GROUP, phase: 'calibration' });
	const [carl, eva] = members.map(({ page }) => new WorkspacePage(page, id)) as [
		WorkspacePage,
		WorkspacePage,
		WorkspacePage,
	];
	const third = new WorkspacePage(lead.page, id);
	await Promise.all([carl.open('1.4'), eva.open('1.4'), third.open('1.4')]);
	await carl.text('1.4').click();
	await carl.page.keyboard.type('Dialogen är god. Svaren dröjer.');
	await expect(eva.text('1.4')).toContainText('Svaren dröjer.');

	await test.step('Carl comments on the selected words by keyboard alone, and calls Eva', async () => {
		await select(carl, 'Dialogen är god'.length);
		await carl.page.keyboard.press('Control+Alt+m');
		await carl.page.keyboard.type('Vad bygger vi det på? @Ev');
		await carl.page.keyboard.press('Enter');
		await carl.page.keyboard.press('Control+Enter');
		await talk(eva.page);
		await expect(card(eva.page, 'Vad bygger vi det på?')).toContainText('@Eva Falk');
		await expect.poll(() => commented(eva)).toBe('Dialogen är god');
	});

	await test.step('Eva hears of it in the header, and answers', async () => {
		const bell = eva.page.getByRole('banner').locator('summary').first();
		await eva.page.goto('/');
		await expect(eva.page.getByRole('link', { name: t('needs.mention') }).first()).toBeVisible();
		await eva.page
			.getByRole('main')
			.getByRole('link', { name: t('needs.mention') })
			.click();
		await eva.live();
		await expect(card(eva.page, 'Vad bygger vi det på?')).toBeVisible();
		await expect(bell).toBeVisible();
		await eva.page
			.getByRole('button', { name: t('review.reply.to', { place: t('review.place.text', { id: '1.4' }) }) })
			.click();
		await eva.page.keyboard.type('På enkäten.');
		await eva.page.keyboard.press('Control+Enter');
		await talk(carl.page);
		await expect(card(carl.page, 'På enkäten.')).toBeVisible();
	});

	await test.step('others write before and inside the words, and the comment stays on them', async () => {
		await third.text('1.4').click();
		await third.page.keyboard.press('Control+Home');
		await third.page.keyboard.type('Nytt. ');
		await expect.poll(() => commented(carl)).toBe('Dialogen är god');
		for (let n = 0; n < 'Dialogen är'.length; n += 1) await third.page.keyboard.press('ArrowRight');
		await third.page.keyboard.type(' mycket');
		await expect.poll(() => commented(carl)).toBe('Dialogen är mycket god');
	});

	await test.step('rewritten away it is an orphan that tells what it was about', async () => {
		await third.text('1.4').click();
		await third.page.keyboard.press('Control+a');
		await third.page.keyboard.type('Svaren dröjer.');
		await expect(card(carl.page, 'På enkäten.')).toContainText(t('review.orphan'));
		await expect(card(carl.page, 'På enkäten.')).toContainText('Dialogen är god');
	});

	await test.step('Carl suggests other words, the lead takes them in, and everybody sees it', async () => {
		await select(carl, 'Svaren'.length);
		await carl.page.keyboard.press('Control+Alt+m');
		await carl.page.getByLabel(t('talk.suggest')).check();
		await carl.page.getByLabel(t('talk.suggestion'), { exact: true }).fill('Besluten');
		await carl.page
			.getByRole('tabpanel')
			.getByRole('button', { name: t('review.comment.send'), exact: true })
			.click();
		await talk(third.page);
		await third.page.getByRole('button', { name: t('talk.accept'), exact: true }).click();
		for (const one of [carl, eva, third])
			await expect.poll(() => one.words('1.4')).toEqual(['Besluten dröjer.']);
		await third.page.getByRole('button', { name: t('talk.undo'), exact: true }).click();
		await expect.poll(() => carl.words('1.4')).toEqual(['Svaren dröjer.']);
	});

	await test.step('the list of all has it too, and every comment gets its answer there', async () => {
		await third.page.goto(`/evaluations/${id}/review?state=open`);
		await third.live();
		await expect(third.page.getByRole('article')).toHaveCount(2);
		await third.page.locator('body').press('j');
		await expect(third.page.locator('[data-card]').first()).toBeFocused();
		const first = card(third.page, 'På enkäten.');
		await first.getByRole('button', { name: t('review.resolve') }).click();
		await first.getByLabel(t('review.disposition.rejected')).check();
		await first.getByRole('button', { name: t('review.resolve.do') }).click();
		await expect(first).toContainText(t('review.reason.needed'));
		await first.getByLabel(t('review.reason')).fill('Enkäten är från förra året.');
		await first.getByRole('button', { name: t('review.resolve.do') }).click();
		await expect(third.page.getByRole('article')).toHaveCount(1);
	});
});

test('a reviewer’s suggestion is taken into the text of now; the draft and a revoked guest stay outside', async ({
	join,
	visit,
}) => {
	test.slow();
	const { id, members, lead } = await gather(join, { members: GROUP, phase: 'calibration' });
	const [, , rut] = members;
	const work = new WorkspacePage(lead.page, id);
	await work.open('1.4');
	await work.text('1.4').click();
	await work.page.keyboard.type('Dialogen är god.');
	await expect(work.mark('saved')).toBeVisible();
	const round = await lead.api<{ id: string }>('POST', `/evaluations/${id}/rounds`, { label: 'Utkast 1' });
	const path = `/evaluations/${id}/rounds/${round.id}/guests`;
	const link = await lead.api<{ id: string; url: string }>('POST', path, { name: 'Greta Gäst' });

	await rut!.page.goto(`/review/${id}/${round.id}`);
	const place = t('review.place.text', { id: '1.4' });
	await rut!.page.getByRole('button', { name: t('review.comment.on', { place }) }).click();
	await rut!.page.getByLabel(t('review.comment.about')).selectOption({ label: 'Dialogen är god.' });
	await rut!.page.getByLabel(t('talk.suggest')).check();
	await rut!.page.getByLabel(t('talk.suggestion'), { exact: true }).fill('Dialogen är ganska god.');
	await rut!.page.getByRole('button', { name: t('review.comment.send'), exact: true }).click();
	await expect(rut!.page.getByRole('article')).toContainText('ganska');

	await lead.page.goto(`/evaluations/${id}/review`);
	await lead.page.getByRole('button', { name: t('talk.accept'), exact: true }).click();
	await expect(lead.page.getByRole('article')).toContainText(t('review.disposition.accepted'));
	await expect(rut!.page.getByRole('article')).toContainText(t('review.disposition.accepted'));
	await work.open('1.4');
	await expect.poll(() => work.words('1.4')).toEqual(['Dialogen är ganska god.']);
	await expect(rut!.page.locator(`[data-place="sub:1.4"]`)).toHaveText('Dialogen är god.');

	const { page: guest, context } = await visit();
	await guest.goto(link.url);
	await guest.getByRole('button', { name: t('guest.enter') }).click();
	await expect(guest.getByRole('article')).toContainText('ganska');
	for (const call of ['threads/x/resolution', 'suggestions/x', 'mentions/seen'])
		expect(
			(
				await context.request.fetch(`/api/v1/evaluations/${id}/${call}`, {
					method: call.startsWith('threads') ? 'PUT' : 'POST',
					data: {},
				})
			).status(),
		).toBe(403);
	await lead.api('DELETE', `${path}/${link.id}`);
	await expect(guest.getByText(t('review.ended.notAllowed.title'))).toBeVisible();
	expect((await context.request.get(`/review/${id}/${round.id}`, { maxRedirects: 0 })).status()).not.toBe(
		200,
	);
});

test('a reviewer comments on the very words behind a reference, and on a fact', async ({ join }) => {
	const { id, members, lead } = await gather(join, { members: GROUP, phase: 'calibration' });
	const [, , rut] = members;
	const work = new WorkspacePage(lead.page, id);
	await work.open('1.4');
	await work.text('1.4').click();
	await work.page.keyboard.type('Se ');
	await work.page.keyboard.press('Control+Shift+h');
	const search = work.page.getByRole('combobox', { name: t('text.refer.search') });
	await search.fill('område 3');
	await search.press('Enter');
	await work.page.keyboard.type('. Svaren dröjer ofta.');
	await expect(work.mark('saved')).toBeVisible();
	await work.page.goto(`/evaluations/${id}/facts`);
	await work.live();
	await work.page.getByRole('button', { name: 'Invånare', exact: true }).press('Enter');
	await expect(work.page.getByLabel(`${t('facts.value')}: Invånare`)).toBeFocused();
	await work.page.keyboard.type('33 175');
	await work.page.keyboard.press('Enter');
	await expect(work.mark('saved')).toBeVisible();
	const round = await lead.api<{ id: string }>('POST', `/evaluations/${id}/rounds`, { label: 'Utkast 1' });

	const { page } = rut!;
	await page.goto(`/review/${id}/${round.id}`);
	const text = page.locator('[data-place="sub:1.4"]');
	await expect(text.getByRole('link', { name: t('reference.area', { id: '3' }) })).toBeVisible();
	await text.evaluate((place) => {
		const words = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
		while (words.nextNode()) {
			const { currentNode } = words;
			const at = (currentNode.nodeValue ?? '').indexOf('Svaren');
			if (at !== -1) document.getSelection()?.setBaseAndExtent(currentNode, at, currentNode, at + 6);
		}
	});
	await expect(page.getByRole('button', { name: t('review.comment.selection') })).toBeVisible();
	await page.keyboard.press('c');
	await page.keyboard.type('Vilka svar?');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByRole('article')).toContainText('Vilka svar?');
	await expect(text.locator('mark')).toHaveText('Svaren');

	const place = t('review.place.fact', { label: 'Invånare' });
	await expect(page.getByRole('region', { name: t('report.facts') })).toContainText('33 175');
	await page.getByRole('button', { name: t('review.comment.on', { place }) }).click();
	await page.keyboard.type('Det är förra årets siffra.');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByRole('article', { name: place })).toContainText('förra årets');
});
