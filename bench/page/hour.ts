/**
 * An hour's work of eight people, replayed as fast as it is committed: whether a page that has been open all the time
 * keeps what it no longer needs. The document grows by what is written, and with it every page that shows it, so a
 * page opened afresh before and one after the hour tell how much of the growth is the document's own.
 */
import type { CDPSession, Page } from 'playwright-core';
import { subquestionSection } from '../../src/document/roots.ts';
import { live, open, VIEWS } from './views.ts';
import { PEOPLE, SHOWN, SUBQUESTIONS, type Workplace } from './workplace.ts';

/** Five keys a second for 15 % of an hour each. */
export const HOUR = PEOPLE * 5 * 0.15 * 3600;
const SAMPLES = 12;
/** Of a stretch between two samples, where it is spent: on a way through all four views, ending where it is sampled. */
const WAY = [
	{ view: 'board', share: 0.15 },
	{ view: 'grid', share: 0.15 },
	{ view: 'question', share: 0.3 },
	{ view: 'write', share: 0.4 },
] as const;
const MB = 1e6;

export interface PageSize {
	/** MB of JavaScript after a garbage collection. */
	heap: number;
	nodes: number;
	listeners: number;
}

export interface Hour {
	changes: number;
	/** Seconds that the replay took. */
	seconds: number;
	/** At even distances, the last at the end of the hour. */
	samples: PageSize[];
	/** Pages opened afresh on the document before and after. */
	before: PageSize;
	after: PageSize;
}

async function sizeOf(cdp: CDPSession): Promise<PageSize> {
	// What a first collection sets free may let go of more.
	for (let n = 0; n < 3; n += 1) await cdp.send('HeapProfiler.collectGarbage');
	const { metrics } = await cdp.send('Performance.getMetrics');
	const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
	return {
		heap: metric('JSHeapUsedSize') / MB,
		nodes: metric('Nodes'),
		listeners: metric('JSEventListeners'),
	};
}

async function fresh(workplace: Workplace): Promise<PageSize> {
	const { context, page, cdp } = await workplace.visit(true);
	try {
		await cdp.send('Performance.enable');
		await open(page, workplace, 'write');
		return await sizeOf(cdp);
	} finally {
		await context.close();
	}
}

/** By the link that a person would press, within the same page. */
async function go(page: Page, view: (typeof WAY)[number]['view']): Promise<void> {
	const path = VIEWS[view].path.split('#')[0]!;
	await page.locator(`a[href$="/${path}"]`).first().click();
	if (view === 'write')
		// Sections get their height when they come alive, and push away what is below them.
		await page.waitForFunction(
			({ id, ready }) => {
				if (document.querySelector(ready)) return true;
				document.getElementById(id)?.scrollIntoView();
				return false;
			},
			{ id: subquestionSection(SHOWN), ready: VIEWS.write.ready },
			{ polling: 'raf' },
		);
	await page.locator(VIEWS[view].ready).first().waitFor();
}

/** `changes`, an eighth of them keys of mine where there is a text; resolves once the page has shown the last. */
async function work(workplace: Workplace, page: Page, from: number, changes: number): Promise<void> {
	const { colleagues } = workplace;
	const text = page.locator('main .ProseMirror[contenteditable=true]');
	const typed = (await text.count()) > 0 ? Math.round(changes / PEOPLE) : 0;
	const each = Math.floor((changes - typed) / colleagues.length);
	await Promise.all([
		...colleagues.map(async (colleague, n) => {
			for (let i = 0; i < each; i += 1) {
				const round = from + i;
				// The first two write where I look, the others in sections of their own.
				const section = n < 2 ? SHOWN : SUBQUESTIONS[(n * 6) % SUBQUESTIONS.length]!.id;
				if (i % 25 === 10) await colleague.score(SUBQUESTIONS[round % SUBQUESTIONS.length]!, round);
				else if (i % 50 === 20) await colleague.finding((n + 7 * round) % 100, round);
				else await colleague.letter(section, round);
				if (i % 10 === 0) colleague.pointAt(section, round);
				if (i % 100 === 0) colleague.goTo('write', section);
			}
		}),
		(async () => {
			for (let i = 0; i < typed; i += 1)
				await page.keyboard.press(i % 9 === 8 ? 'Backspace' : 'abcdefgh'[i % 8]!);
		})(),
	]);
}

/** All that was sent is in the page, and it has said so of its own. */
async function caughtUp(workplace: Workplace, page: Page, sample: number): Promise<void> {
	const [colleague] = workplace.colleagues;
	const words = `Hit ${sample}. `;
	const section = page.locator(VIEWS.write.ready);
	await colleague!.call(SHOWN, words);
	await section.filter({ hasText: words.trim() }).waitFor();
	await colleague!.uncall(SHOWN, words);
	await section.filter({ hasNotText: words.trim() }).waitFor();
	await live(page);
}

export async function measureHour(
	workplace: Workplace,
	changes: number,
	say: (line: string) => void,
): Promise<Hour> {
	const before = await fresh(workplace);
	const { context, page, cdp } = await workplace.visit(true);
	const started = performance.now();
	const samples: PageSize[] = [];
	try {
		await cdp.send('Performance.enable');
		await open(page, workplace, 'write');
		const stretch = changes / SAMPLES;
		for (let n = 0; n < SAMPLES; n += 1) {
			for (const { view, share } of WAY) {
				await go(page, view);
				if (view === 'question' || view === 'write')
					await page.locator(VIEWS[view].typing[0].into).first().click();
				await work(workplace, page, n * stretch, Math.round(stretch * share));
			}
			await caughtUp(workplace, page, n);
			const size = await sizeOf(cdp);
			samples.push(size);
			say(
				`${n + 1}/${SAMPLES}: ${size.heap.toFixed(1)} MB, ${size.nodes} nodes, ${size.listeners} listeners`,
			);
		}
	} finally {
		await context.close();
	}
	const seconds = (performance.now() - started) / 1000;
	return { changes, seconds, samples, before, after: await fresh(workplace) };
}
