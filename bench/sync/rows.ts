/** The figures of each scenario, with their units, and which of them have a target. */
import { spreadOf, type Spread } from './figures.ts';
import type { Measured } from './run.ts';
import { keeps, kindOf, type ServerName } from './servers.ts';
import { best, bound, timesBest, type Target } from './verdict.ts';

export interface Row {
	scenario: string;
	figure: string;
	unit: 'ms' | '%' | 'MB' | 'kB' | '/s' | '';
	/** Undefined: not measured there. */
	of: (measured: Measured) => number | undefined;
	better: 'less' | 'more';
	target?: Target;
	/** Compared with what was recorded; other figures are told alone. */
	isCompared?: boolean;
	/** The same for several nodes on one database. */
	ofNodes?: Target | true;
}

/** What a scenario answered under this name; null in JSON is what never came. */
const answered = (name: string) => (measured: Measured) => {
	const value = measured.result[name];
	return value === null ? Number.POSITIVE_INFINITY : typeof value === 'number' ? value : undefined;
};
const share =
	(name: 'cpu' | 'postgres' | 'redis' | 'load') =>
	({ stretch }: Measured) => {
		const value = stretch?.[name];
		return value === undefined || value === 0 ? undefined : value * 100;
	};

/** Both run beside servers that have no use for them, and have some work of their own. */
const ofPostgres = (measured: Measured) => (keeps(measured.server) ? share('postgres')(measured) : undefined);
const ofRedis = (measured: Measured) =>
	kindOf(measured.server).nodes > 1 ? share('redis')(measured) : undefined;

const latency = (figure: 'p50' | 'p99') =>
	({ figure, unit: 'ms', of: answered(figure), better: 'less', isCompared: true }) as const;
const cpu = {
	figure: 'server, of a core',
	unit: '%',
	of: share('cpu'),
	better: 'less',
	isCompared: true,
} as const;

/** What is used beside the server, told with each scenario so that nothing is hidden. */
const beside = (scenario: string): Row[] => [
	{
		scenario,
		figure: 'PostgreSQL, of a core',
		unit: '%',
		of: ofPostgres,
		better: 'less',
		ofNodes: true,
	},
	{ scenario, figure: 'Redis, of a core', unit: '%', of: ofRedis, better: 'less', ofNodes: true },
	{
		scenario,
		figure: 'the load itself, of a core',
		unit: '%',
		of: share('load'),
		better: 'less',
		ofNodes: true,
	},
];

const perDocument = ({ result }: Measured): number => {
	const [first = Number.NaN, all = Number.NaN] = result.opened as number[];
	return (all - first) / Number(result.documents) / 1e3;
};
const perConnection = ({ stretch, result }: Measured): number =>
	(stretch?.grown ?? Number.NaN) / Number(result.sockets) / 1e3;

const saturation = (scenario: string, target: Target, ofNodes?: true): Row[] => [
	{
		scenario,
		figure: 'letters, p99 < 100 ms',
		unit: '/s',
		of: answered('rate'),
		better: 'more',
		isCompared: true,
		target,
		...(ofNodes && { ofNodes }),
	},
	{
		scenario,
		figure: 'p99 at the first rate, after the overload',
		unit: 'ms',
		of: answered('recovered'),
		better: 'less',
		target: bound(100),
	},
	{ ...cpu, scenario, isCompared: false, ofNodes: true },
	...beside(scenario),
];

export const ROWS: readonly Row[] = [
	{ ...latency('p50'), scenario: 'team', target: best(1.3, ['y-websocket']), ofNodes: true },
	{ ...latency('p99'), scenario: 'team', target: best(1, ['hocuspocus']), ofNodes: true },
	{ ...cpu, scenario: 'team', ofNodes: true },
	...beside('team'),
	{ ...cpu, scenario: 'many teams', target: best(1.3, ['y-websocket']), ofNodes: true },
	{ ...latency('p50'), scenario: 'many teams', ofNodes: true },
	{ ...latency('p99'), scenario: 'many teams', target: best(2, ['y-websocket']), ofNodes: true },
	{
		scenario: 'many teams',
		figure: 'memory',
		unit: 'MB',
		of: ({ stretch }) => stretch && stretch.memory / 1e6,
		better: 'less',
		isCompared: true,
		target: timesBest(0.5),
		ofNodes: true,
	},
	...beside('many teams'),
	{ ...latency('p99'), scenario: 'town hall' },
	{ ...cpu, scenario: 'town hall', target: timesBest(0.7) },
	...beside('town hall'),
	...saturation(
		'saturation, 20 documents',
		best(1, ['y-websocket', 'hocuspocus', 'hocuspocus in memory']),
		true,
	),
	...saturation('saturation, one document', bound(12_800)),
	{
		scenario: 'opening',
		figure: 'cold',
		unit: 'ms',
		of: answered('cold'),
		better: 'less',
		isCompared: true,
		target: bound(12),
	},
	{
		scenario: 'opening',
		figure: 'warm',
		unit: 'ms',
		of: answered('warm'),
		better: 'less',
		isCompared: true,
		target: bound(5),
	},
	{
		scenario: 'coming back',
		figure: 'the last of 500, from the open port',
		unit: 'ms',
		of: answered('last'),
		better: 'less',
		isCompared: true,
		target: bound(600),
	},
	{
		scenario: 'coming back',
		figure: 'p99 of a team that is in, before',
		unit: 'ms',
		of: answered('p99Before'),
		better: 'less',
	},
	{
		scenario: 'coming back',
		figure: 'p99 of a team that is in, while 500 come',
		unit: 'ms',
		of: answered('p99'),
		better: 'less',
		target: bound(100),
	},
	{
		scenario: 'memory',
		figure: 'an idle open document of 54 kB',
		unit: 'kB',
		of: perDocument,
		better: 'less',
		isCompared: true,
		target: bound(120),
	},
	{
		scenario: 'memory',
		figure: 'a connection',
		unit: 'kB',
		of: perConnection,
		better: 'less',
		isCompared: true,
		target: bound(20),
	},
	{
		scenario: 'kill -9',
		figure: 'letters that others had seen, lost',
		unit: '',
		of: answered('lost'),
		better: 'less',
		target: bound(0),
	},
	{
		scenario: 'a node killed',
		figure: 'the last is back in the document',
		unit: 'ms',
		of: answered('back'),
		better: 'less',
		ofNodes: bound(5_000),
	},
	{
		scenario: 'a node killed',
		figure: 'people of 100 who lost their socket',
		unit: '',
		of: answered('dropped'),
		better: 'less',
		ofNodes: true,
	},
];

export interface Cell extends Spread {
	/** The load could go no higher: the server may. */
	atLeast: boolean;
}

/** One figure at one server over the rounds; undefined where it was not measured. */
export function cellOf(row: Row, figures: readonly Measured[], server: ServerName): Cell | undefined {
	const there = figures.filter((measured) => measured.server === server);
	const spread = spreadOf(there.flatMap((measured) => row.of(measured) ?? []));
	const atLeast = row.unit === '/s' && there.some(({ result }) => result.atLeast === true);
	return spread && { ...spread, atLeast };
}
