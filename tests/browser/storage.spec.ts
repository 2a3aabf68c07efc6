/** A server that cannot save says so, takes no more words, keeps those that are unsaved, and goes on by itself. */
import type { Page } from '@playwright/test';
import { PostgresProcess } from '../support/postgres-process.ts';
import { startServerProcess, type ServerProcess } from '../support/http-server.ts';
import { enterDemo } from './support/demo.ts';
import { expect, test } from './support/journey.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

let postgres: PostgresProcess;
let server: ServerProcess;

test.beforeAll(async () => {
	postgres = await PostgresProcess.start('browser-storage');
	server = await startServerProcess({ DATABASE_URL: postgres.url, LOG_LEVEL: 'fatal' }, [
		'server/main.ts',
		'--demo',
	]);
});

test.afterAll(async () => {
	await server.stop();
	await postgres.remove();
});

const banner = (page: Page) =>
	page
		.getByRole('alert')
		.or(page.getByRole('status'))
		.filter({ hasText: t('connection.paused.title') });

test('PostgreSQL is lost while two people write: a banner, a pause, and everything committed on return', async ({
	visit,
	faults,
}) => {
	// Chromium reports each socket that is turned away and each request that is answered with 503.
	faults.expect(/WebSocket|status of 50[03]/);
	const desks = [];
	for (const name of ['Carl Dahl', 'Eva Falk']) {
		const { page } = await visit({ baseURL: server.url });
		const id = await enterDemo(page, name);
		const work = new WorkspacePage(page, id);
		await work.open('1.1');
		desks.push({ page, work });
	}
	const [carl, eva] = desks as [(typeof desks)[0], (typeof desks)[0]];
	await carl.work.text('1.1').click();
	await carl.page.keyboard.press('Control+End');
	await carl.page.keyboard.type(' Före.');
	await expect(eva.work.text('1.1')).toContainText('Före.');
	await expect(carl.work.mark('saved')).toBeVisible();

	// Frozen first, so that what is written now is surely not committed when it dies.
	postgres.freeze();
	await carl.page.keyboard.insertText(' Osparat.');
	await expect(carl.work.mark('saving')).toBeVisible();
	postgres.kill();
	await expect(banner(carl.page)).toBeVisible();
	await expect(banner(eva.page)).toBeVisible();
	await expect(carl.work.mark('unsaved')).toBeVisible();
	await expect(carl.work.text('1.1')).toHaveAttribute('contenteditable', 'false');
	await carl.page.keyboard.type(' Kommer inte in.');
	await expect(carl.work.text('1.1')).toContainText('Osparat.');
	await expect(carl.work.text('1.1')).not.toContainText('Kommer inte in.');
	await expect(eva.work.text('1.1')).not.toContainText('Osparat.');

	await postgres.again();
	await expect(banner(carl.page)).toHaveCount(0, { timeout: 60_000 });
	await expect(carl.work.mark('saved')).toBeVisible();
	await expect(eva.work.text('1.1')).toContainText('Osparat.');
	await expect(banner(eva.page)).toHaveCount(0);
	await expect(carl.work.text('1.1')).toHaveAttribute('contenteditable', 'true');
	await carl.work.text('1.1').click();
	await carl.page.keyboard.press('Control+End');
	await carl.page.keyboard.type(' Efter.');
	await expect(eva.work.text('1.1')).toContainText('Efter.');
	await carl.page.reload();
	await carl.work.live();
	await expect(carl.work.text('1.1')).toContainText('Osparat. Efter.');
});
