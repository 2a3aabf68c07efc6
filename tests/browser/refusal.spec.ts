/** What is no longer allowed is refused in words, with one's own words to copy, and costs nothing else. */
import type { Participant } from './support/journey.ts';
import { WITHOUT_NETWORK } from './support/faults.ts';
import { gather } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

const PAIR = [
	{ name: 'Carl Dahl', role: 'evaluator' },
	{ name: 'Eva Falk', role: 'evaluator' },
] as const;

interface Desk extends Participant {
	work: WorkspacePage;
}

const desks = (id: string, members: readonly Participant[]): [Desk, Desk] =>
	members.map((member) => ({ ...member, work: new WorkspacePage(member.page, id) })) as [Desk, Desk];

/** Once the page has all it sends for: what is not needed for a score comes a moment after it. */
async function leaveNetwork({ context, page, work }: Desk, subquestion: string): Promise<void> {
	await expect(work.text(subquestion)).toBeVisible();
	await context.setOffline(true);
	await expect(page.getByText(t('connection.offline', { count: 0 }))).toBeVisible();
}

async function write({ work, page }: Desk, subquestion: string, words: string): Promise<void> {
	await work.text(subquestion).click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type(words);
}

test('a role that changed while one was away: told what and why, words kept, document rebuilt', async ({
	join,
	faults,
}) => {
	faults.expect(WITHOUT_NETWORK);
	const { id, lead, members } = await gather(join, { members: PAIR });
	const [carl, eva] = desks(id, members);
	await Promise.all([carl.work.open('1.1'), eva.work.open('1.1')]);
	await leaveNetwork(carl, '1.1');
	await carl.work.score('12,5');
	await write(carl, '1.1', 'Det här skrev Carl utan nät.');

	await lead.api('PUT', `/evaluations/${id}/members/${carl.person.id}`, { role: 'observer' });
	await eva.work.score('9');
	await expect(eva.work.mark('saved')).toBeVisible();
	await carl.context.setOffline(false);

	const notice = carl.page.getByRole('alert').filter({ hasText: t('refusal.title') });
	await expect(notice).toContainText(t('refusal.role'));
	await expect(notice).toContainText(t('kept.score', { subquestion: '1.1' }));
	await expect(notice).toContainText('12,5');
	await expect(notice).toContainText('Det här skrev Carl utan nät.');
	await expect(carl.work.scoreOf('Eva Falk')).toContainText('9');
	await expect(carl.work.mark('readOnly')).toBeVisible();
	await expect(carl.page.getByText('Det här skrev Carl utan nät.')).toHaveCount(1);
	await expect(eva.work.text('1.1')).not.toContainText('Det här skrev Carl utan nät.');

	await carl.context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await notice
		.getByRole('listitem')
		.filter({ hasText: 'utan nät' })
		.getByRole('button', { name: t('refusal.copy') })
		.click();
	await expect
		.poll(() => carl.page.evaluate(() => navigator.clipboard.readText()))
		.toBe('Det här skrev Carl utan nät.');
	await notice.getByRole('button', { name: t('refusal.dismiss') }).click();
	await expect(notice).toHaveCount(0);
});

test('a phase that moved on while one was away: the score is refused, the text goes through', async ({
	join,
	faults,
}) => {
	faults.expect(WITHOUT_NETWORK);
	const { id, lead, members } = await gather(join, { members: PAIR, phase: 'calibration' });
	const [carl, eva] = desks(id, members);
	await Promise.all([carl.work.open('2.2'), eva.work.open('2.2')]);
	await leaveNetwork(carl, '2.2');
	await write(carl, '2.2', 'Detta får skrivas även i granskningen.');
	await carl.work.score('8,75');

	await lead.api('POST', `/evaluations/${id}/phase`, { to: 'review' });
	await carl.context.setOffline(false);

	const notice = carl.page.getByRole('alert').filter({ hasText: t('refusal.title') });
	await expect(notice).toContainText(t('refusal.phase'));
	await expect(notice).toContainText('8,75');
	await expect(notice).toContainText(t('refusal.carried', { count: 1 }));
	await expect(eva.work.text('2.2')).toContainText('Detta får skrivas även i granskningen.');
	await expect.poll(() => carl.work.words('2.2')).toEqual(['Detta får skrivas även i granskningen.']);
	await expect(eva.work.scoreOf('Carl Dahl')).toContainText(t('scores.missing'));
	await expect(carl.work.scoreOf('Carl Dahl')).toContainText(t('scores.missing'));
	await expect(carl.work.mark('saved')).toBeVisible();
	await write(carl, '2.2', ' Och vidare.');
	await expect(eva.work.text('2.2')).toContainText('Och vidare.');
});

test('an open page follows the phase without being asked', async ({ join }) => {
	const { id, lead, members } = await gather(join, { members: PAIR, phase: 'calibration' });
	const [carl] = desks(id, members);
	await carl.work.open('3.1');
	await expect(carl.work.points).toBeEnabled();
	await lead.api('POST', `/evaluations/${id}/phase`, { to: 'review' });
	const steps = carl.page.getByRole('list', { name: t('phase.steps') });
	await expect(steps.locator('[aria-current=step]')).toHaveText(t('phase.review'));
	await expect(carl.work.points).toBeDisabled();
	await write(carl, '3.1', 'Texten är fortfarande öppen.');
	await expect(carl.work.mark('saved')).toBeVisible();
});

test('who is taken out of the group is told so at once, with what was not saved', async ({
	join,
	faults,
}) => {
	faults.expect(WITHOUT_NETWORK);
	const { id, lead, members } = await gather(join, { members: PAIR });
	const [carl, eva] = desks(id, members);
	await Promise.all([carl.work.open('1.1'), eva.work.open('1.1')]);
	await leaveNetwork(carl, '1.1');
	await write(carl, '1.1', 'Sista orden.');

	for (const { person } of [eva, carl]) await lead.api('DELETE', `/evaluations/${id}/members/${person.id}`);
	await expect(eva.page.getByText(t('connection.notAllowed.title'))).toBeVisible();
	await expect(eva.page.getByText(t('connection.notAllowed'))).toBeVisible();

	await carl.context.setOffline(false);
	await expect(carl.page.getByText(t('connection.notAllowed.title'))).toBeVisible();
	await expect(carl.page.getByText('Sista orden.')).toBeVisible();
});
