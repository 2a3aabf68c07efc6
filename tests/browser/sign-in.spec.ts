/** The ways in and out: the first administrator, passwords, invitations, the demonstration, and every exit at once. */
import { randomUUID } from 'node:crypto';
import { DEMO_SEATS } from '#server/demo/people.ts';
import { gather } from './support/group.ts';
import { expect, ownServer, test } from './support/journey.ts';
import { newPerson } from './support/people.ts';
import { t } from './support/texts.ts';
import { openAccountMenu, WorkspacePage } from './support/workspace-page.ts';

test('the first administrator is made with the key from the terminal, once', async ({ visit }) => {
	const server = await ownServer('first-run');
	try {
		const line = await server.line(/^first administrator: /);
		const key = new URL(line.slice('first administrator: '.length)).searchParams.get('token') ?? '';
		const { page } = await visit({ baseURL: server.url });
		await page.goto('/');
		await expect(page.getByRole('heading', { name: t('firstRun.title') })).toBeVisible();

		const fillIn = async (token: string) => {
			await page.getByLabel(t('firstRun.token')).fill(token);
			await page.getByLabel(t('firstRun.name')).fill('Ada Admin');
			await page.getByLabel(t('signIn.email')).fill('ada@test.samsyn.example');
			await page.getByLabel(t('firstRun.password')).fill('granit-och-tall-42');
			await page.getByRole('button', { name: t('firstRun.submit') }).click();
		};
		await fillIn('fel nyckel');
		await expect(page.getByRole('alert').filter({ hasText: t('firstRunGone') })).toBeVisible();
		await fillIn(key);
		await expect(page.getByRole('heading', { name: t('home.title') })).toBeVisible();
		await expect(page.getByText(t('home.empty.title'))).toBeVisible();
		await openAccountMenu(page, 'Ada Admin');
		await expect(page.getByRole('link', { name: t('shell.admin') })).toBeVisible();

		const { page: late } = await visit({ baseURL: server.url });
		await late.goto(`/first-run?token=${key}`);
		await expect(late.getByRole('heading', { name: t('firstRun.closed.title') })).toBeVisible();
		// What a page still loads would meet a server that has ended.
		for (const open of [page, late]) await open.waitForLoadState('networkidle');
	} finally {
		await server.stop();
	}
});

test('a wrong password is said to be wrong; the right one leads to the page asked for, and out again', async ({
	visit,
}) => {
	const person = await newPerson('Carl Dahl');
	const { page } = await visit();
	await page.goto('/account');
	const signIn = async (password: string) => {
		await page.getByLabel(t('signIn.email')).fill(person.email);
		await page.getByLabel(t('signIn.password')).fill(password);
		await page.getByRole('button', { name: t('signIn.enter') }).click();
	};
	await signIn('inte mitt lösenord');
	await expect(page.getByRole('alert').filter({ hasText: t('wrongSignIn') })).toBeVisible();
	await expect(page.getByLabel(t('signIn.email'))).toHaveValue(person.email);
	await signIn(person.password);
	await expect(page.getByRole('heading', { name: t('account.title') })).toBeVisible();

	await openAccountMenu(page, 'Carl Dahl');
	await page.getByRole('button', { name: t('shell.signOut'), exact: true }).click();
	await expect(page.getByText(t('signIn.ended'))).toBeVisible();
	await page.goto('/account');
	await expect(page.getByRole('heading', { name: t('signIn.title') })).toBeVisible();
});

test('an invitation makes an account and leads into the evaluation, once', async ({ join, visit }) => {
	const { id, lead } = await gather(join, { members: [], phase: 'setup' });
	const email = `inbjuden.${randomUUID()}@test.samsyn.example`;
	await lead.page.goto(`/evaluations/${id}/members`);
	await new WorkspacePage(lead.page, id).live();
	const form = lead.page.getByRole('region', { name: t('members.add') });
	await form.getByLabel(t('members.email')).fill(email);
	await form.getByLabel(t('members.role')).selectOption({ label: t('role.evaluator') });
	await form.getByRole('button', { name: t('members.add.do') }).click();
	const url = await form.locator('code').innerText();

	const { page } = await visit();
	await page.goto(url);
	await expect(
		page.getByText(
			t('invite.toEvaluation', { by: 'Lena Lind', title: 'Vallentuna 2024', role: t('role.evaluator') }),
		),
	).toBeVisible();
	await page.getByLabel(t('invite.name')).fill('Eva Falk');
	await page.getByLabel(t('invite.password')).fill('tall-och-granit-42');
	await page.getByRole('button', { name: t('invite.create') }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Vallentuna 2024' })).toBeVisible();
	await expect(new WorkspacePage(lead.page, id).presenceOf('Eva Falk')).toBeVisible();

	const { page: other } = await visit();
	await other.goto(url);
	await expect(other.getByRole('heading', { name: t('invite.gone.title') })).toBeVisible();
});

test('signing out everywhere closes the live evaluation on another machine and says so there', async ({
	join,
}) => {
	const { id, members } = await gather(join, { members: [{ name: 'Eva Falk', role: 'evaluator' }] });
	const [desk] = members;
	if (!desk) throw new Error('Eva is a member');
	const closed = new Promise<void>((resolve) =>
		desk.page.on('websocket', (socket) => socket.on('close', () => resolve())),
	);
	const work = new WorkspacePage(desk.page, id);
	await work.open('1.1');

	const laptop = await join(desk.person);
	await laptop.page.goto('/account');
	await laptop.page.getByRole('button', { name: t('account.sessions.everywhere') }).click();
	const question = laptop.page.getByRole('dialog', { name: t('account.sessions.everywhere.ask') });
	await question.getByRole('button', { name: t('account.sessions.everywhere') }).click();

	await closed;
	await expect(desk.page.getByText(t('connection.signedOut.title'))).toBeVisible();
	await expect(laptop.page.getByRole('heading', { name: t('signIn.title') })).toBeVisible();
});

test('the demonstration is entered by one click as each of its people', async ({ demo, visit }) => {
	for (const { name, role } of DEMO_SEATS) {
		const { page } = await visit({ baseURL: demo.url });
		await page.goto('/');
		await page.getByRole('button', { name: `${t('signIn.demo.enter')} ${name}` }).click();
		await expect(page.getByTitle(t('shell.account', { name }))).toBeVisible();
		await page
			.getByRole('row')
			.filter({ hasText: t(`role.${role}`) })
			.getByRole('link', { name: 'Vallentuna' })
			.click();
		await expect(page).toHaveURL(/\/evaluations\//);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	}
});
