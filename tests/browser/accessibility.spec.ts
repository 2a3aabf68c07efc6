/** Every page is open to everybody: checked by axe, light and dark, wide and narrow; and used without a mouse. */
import { globSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { enterDemo } from './support/demo.ts';
import { gather } from './support/group.ts';
import { apiOf, expect, ownServer, ROOMY, test, type Api } from './support/journey.ts';
import { newPerson } from './support/people.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NARROW = { width: 360, height: 740 };
/** Colours that are still changing would be judged in between. */
const STILL = { reducedMotion: 'reduce' } as const;

interface Scene {
	page: Page;
	/** In the same session, for what the page only shows once it exists. */
	api: Api;
	/** Id of the demonstration's evaluation. */
	id: string;
}

/** Each page of the product by its route, and how the demonstration's lead comes to it. */
const PAGES: Record<string, ((scene: Scene) => Promise<void>) | 'elsewhere'> = {
	'(door)/first-run': 'elsewhere',
	'(door)/signin': 'elsewhere',
	'(door)/invite/[token]': 'elsewhere',
	'(door)/guest/[token]': async ({ page, api, id }) => {
		const round = await api<{ id: string }>('POST', `/evaluations/${id}/rounds`, {
			label: 'Utkast till gästen',
		});
		const guest = await api<{ url: string }>('POST', `/evaluations/${id}/rounds/${round.id}/guests`, {
			name: 'Greta Gäst',
		});
		await to(page, guest.url);
	},
	'(door)/unsubscribe/[token]': ({ page }) => to(page, '/unsubscribe/none'),
	'(pages)': ({ page }) => to(page, '/'),
	'(pages)/account': ({ page }) => to(page, '/account'),
	'(pages)/admin': ({ page }) => to(page, '/admin'),
	'(pages)/admin/audit': ({ page }) => to(page, '/admin/audit'),
	'(pages)/admin/frameworks': ({ page }) => to(page, '/admin/frameworks'),
	'(pages)/admin/keeping': ({ page }) => to(page, '/admin/keeping'),
	'(pages)/evaluations/new': ({ page }) => to(page, '/evaluations/new'),
	'(pages)/results': ({ page }) => to(page, '/results'),
	'(pages)/results/[id]': async ({ page }) => {
		await to(page, '/results?municipality=Vallentuna&from=2017');
		await page.getByRole('rowheader').getByRole('link', { name: 'Vallentuna' }).click();
		await expect(page.getByRole('heading', { name: 'Vallentuna 2017' })).toBeVisible();
	},
	'(pages)/results/import': async ({ page }) => {
		await to(page, '/results/import');
		await page.getByLabel(t('import.text')).fill('id;uppnått;procent\n1;72;72\n9;1;1\n2;elva;75');
		await page.getByLabel(t('results.municipality')).fill('Lund');
		await page.getByLabel(t('results.year')).fill('2018');
		await page.getByLabel(t('results.framework')).selectOption('kommunkompassen-2.1');
		await page.getByRole('button', { name: t('import.preview') }).click();
		await expect(page.getByText(t('import.faults', { count: 2 }))).toBeVisible();
	},
	'(pages)/results/cohorts': ({ page }) => to(page, '/results/cohorts'),
	'(pages)/results/compare': ({ page }) => to(page, '/results/compare?on=sub:5.5&mark=0115'),
	'(pages)/results/compare/development': ({ page }) =>
		to(page, '/results/compare/development?municipality=Vallentuna'),
	'evaluations/[id]/overview': (scene) => inside(scene, 'overview'),
	'evaluations/[id]/q/[subquestion]': async (scene) => {
		await inside(scene, 'q/1.4');
		await expect(new WorkspacePage(scene.page, scene.id).text('1.4')).toBeVisible();
	},
	'evaluations/[id]/score': (scene) => inside(scene, 'score'),
	'evaluations/[id]/calibrate': (scene) => inside(scene, 'calibrate'),
	'evaluations/[id]/calibrate/session': async (scene) => {
		await inside(scene, 'calibrate/session');
		await findsNothing(scene.page);
		await scene.api('POST', `/evaluations/${scene.id}/session`, { agenda: { queue: 'all' } });
		const agenda = scene.page.getByRole('navigation', { name: t('session.agenda') });
		await agenda.getByTitle(t('session.agenda.bring', { id: '1.4' })).click();
		await expect(scene.page.getByRole('article')).toBeVisible();
	},
	'evaluations/[id]/agreement': (scene) => inside(scene, 'agreement'),
	'evaluations/[id]/evidence': async (scene) => {
		for (const show of ['interview', 'document', 'web']) {
			await inside(scene, `evidence?show=${show}`);
			await findsNothing(scene.page);
			await scene.page.locator('main li button[aria-expanded="false"]').first().click();
			if (show === 'interview')
				await scene.page.getByRole('button', { name: t('evidence.note.open') }).click();
			await findsNothing(scene.page);
		}
		for (const show of ['files', 'coverage']) {
			await inside(scene, `evidence?show=${show}`);
			await findsNothing(scene.page);
		}
		await scene.page
			.getByRole('button', { name: /^1\.3, .*: (inget|nothing)$/ })
			.first()
			.click();
		await expect(scene.page.getByRole('dialog')).toBeVisible();
	},
	'evaluations/[id]/write': async (scene) => {
		await inside(scene, 'write');
		await expect(new WorkspacePage(scene.page, scene.id).text('1.1')).toBeVisible();
	},
	'evaluations/[id]/facts': (scene) => inside(scene, 'facts'),
	'evaluations/[id]/questions': (scene) => inside(scene, 'questions'),
	'evaluations/[id]/review': async (scene) => {
		await scene.api('POST', `/evaluations/${scene.id}/rounds`, { label: 'Utkast att granska' });
		await inside(scene, 'review');
	},
	'review/[id]/[roundId]': async ({ page, api, id }) => {
		const round = await api<{ id: string }>('POST', `/evaluations/${id}/rounds`, {
			label: 'Utkast att läsa',
		});
		await to(page, `/review/${id}/${round.id}`);
		await expect(page.getByRole('main')).toBeVisible();
	},
	'evaluations/[id]/compare': async (scene) => {
		await inside(scene, 'compare');
		await scene.page.getByRole('main').locator('summary').first().click();
	},
	'evaluations/[id]/present': async ({ page, id }) => {
		await to(page, `/evaluations/${id}/present`);
		await findsNothing(page);
		await page.keyboard.press('ArrowRight');
		await expect(page.getByRole('heading', { level: 3, name: t('present.strengths') }).first()).toBeVisible();
	},
	'evaluations/[id]/report': (scene) => inside(scene, 'report'),
	'evaluations/[id]/finalise': (scene) => inside(scene, 'finalise'),
	'evaluations/[id]/follow-up': async (scene) => {
		const phase = (to: string, reason?: string) =>
			scene.api('POST', `/evaluations/${scene.id}/phase`, { to, ...(reason && { reason }) });
		await phase('review');
		await scene.api('POST', `/evaluations/${scene.id}/actions`, {
			title: 'Ta fram en plan',
			owner: 'Kommunstyrelsen',
			due: '2020-01-31',
		});
		await inside(scene, 'follow-up');
		await findsNothing(scene.page);
		await scene.page.getByRole('radio', { name: t('followUp.asBoard') }).check();
		await findsNothing(scene.page);
		await scene.page.getByRole('button', { name: t('followUp.add'), exact: true }).click();
		await expect(scene.page.getByRole('dialog')).toBeVisible();
		await phase('calibration', 'Åter till kalibreringen');
	},
	'evaluations/[id]/members': (scene) => inside(scene, 'members'),
	'evaluations/[id]/versions': (scene) => inside(scene, 'versions'),
	'evaluations/[id]/versions/compare': (scene) => inside(scene, 'versions/compare'),
	'evaluations/[id]/history': (scene) => inside(scene, 'history'),
	'evaluations/[id]/history/[seq]': (scene) => inside(scene, 'history/1'),
};

async function to(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function inside({ page, id }: Pick<Scene, 'page' | 'id'>, place: string): Promise<void> {
	await to(page, `/evaluations/${id}/${place}`);
	await new WorkspacePage(page, id).live();
}

/** A transition of no length still begins with the old colour, until something is drawn. */
const nextFrame = (page: Page): Promise<void> =>
	page.evaluate(
		() => new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))),
	);

