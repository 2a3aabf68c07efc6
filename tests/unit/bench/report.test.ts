import { expect, test } from 'vitest';
import { shown } from '../../../bench/sync/figures.ts';
import { markdown, missedIn, shownCell, type Results } from '../../../bench/sync/report.ts';
import type { Measured } from '../../../bench/sync/run.ts';
import type { ServerName } from '../../../bench/sync/servers.ts';

const measured = (server: ServerName, round: number, result: Record<string, unknown>): Measured => ({
	server,
	round,
	before: 0.4,
	result,
});
const results = (figures: Results['figures'], over: Partial<Results> = {}): Results => ({
	machine: {
		cpu: 'A processor',
		cores: 2,
		memory: '24 GB',
		node: 'v26',
		postgres: 'PostgreSQL 18',
		system: 'Linux',
		date: '2026-11-28',
	},
	rounds: 2,
	figures,
	checks: {},
	notRun: {},
	failed: [],
	...over,
});
const rowsOf = (table: string, scenario: string): string[][] =>
	table
		.split('\n')
		.filter((line) => line.startsWith(`| ${scenario} |`))
		.map((line) => line.split('|').map((cell) => cell.trim()));

test('figures are told with the digits that matter', () => {
	const values = [0, 0.842, 7.34, 41.3, 999.6, 12_812, Number.POSITIVE_INFINITY, Number.NaN];
	expect(values.map(shown)).toEqual(['0', '0.84', '7.3', '41', '1,000', '12,800', 'never', '–']);
});

test('a figure has its spread, unless all rounds come out alike', () => {
	expect(shownCell({ median: 2, least: 1, most: 3, atLeast: false })).toBe('2 (1–3)');
	expect(shownCell({ median: 2, least: 2, most: 2, atLeast: true })).toBe('≥ 2');
	expect(shownCell(undefined)).toBe('');
});

test('verdicts are computed from the figures, and what is missed is named on top', () => {
	const figures = {
		opening: [
			measured('ours', 1, { cold: 14, warm: 3 }),
			measured('ours', 2, { cold: 16, warm: 4 }),
			measured('hocuspocus', 1, { cold: 24, warm: 7 }),
		],
	};
	const table = markdown(results(figures));
	const [cold, warm] = rowsOf(table, 'opening');
	expect(cold).toContain('15 (14–16)');
	expect(cold?.slice(-3)).toEqual(['≤ 12 ms', '**missed**', '']);
	expect(warm?.slice(-3)).toEqual(['≤ 5 ms', 'met', '']);
	expect(missedIn(results(figures))).toEqual(['opening: cold']);
	expect(table).toContain('Missed: opening: cold.');
});

test('what never recovers is told as never', () => {
	const figures = { 'saturation, one document': [measured('ours', 1, { rate: 13_000, recovered: null })] };
	const [rate, recovered] = rowsOf(markdown(results(figures)), 'saturation, one document');
	expect(rate).toContain('met');
	expect(recovered).toContain('never');
	expect(recovered).toContain('**missed**');
});

test('several nodes have a table of their own, each judged where there is a target', () => {
	const figures = {
		'a node killed': [
			measured('ours, 2 nodes', 1, { back: 3_400, dropped: 60 }),
			measured('ours, 4 nodes', 1, { back: 7_100, dropped: 40 }),
			measured('hocuspocus, 2 nodes', 1, { back: 300, dropped: 50 }),
		],
	};
	const table = markdown(results(figures));
	const [back] = rowsOf(table, 'a node killed');
	expect(table).toContain('more nodes cannot be faster than one on this machine');
	expect(back).toEqual(expect.arrayContaining(['3,400 met', '7,100 **missed**', '300', '≤ 5,000 ms']));
});

test('servers that could not be run say why', () => {
	const why = 'no Redis or Valkey server is to be had here';
	const notRun = { 'ours, 2 nodes': why, 'hocuspocus, 2 nodes': why };
	const table = markdown(results({ team: [measured('ours', 1, { p50: 1, p99: 2 })] }, { notRun }));
	expect(table.match(new RegExp(`not run: ${why}`, 'g'))?.length).toBeGreaterThan(1);
});

test('a measurement that ended in an error is named', () => {
	const table = markdown(results({}, { failed: ['round 1 · team · hocuspocus'] }));
	expect(table).toContain('missing here: round 1 · team · hocuspocus.');
});

test('the load’s own check is told, and a disagreement stands out', () => {
	const check = { expected: 100, letters: 100, load: 1, readBy: 'y-websocket' } as const;
	const checks = { ours: { ...check, reader: 1.2 }, hocuspocus: { ...check, reader: 9 } };
	const table = markdown(results({}, { checks }));
	expect(rowsOf(table, 'ours').at(-1)).toContain('yes');
	expect(rowsOf(table, 'hocuspocus').at(-1)).toContain('**no**');
});
