/** The register of evidence under several hands: written at once, holes filled, screenshots kept, notes apart. */
import type { Page } from '@playwright/test';
import { HTML, png } from '../support/pictures.ts';
import { answered } from './support/faults.ts';
import { gather } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

async function open(page: Page, id: string, show = 'interview'): Promise<void> {
	await page.goto(`/evaluations/${id}/evidence?show=${show}`);
	await new WorkspacePage(page, id).live();
}

/** A field is kept when one leaves it. */
async function fill(page: Page, label: string, text: string): Promise<void> {
	const field = page.getByRole('main').getByLabel(label, { exact: true });
	await field.fill(text);
	await field.blur();
}

const row = (page: Page, title: string) =>
	page.getByRole('main').getByRole('button', { name: title, exact: true });

test('two people write in the register at once; one takes back only what was theirs', async ({ join }) => {
	const { id, lead, members } = await gather(join, { members: [{ name: 'Eva Ek', role: 'evaluator' }] });
	const [eva] = members;
	await Promise.all([open(lead.page, id), open(eva!.page, id)]);

	await lead.page.getByRole('button', { name: t('evidence.add.interview') }).click();
	await fill(lead.page, t('evidence.field.title.interview'), 'Presidiet');
	await fill(lead.page, t('evidence.field.roleGroup'), 'Politiker');
	await row(eva!.page, 'Presidiet').click();

	// The same source, different fields: neither is lost.
	await Promise.all([
		fill(lead.page, t('evidence.field.place'), 'Kommunhuset'),
		fill(eva!.page, t('evidence.field.time'), '9.30'),
	]);
	for (const { page } of [lead, eva!]) {
		await expect(page.getByRole('main').getByText('09:30')).toBeVisible();
		await expect(page.getByRole('main').getByText('Kommunhuset')).toBeVisible();
	}

	// A time that is none is said so in words, and what stood there stays.
	await fill(eva!.page, t('evidence.field.time'), 'förmiddag');
	await expect(eva!.page.getByText(t('evidence.field.badTime'))).toBeVisible();
	await expect(lead.page.getByRole('main').getByText('09:30')).toBeVisible();
	await eva!.page.getByLabel(t('evidence.field.time'), { exact: true }).press('Escape');

	await eva!.page.getByRole('button', { name: t('evidence.undo') }).click();
	await expect(lead.page.getByRole('main').getByText('09:30')).toHaveCount(0);
	await expect(lead.page.getByRole('main').getByText('Kommunhuset')).toBeVisible();

	// Removed and brought back.
	await lead.page.getByRole('button', { name: t('evidence.remove') }).click();
	await lead.page
		.getByRole('dialog')
		.getByRole('button', { name: t('evidence.remove') })
		.click();
	await expect(row(eva!.page, 'Presidiet')).toHaveCount(0);
	await lead.page.getByRole('button', { name: t('evidence.removed.undo') }).click();
	await expect(row(eva!.page, 'Presidiet')).toBeVisible();
});

test('a hole in the matrix is found by the keyboard, filled, and seen filled by a colleague', async ({
	join,
}) => {
	const { id, lead, members } = await gather(join, { members: [{ name: 'Eva Ek', role: 'evaluator' }] });
	const [eva] = members;
	await Promise.all([open(lead.page, id, 'coverage'), open(eva!.page, id, 'coverage')]);

	const hole = (page: Page) =>
		page.getByRole('button', {
			name: t('coverage.cell.hole', { id: '1.2', column: t('coverage.column.document') }),
		});
	await expect(hole(eva!.page)).toBeVisible();
	await lead.page
		.getByRole('button', {
			name: t('coverage.cell.hole', { id: '1.1', column: t('coverage.column.document') }),
		})
		.focus();
	await lead.page.keyboard.press('ArrowDown');
	await expect(hole(lead.page)).toBeFocused();
	await lead.page.keyboard.press('Enter');
	const dialog = lead.page.getByRole('dialog');
	await dialog.getByLabel(t('coverage.dialog.new')).fill('Kommunplan 2024');
	await dialog.getByRole('button', { name: t('coverage.dialog.newAdd') }).click();

	const covered = t('coverage.cell.covered', {
		id: '1.2',
		column: t('coverage.column.document'),
		supports: 1,
		contradicts: 0,
		neutral: 0,
	});
	await expect(eva!.page.getByRole('button', { name: covered })).toBeVisible();
	await expect(hole(eva!.page)).toHaveCount(0);
	// Whoever added it stands at its details, to say more.
	await expect(lead.page.getByLabel(t('evidence.field.title.document'), { exact: true })).toHaveValue(
		'Kommunplan 2024',
	);
});