/** As it is shown to most, in the dark, on a telephone, and on a telephone in the dark. */
async function findsNothing(page: Page): Promise<void> {
	await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
	for (const viewport of [ROOMY, NARROW])
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.setViewportSize(viewport);
			await page.emulateMedia({ colorScheme });
			await nextFrame(page);
			const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
			const found = violations.map(
				({ id, nodes }) => `${id}, ${nodes.length} times, such as ${nodes[0]?.html}`,
			);
			expect(found, `${viewport.width} px wide, ${colorScheme}`).toEqual([]);
			const width = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(width, 'the page never scrolls sideways').toBeLessThanOrEqual(viewport.width);
		}
}

test('every page has its place in this list', () => {
	const routes = path.resolve(import.meta.dirname, '../../src/routes');
	const pages = globSync('**/+page.svelte', { cwd: routes }).map((file) => path.dirname(file));
	expect(Object.keys(PAGES).sort()).toEqual(pages.sort());
});

for (const [route, open] of Object.entries(PAGES))
	if (open !== 'elsewhere')
		test(`axe finds nothing on ${route}`, async ({ demo, visit }) => {
			const { page, context } = await visit({ baseURL: demo.url, ...STILL });
			const id = await enterDemo(page, 'Anna Bergström');
			await open({ page, id, api: apiOf(context, demo.url) });
			await findsNothing(page);
		});

