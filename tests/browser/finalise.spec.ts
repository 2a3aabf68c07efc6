/** From the last remark to version 1.0, with a minority note; reopened, finalised as 1.1, and the two set side by side. */
import type { Page } from '@playwright/test';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { gather } from './support/group.ts';
import { expect, test, type Participant } from './support/journey.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

/** Every subquestion at three fifths of its maximum: each area has 60 points. */
async function settle(lead: Participant, id: string): Promise<void> {
	for (const { id: subquestion, max } of allSubquestions(KOMMUNKOMPASSEN))
		await lead.api('PUT', `/evaluations/${id}/consensus/${subquestion}`, {
			points: max * 0.6,
			basedOn: null,
		});
}

async function toFinalise(page: Page, id: string): Promise<void> {
	await page.goto(`/evaluations/${id}/finalise`);
	await new WorkspacePage(page, id).live();
}

const group = (page: Page, name: string) => page.locator('details').filter({ hasText: name });

test('a wrong number stops the freezing until it is right; a minority note goes with the version', async ({
	join,
}) => {
	test.slow();
	const { id, lead, members } = await gather(join, {
		members: [
			{ name: 'Carl Dahl', role: 'evaluator' },
			{ name: 'Eva Falk', role: 'evaluator' },
		],
		phase: 'review',
	});
	const [carl, eva] = members as [Participant, Participant];
	await settle(lead, id);

	// Carl writes a number that is not the number; the remark stands beside his text, and in the way on the lead's page.
	const carlsWork = new WorkspacePage(carl.page, id);
	await carlsWork.open('1.1');
	await carlsWork.text('1.1').click();
	await carl.page.keyboard.type('Området får 61 poäng, och det är väl förtjänt.');
	const notes = carl.page.getByRole('list', { name: t('check.list') });
	await expect(notes).toContainText('Här står 61 poäng; område 1 har 60.');

	const { page } = lead;
	await toFinalise(page, id);
	const freeze = page.getByRole('button', { name: t('freeze.do', { version: '1.0' }) });
	await expect(group(page, t('finalise.group.checkOpen'))).toContainText('Här står 61 poäng');
	await expect(freeze).toBeDisabled();

	// He puts it right, and the page follows by itself.
	await carlsWork.text('1.1').click();
	await carl.page.keyboard.press('ControlOrMeta+a');
	await carl.page.keyboard.type('Området får 60 poäng, och det är väl förtjänt.');
	await expect(notes).toBeHidden();
	await expect(page.getByText(t('finalise.blockers.none'))).toBeVisible();

	// Carl confirms; Eva does not stand behind all of it.
	await toFinalise(carl.page, id);
	await carl.page.getByRole('button', { name: t('signOff.do') }).click();
	await expect(carl.page.getByRole('row', { name: 'Carl Dahl' })).toContainText(t('signOff.confirm'));
	await toFinalise(eva.page, id);
	await eva.page.getByLabel(t('signOff.own.dissent')).check();
	await eva.page.getByLabel(t('signOff.own.note')).fill('Område 6 förtjänar mer.');
	await eva.page.getByRole('button', { name: t('signOff.do') }).click();
	await expect(page.getByRole('row', { name: 'Eva Falk' })).toContainText('Område 6 förtjänar mer.');

	// The lead is asked whether the rest has been seen, and told that it is for good.
	await freeze.click();
	const ask = page.getByRole('dialog', { name: t('freeze.ask', { version: '1.0' }) });
	const sure = ask.getByRole('button', { name: t('freeze.do', { version: '1.0' }) });
	await expect(ask).toContainText(t('freeze.forGood'));
	await expect(sure).toBeDisabled();
	await ask.getByRole('checkbox').check();
	await sure.click();
	await expect(page.getByRole('main').getByText(t('finalise.frozen', { version: '1.0' }))).toBeVisible();
	await expect(new WorkspacePage(carl.page, id).mark('readOnly')).toBeVisible();

	// Reopened with a reason, changed, and Carl's signature is no longer on what stands there.
	await page.getByRole('button', { name: t('freeze.reopen') }).click();
	const reopen = page.getByRole('dialog', { name: t('freeze.reopen.title') });
	await reopen.getByLabel(t('freeze.reopen.reason')).fill('Fel poäng på 1.1');
	await reopen.getByRole('button', { name: t('freeze.reopen.do') }).click();
	await expect(page.getByText(t('finalise.again', { reason: 'Fel poäng på 1.1' }))).toBeVisible();
	await lead.api('PUT', `/evaluations/${id}/consensus/1.1`, { points: 10, basedOn: 1 });
	await expect(page.getByRole('row', { name: 'Carl Dahl' })).toContainText(t('signOff.outdated'));
	await expect(group(page, t('finalise.group.checkOpen'))).toContainText('område 1 har 61');
	await carlsWork.open('1.1');
	await carlsWork.text('1.1').click();
	await carl.page.keyboard.press('ControlOrMeta+a');
	await carl.page.keyboard.type('Området får 61 poäng, och det är väl förtjänt.');
	await expect(page.getByText(t('finalise.blockers.none'))).toBeVisible();
	await page.getByRole('button', { name: t('freeze.do', { version: '1.1' }) }).click();
	const again = page.getByRole('dialog', { name: t('freeze.ask', { version: '1.1' }) });
	await again.getByRole('checkbox').check();
	await again.getByRole('button', { name: t('freeze.do', { version: '1.1' }) }).click();
	await expect(page.getByRole('main').getByText(t('finalise.frozen', { version: '1.1' }))).toBeVisible();

	// Both stay, with the reason; side by side they differ in exactly what was changed.
	await page.getByRole('link', { name: t('finalise.toVersions') }).click();
	const finals = page.getByRole('region', { name: t('finalVersions.title') });
	await expect(finals.getByRole('listitem')).toHaveCount(2);
	await expect(finals).toContainText(t('finalVersions.reason', { reason: 'Fel poäng på 1.1' }));
	const download = page.waitForEvent('download');
	await finals.getByRole('link', { name: t('finalVersions.download.of', { version: '1.0' }) }).click();
	expect((await download).suggestedFilename()).toMatch(/1\.0\.json$/);
	await finals.getByRole('link', { name: t('finalVersions.compare', { version: '1.0' }) }).click();
	await expect(page.getByRole('main')).toContainText('480');
	await expect(page.getByRole('main')).toContainText('481');
	await expect(page.getByRole('main').locator('ins')).toContainText('61');
});

