/**
 * A whole calibration: four evaluators and a facilitator, from blind scores to an agreement, on five screens that
 * show the same within a second of each step.
 */
import type { Locator, Page } from '@playwright/test';
import { gather } from './support/group.ts';
import { expect, test } from './support/journey.ts';
import { together } from './support/moment.ts';
import { t } from './support/texts.ts';
import { WorkspacePage } from './support/workspace-page.ts';

const EVALUATORS = ['Anna Ask', 'Bertil Bo', 'Cecilia Ceder', 'David Dal'] as const;
const [, BERTIL, , DAVID] = EVALUATORS;
const SCORES = ['12', '15', '18', '27'] as const;
const ROW = '1.4';
const NEXT = '2.1';

/** One screen of the session. */
class Screen extends WorkspacePage {
	get stage(): Locator {
		return this.page.getByRole('article');
	}

	get consensus(): Locator {
		return this.page.getByRole('region', { name: t('consensus.title') });
	}

	get positions(): Locator {
		return this.consensus.getByLabel(t('positions.title'));
	}

	heading(subquestion: string): Locator {
		return this.stage.getByRole('heading', { level: 2, name: subquestion });
	}

	/** Says where I stand on what is proposed. */
	async stand(stance: 'agree' | 'accept' | 'object' | 'abstain'): Promise<void> {
		const mine = this.consensus.getByRole('group', { name: t('positions.mine') });
		await mine.getByRole('button', { name: t('positions.stance', { stance }) }).click();
	}

	state(state: 'proposed' | 'objected' | 'agreed'): Locator {
		return this.consensus.getByText(t(`consensus.state.${state}`), { exact: true });
	}

	/** The value that stands. */
	value(points: string): Locator {
		return this.consensus.getByRole('strong').getByText(points, { exact: true });
	}

	button(name: string): Locator {
		return this.page.getByRole('button', { name });
	}
}

async function openAgenda(page: Page, subquestions: readonly string[]): Promise<void> {
	const form = page.getByRole('form', { name: t('session.prepare') });
	for (const id of subquestions) {
		const add = form.getByLabel(t('session.agenda.add'));
		const value = await add.locator('option').filter({ hasText: id }).first().getAttribute('value');
		await add.selectOption(value);
		await expect(form.getByRole('list', { name: t('session.agenda') })).toContainText(id);
	}
}

