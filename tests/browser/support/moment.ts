/** What several screens must show at the same moment. */
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';

const SAME_MOMENT_MS = 1000;
/** Two frames take 33 ms. Where they take longer than this, the machine is busy with something else. */
const PROMPT_MS = 100;

declare global {
	interface Window {
		/** When the page last changed, in milliseconds since 1970. */
		lastChange?: number;
	}
}

/**
 * Lets every page of a browser note when it last changed. Asked from outside, several pages answer one after the
 * other, and the asking would be measured along with them.
 */
export const noteChanges = (context: BrowserContext): Promise<unknown> =>
	context.addInitScript(() => {
		new MutationObserver(() => (window.lastChange = Date.now())).observe(document, {
			subtree: true,
			childList: true,
			attributes: true,
			characterData: true,
		});
	});

/** Takes the step, and holds every screen to showing what it leads to within a second of it. */
export async function together(step: () => Promise<unknown>, screens: readonly Locator[]): Promise<void> {
	const pages = [...new Set(screens.map((screen) => screen.page()))];
	const limit = SAME_MOMENT_MS * Math.max(1, (await slowestFrame(pages)) / PROMPT_MS);
	const seen = screens.map(async (screen) => {
		await screen.first().waitFor({ state: 'visible', timeout: 15_000 });
		// It is there, so it came with this change at the latest.
		return screen.page().evaluate(() => window.lastChange ?? Date.now());
	});
	const [done, ...times] = await Promise.all([step().then(() => Date.now()), ...seen]);
	const late = times.map((at) => at - done).filter((after) => after >= limit);
	expect(late, `milliseconds after the step, of at most ${limit}`).toEqual([]);
}

/** How long the machine takes for what costs nothing, with all these pages open. */
async function slowestFrame(pages: readonly Page[]): Promise<number> {
	const frames = pages.map((page) =>
		page.evaluate(async () => {
			const began = performance.now();
			await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
			return performance.now() - began;
		}),
	);
	return Math.max(...(await Promise.all(frames)));
}
