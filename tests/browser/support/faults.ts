/**
 * What a browser complains about while nobody looks: errors in the console, uncaught errors, broken content
 * policy. A journey fails on any of them that it did not expect.
 */
import type { BrowserContext, Page } from '@playwright/test';

export class Faults {
	readonly #found: string[] = [];
	readonly #expected: RegExp[] = [];

	/** Chromium itself reports each request that fails or is refused; a journey names those it causes on purpose. */
	expect(...patterns: RegExp[]): void {
		this.#expected.push(...patterns);
	}

	watch(context: BrowserContext, who: string): void {
		context.on('page', (page) => this.#watchPage(page, who));
	}

	get unexpected(): string[] {
		return this.#found.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
	}

	#watchPage(page: Page, who: string): void {
		page.on('console', (message) => {
			// Breaches of the content policy are among them.
			if (message.type() === 'error')
				this.#found.push(`${who}: ${message.text()} (${message.location().url})`);
		});
		page.on('pageerror', (error) => this.#found.push(`${who}: ${error.stack ?? error.message}`));
		page.on('crash', () => this.#found.push(`${who}: the page crashed`));
	}
}

/** What Chromium says when a request gets this answer. */
export const answered = (status: number): RegExp =>
	new RegExp(`the server responded with a status of ${status}`);

/** What Chromium says about each request and socket while there is no network. */
export const WITHOUT_NETWORK = /net::ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|Failed to fetch/;
