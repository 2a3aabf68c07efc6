/** The soak as plots and in words: what was promised, and whether it held. */
import { plotFile, type PlotSeries } from '../plot.ts';
import { median, percentile, shown } from '../sync/figures.ts';
import type { SoakEnd } from './load.ts';
import type { Sample } from './sample.ts';
import { trendOf, type Trend } from './trend.ts';

export interface Soak {
	on: string;
	machine: { cpu: string; cores: number; node: string };
	/** Letters a second that were asked for, and for how long. */
	rate: number;
	minutes: number;
	samples: Sample[];
	end: SoakEnd;
	/** What the operator's own verification found in the database afterwards. */
	verification: { rooms: number; rows: number; seconds: number; faults: string[] };
}

export interface Verdict {
	promise: string;
	holds: boolean;
	how: string;
}

/** The first fifth warms up: code is compiled, caches and the heap reach their size. */
const WARM_UP = 0.2;
/** A line through the samples that rises by less than this share of their mean over the run is flat. */
const FLAT = 0.1;
const ASKED_FOR = 0.95;

const warm = ({ samples }: Soak): Sample[] => samples.slice(Math.floor(samples.length * WARM_UP));

const trend = (soak: Soak, figure: 'rss' | 'heap'): Trend =>
	trendOf(warm(soak).map((sample) => ({ minutes: sample.minutes, value: sample[figure] })));

export function verdicts(soak: Soak): Verdict[] {
	const { end, verification, samples, rate } = soak;
	const rows = samples.at(-1)?.rows ?? 0;
	const typed = median(samples.map((sample) => sample.rate));
	const closed = samples.at(-1)?.closed ?? 0;
	const flat = (name: string, figure: 'rss' | 'heap'): Verdict => {
		const { mean, perHour, share } = trend(soak, figure);
		return {
			promise: `${name} is flat`,
			holds: share < FLAT,
			how: `${shown(mean)} MB in the mean, ${perHour < 0 ? '−' : '+'}${shown(Math.abs(perHour))} MB an hour, ${(share * 100).toFixed(1)} % over the run after its first fifth`,
		};
	};
	return [
		{
			promise: 'the rate is kept and nobody is thrown out',
			holds: typed >= ASKED_FOR * rate && closed === 0,
			how: `${shown(typed)} of ${shown(rate)} letters a second, ${closed} sockets closed`,
		},
		{
			promise: 'nothing is lost',
			holds: end.missing === 0,
			how: `${end.sent.toLocaleString('en')} changes sent, ${rows.toLocaleString('en')} rows in the log, ${end.missing} letters missing for who joins afterwards`,
		},
		{
			promise: 'everybody has the same document',
			holds: end.different === 0,
			how: `who read along from the beginning and who joins afterwards differ in ${end.different} documents`,
		},
		{
			promise: 'the log holds',
			holds: verification.faults.length === 0,
			how: `${verification.rows.toLocaleString('en')} rows of ${verification.rooms} rooms verified in ${shown(verification.seconds)} s, ${verification.faults.length} faults`,
		},
		flat('resident memory', 'rss'),
		flat('the heap in use', 'heap'),
	];
}

/** File name → SVG. */
export function plots({ samples }: Soak): Map<string, string> {
	const over = (name: string, value: (sample: Sample) => number): PlotSeries => ({
		name,
		line: 'through',
		points: samples.flatMap((sample) => {
			const y = value(sample);
			return Number.isFinite(y) ? [{ x: sample.minutes, y }] : [];
		}),
	});
	const plot = (title: string, label: string, series: PlotSeries[]): string =>
		plotFile({
			title,
			x: { label: 'minutes', scale: 'linear' },
			y: { label, scale: 'linear' },
			series,
		});
	return new Map([
		[
			'soak-latency.svg',
			plot('From sending a letter until a reader has applied it', 'ms', [
				over('p50 of ten seconds', ({ p50 }) => p50),
				over('p99 of ten seconds', ({ p99 }) => p99),
			]),
		],
		[
			'soak-memory.svg',
			plot("The server's memory", 'MB', [
				over('resident', ({ rss }) => rss),
				over('heap in use', ({ heap }) => heap),
			]),
		],
		[
			'soak-cpu.svg',
			plot('Processor time', '% of a core', [
				over('server', ({ cpu }) => cpu),
				over('PostgreSQL', ({ postgresCpu }) => postgresCpu),
			]),
		],
		[
			'soak-log.svg',
			plot('In PostgreSQL', 'MB', [
				over('update log with its index', ({ logSize }) => logSize),
				over('stored states', ({ statesSize }) => statesSize),
			]),
		],
		[
			'soak-commits.svg',
			plot('Commits', 'rows, ms', [
				over('rows of a commit, mean of ten seconds', ({ batch }) => batch),
				over('milliseconds of a commit, mean of ten seconds', ({ commit }) => commit),
			]),
		],
	]);
}

export function markdown(soak: Soak): string {
	const { machine, on, minutes, rate, samples } = soak;
	const figure = (of: (sample: Sample) => number): string => {
		const values = samples.map(of).filter(Number.isFinite);
		return `${shown(percentile(values, 0.5))} | ${shown(Math.min(...values))} | ${shown(Math.max(...values))}`;
	};
	const last = samples.at(-1);
	return [
		`${shown(minutes)} minutes of ${shown(rate)} letters a second in 20 documents with five who write and one who reads in each, on ${on}; ${machine.cores} cores (${machine.cpu}) for the server, PostgreSQL with fsync and the load, Node ${machine.node}.`,
		'',
		'| promise | | |',
		'| --- | --- | --- |',
		...verdicts(soak).map(
			({ promise, holds, how }) => `| ${promise} | ${holds ? 'holds' : '**fails**'} | ${how} |`,
		),
		'',
		'| of ten seconds | median | least | most |',
		'| --- | ---: | ---: | ---: |',
		`| p50, ms | ${figure(({ p50 }) => p50)} |`,
		`| p99, ms | ${figure(({ p99 }) => p99)} |`,
		`| server, % of a core | ${figure(({ cpu }) => cpu)} |`,
		`| PostgreSQL, % of a core | ${figure(({ postgresCpu }) => postgresCpu)} |`,
		`| rows of a commit | ${figure(({ batch }) => batch)} |`,
		`| a commit, ms | ${figure(({ commit }) => commit)} |`,
		'',
		last
			? `The log ends at ${last.rows.toLocaleString('en')} rows and ${shown(last.logSize)} MB: ${shown((last.logSize * 1e6) / last.rows)} bytes a row, index included.`
			: '',
		'',
		...[...plots(soak).keys()].map((file) => `![${file.replace(/^soak-|\.svg$/g, '')}](benchmarks/${file})`),
	].join('\n');
}
