/** Three people write the report at once: words, order and pairs meet, and nobody is moved from where they are. */
import type { Locator, Page } from '@playwright/test';
import { gather } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

const TRIO = [
	{ name: 'Carl Dahl', role: 'evaluator' },
	{ name: 'Eva Falk', role: 'evaluator' },
] as const;

class WritePage extends WorkspacePage {
	readonly #id: string;

	constructor(page: Page, id: string) {
		super(page, id);
		this.#id = id;
	}

	async openWrite(section = ''): Promise<void> {
		await this.page.goto(`/evaluations/${this.#id}/write${section && `#${section}`}`);
		await this.live();
	}

	section(id: string): Locator {
		return this.page.locator(`[id="${id}"]`);
	}

	/** The headings of one area's chapter from top to bottom. */
	headings(area: string): Promise<string[]> {
		return this.page
			.locator(`[data-chapter="${area}"] [data-place] h3`)
			.filter({ hasNotText: t('findings.title') })
			.allTextContents();
	}

	grip(title: string): Locator {
		return this.page.getByRole('button', { name: t('write.move', { title }) });
	}

	async addSection(area: string, title: string): Promise<void> {
		const chapter = this.page.locator(`[data-chapter="${area}"]`);
		await chapter
			.getByRole('button', { name: t(area === '' ? 'write.part.add' : 'write.section.add') })
			.click();
		const heading = chapter.getByLabel(t('write.heading'), { exact: true }).last();
		await expect(heading).toBeFocused();
		await heading.fill(title);
		await heading.press('Enter');
		await expect(this.grip(title)).toBeVisible();
	}

	column(area: string, kind: 'strength' | 'improvement'): Locator {
		return this.page.locator(`[data-chapter="${area}"] .column.${kind} [data-card]`);
	}

	async addFinding(area: string, kind: 'strength' | 'improvement', words: string): Promise<void> {
		const before = await this.column(area, kind).count();
		await this.page
			.locator(`[data-chapter="${area}"]`)
			.getByRole('button', { name: t(`findings.add.${kind}`) })
			.click();
		await expect(this.column(area, kind)).toHaveCount(before + 1);
		await expect(this.column(area, kind).last().getByRole('textbox')).toBeFocused();
		await this.page.keyboard.type(words);
	}

	order(area: string, kind: 'strength' | 'improvement'): Promise<string[]> {
		return this.column(area, kind)
			.locator('.rich-text')
			.evaluateAll((texts) =>
				texts.map((text) => {
					const copy = text.cloneNode(true) as Element;
					for (const caret of copy.querySelectorAll('.caret')) caret.remove();
					return (copy.textContent ?? '').trim();
				}),
			);
	}
}

test('three write one section at once, and every word is there for all', async ({ join }) => {
	const { id, lead, members } = await gather(join, { members: TRIO, phase: 'calibration' });
	const people = [lead, ...members].map(({ page }) => new WritePage(page, id));
	await Promise.all(people.map((one) => one.openWrite('sub:1.4')));
	const [anna, carl, eva] = people as [WritePage, WritePage, WritePage];

	await anna.text('1.4').click();
	await anna.page.keyboard.type('Mitten.');
	for (const one of [carl, eva]) await expect(one.text('1.4')).toContainText('Mitten.');
	await carl.text('1.4').click();
	await carl.page.keyboard.press('Control+Home');
	await eva.text('1.4').click();
	await eva.page.keyboard.press('Control+End');
	// The editor hears of a cursor that has moved with the next frame, as hands are slower than this.
	await eva.page.evaluate(
		() => new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))),
	);
	await eva.page.keyboard.press('Enter');
	await expect.poll(() => anna.words('1.4')).toEqual(['Mitten.', '']);
	for (const name of ['Carl Dahl', 'Eva Falk']) await expect(anna.caretOf(name, '1.4')).toBeVisible();
	await Promise.all([
		carl.page.keyboard.type('Först. ', { delay: 15 }),
		eva.page.keyboard.type('Sist.', { delay: 15 }),
		anna.page.keyboard.type(' Sedan.', { delay: 15 }),
	]);
	for (const one of people)
		await expect.poll(() => one.words('1.4')).toEqual(['Först. Mitten. Sedan.', 'Sist.']);
	await expect(anna.caretOf('Carl Dahl', '1.4')).toBeVisible();
	await expect(anna.page.getByRole('banner').getByTitle(t('saved.title.saved'))).toBeVisible();
});

