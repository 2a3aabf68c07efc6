/** An administrator takes in an evaluation, sees its people’s links, sets the rule, erases a person and finds it all in the log. */
import { readFileSync } from 'node:fs';
import { expect, test } from './support/journey.ts';
import { enterDemo } from './support/demo.ts';
import { answered } from './support/faults.ts';
import { gather } from './support/group.ts';
import { ADMIN } from './support/people.ts';
import { t } from './support/texts.ts';

const LANDING = { id: '', ...ADMIN };

test('from a lead’s export to another server’s list, with every hash verified', async ({
	demo,
	visit,
	join,
	faults,
}) => {
	faults.expect(answered(409));
	const { page: lead } = await visit({ baseURL: demo.url, acceptDownloads: true });
	const id = await enterDemo(lead, 'Anna Bergström');
	await lead.goto(`/evaluations/${id}/versions`);
	const [file] = await Promise.all([
		lead.waitForEvent('download'),
		lead.getByRole('link', { name: t('keeping.evaluation.export') }).click(),
	]);
	const bundle = await file.path();
	expect(readFileSync(bundle).length).toBeGreaterThan(1000);

	const { page } = await join(LANDING);
	await page.goto('/admin/keeping');
	await page.getByLabel(t('keeping.import.file')).setInputFiles(bundle);
	await page.getByRole('button', { name: t('keeping.import.submit') }).click();
	await expect(page.getByText(t('keeping.import.links'))).toBeVisible();
	await expect(page.getByLabel('anna@demo.samsyn.example')).toHaveValue(/\/invite\//);

	await page.getByRole('button', { name: t('keeping.import.submit') }).click();
	await expect(page.getByText(t('bundleThere'))).toBeVisible();
});

test('the rule, a person’s data, and the log that tells of both', async ({ join, faults }) => {
	faults.expect(answered(422));
	const { members } = await gather(join, { members: [{ name: 'Erik Ek', role: 'evaluator' }] });
	const [erik] = members;
	const { page } = await join(LANDING);
	await page.goto('/admin/keeping');
	await page.getByLabel(t('keeping.policy.days')).fill('0');
	await page.getByRole('button', { name: t('keeping.policy.submit') }).click();
	await expect(page.getByText(t('keeping.policy.bad'))).toBeVisible();
	await page.getByLabel(t('keeping.policy.days')).fill('365');
	await page.getByRole('button', { name: t('keeping.policy.submit') }).click();
	await expect(page.getByText(t('keeping.policy.set'))).toBeVisible();

	await page.getByLabel(t('keeping.person.who'), { exact: true }).selectOption({ value: erik!.person.id });
	await page.getByLabel(t('keeping.person.email')).fill('nagon.annan@test.samsyn.example');
	await page.getByRole('button', { name: t('keeping.person.erase') }).click();
	await expect(page.getByText(t('keeping.person.wrong'))).toBeVisible();
	await page.getByLabel(t('keeping.person.email')).fill(erik!.person.email);
	await page.getByRole('button', { name: t('keeping.person.erase') }).click();
	await expect(page.getByText(t('keeping.person.done'))).toBeVisible();
	await expect(page.getByRole('table', { name: t('keeping.trace') })).toContainText(
		t('keeping.trace.person'),
	);

	await page.goto('/admin/audit');
	await page.getByLabel(t('audit.search.action')).selectOption('erasure');
	await page.getByRole('button', { name: t('audit.search.go') }).click();
	const table = page.getByRole('table', { name: t('admin.audit') });
	await expect(table).toContainText(t('audit.erasure.person'));
	await expect(table).toContainText(t('audit.erasure.policy'));
	await expect(table).not.toContainText(t('audit.session.start'));
	const [csv] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: t('audit.export.csv') }).click(),
	]);
	const text = readFileSync(await csv.path(), 'utf8');
	expect(text).toContain('erasure.person');
	expect(text).not.toContain('session.start');
	await page.goto('/admin/keeping');
	await page.getByLabel(t('keeping.policy.days')).fill('');
	await page.getByRole('button', { name: t('keeping.policy.submit') }).click();
	await expect(page.getByText(t('keeping.policy.set'))).toBeVisible();
});