test('from blind scores to an agreement that everyone has stood up for', async ({ join }) => {
	test.setTimeout(120_000);
	const { id, lead, members } = await gather(join, {
		members: EVALUATORS.map((name) => ({ name, role: 'evaluator' })),
		blind: 'evaluation',
	});
	const facilitator = new Screen(lead.page, id);
	const evaluators = members.map(({ page }) => new Screen(page, id));
	const [anna, bertil, cecilia, david] = evaluators as [Screen, Screen, Screen, Screen];
	const all = [facilitator, ...evaluators];
	const everywhere = (shown: (screen: Screen) => Locator) => all.map(shown);

	await test.step('each scores alone and hands in', async () => {
		await Promise.all(
			evaluators.map(async (screen, n) => {
				await screen.open(ROW);
				await screen.score(SCORES[n] ?? '');
				await expect(screen.mark('saved')).toBeVisible();
				await screen.button(t('handIn.row', { id: ROW })).click();
				await screen.page
					.getByRole('dialog')
					.getByRole('button', { name: t('handIn.confirm') })
					.click();
				await expect(screen.page.getByRole('dialog')).toHaveCount(0);
			}),
		);
	});

	await test.step('a session opens for everyone', async () => {
		await Promise.all(
			all.map(async (screen) => {
				await screen.page.goto(`/evaluations/${id}/calibrate/session`);
				await screen.live();
			}),
		);
		await expect(anna.page.getByText(t('session.closed'))).toBeVisible();
		await openAgenda(lead.page, [ROW, NEXT]);
		await together(
			() => facilitator.button(t('session.open')).click(),
			everywhere((screen) => screen.page.getByRole('navigation', { name: t('session.agenda') })),
		);
		if (!(await facilitator.heading(ROW).isVisible()))
			await together(
				() => facilitator.page.getByTitle(t('session.agenda.bring', { id: ROW })).click(),
				everywhere((screen) => screen.heading(ROW)),
			);
		await expect(david.page.getByText(t('session.people.count', { following: 5, of: 5 }))).toBeVisible();
	});

	await test.step('the scores are shown to all at once', async () => {
		for (const screen of all)
			await expect(screen.page.getByRole('region', { name: t('session.hidden') })).toBeVisible();
		await together(
			() => facilitator.button(t('session.hidden.reveal', { id: ROW })).click(),
			all.flatMap((screen) =>
				EVALUATORS.map((name, n) => screen.scoreOf(name).filter({ hasText: SCORES[n] ?? '' })),
			),
		);
		await together(
			() => lead.api('POST', `/evaluations/${id}/phase`, { to: 'calibration' }),
			everywhere((screen) =>
				screen.page.locator('[aria-current=step]').filter({ hasText: t('phase.calibration') }),
			),
		);
	});

	await test.step('those furthest apart speak first, and a note is taken', async () => {
		const order = (screen: Screen) => screen.page.getByRole('region', { name: t('session.speakers.order') });
		await expect(order(anna).getByRole('listitem').filter({ hasText: DAVID })).toContainText(
			t('session.speakers.because', { because: 'highest' }),
		);
		await together(
			() => facilitator.page.getByTitle(t('session.spoken.mark', { name: DAVID })).click(),
			everywhere((screen) =>
				order(screen).getByRole('listitem').filter({ hasText: DAVID }).getByText(t('session.spoken')),
			),
		);
		const note = (screen: Screen) =>
			screen.page.getByRole('textbox', { name: t('session.note.label', { id: ROW }) });
		await note(cecilia).click();
		await together(
			() => cecilia.page.keyboard.type('Dialogen når få.'),
			everywhere((screen) => note(screen).getByText('Dialogen når få.')),
		);
	});

	await test.step('a second round, with the first kept beside it', async () => {
		await together(
			() => facilitator.button(t('session.round.open')).click(),
			everywhere((screen) => screen.stage.getByText(t('session.round', { n: 2 }), { exact: true })),
		);
		await expect(david.page.getByText(t('session.round.asks', { n: 2, first: '27' }))).toBeVisible();
		await together(
			() => david.score('21'),
			everywhere((screen) =>
				screen.page
					.getByRole('region', { name: t('session.round.table') })
					.getByRole('row', { name: new RegExp(`${DAVID} 27 21`) }),
			),
		);
	});

	const propose = async (points: string, motive?: string) => {
		await facilitator.consensus.getByLabel(t('consensus.points')).fill(points);
		if (motive) await facilitator.consensus.getByLabel(t('consensus.motive')).fill(motive);
		await facilitator.button(t('consensus.set')).click();
	};

	await test.step('a proposal, and an objection with its reason', async () => {
		await facilitator.button(t('consensus.propose')).click();
		await together(
			() => propose('17'),
			everywhere((screen) => screen.value('17')),
		);
		await together(
			() => anna.stand('agree'),
			everywhere((screen) => screen.positions.getByText(t('positions.of', { stance: 'agree' }))),
		);
		await together(
			() => bertil.stand('accept'),
			everywhere((screen) => screen.positions.getByText(t('positions.of', { stance: 'accept' }))),
		);
		await david.stand('object');
		await david.consensus.getByLabel(t('positions.reason')).fill('Medborgarförslagen är inte med.');
		await together(
			() => david.button(t('positions.reason.save')).click(),
			everywhere((screen) => screen.positions.getByText('Medborgarförslagen är inte med.')),
		);
		for (const screen of all) await expect(screen.state('objected')).toBeVisible();
	});

	await test.step('a new value answers the objection and voids what was said of the old one', async () => {
		await facilitator.consensus.getByRole('button', { name: t('consensus.change'), exact: true }).click();
		await facilitator.consensus.getByLabel(t('consensus.points')).fill('18,5');
		await facilitator.button(t('consensus.set')).click();
		await expect(facilitator.page.getByText(t('consensus.motive.needed'))).toBeVisible();
		await together(
			() => propose('18,5', 'Medborgarförslagen är nu invägda.'),
			everywhere((screen) => screen.value('18,5')),
		);
		await expect(anna.page.getByText(t('positions.voided', { stance: 'agree' }))).toBeVisible();
		for (const screen of all) {
			await expect(screen.state('proposed')).toBeVisible();
			await expect(screen.consensus.getByText('Medborgarförslagen är nu invägda.')).toBeVisible();
		}
	});

	await test.step('a minority note stays with it, and everybody has stood up', async () => {
		await david.button(t('minority.add')).click();
		await david.page.getByLabel(t('minority.label')).fill('Jag hade satt 21.');
		await together(
			() => david.button(t('minority.save')).click(),
			everywhere((screen) =>
				screen.page.getByRole('region', { name: t('minority.title') }).getByText('Jag hade satt 21.'),
			),
		);
		await anna.stand('agree');
		await bertil.stand('accept');
		await cecilia.stand('agree');
		for (const screen of all) await expect(screen.positions.getByText(BERTIL)).toBeVisible();
		await expect(facilitator.state('proposed')).toBeVisible();
		await together(
			() => david.stand('accept'),
			everywhere((screen) => screen.state('agreed')),
		);
		await together(
			() => facilitator.stage.getByRole('button', { name: t('session.discussed.mark') }).click(),
			everywhere((screen) => screen.stage.getByText(t('session.discussed'), { exact: true })),
		);
	});

	await test.step('on to the next together, and the end', async () => {
		await together(
			() => facilitator.button(t('session.next', { id: NEXT })).click(),
			everywhere((screen) => screen.heading(NEXT)),
		);
		await facilitator.button(t('session.close')).click();
		await together(
			() =>
				facilitator.page
					.getByRole('dialog')
					.getByRole('button', { name: t('session.close') })
					.click(),
			evaluators.map((screen) => screen.page.getByText(t('session.closed'))),
		);
		const kept = await lead.api<{
			consensus: Record<string, { points: number; minority: Record<string, string> }>;
		}>('GET', `/evaluations/${id}/content`);
		expect(kept.consensus[ROW]?.points).toBe(18.5);
		expect(Object.values(kept.consensus[ROW]?.minority ?? {})).toEqual(['Jag hade satt 21.']);
	});
});

