/**
 * The first score of a visit: what travels until it can be given, and how long that takes with nothing cached. What
 * is looked at is the field itself; what says that it counts is the mark of the server's acknowledgement.
 */
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { median } from '../sync/figures.ts';
import { shipped, type Shipped } from './shipped.ts';
import { BLANK, PASSWORD, type Workplace } from './workplace.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FIELD = 'input.figures[inputmode=decimal]';

export interface Script {
	url: string;
	/** Bytes of the compressed body, and of the whole answer with its headers. */
	body: number;
	received: number;
	encoding: string;
	cacheControl: string;
	/** Milliseconds since 1970 when it was asked for. */
	at: number;
}

export interface Traffic {
	/** From signing in straight to the subquestion, and through the list and the overview on the way. */
	straight: Travelled;
	roundabout: Travelled;
	build: Shipped;
}

export interface Travelled {
	scripts: number;
	body: number;
	received: number;
	encodings: string[];
	/** Answers that a browser may not keep for good. */
	notKept: number;
	/** Asked for on the way, but not needed for the score: parts that come alive after it. */
	later: number;
}

export interface Opening {
	/** Milliseconds from navigation. */
	editable: number[];
	/** Until the score is shown and marked as saved. */
	saved: number[];
}

declare global {
	interface Window {
		/** Milliseconds since navigation, noted in the page itself: the field takes a score, and is drawn so. */
		enabledAt?: number;
		editableAt?: number;
		savedAt?: number;
	}
}

/** In the page: notes when the field takes a score, and when one that was entered stands there as saved. */
function watch(field: string): void {
	const input = () => document.querySelector<HTMLInputElement>(`${field}:enabled`);
	new MutationObserver(() => {
		if (input()) window.enabledAt ??= performance.now();
		else delete window.enabledAt;
	}).observe(document, { subtree: true, childList: true, attributeFilter: ['disabled'] });
	const look = () => {
		const enabled = input();
		if (enabled) window.editableAt ??= performance.now();
		else delete window.editableAt;
		if (
			enabled?.value &&
			document.activeElement !== enabled &&
			document.querySelector('.mark.saved[role=status]')
		)
			window.savedAt ??= performance.now();
		requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
}

const place = ({ url, evaluationId }: Workplace, n: number): string =>
	`${url}/evaluations/${evaluationId}/q/${BLANK[n % BLANK.length]!.id}`;

/** Gives it as soon as it can be given. In milliseconds since navigation of the page. */
async function giveScore(page: Page): Promise<{ enabled: number; editable: number; saved: number }> {
	await page.waitForFunction(() => window.editableAt !== undefined, undefined, { polling: 'raf' });
	await page.locator(FIELD).first().fill('7');
	await page.locator(FIELD).first().press('Enter');
	await page.waitForFunction(() => window.savedAt !== undefined, undefined, { polling: 'raf' });
	return page.evaluate(() => ({
		enabled: window.enabledAt!,
		editable: window.editableAt!,
		saved: window.savedAt!,
	}));
}

/** Every script that the browser fetches from now on. */
function scriptsOf(cdp: CDPSession): Script[] {
	const asked = new Map<string, Omit<Script, 'received'>>();
	const fetched: Script[] = [];
	const at = new Map<string, number>();
	cdp.on('Network.requestWillBeSent', ({ requestId, wallTime }) => at.set(requestId, wallTime * 1000));
	cdp.on('Network.responseReceived', ({ requestId, response: { url, mimeType, headers } }) => {
		if (!mimeType.includes('javascript')) return;
		const header = (name: string) =>
			Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
		asked.set(requestId, {
			url,
			body: Number(header('content-length')),
			encoding: header('content-encoding') || 'none',
			cacheControl: header('cache-control'),
			at: at.get(requestId) ?? 0,
		});
	});
	cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const script = asked.get(requestId);
		if (script) fetched.push({ ...script, received: encodedDataLength });
	});
	return fetched;
}

function travelled(scripts: readonly Script[], until: number): Travelled {
	const needed = scripts.filter(({ at, received }) => at < until && received > 0);
	const sum = (of: (script: Script) => number) => needed.reduce((total, script) => total + of(script), 0);
	return {
		scripts: needed.length,
		body: sum(({ body }) => body),
		received: sum(({ received }) => received),
		encodings: [...new Set(needed.map(({ encoding }) => encoding))],
		notKept: needed.filter(({ cacheControl }) => !cacheControl.includes('immutable')).length,
		later: scripts.length - needed.length,
	};
}

/** Signs in and gives a score; `through`: by way of the list and the overview, a press as soon as there is a link. */
async function walk(workplace: Workplace, n: number, through: boolean): Promise<Travelled> {
	const { context, page, cdp } = await workplace.visit(false);
	try {
		await page.addInitScript(watch, FIELD);
		const scripts = scriptsOf(cdp);
		const { url, evaluationId } = workplace;
		await page.goto(through ? `${url}/signin` : place(workplace, n));
		await page.locator('[name=email]').fill(workplace.me.email);
		await page.locator('[name=password]').fill(PASSWORD);
		await page.locator('[name=password]').press('Enter');
		if (through) {
			await page.locator(`a[href="/evaluations/${evaluationId}"]`).click();
			await page.locator(`main a[href="/evaluations/${evaluationId}/q/${BLANK[n]!.id}"]`).first().click();
		}
		const { enabled } = await giveScore(page);
		const origin = await page.evaluate(() => performance.timeOrigin);
		return travelled(scripts, origin + enabled);
	} finally {
		await context.close();
	}
}

/** Of Swedish pages. Uses up the first two blank subquestions. */
export const measureTraffic = async (workplace: Workplace): Promise<Traffic> => ({
	straight: await walk(workplace, 0, false),
	roundabout: await walk(workplace, 1, true),
	build: shipped(ROOT, 'q/[subquestion]', 'sv'),
});

/** A subquestion that is still blank each time, in a browser without a cache; the first is not counted. */
export async function measureOpening(workplace: Workplace, rounds: number): Promise<Opening> {
	const times: { editable: number; saved: number }[] = [];
	for (let n = 0; n <= rounds; n += 1) {
		const { context, page } = await workplace.visit(true);
		await page.addInitScript(watch, FIELD);
		await page.goto(place(workplace, n + 2), { waitUntil: 'commit' });
		times.push(await giveScore(page));
		await context.close();
	}
	return {
		editable: times.slice(1).map(({ editable }) => editable),
		saved: times.slice(1).map(({ saved }) => saved),
	};
}

export const medianOpening = ({ editable, saved }: Opening) => ({
	editable: median(editable),
	saved: median(saved),
});
