/**
 * How cost grows with people, documents, log length and years of results, to ten times a national programme, and by
 * which law. Writes docs/benchmarks/growth.json, the plots beside it and the section in docs/benchmarks.md.
 * `npm run bench:growth [-- --only NAME,… --rounds N --up-to SHARE --out FOLDER]`;
 * what is not measured again stays as it was. `--draw` measures nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { asked, namesOf, numberOf } from '../arguments.ts';
import { figuresFile, record } from '../record.ts';
import { loadAverage } from '../sync/figures.ts';
import type { Measure } from './growth.ts';
import { markdown, plots, type Measured } from './report.ts';

const MEASURES = {
	room: async () => (await import('./people.ts')).inOneRoom,
	people: async () => (await import('./people.ts')).inAll,
	open: async () => (await import('./open-documents.ts')).openDocuments,
	stored: async () => (await import('./stored-evaluations.ts')).storedEvaluations,
	log: async () => (await import('./log-length.ts')).logLength,
	library: async () => (await import('./library.ts')).library,
} satisfies Record<string, () => Promise<Measure>>;
const NAMES = Object.keys(MEASURES) as (keyof typeof MEASURES)[];

interface Recorded {
	machine: { cpu: string; cores: number; node: string };
	growths: Record<string, Measured>;
}

const { wanted, rounds, upTo, out } = asked(() => {
	const { values } = parseArgs({
		options: {
			only: { type: 'string' },
			rounds: { type: 'string', default: '3' },
			'up-to': { type: 'string', default: '1' },
			out: { type: 'string', default: 'docs' },
			draw: { type: 'boolean', default: false },
		},
	});
	const named = values.only === undefined ? NAMES : namesOf('only', values.only, NAMES);
	return {
		wanted: values.draw ? [] : named,
		rounds: numberOf('rounds', values.rounds, { least: 1 }),
		upTo: numberOf('up-to', values['up-to'], { least: 0, most: 1, whole: false }),
		out: values.out,
	};
});
const file = figuresFile(out, 'growth');

const [cpu] = cpus();
const machine = { cpu: cpu?.model.trim() ?? 'unknown', cores: cpus().length, node: process.version };
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recorded) : undefined;
const growths = { ...before?.growths };
for (const name of wanted) {
	const measure = await MEASURES[name]();
	const load = loadAverage();
	const growth = await measure({
		rounds,
		upTo,
		say: (line) => console.error(`${name} · ${line}`),
	});
	growths[name] = { ...growth, on: new Date().toISOString().slice(0, 10), rounds, load };
}

const recorded: Recorded = {
	machine: wanted.length > 0 || !before ? machine : before.machine,
	growths: Object.fromEntries(NAMES.flatMap((name) => (growths[name] ? [[name, growths[name]]] : []))),
};
const content = `${recorded.machine.cores} cores (${recorded.machine.cpu}), Node ${recorded.machine.node}.\n\n${markdown(recorded.growths)}`;
await record(out, {
	name: 'growth',
	heading: 'Growth',
	figures: recorded,
	plots: new Map(Object.entries(recorded.growths).flatMap(([name, growth]) => [...plots(name, growth)])),
	content,
});
console.log(content);
