/** What the dashboard and the alerts ask for is there to be asked, and nothing that is there is left out of sight. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';

interface Panel {
	title: string;
	type: string;
	gridPos: { x: number; y: number; w: number; h: number };
	targets?: { expr: string }[];
}

const deployed = (file: string) => readFileSync(new URL(`../../../deploy/${file}`, import.meta.url), 'utf8');
const dashboard = JSON.parse(deployed('grafana/samsyn.json')) as { panels: Panel[] };
const alerts = deployed('prometheus/alerts.yaml');

const NAME = /\b(?:samsyn|nodejs|process)_[a-z\d_]+/g;
const named = (expressions: readonly string[]) => [
	...new Set(expressions.flatMap((expr) => [...expr.matchAll(NAME)].map(([name]) => name))),
];
const asked = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
const alertExpressions = [...alerts.matchAll(/^ +expr: (.*)$/gm)].map(([, expr = '']) => expr);

const connection = await freshDatabase();
let server: ServerProcess;
/** Name → kind. */
let metrics = new Map<string, string>();
/** Every series that a query may name. */
let series = new Set<string>();

beforeAll(async () => {
	buildPages();
	server = await startServerProcess({ DATABASE_URL: connection.url });
	const text = await (await new Caller(server.url).get('/metrics')).text();
	metrics = new Map(
		[...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => [name, kind]),
	);
	series = new Set(
		[...metrics].flatMap(([name, kind]) =>
			kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
		),
	);
}, 180_000);
afterAll(() => server.stop());

describe('the dashboard', () => {
	test('asks for nothing that a server does not tell', () => {
		expect(named(asked).filter((name) => !series.has(name))).toEqual([]);
	});

	test('shows every figure of the product', () => {
		const shown = new Set(named(asked).map((name) => name.replace(/_(bucket|sum|count)$/, '')));
		const all = [...metrics.keys()].filter((name) => name.startsWith('samsyn_'));
		expect(all.length).toBeGreaterThan(40);
		expect(all.filter((name) => !shown.has(name))).toEqual([]);
	});

	test('has a row for each thing that one looks for, and no panel over another', () => {
		const { panels } = dashboard;
		expect(panels.filter(({ type }) => type === 'row').map(({ title }) => title)).toEqual([
			'People',
			'Edits',
			'Latency',
			'Storage',
			'Overload',
			'Nodes',
			'Exports and mail',
			'Process',
		]);
		const taken = new Set<string>();
		for (const { gridPos, title } of panels)
			for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
				for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
					expect(x, title).toBeLessThan(24);
					expect(taken, title).not.toContain(`${x},${y}`);
					taken.add(`${x},${y}`);
				}
	});
});

test('each alert has a condition on figures that a server tells, and says how soon somebody is to look', () => {
	const count = alerts.match(/^ +- alert: /gm)?.length;
	expect(alertExpressions).toHaveLength(count ?? 0);
	expect(alerts.match(/severity: (page|ticket) /g)).toHaveLength(count ?? 0);
	expect(alertExpressions.filter((expr) => named([expr]).length === 0)).toEqual(['up{job="samsyn"} == 0']);
	expect(named(alertExpressions).filter((name) => !series.has(name))).toEqual([]);
});

test('figures are named as Prometheus wants it: counters end in _total, times are in seconds, sizes in bytes', () => {
	const own = [...metrics].filter(([name]) => name.startsWith('samsyn_'));
	for (const [name, kind] of own) {
		expect(name.endsWith('_total'), name).toBe(kind === 'counter');
		if (kind === 'histogram') expect(name).toMatch(/_(seconds|rows)$/);
		expect(name).not.toMatch(/_(ms|millis|kb|mb)(_|$)/);
	}
});
