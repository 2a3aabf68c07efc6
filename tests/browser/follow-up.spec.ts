/** From a final report to what is done about it: a link for everybody, actions, and the next evaluation. */
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { answered } from './support/faults.ts';
import { gather } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

test('a final report is shared, its improvements followed up by two at once, and the next evaluation begun', async ({
	join,
	visit,
	faults,
}) => {
	test.slow();
	faults.expect(answered(409), answered(404));
	const { id, lead, members } = await gather(join, {
		members: [{ name: 'Eva Ek', role: 'evaluator' }],
		phase: 'calibration',
	});
	const [eva] = members;
	if (!eva) throw new Error('there is an evaluator');
	for (const { id: subquestion } of allSubquestions(KOMMUNKOMPASSEN))
		await lead.api('PUT', `/evaluations/${id}/consensus/${subquestion}`, { points: 5, basedOn: null });
	await lead.api('POST', `/evaluations/${id}/phase`, { to: 'review' });

	// An improvement, written as people write it.
	await lead.page.goto(`/evaluations/${id}/q/1.4`);
	const workspace = new WorkspacePage(lead.page, id);
	await workspace.live();
	await lead.page.getByRole('button', { name: t('findings.add.improvement') }).click();
	await expect(lead.page.getByRole('textbox').and(lead.page.locator(':focus'))).toBeVisible();
	await lead.page.keyboard.type('Fler vägar till dialog');
	await expect(lead.page.getByRole('banner').getByText(t('saved.saved'))).toBeVisible();
	await lead.api('POST', `/evaluations/${id}/phase`, { to: 'final' });

	// The link, and what it shows to somebody who is nobody here.
	await lead.page.goto(`/evaluations/${id}/report`);
	await lead.page.getByLabel(t('share.label')).fill('Fullmäktige');
	await lead.page.getByRole('button', { name: t('share.do') }).click();
	const link = await lead.page.getByLabel(t('share.made')).inputValue();
	const { page: anybody } = await visit();
	await anybody.goto(link);
	await expect(anybody.getByText(t('report.final'), { exact: true })).toBeVisible();
	await expect(anybody.getByText('Fler vägar till dialog')).toBeVisible();

	// Two people follow up; the slower one is told and loses nothing.
	for (const who of [lead, eva]) {
		await who.page.goto(`/evaluations/${id}/follow-up`);
		await new WorkspacePage(who.page, id).live();
	}
	await lead.page
		.getByRole('button', { name: t('followUp.addFor', { text: 'Fler vägar till dialog' }) })
		.click();
	await lead.page.getByLabel(t('followUp.field.title')).fill('Medborgarpanel');
	await lead.page.getByLabel(t('followUp.field.owner')).fill('Kommunledningen');
	await lead.page.getByRole('button', { name: t('followUp.save') }).click();
	await expect(lead.page.getByRole('listitem').filter({ hasText: 'Medborgarpanel' }).last()).toBeVisible();
	await eva.page.reload();
	const change = t('followUp.editOf', { title: 'Medborgarpanel' });
	for (const who of [lead, eva]) await who.page.getByRole('button', { name: change }).click();
	await lead.page.getByLabel(t('followUp.field.status')).selectOption('started');
	await lead.page.getByRole('button', { name: t('followUp.save') }).click();
	await expect(lead.page.getByRole('dialog')).toBeHidden();
	await eva.page.getByLabel(t('followUp.field.note')).fill('Mina ord');
	await eva.page.getByRole('button', { name: t('followUp.save') }).click();
	await expect(eva.page.getByText(t('followUp.conflict'))).toBeVisible();
	await expect(eva.page.getByLabel(t('followUp.field.note'))).toHaveValue('Mina ord');
	await eva.page.getByLabel(t('followUp.field.status')).selectOption('started');
	await eva.page.getByRole('button', { name: t('followUp.conflict.take') }).click();
	await expect(eva.page.getByText('Mina ord')).toBeVisible();

	// The board by keyboard, and a removal taken back.
	await eva.page.getByRole('radio', { name: t('followUp.asBoard') }).check();
	await eva.page.getByLabel(t('followUp.move', { title: 'Medborgarpanel' })).selectOption('done');
	await expect(
		eva.page
			.getByRole('region', { name: t('followUp.status.done') })
			.getByText('Medborgarpanel', { exact: true }),
	).toBeVisible();
	await eva.page.getByRole('radio', { name: t('followUp.asList') }).check();
	await eva.page.getByRole('button', { name: `${t('followUp.remove')}: Medborgarpanel` }).click();
	await eva.page.getByRole('button', { name: t('followUp.undo') }).click();
	await expect(eva.page.getByRole('button', { name: change })).toBeVisible();

	// The next evaluation; what is done is not open any more.
	await lead.page.reload();
	await lead.page.getByRole('button', { name: t('next.do') }).click();
	await expect(lead.page.getByText(t('next.done', { improvements: 0, sources: 0 }))).toBeVisible();
	await expect(lead.page).not.toHaveURL(new RegExp(id));

	// Revoked is revoked.
	await lead.page.goto(`/evaluations/${id}/report`);
	await lead.page.getByRole('button', { name: t('share.revokeOf', { label: 'Fullmäktige' }) }).click();
	await lead.page
		.getByRole('button', { name: t('share.revoke'), exact: true })
		.last()
		.click();
	await expect(lead.page.getByText(t('share.revoked'))).toBeVisible();
	expect((await anybody.goto(link))?.status()).toBe(404);
});