test('sections move by keyboard, said aloud, and come to the same place for all when two move at once', async ({
	join,
}) => {
	const { id, members } = await gather(join, { members: TRIO, phase: 'calibration' });
	const [carl, eva] = members.map(({ page }) => new WritePage(page, id)) as [WritePage, WritePage];
	await Promise.all([carl.openWrite(), eva.openWrite()]);
	await carl.addSection('3', 'Rollerna');
	await expect.poll(() => eva.headings('3')).toHaveLength(6);
	await eva.addSection('3', 'Måtten');
	await expect.poll(() => carl.headings('3')).toHaveLength(7);

	await carl.grip('Rollerna').focus();
	await carl.page.keyboard.press('Alt+ArrowUp');
	await expect(carl.grip('Rollerna')).toBeFocused();
	await expect(
		carl.page.getByText(t('write.moved', { title: 'Rollerna', position: 5, of: 7, area: undefined })),
	).toBeAttached();
	await expect.poll(async () => (await eva.headings('3')).indexOf('Rollerna')).toBe(4);

	// Both at once, from what each sees.
	await eva.grip('Måtten').focus();
	await Promise.all([carl.page.keyboard.press('Alt+ArrowUp'), eva.page.keyboard.press('Alt+ArrowUp')]);
	await expect.poll(async () => (await carl.headings('3')).indexOf('Rollerna')).toBe(3);
	const order = await carl.headings('3');
	expect([...order].sort()).toEqual([...new Set(order)].sort());
	expect(order).toHaveLength(7);
	await expect.poll(() => eva.headings('3')).toEqual(await carl.headings('3'));

	// On into the chapter before, through the menu that every section has.
	await carl
		.section(await idOf(carl, 'Rollerna'))
		.getByTitle(t('write.more', { title: 'Rollerna' }))
		.click();
	await carl.page.getByLabel(t('write.chapter')).selectOption('2');
	await expect.poll(() => eva.headings('2')).toContain('Rollerna');
	await expect.poll(() => eva.headings('3')).not.toContain('Rollerna');
});

const idOf = async (one: WritePage, title: string): Promise<string> =>
	(await one.grip(title).getAttribute('id'))?.replace('grip-', '') ?? '';

test('what others write and move above leaves the reader’s line where it is, and the cursor in it', async ({
	join,
}) => {
	const { id, members } = await gather(join, { members: TRIO, phase: 'calibration' });
	const [carl, eva] = members.map(({ page }) => new WritePage(page, id)) as [WritePage, WritePage];
	await carl.openWrite();
	await carl.addSection('2', 'Vandrar');
	await eva.openWrite('sub:2.5');
	await eva.text('2.5').click();
	await eva.page.keyboard.type('Här skriver jag');
	await carl.section('sub:2.5').scrollIntoViewIfNeeded();
	await expect(carl.text('2.5')).toContainText('Här skriver jag');
	const top = () => eva.text('2.5').evaluate((text) => Math.round(text.getBoundingClientRect().top));
	const before = await top();
	const stays = () => expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(2);

	await carl.text('2.1').click();
	for (const line of ['Ett stycke.', 'Ett till.', 'Och ett tredje.']) {
		await carl.page.keyboard.type(line);
		await carl.page.keyboard.press('Enter');
	}
	await expect(carl.mark('saved')).toBeVisible();
	await stays();

	await carl.grip('Vandrar').focus();
	for (let n = 0; n < 5; n += 1) await carl.page.keyboard.press('Alt+ArrowUp');
	await expect.poll(async () => (await eva.headings('2'))[0]).toBe('Vandrar');
	await stays();
	await expect(eva.text('2.5')).toBeFocused();
	await eva.page.keyboard.type(' vidare.');
	await carl.section('sub:2.5').scrollIntoViewIfNeeded();
	await expect(carl.text('2.5')).toContainText('Här skriver jag vidare.');
});

