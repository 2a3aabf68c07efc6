/** The figures as one table: medians of the rounds, with the least and the most beside them. */
import { median } from './figures.ts';
import type { Measured } from './run.ts';
import { SERVERS } from './servers.ts';

interface Row {
	figure: string;
	of: (measured: Measured) => number | undefined;
	unit: 'ms' | '%' | 'MB' | 'kB' | '/s' | '';
}

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const cpu: Row = {
	figure: 'server CPU of a core',
	of: (m) => (m.cpu === undefined ? undefined : m.cpu * 100),
	unit: '%',
};
const p50: Row = { figure: 'p50', of: (m) => number(m.result.p50), unit: 'ms' };
const p99: Row = { figure: 'p99', of: (m) => number(m.result.p99), unit: 'ms' };
const memory: Row = {
	figure: 'memory',
	of: (m) => (m.memory === undefined ? undefined : m.memory / 1e6),
	unit: 'MB',
};
const rate: Row = { figure: 'edits', of: (m) => number(m.result.rate), unit: '/s' };
const recovered: Row = {
	figure: 'p99 after the overload',
	of: (m) => number(m.result.recovered),
	unit: 'ms',
};

const ROWS: Readonly<Record<string, readonly Row[]>> = {
	team: [p50, p99, cpu],
	'many teams': [cpu, p99, memory],
	'town hall': [p99, cpu],
	'saturation, 20 documents': [rate, recovered],
	'saturation, one document': [rate, recovered],
	opening: [
		{ figure: 'cold', of: (m) => number(m.result.cold), unit: 'ms' },
		{ figure: 'warm', of: (m) => number(m.result.warm), unit: 'ms' },
	],
	'coming back': [{ figure: 'last of 500', of: (m) => number(m.result.last), unit: 'ms' }],
	memory: [
		{
			figure: 'per open idle document',
			of: ({ result }) =>
				((number(result.opened) ?? Number.NaN) - (number(result.idle) ?? 0)) /
				(number(result.documents) ?? 1) /
				1e3,
			unit: 'kB',
		},
		{
			figure: 'per connection',
			of: ({ grown, result }) => (grown ?? Number.NaN) / (number(result.sockets) ?? 1) / 1e3,
			unit: 'kB',
		},
	],
	'lost by a kill': [
		{ figure: 'letters seen by others and lost', of: (m) => number(m.result.lost), unit: '' },
	],
};

const shown = (value: number): string =>
	Number.isFinite(value) ? (value >= 100 ? Math.round(value).toString() : value.toFixed(1)) : '–';

export function markdown(
	machine: { cpu: string; cores: number; node: string; rounds: number; seconds: number },
	figures: Readonly<Record<string, Measured[]>>,
): string {
	const loads = Object.values(figures).flatMap((all) => all.map(({ load }) => load));
	const lines = [
		`${machine.cores} cores (${machine.cpu}), Node ${machine.node}, ${machine.rounds} rounds of ${machine.seconds} s, load of the machine before each ${shown(Math.min(...loads))}–${shown(Math.max(...loads))}.`,
		'',
		`| scenario | figure | ${SERVERS.join(' | ')} |`,
		`| --- | --- | ${SERVERS.map(() => '---:').join(' | ')} |`,
	];
	for (const [scenario, rows] of Object.entries(ROWS)) {
		const all = figures[scenario];
		if (!all) continue;
		for (const { figure, of, unit } of rows) {
			const cells = SERVERS.map((server) => {
				const values = all.filter((each) => each.server === server).flatMap((each) => of(each) ?? []);
				if (values.length === 0) return '';
				const spread =
					values.length > 1 ? ` (${shown(Math.min(...values))}–${shown(Math.max(...values))})` : '';
				return `${shown(median(values))}${spread}`;
			});
			lines.push(`| ${scenario} | ${figure}${unit && `, ${unit}`} | ${cells.join(' | ')} |`);
		}
	}
	return `${lines.join('\n')}\n`;
}