test('two set the value at once: both see that it happened and whose stands', async ({ join }) => {
	const { id, lead, members } = await gather(join, {
		members: [{ name: 'Anna Ask', role: 'evaluator' }],
		phase: 'calibration',
		consensusBy: 'evaluators',
	});
	const [first, second] = [lead.page, members[0]!.page].map((page) => new Screen(page, id)) as [
		Screen,
		Screen,
	];
	for (const screen of [first, second]) {
		await screen.open(ROW);
		await screen.button(t('consensus.propose')).click();
	}
	await second.score('20');
	for (const [screen, points] of [
		[first, '19'],
		[second, '20'],
	] as const) {
		await screen.consensus.getByLabel(t('consensus.points')).fill(points);
		await screen.consensus.getByLabel(t('consensus.motive')).fill('Så som vi sade.');
	}
	await expect(first.page.getByText(t('consensus.deciding', { name: 'Anna Ask' }))).toBeVisible();
	await first.button(t('consensus.set')).click();
	await expect(second.page.getByText(t('consensus.conflict', { name: 'Lena Lind' }))).toBeVisible();
	await expect(
		second.consensus.getByText(t('consensus.conflict.stands', { name: 'Lena Lind', value: '19' })),
	).toBeVisible();
	await second.button(t('consensus.conflict.replace')).click();
	await expect(first.value('20')).toBeVisible();
});
