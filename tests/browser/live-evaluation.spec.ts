/** Two people in one evaluation: what one does the other sees, and nothing is lost while one of them is away. */
import { WITHOUT_NETWORK } from './support/faults.ts';
import { gather } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';
import { openAccountMenu, WorkspacePage } from './support/workspace-page.ts';

const PAIR = [
	{ name: 'Carl Dahl', role: 'evaluator' },
	{ name: 'Eva Falk', role: 'evaluator' },
] as const;

test('each sees the other’s score, words, caret and whereabouts', async ({ join }) => {
	const { id, members } = await gather(join, { members: PAIR });
	const [carl, eva] = members.map(({ page }) => new WorkspacePage(page, id)) as [
		WorkspacePage,
		WorkspacePage,
	];
	await Promise.all([carl.open('1.4'), eva.open('1.4')]);

	await expect(carl.presenceOf('Eva Falk')).toHaveAccessibleName(
		t('presence.follow', { name: 'Eva Falk', place: '1.4' }),
	);
	await expect(eva.presenceOf('Carl Dahl')).toBeVisible();

	await carl.score('11,25');
	await expect(eva.scoreOf('Carl Dahl')).toContainText('11,25');
	await carl.annotate('Tre dialoger under året');
	await expect(eva.scoreOf('Carl Dahl')).toContainText('Tre dialoger under året');
	await eva.score('18');
	await expect(carl.scoreOf('Eva Falk')).toContainText('18');

	await carl.text('1.4').click();
	await carl.page.keyboard.type('Kommunen bjuder in ');
	await expect(eva.text('1.4')).toContainText('Kommunen bjuder in');
	await expect(eva.caretOf('Carl Dahl', '1.4')).toBeVisible();
	await eva.text('1.4').click();
	await eva.page.keyboard.press('Control+End');
	await eva.page.keyboard.type('till samtal.');
	await expect(carl.caretOf('Eva Falk', '1.4')).toBeVisible();
	await expect(carl.text('1.4')).toContainText('till samtal.');

	await eva.page.getByRole('link', { name: t('question.next', { id: '1.5' }) }).click();
	await expect(carl.presenceOf('Eva Falk')).toHaveAccessibleName(
		t('presence.follow', { name: 'Eva Falk', place: '1.5' }),
	);
	await expect(carl.caretOf('Eva Falk', '1.4')).toHaveCount(0);

	await eva.page.close();
	await expect(carl.presenceOf('Eva Falk')).toHaveCount(0);
	await expect(carl.mark('saved')).toBeVisible();
});

test('who is offline goes on working, is told so, and everything meets on return', async ({
	join,
	faults,
}) => {
	faults.expect(WITHOUT_NETWORK);
	const { id, members } = await gather(join, { members: PAIR });
	const [carl, eva] = members.map(({ page }) => new WorkspacePage(page, id)) as [
		WorkspacePage,
		WorkspacePage,
	];
	await Promise.all([carl.open('2.1'), eva.open('2.1')]);
	await eva.text('2.1').click();
	await eva.page.keyboard.type('Grunden.');
	await expect(carl.text('2.1')).toContainText('Grunden.');

	const network = members[0]!.context;
	await expect(carl.page.locator('[aria-busy="true"]')).toHaveCount(0);
	await network.setOffline(true);
	await expect(carl.page.getByText(t('connection.offline', { count: 0 }))).toBeVisible();
	await carl.score('7,5');
	await expect(carl.page.getByText(t('connection.offline', { count: 1 }))).toBeVisible();
	await expect(carl.mark('unsaved')).toContainText(t('saved.unsaved', { count: 1 }));
	await carl.text('2.1').click();
	await carl.page.keyboard.press('Control+Home');
	await carl.page.keyboard.type('Före. ');
	await expect(carl.mark('unsaved')).toContainText(/^\s*[2-9]/);

	await eva.score('9');
	await eva.text('2.1').click();
	await eva.page.keyboard.press('Control+End');
	await eva.page.keyboard.type(' Efter.');
	await expect(eva.mark('saved')).toBeVisible();
	await expect(eva.scoreOf('Carl Dahl')).not.toContainText('7,5');
	await expect(carl.text('2.1')).not.toContainText('Efter.');

	await network.setOffline(false);
	for (const one of [carl, eva]) {
		await expect(one.scoreOf('Carl Dahl')).toContainText('7,5');
		await expect(one.scoreOf('Eva Falk')).toContainText('9');
		await expect.poll(() => one.words('2.1')).toEqual(['Före. Grunden. Efter.']);
		await expect(one.mark('saved')).toBeVisible();
	}
	await expect(carl.page.getByText(t('connection.offline', { count: 0 }))).toHaveCount(0);
});

test('signing out closes the live document in every window; signing in there goes on', async ({ join }) => {
	const { id, members } = await gather(join, { members: PAIR });
	const [carl] = members;
	if (!carl) throw new Error('Carl is a member');
	const closed = new Promise<void>((resolve) =>
		carl.page.on('websocket', (socket) => socket.on('close', () => resolve())),
	);
	const work = new WorkspacePage(carl.page, id);
	await work.open('1.1');

	const other = await carl.context.newPage();
	await other.goto('/');
	await openAccountMenu(other, 'Carl Dahl');
	await other.getByRole('button', { name: t('shell.signOut') }).click();
	await expect(other.getByText(t('signIn.ended'))).toBeVisible();

	await closed;
	await expect(work.page.getByText(t('connection.signedOut.title'))).toBeVisible();
	await work.page.getByLabel(t('signIn.password')).fill(carl.person.password);
	await work.page.getByRole('button', { name: t('signIn.submit') }).click();
	await expect(work.page.getByText(t('connection.signedOut.title'))).toHaveCount(0);
	await work.score('5');
	await expect(work.mark('saved')).toBeVisible();
});
