/** What was measured in the browser, judged and in words. */
import { median, shown } from '../sync/figures.ts';
import type { ChangeCost } from './changes.ts';
import { medianOpening, type Opening, type Traffic, type Travelled } from './first-score.ts';
import type { Hour } from './hour.ts';
import { TARGET_MS } from './main-thread.ts';
import type { ViewName } from './views.ts';

export const TARGETS = { bytes: 150_000, firstScoreMs: 1000, changeMs: TARGET_MS, growth: 0.05 };

export interface Setting {
	/** ISO 8601, a day. */
	on: string;
	machine: { cpu: string; cores: number; node: string };
	browser: string;
	/** Bytes of the shared document. */
	documentBytes: number;
	/** Of the machine for a minute before. */
	load: number;
}

/** Each part as it was measured last. */
export interface Recorded {
	setting: Setting;
	traffic?: Traffic;
	opening?: Opening;
	views: Partial<Record<ViewName, ChangeCost[]>>;
	hour?: Hour;
}

export interface Judged {
	what: string;
	figure: string;
	target: string;
	met: boolean;
}

export interface Growth {
	/** MB that the open page grew by from the median of the first third of the samples to that of the last. */
	page: number;
	/** MB of it that are the document's: what a page opened afresh grew by in the same time. */
	document: number;
	/** The rest, as a share of the first third's median. */
	share: number;
	/** Of the rest: MB an hour. */
	perHour: number;
}