test('axe finds nothing at the doors', async ({ demo, visit }) => {
	const { page } = await visit({ baseURL: demo.url, ...STILL });
	await to(page, '/signin');
	await findsNothing(page);
	await page.getByText(t('signIn.demo.own')).click();
	await findsNothing(page);

	const { page: lead, context } = await visit({ baseURL: demo.url });
	const id = await enterDemo(lead, 'Anna Bergström');
	const { invitation } = await apiOf(context, demo.url)<{ invitation: { url: string } }>(
		'POST',
		`/evaluations/${id}/members`,
		{ email: 'ny.kollega@test.samsyn.example', role: 'observer' },
	);
	await to(page, invitation.url);
	await findsNothing(page);
	await to(page, '/invite/som-inte-finns');
	await findsNothing(page);
});

test('axe finds nothing on the first-run page', async ({ visit }) => {
	const server = await ownServer('first-run-axe');
	try {
		const { page } = await visit({ baseURL: server.url, ...STILL });
		await to(page, '/first-run');
		await findsNothing(page);
	} finally {
		await server.stop();
	}
});

test('axe finds nothing in the windows of the workspace', async ({ demo, visit }) => {
	const { page } = await visit({ baseURL: demo.url, ...STILL });
	const id = await enterDemo(page, 'Carl Dahl');
	await inside({ page, id }, 'q/1.4');
	await page.keyboard.press('Control+k');
	await expect(page.getByRole('dialog', { name: t('palette.title') })).toBeVisible();
	await findsNothing(page);
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: t('keys.title') })).toBeVisible();
	await findsNothing(page);
});

test('axe finds nothing on what a reviewer sees, on the printed report and where nothing is', async ({
	demo,
	visit,
	faults,
}) => {
	faults.expect(/status of 404/);
	const { page } = await visit({ baseURL: demo.url, ...STILL });
	const id = await enterDemo(page, 'Gunnar Holm');
	await to(page, `/evaluations/${id}/overview`);
	await findsNothing(page);
	await to(page, '/finns/inte');
	await findsNothing(page);

	const { page: lead } = await visit({ baseURL: demo.url, ...STILL });
	await enterDemo(lead, 'Anna Bergström');
	await to(lead, `/api/v1/evaluations/${id}/report.html`);
	await findsNothing(lead);
});

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
	for (let presses = 0; presses < 80; presses += 1) {
		await page.keyboard.press('Tab');
		if (await target.evaluate((element) => element === document.activeElement)) return;
	}
	throw new Error(`${String(target)} cannot be reached with Tab`);
}

test('from the door to a saved score without a mouse', async ({ join, visit }) => {
	const { id, lead } = await gather(join, { members: [] });
	const carl = await newPerson('Carl Dahl');
	await lead.api('POST', `/evaluations/${id}/members`, { email: carl.email, role: 'evaluator' });

	const { page } = await visit();
	const work = new WorkspacePage(page, id);
	await page.goto('/');
	await tabTo(page, page.getByLabel(t('signIn.email')));
	await page.keyboard.type(carl.email);
	await tabTo(page, page.getByLabel(t('signIn.password')));
	await page.keyboard.type(carl.password);
	await page.keyboard.press('Enter');

	const evaluation = page.getByRole('link', { name: 'Vallentuna' });
	await evaluation.waitFor();
	await tabTo(page, evaluation);
	await page.keyboard.press('Enter');
	await work.live();

	// A digit begins the score wherever one is; J goes on to the next row with it.
	await page.keyboard.type('11,25');
	await expect(work.points).toHaveValue('11,25');
	await page.keyboard.press('j');
	await expect(page).toHaveURL(/\/q\/1\.2$/);
	await page.keyboard.type('7');
	await page.keyboard.press('Enter');
	await expect(work.mark('saved')).toBeVisible();
	await expect(work.scoreOf('Carl Dahl')).toContainText('7');
	await page.keyboard.press('k');
	await expect(work.scoreOf('Carl Dahl')).toContainText('11,25');

	// Into the text by its key, out again by Escape, and to the palette from anywhere.
	await page.keyboard.press('e');
	await expect(work.text('1.1')).toBeFocused();
	await page.keyboard.type('Skrivet utan mus.');
	await expect(work.mark('saved')).toBeVisible();
	await page.keyboard.press('Control+k');
	await page.keyboard.type('3.2');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/q\/3\.2$/);
});
