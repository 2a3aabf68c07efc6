/**
 * The product in a real browser: what travels until the first score can be given and how long that takes, what keys and
 * changes cost its main thread, and whether its memory stays flat over an hour. Writes docs/benchmarks/page.json and the
 * section in docs/benchmarks.md.
 * `npm run bench:page [-- --only NAME,… --rounds N --changes N --json FILE --out FOLDER]`;
 * what is not measured again stays as it was. `--only ''` measures nothing. `--strict` ends with 1 where a target is missed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { asked, namesOf, numberOf } from '../arguments.ts';
import { figuresFile, record } from '../record.ts';
import { loadAverage } from '../sync/figures.ts';
import { measureView } from './changes.ts';
import { measureOpening, measureTraffic } from './first-score.ts';
import { HOUR, measureHour } from './hour.ts';
import { judged, markdown, type Recorded, type Setting } from './report.ts';
import { VIEWS, type ViewName } from './views.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const OPENINGS = 5;
const isView = (name: string): name is ViewName => name in VIEWS;
const PARTS = ['traffic', 'opening', ...Object.keys(VIEWS), 'hour'];

const { wanted, rounds, changes, ...values } = asked(() => {
	const { values } = parseArgs({
		options: {
			only: { type: 'string' },
			rounds: { type: 'string', default: '40' },
			changes: { type: 'string', default: String(HOUR) },
			json: { type: 'string' },
			out: { type: 'string', default: 'docs' },
			strict: { type: 'boolean', default: false },
		},
	});
	return {
		...values,
		wanted: values.only === undefined ? PARTS : namesOf('only', values.only, PARTS),
		rounds: numberOf('rounds', values.rounds, { least: 1 }),
		changes: numberOf('changes', values.changes, { least: 1 }),
	};
});

const file = figuresFile(values.out, 'page');
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recorded) : undefined;
const recorded = wanted.length > 0 ? await measured() : before;
if (!recorded) throw new Error('nothing has been measured yet');

const content = markdown(recorded);
await record(values.out, {
	name: 'page',
	heading: 'In the browser',
	figures: recorded,
	plots: new Map(),
	content,
});
if (values.json) writeFileSync(values.json, JSON.stringify(recorded, null, '\t'));
console.log(content);
if (values.strict && judged(recorded).some(({ met }) => !met)) process.exitCode = 1;

async function measured(): Promise<Recorded> {
	const load = loadAverage();
	const workplace = await openWorkplace();
	try {
		const result: Recorded = { views: {}, ...before, setting: settingOf(workplace, load) };
		for (const name of wanted) {
			console.error(`${name} …`);
			await measure(name, workplace, result);
		}
		return result;
	} finally {
		await workplace.close();
	}
}

async function measure(name: string, workplace: Workplace, result: Recorded): Promise<void> {
	if (isView(name)) result.views[name] = await measureView(workplace, name, rounds);
	else if (name === 'traffic') result.traffic = await measureTraffic(workplace);
	else if (name === 'opening') result.opening = await measureOpening(workplace, OPENINGS);
	else result.hour = await measureHour(workplace, changes, (line) => console.error(line));
}

function settingOf({ browser, documentBytes }: Workplace, load: number): Setting {
	const [cpu] = cpus();
	return {
		on: new Date().toISOString().slice(0, 10),
		machine: { cpu: cpu?.model.trim() ?? 'unknown', cores: cpus().length, node: process.version },
		browser,
		documentBytes,
		load,
	};
}