/** Throws for fewer than three samples. */
export function growthOf({ samples, before, after }: Pick<Hour, 'samples' | 'before' | 'after'>): Growth {
	const third = Math.floor(samples.length / 3);
	if (third === 0) throw new Error('growth needs three samples');
	const heap = (from: number, to?: number) => median(samples.slice(from, to).map((sample) => sample.heap));
	const first = heap(0, third);
	const page = heap(-third) - first;
	/** Between the middles of both thirds lies this part of the hour. */
	const between = (samples.length - third) / samples.length;
	const document = (after.heap - before.heap) * between;
	return { page, document, share: (page - document) / first, perHour: (page - document) / between };
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${shown(Math.abs(value))}`;

export function judged({ traffic, opening, views, hour }: Recorded): Judged[] {
	const all: Judged[] = [];
	const bytes = (what: string, value: number) =>
		all.push({
			what,
			figure: kB(value),
			target: `≤ ${kB(TARGETS.bytes)}`,
			met: value <= TARGETS.bytes,
		});
	if (traffic) {
		bytes('scripts until the first score, from the build, gzip', traffic.build.gzip);
		bytes('the same as they travel to a browser that signs in there', traffic.straight.body);
		bytes('the same by way of the list and the overview', traffic.roundabout.body);
	}
	if (opening) {
		const { editable } = medianOpening(opening);
		all.push({
			what: 'from navigation until the first score can be given, nothing cached',
			figure: `${shown(editable)} ms`,
			target: `≤ ${shown(TARGETS.firstScoreMs)} ms`,
			met: editable <= TARGETS.firstScoreMs,
		});
	}
	for (const costs of Object.values(views))
		for (const { view, what, drawn } of costs)
			all.push({
				what: `${view}: ${what}, p95`,
				figure: `${shown(drawn.p95)} ms`,
				target: `≤ ${TARGETS.changeMs} ms`,
				met: drawn.p95 <= TARGETS.changeMs,
			});
	if (hour) {
		const { share } = growthOf(hour);
		all.push({
			what: "an hour's work: the page's memory beyond the document's own growth",
			figure: `${signed(share * 100)} %`,
			target: `< ${TARGETS.growth * 100} %`,
			met: share < TARGETS.growth,
		});
	}
	return all;
}

const verdict = (met: boolean): string => (met ? 'met' : '**missed**');

export function markdown(recorded: Recorded): string {
	const { setting, traffic, opening, views, hour } = recorded;
	const { machine, on, browser, documentBytes, load } = setting;
	return [
		`Chromium ${browser}, ${machine.cores} cores (${machine.cpu}) for the browser, the server, PostgreSQL and the seven others, Node ${machine.node}, ${on}, load before ${shown(load)}; the evaluation is ${kB(documentBytes)}.`,
		'',
		'| | measured | target | |',
		'| --- | ---: | ---: | --- |',
		...judged(recorded).map((row) => `| ${row.what} | ${row.figure} | ${row.target} | ${verdict(row.met)} |`),
		'',
		...(traffic ? [...trafficWords(traffic), ''] : []),
		...(opening ? [openingWords(opening), ''] : []),
		...changeTable(Object.values(views).flat()),
		...(hour ? hourWords(hour) : []),
	].join('\n');
}

function trafficWords({ straight, roundabout, build }: Traffic): string[] {
	const told = (name: string, { scripts, body, received, encodings, notKept, later }: Travelled) =>
		`${name}: ${scripts} scripts, ${kB(body)} as ${encodings.join(' and ')}, ${kB(received)} with their headers; ${notKept === 0 ? 'all may be kept for good' : `${notKept} may not be kept`}; ${later} came afterwards.`;
	return [
		`The build has ${build.files} scripts on the way, ${kB(build.gzip)} as gzip, ${kB(build.brotli)} as brotli. ${told('Signing in straight to the subquestion', straight)} ${told('By way of the list and the overview, parts that came alive there included', roundabout)}`,
	];
}

function openingWords(opening: Opening): string {
	const { editable, saved } = medianOpening(opening);
	const range = (values: readonly number[]) =>
		`${shown(Math.min(...values))}–${shown(Math.max(...values))} ms`;
	return `The score can be given after ${shown(editable)} ms (${range(opening.editable)} of ${opening.editable.length}); given at once, it stands there marked as saved after ${shown(saved)} ms (${range(opening.saved)}), of which 350 ms are the pause with which the mark waits for further changes.`;
}

function changeTable(costs: readonly ChangeCost[]): string[] {
	if (costs.length === 0) return [];
	const figures = ({ view, what, changes, drawn, longest }: ChangeCost) =>
		`| ${view} | ${what} | ${changes} | ${drawn.median.toFixed(1)} | ${drawn.p95.toFixed(1)} | ${drawn.most.toFixed(1)} | ${longest.p95.toFixed(1)} |`;
	return [
		'| main thread, ms | | changes | p50 | p95 | most | longest task, p95 |',
		'| --- | --- | ---: | ---: | ---: | ---: | ---: |',
		...costs.map(figures),
		'',
	];
}

function hourWords(hour: Hour): string[] {
	const { samples, before, after, changes, seconds } = hour;
	const { page, document, perHour } = growthOf(hour);
	const list = (of: (sample: (typeof samples)[number]) => string) => samples.map(of).join(' | ');
	return [
		`${changes.toLocaleString('en')} changes in ${shown(seconds)} s. From the first third to the last the page grew by ${signed(page)} MB, a page opened afresh on the same document by ${signed(document)} MB: ${signed(perHour)} MB an hour remain. Opened afresh it takes ${shown(before.heap)} MB before and ${shown(after.heap)} MB after, with ${shown(before.nodes)} and ${shown(after.nodes)} nodes, ${shown(before.listeners)} and ${shown(after.listeners)} listeners.`,
		'',
		`| after this share of the hour | ${samples.map((_, n) => `${n + 1}/${samples.length}`).join(' | ')} |`,
		`| --- | ${samples.map(() => '---:').join(' | ')} |`,
		`| heap, MB | ${list(({ heap }) => heap.toFixed(1))} |`,
		`| DOM nodes | ${list(({ nodes }) => nodes.toLocaleString('en'))} |`,
		`| listeners | ${list(({ listeners }) => listeners.toLocaleString('en'))} |`,
	];
}
