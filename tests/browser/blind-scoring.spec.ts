/** Blind means blind: until the reveal nothing of anybody's scores reaches another's machine, the lead's included. */
import { gather } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { together } from './support/moment.ts';
import { t } from './support/texts.ts';
import { Traffic } from './support/traffic.ts';
import { WorkspacePage } from './support/workspace-page.ts';

/** Unmistakable: nothing else on any page is written like this. */
const SECRETS = [
	{ name: 'Carl Dahl', points: 13.37, note: 'Hemligheten heter ananasplantage' },
	{ name: 'Eva Falk', points: 11.73, note: 'Hemligheten heter blekinge-bumerang' },
	{ name: 'Gunnar Holm', points: 12.91, note: 'Hemligheten heter citronkatedral' },
] as const;
const ROW = '1.1';

const PLACES = [
	'overview',
	'members',
	'score',
	'calibrate',
	'calibrate/session',
	'agreement',
	'report',
	'review',
	'versions',
	'versions/compare',
	'history',
	`q/${ROW}`,
];
const CALLS = [
	'',
	'/content',
	'/history',
	'/timeline',
	'/progress',
	'/board',
	'/session',
	'/agreement',
	'/agreement.csv',
	'/rounds',
	'/snapshots',
	'/snapshots/VERSION',
	'/compare?from=VERSION&to=now',
	'/report.json',
	'/report.csv',
	'/report.html',
];

test('nothing of the others’ scores arrives before the reveal, and then it arrives for all at once', async ({
	join,
}) => {
	const { id, lead, members } = await gather(join, {
		members: SECRETS.map(({ name }) => ({ name, role: 'evaluator' })),
		blind: 'evaluation',
	});
	const everyone = [lead, ...members];
	const traffic = everyone.map(({ context }) => new Traffic(context));
	const pages = everyone.map(({ page }) => new WorkspacePage(page, id));
	await Promise.all(pages.map((page) => page.open(ROW)));

	const evaluators = SECRETS.map((secret, n) => ({ ...secret, work: pages[n + 1]!, ...members[n]! }));
	for (const { work, points, note } of evaluators) {
		await expect(work.page.getByText(t('score.visible.mine'), { exact: true })).toBeVisible();
		await work.score(String(points).replace('.', ','));
		await work.annotate(note);
		await expect(work.mark('saved')).toBeVisible();
	}
	await Promise.all(
		evaluators.map(async ({ page }) => {
			await page.getByRole('button', { name: t('handIn.row', { id: ROW }) }).click();
			await page
				.getByRole('dialog')
				.getByRole('button', { name: t('handIn.confirm') })
				.click();
			await expect(page.getByRole('dialog')).toHaveCount(0);
		}),
	);

	// Everybody looks everywhere, by the pages and by the API.
	const version = await lead.api<{ id: string }>('POST', `/evaluations/${id}/snapshots`, { label: 'Mitt i' });
	const calls = CALLS.map((call) => `/api/v1/evaluations/${id}${call.replace('VERSION', version.id)}`);
	await Promise.all(
		everyone.map(async ({ page }) => {
			for (const place of PLACES) {
				await page.goto(`/evaluations/${id}/${place}`);
				await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			}
			await page.evaluate(
				(addresses) => Promise.all(addresses.map(async (address) => (await fetch(address)).text())),
				calls,
			);
		}),
	);
	await Promise.all(pages.map((page) => page.live()));
	await expect(pages[0]!.scoreOf('Carl Dahl')).toContainText(t('scores.hidden'));

	for (const [n, { person }] of everyone.entries()) {
		const others = SECRETS.filter(({ name }) => name !== person.name);
		const seen = traffic[n]!;
		expect(seen.count.answers).toBeGreaterThan(PLACES.length + CALLS.length);
		expect(seen.count.frames).toBeGreaterThan(0);
		expect(
			await seen.find(
				others.map(({ note }) => note),
				others.map(({ points }) => points),
			),
			`what reached ${person.name} before the reveal`,
		).toEqual([]);
	}

	await lead.page.getByRole('button', { name: t('reveal.row', { id: ROW }) }).click();
	const confirm = lead.page.getByRole('dialog').getByRole('button', { name: t('reveal.confirm') });
	await together(
		() => confirm.click(),
		pages.flatMap((page) =>
			SECRETS.map(({ name, points }) =>
				page.scoreOf(name).filter({ hasText: String(points).replace('.', ',') }),
			),
		),
	);
	for (const page of pages)
		for (const { name, note } of SECRETS) await expect(page.scoreOf(name)).toContainText(note);

	// The same search now finds what it looked for, in the frames and in the numbers' own form.
	for (const [n, { person }] of everyone.entries()) {
		const [other] = SECRETS.filter(({ name }) => name !== person.name);
		if (!other) throw new Error('there is somebody else');
		expect(await traffic[n]!.find([other.note], [])).toContainEqual(expect.stringMatching(/^ws/));
		expect(await traffic[n]!.find([], [other.points])).toContainEqual(expect.stringMatching(/^ws/));
	}
});