test('a remark that does not hold is dismissed with a reason, and comes back when the words change', async ({
	join,
}) => {
	const { id, lead } = await gather(join, { members: [], phase: 'review' });
	await settle(lead, id);
	const work = new WorkspacePage(lead.page, id);
	await work.open('2.1');
	await work.text('2.1').click();
	await lead.page.keyboard.type('Området får 99 poäng av oss.');
	const notes = lead.page.getByRole('list', { name: t('check.list') });
	await notes.getByRole('button', { name: t('check.dismiss') }).click();
	const dialog = lead.page.getByRole('dialog', { name: t('check.dismiss.title') });
	await dialog.getByLabel(t('check.dismiss.reason')).fill('Ett citat.');
	await dialog.getByRole('button', { name: t('check.dismiss.do') }).click();
	await expect(notes).toBeHidden();
	await work.text('2.1').click();
	await lead.page.keyboard.press('ControlOrMeta+End');
	await lead.page.keyboard.press('ArrowLeft');
	await lead.page.keyboard.type(' allihop');
	await expect(notes).toContainText('Här står 99 poäng');
	await toFinalise(lead.page, id);
	await expect(group(lead.page, t('finalise.group.checkOpen'))).toContainText('99');
});

test('one section is brought back while somebody types in another one', async ({ join }) => {
	const { id, lead, members } = await gather(join, {
		members: [{ name: 'Carl Dahl', role: 'evaluator' }],
		phase: 'review',
	});
	const [carl] = members as [Participant];
	const [leads, carls] = [new WorkspacePage(lead.page, id), new WorkspacePage(carl.page, id)];
	await leads.open('1.1');
	await leads.text('1.1').click();
	await lead.page.keyboard.type('Som det var från början.');
	await expect(leads.mark('saved')).toBeVisible();
	await lead.api('POST', `/evaluations/${id}/snapshots`, { label: 'Före' });
	await lead.page.keyboard.press('ControlOrMeta+a');
	await lead.page.keyboard.type('Överskrivet av misstag.');
	await expect(leads.mark('saved')).toBeVisible();

	await carls.open('1.2');
	await carls.text('1.2').click();
	const words = 'Det här skriver jag utan att märka något av det andra.';
	const typing = carl.page.keyboard.type(words, { delay: 30 });
	const [version] = await lead.api<{ id: string; label: string }[]>('GET', `/evaluations/${id}/snapshots`);
	await lead.page.goto(`/evaluations/${id}/versions/compare?from=${version!.id}`);
	await lead.page
		.getByRole('button', {
			name: t('restore.section', { name: t('history.section.subquestion', { id: '1.1' }) }),
		})
		.click();
	await typing;
	await expect(carls.text('1.2')).toContainText(words);
	await expect(carls.text('1.2')).toBeFocused();
	await leads.open('1.1');
	await expect(leads.text('1.1')).toContainText('Som det var från början.');
	await expect(leads.text('1.1')).not.toContainText('Överskrivet');
	await leads.open('1.2');
	await expect(leads.text('1.2')).toContainText(words);
});