test('a removed section comes back with its words; its state and its subquestions are set where it stands', async ({
	join,
}) => {
	const { id, lead, members } = await gather(join, { members: TRIO, phase: 'calibration' });
	const anna = new WritePage(lead.page, id);
	const carl = new WritePage(members[0]!.page, id);
	await Promise.all([anna.openWrite(), carl.openWrite()]);
	await carl.addSection('', 'Tydliga steg');
	const words = carl.page.getByRole('textbox', { name: t('write.words.of', { title: 'Tydliga steg' }) });
	await words.click();
	await carl.page.keyboard.type('Kvar efter allt.');
	await expect(anna.page.getByText('Kvar efter allt.')).toBeVisible();

	const more = carl.page.getByTitle(t('write.more', { title: 'Tydliga steg' }));
	await more.click();
	await carl.page.getByRole('button', { name: t('write.remove') }).click();
	await expect(anna.grip('Tydliga steg')).toHaveCount(0);
	await carl.page.getByRole('button', { name: t('write.undo') }).click();
	await expect(anna.grip('Tydliga steg')).toBeVisible();
	await expect(anna.page.getByText('Kvar efter allt.')).toBeVisible();

	const state = (one: WritePage) => one.page.getByLabel(t('write.state.of', { title: 'Tydliga steg' }));
	await expect(state(carl).locator('option[value=approved]')).toBeDisabled();
	await state(carl).selectOption('ready');
	await expect(state(anna)).toHaveValue('ready');
	await state(anna).selectOption('approved');
	// Approved is the lead's word: for everybody else it is only shown.
	await expect(state(carl)).toHaveCount(0);

	await carl.addSection('3', 'Samspelet');
	await carl.page.getByTitle(t('write.more', { title: 'Samspelet' })).click();
	const serves = carl.page.getByRole('group', { name: t('write.serves') });
	await serves.getByRole('checkbox').nth(3).check();
	await serves.getByRole('checkbox').nth(4).check();
	await anna.page.goto(`/evaluations/${id}/q/3.5`);
	await anna.page.getByRole('link', { name: 'Samspelet' }).click();
	await expect(anna.page).toHaveURL(/\/write#free:/);
	await expect(anna.grip('Samspelet')).toBeInViewport();
});

test('strengths and improvements: two move at once and both moves count; a pair keeps its row', async ({
	join,
}) => {
	const { id, members } = await gather(join, { members: TRIO, phase: 'calibration' });
	const [carl, eva] = members.map(({ page }) => new WritePage(page, id)) as [WritePage, WritePage];
	await Promise.all([carl.openWrite(), eva.openWrite()]);
	for (const words of ['Ett', 'Två', 'Tre', 'Fyra']) await carl.addFinding('1', 'strength', words);
	for (const words of ['Mer', 'Bättre']) await carl.addFinding('1', 'improvement', words);
	await eva.column('1', 'strength').last().scrollIntoViewIfNeeded();
	await expect.poll(() => eva.order('1', 'strength')).toEqual(['Ett', 'Två', 'Tre', 'Fyra']);

	const grip = (one: WritePage, n: number) => one.column('1', 'strength').nth(n).locator('.grip');
	await grip(carl, 1).focus();
	await grip(eva, 3).focus();
	await Promise.all([carl.page.keyboard.press('ArrowUp'), eva.page.keyboard.press('ArrowUp')]);
	for (const one of [carl, eva])
		await expect.poll(() => one.order('1', 'strength')).toEqual(['Två', 'Ett', 'Fyra', 'Tre']);

	// Tied by the menu, in one row for both; moved together by moving either.
	await carl
		.column('1', 'improvement')
		.first()
		.getByTitle(new RegExp(t('finding.more')))
		.click();
	await carl.page.getByLabel(t('finding.pair.improvement')).selectOption({ label: 'Fyra' });
	await carl.page.keyboard.press('Escape');
	const sameRow = (one: WritePage, strength: number, improvement: number) =>
		expect
			.poll(async () => {
				const [left, right] = await Promise.all([
					one.column('1', 'strength').nth(strength).boundingBox(),
					one.column('1', 'improvement').nth(improvement).boundingBox(),
				]);
				return Math.abs((left?.y ?? 0) - (right?.y ?? -1));
			})
			.toBeLessThanOrEqual(1);
	await sameRow(eva, 2, 1);
	expect(await eva.order('1', 'improvement')).toEqual(['Bättre', 'Mer']);
	await eva.column('1', 'improvement').nth(1).locator('.grip').focus();
	await eva.page.keyboard.press('ArrowUp');
	await expect.poll(() => carl.order('1', 'strength')).toEqual(['Två', 'Fyra', 'Ett', 'Tre']);
	for (const one of [carl, eva]) await sameRow(one, 1, 1);

	// Removed and undone, the pair is one again.
	await carl
		.column('1', 'strength')
		.nth(1)
		.getByTitle(new RegExp(t('finding.more')))
		.click();
	await carl.page.getByRole('button', { name: t('finding.remove'), exact: true }).click();
	await expect(eva.column('1', 'strength')).toHaveCount(3);
	await carl.page.getByRole('button', { name: t('finding.undo') }).click();
	await expect.poll(() => eva.order('1', 'strength')).toEqual(['Två', 'Fyra', 'Ett', 'Tre']);
	await sameRow(eva, 1, 1);
});

test('facts, role models and questions by keyboard alone, seen by the others at once', async ({ join }) => {
	const { id, members } = await gather(join, { members: TRIO, phase: 'calibration' });
	const [carl, eva] = members.map(({ page }) => page) as [Page, Page];
	for (const page of [carl, eva]) {
		await page.goto(`/evaluations/${id}/facts`);
		await new WorkspacePage(page, id).live();
	}
	await carl.getByRole('button', { name: 'Invånare', exact: true }).press('Enter');
	const value = (page: Page) => page.getByLabel(`${t('facts.value')}: Invånare`);
	await expect(value(carl)).toBeFocused();
	await carl.keyboard.type('33432');
	await carl.keyboard.press('Enter');
	await carl.getByRole('button', { name: t('facts.printAs', { printed: '33\u00a0432' }) }).press('Enter');
	await expect(value(eva)).toHaveValue('33\u00a0432');
	await carl.getByRole('button', { name: 'Anställda', exact: true }).press('Enter');
	await carl.getByRole('button', { name: t('list.move', { name: 'Anställda' }) }).press('ArrowUp');
	const labels = eva
		.getByRole('list', { name: t('facts.title') })
		.getByLabel(t('facts.label'), { exact: true });
	await expect(labels.first()).toHaveValue('Anställda');
	await carl.getByRole('button', { name: t('facts.remove', { label: 'Anställda' }) }).press('Enter');
	await expect(labels).toHaveCount(1);
	await carl.getByRole('button', { name: t('facts.undo') }).press('Enter');
	await expect(labels).toHaveCount(2);

	const form = carl.getByRole('form', { name: t('roleModels.add') });
	await form.getByLabel(t('roleModels.municipality')).fill('Haninge');
	await form.getByLabel(t('roleModels.place')).selectOption('1.4');
	await form.getByLabel(t('roleModels.what')).fill('Budgetar som invånarna fördelar');
	await form.getByLabel(t('roleModels.what')).press('Enter');
	await expect(eva.getByLabel(`${t('roleModels.what')}: Haninge`)).toHaveValue(
		'Budgetar som invånarna fördelar',
	);

	await carl.goto(`/evaluations/${id}/questions?about=1.4`);
	await new WorkspacePage(carl, id).live();
	const ask = carl.getByRole('form', { name: t('questions.ask') });
	await ask.getByLabel(t('questions.text')).fill('Vad ledde synpunkterna till?');
	await ask.getByLabel(t('questions.to')).fill('Kommundirektören');
	await ask.getByLabel(t('questions.to')).press('Enter');
	await expect(eva.getByRole('img', { name: t('questions.open.count', { count: 1 }) }).first()).toBeVisible();
	await eva.goto(`/evaluations/${id}/q/1.4`);
	await expect(eva.getByRole('link', { name: 'Vad ledde synpunkterna till?' })).toBeVisible();
	await expect(eva.getByRole('main')).toContainText('Haninge: Budgetar som invånarna fördelar');

	const answer = carl.getByRole('article').getByLabel(t('questions.answer'), { exact: true });
	await answer.fill('Till två ändrade busslinjer.');
	await answer.blur();
	await expect(
		carl.getByRole('article').getByText(t('questions.state.answered'), { exact: true }),
	).toBeVisible();
	await expect(eva.getByRole('main')).toContainText('Till två ändrade busslinjer.');
	await carl.keyboard.press('Control+k');
	await carl.getByRole('combobox', { name: t('palette.title') }).fill('Haninge');
	await carl.keyboard.press('Enter');
	await expect(carl).toHaveURL(/\/facts#roleModel:/);
});
