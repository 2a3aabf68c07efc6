/**
 * Playwright's `test` with people in it: each has a browser context of their own, already signed in, and every
 * page of theirs is watched for faults. Also the demonstration as a server of its own, started when first asked for.
 */
import {
	expect,
	test as base,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page,
} from '@playwright/test';
import { rmSync } from 'node:fs';
import { startServerProcess, type ServerProcess } from '../../support/http-server.ts';
import { Faults } from './faults.ts';
import { noteChanges } from './moment.ts';
import { BASE, type Person } from './people.ts';

export interface Visitor {
	context: BrowserContext;
	page: Page;
}

export interface Participant extends Visitor {
	person: Person;
	api: Api;
}

/** One API call in somebody's session; throws with the answer's text where the status is not 2xx. */
export type Api = <T = unknown>(method: string, call: string, body?: unknown) => Promise<T>;

export type Join = (person: Person, options?: BrowserContextOptions) => Promise<Participant>;

interface Journey {
	faults: Faults;
	/** Somebody who is not signed in. */
	visit: (options?: BrowserContextOptions) => Promise<Visitor>;
	/** Somebody who is. */
	join: Join;
}

/** Wide enough for the panel beside a subquestion. */
export const ROOMY = { width: 1440, height: 900 };

interface Servers {
	demo: ServerProcess;
}

export const test = base.extend<Journey, Servers>({
	faults: [
		async ({ browserName: _ }, use) => {
			const faults = new Faults();
			await use(faults);
			expect(faults.unexpected, 'errors in the browsers’ consoles').toEqual([]);
		},
		{ auto: true },
	],

	visit: async ({ browser, faults }, use) => {
		const contexts: BrowserContext[] = [];
		await use(async (options) => {
			const context = await newContext(browser, options);
			contexts.push(context);
			faults.watch(context, `visitor ${contexts.length}`);
			return { context, page: await context.newPage() };
		});
		for (const context of contexts) await context.close();
	},

	join: async ({ browser, faults }, use) => {
		const contexts: BrowserContext[] = [];
		await use(async (person, options) => {
			const context = await newContext(browser, options);
			contexts.push(context);
			faults.watch(context, person.name);
			await noteChanges(context);
			const participant: Participant = {
				person,
				context,
				page: await context.newPage(),
				api: apiOf(context, BASE),
			};
			await participant.api('POST', '/session', { email: person.email, password: person.password });
			return participant;
		});
		for (const context of contexts) await context.close();
	},

	demo: [
		async ({ playwright: _ }, use) => {
			const server = await ownServer('demo', ['server/main.ts', '--demo']);
			await use(server);
			await server.stop();
		},
		{ scope: 'worker', timeout: 60_000 },
	],
});

export { expect };

/** The built product as a process of its own, on a free port and an empty data folder. */
export function ownServer(name: string, args?: readonly string[]): Promise<ServerProcess> {
	const dataDir = `.test-browser-${name}`;
	rmSync(dataDir, { recursive: true, force: true });
	return startServerProcess({ DATA_DIR: dataDir }, args);
}

/** Playwright's options for contexts are those of its own fixtures; ours get the same base. */
const newContext = (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
	browser.newContext({
		baseURL: BASE,
		locale: 'sv-SE',
		timezoneId: 'Europe/Stockholm',
		viewport: ROOMY,
		...options,
	});

export const apiOf =
	(context: BrowserContext, server: string): Api =>
	async <T>(method: string, call: string, body?: unknown) => {
		const answer = await context.request.fetch(`${server}/api/v1${call}`, {
			method,
			...(body === undefined ? {} : { data: body }),
		});
		const text = await answer.text();
		if (!answer.ok()) throw new Error(`${method} ${call}: ${answer.status()} ${text}`);
		return (text ? JSON.parse(text) : undefined) as T;
	};
