/** What several screens must show at the same moment. */
import { expect, type Locator } from '@playwright/test';

const SAME_MOMENT_MS = 1000;

/** Takes the step, and holds every screen to showing what it leads to within a second of it. */
export async function together(step: () => Promise<unknown>, screens: readonly Locator[]): Promise<void> {
	const seen = screens.map(async (screen) => {
		await screen.first().waitFor({ state: 'visible', timeout: 15_000 });
		return Date.now();
	});
	const [done, ...times] = await Promise.all([step().then(() => Date.now()), ...seen]);
	for (const [n, at] of times.entries())
		expect(at - done, `screen ${n + 1}: milliseconds after the step`).toBeLessThan(SAME_MOMENT_MS);
}
