/** The demonstration, entered as a visitor does. */
import type { Page } from '@playwright/test';
import { t } from './texts.ts';

/** The id of its evaluation. */
export async function enterDemo(page: Page, name: string): Promise<string> {
	await page.goto('/signin');
	await page.getByRole('button', { name: `${t('signIn.demo.enter')} ${name}` }).click();
	const link = page.getByRole('link', { name: 'Vallentuna' });
	const id = /[0-9a-f-]{36}/.exec((await link.getAttribute('href')) ?? '')?.[0];
	if (!id) throw new Error('the demonstration has no evaluation');
	return id;
}