test('a screenshot is kept and shown to the group; what is no picture is refused in a sentence', async ({
	join,
	faults,
}) => {
	faults.expect(answered(415));
	const { id, lead, members } = await gather(join, { members: [{ name: 'Eva Ek', role: 'evaluator' }] });
	const [eva] = members;
	await open(lead.page, id, 'web');
	await lead.page.getByRole('button', { name: t('evidence.add.web') }).click();
	await fill(lead.page, t('evidence.field.title.web'), 'Startsidan');
	const input = lead.page.getByLabel(t('evidence.file.choose'));

	await input.setInputFiles({ name: 'bild.png', mimeType: 'image/png', buffer: HTML });
	await expect(lead.page.getByText('Det här är ingen bild.', { exact: false })).toBeVisible();
	await expect(lead.page.getByAltText(t('evidence.file.picture'))).toHaveCount(0);

	await input.setInputFiles({ name: 'bild.png', mimeType: 'image/png', buffer: png(120, 80) });
	await open(eva!.page, id, 'web');
	await row(eva!.page, 'Startsidan').click();
	const picture = eva!.page.getByAltText(t('evidence.file.picture'));
	await expect(picture).toBeVisible();
	await expect
		.poll(() => picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
		.toBe(120);

	// Removing it for good asks first, and says where it is used.
	faults.expect(answered(409), answered(404));
	await open(lead.page, id, 'files');
	await lead.page.getByRole('button', { name: t('evidence.files.remove', { name: 'bild.png' }) }).click();
	const dialog = lead.page.getByRole('dialog');
	await dialog.getByRole('button', { name: t('evidence.files.do') }).click();
	await expect(dialog.getByText('Startsidan')).toBeVisible();
	await dialog.getByRole('button', { name: t('evidence.files.anyway') }).click();
	await expect(lead.page.getByText(t('evidence.files.empty.title'))).toBeVisible();
});

test('interview notes are kept as one writes, never overwritten by a colleague, and erased for good', async ({
	join,
	faults,
}) => {
	faults.expect(answered(409));
	const { id, lead, members } = await gather(join, { members: [{ name: 'Eva Ek', role: 'evaluator' }] });
	const [eva] = members;
	await open(lead.page, id);
	await lead.page.getByRole('button', { name: t('evidence.add.interview') }).click();
	await fill(lead.page, t('evidence.field.title.interview'), 'Presidiet');
	await open(eva!.page, id);
	await row(eva!.page, 'Presidiet').click();

	const note = (page: Page) => page.getByLabel(t('evidence.note.text'), { exact: true });
	for (const { page } of [lead, eva!])
		await page.getByRole('button', { name: t('evidence.note.open') }).click();
	await note(lead.page).fill('Ledarens ord.');
	await expect(
		lead.page.getByRole('main').getByText(t('evidence.note.saved'), { exact: true }),
	).toBeVisible();
	await note(eva!.page).fill('Evas ord.');
	await eva!.page.getByRole('button', { name: t('evidence.note.both') }).click();
	await expect(note(eva!.page)).toHaveValue('Ledarens ord.\n\nEvas ord.');
	await expect(
		eva!.page.getByRole('main').getByText(t('evidence.note.saved'), { exact: true }),
	).toBeVisible();

	await eva!.page.getByRole('button', { name: t('evidence.note.erase') }).click();
	await eva!.page
		.getByRole('dialog')
		.getByRole('button', { name: t('evidence.note.erase') })
		.click();
	await expect(note(eva!.page)).toHaveValue('');
	await expect(eva!.page.getByText(/raderades anteckningar/)).toBeVisible();
});

test('beside a subquestion stands what it rests on', async ({ join }) => {
	const { id, lead } = await gather(join, { members: [] });
	await open(lead.page, id, 'document');
	await lead.page.getByRole('button', { name: t('evidence.add.document') }).click();
	await fill(lead.page, t('evidence.field.title.document'), 'Kommunplan');
	await lead.page.setViewportSize({ width: 1440, height: 900 });
	await new WorkspacePage(lead.page, id).open('1.3');
	await lead.page.getByRole('tab', { name: t('side.tab.sources') }).click();
	await lead.page.getByLabel(t('sourcesPanel.choose')).selectOption({ label: 'Kommunplan' });
	await lead.page.getByLabel(t('evidence.stanceOf', { id: 'Kommunplan' })).selectOption('contradicts');
	await lead.page.getByRole('link', { name: 'Kommunplan', exact: true }).click();
	await expect(lead.page.getByLabel(t('evidence.stanceOf', { id: '1.3' }))).toHaveValue('contradicts');
});
