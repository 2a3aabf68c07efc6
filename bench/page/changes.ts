/** What each key of mine and each change of the others takes of the main thread, from the browser's own trace. */
import type { CDPSession, Page } from 'playwright-core';
import type { Colleague } from './colleague.ts';
import { costs, spreadOf, trace, type Beginning, type Spread } from './main-thread.ts';
import { open, VIEWS, type View, type ViewName } from './views.ts';
import { SHOWN, SUBQUESTIONS, type Workplace } from './workplace.ts';

const WARM_UP = 15;
/** Between two, so that each has its own frame and what follows it is over. */
const PAUSE_MS = 90;

export interface ChangeCost {
	view: ViewName;
	what: string;
	changes: number;
	/** Milliseconds of the main thread until it is drawn, and the longest task with what follows. */
	drawn: Spread;
	longest: Spread;
}

/** What the others do, each time another of them; resolves when it has left them. */
const OTHERS: Readonly<Record<string, (colleague: Colleague, round: number) => Promise<void>>> = {
	'a score of another': (colleague, round) =>
		colleague.score(
			round % 2 === 0
				? SUBQUESTIONS.find(({ id }) => id === SHOWN)!
				: SUBQUESTIONS[(round * 7) % SUBQUESTIONS.length]!,
			round,
		),
	'a letter of another': (colleague, round) => colleague.letter(SHOWN, round),
	'a finding of another': (colleague, round) => colleague.finding(4 + 8 * (round % 10), round),
	'another comes or points elsewhere': (colleague, round) => {
		if (round % 2 === 0) colleague.pointAt(SHOWN, round);
		else colleague.goTo('question', SUBQUESTIONS[round % SUBQUESTIONS.length]!.id);
		return Promise.resolve();
	},
};

interface Measured {
	page: Page;
	cdp: CDPSession;
	rounds: number;
}

/** Each round begins with a mark in the page; the first rounds are not counted. */
async function measure(
	{ page, cdp, rounds }: Measured,
	beginning: Beginning,
	step: (round: number) => Promise<unknown>,
) {
	const run = async (from: number, to: number) => {
		for (let round = from; round < to; round += 1) {
			await page.evaluate((n) => performance.mark(`change-${n}`), round);
			await step(round);
			await page.waitForTimeout(PAUSE_MS);
		}
		await page.evaluate(() => performance.mark('change-end'));
	};
	await run(0, WARM_UP);
	const found = costs(await trace(cdp, () => run(WARM_UP, WARM_UP + rounds)), beginning, true);
	return {
		changes: found.length,
		drawn: spreadOf(found.map(({ drawn }) => drawn)),
		longest: spreadOf(found.map(({ longest }) => longest)),
	};
}

export async function measureView(
	workplace: Workplace,
	name: ViewName,
	rounds: number,
): Promise<ChangeCost[]> {
	const { context, page, cdp } = await workplace.visit(true);
	const measured: Measured = { page, cdp, rounds };
	const { typing }: View = VIEWS[name];
	const { colleagues } = workplace;
	try {
		for (const [n, colleague] of colleagues.entries()) {
			colleague.goTo(n % 2 === 0 ? 'question' : 'write', SHOWN);
			if (n < 3) colleague.pointAt(SHOWN, n);
		}
		await open(page, workplace, name);
		const results: ChangeCost[] = [];
		for (const { what, into, keys } of typing) {
			await page.locator(into).first().click();
			const cost = await measure(measured, 'key', (n) => page.keyboard.press(keys[n % keys.length]!));
			results.push({ view: name, what, ...cost });
		}
		for (const [what, change] of Object.entries(OTHERS)) {
			const cost = await measure(measured, 'message', async (n) => {
				const arrived = new Promise((done) => cdp.once('Network.webSocketFrameReceived', done));
				await change(colleagues[n % colleagues.length]!, n);
				await arrived;
			});
			results.push({ view: name, what, ...cost });
		}
		return results;
	} finally {
		await context.close();
	}
}
