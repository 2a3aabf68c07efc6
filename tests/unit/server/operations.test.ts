/** What the operators' manual says of variables and limits is what the product takes and does. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { DEFAULT_LIMITS, MET_LIMITS } from '#server/sync/limits.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The cells of the table under a heading, without its head. */
function tableUnder(text: string, heading: string): string[][] {
	const lines = text.slice(text.indexOf(`\n${heading}\n`)).split('\n');
	const from = lines.findIndex((line) => line.startsWith('|'));
	const to = lines.findIndex((line, at) => at > from && !line.startsWith('|'));
	return lines.slice(from + 2, to).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

const inCode = (cell = '') => /^`([^`]+)`$/.exec(cell)?.[1] ?? '';

/** Every variable that the product asks for. */
function variables(): string[] {
	const asked = new Set<string>();
	const env = new Proxy(
		{},
		{
			get: (_, name) => void asked.add(String(name)),
		},
	);
	readConfig(env);
	return [...asked].sort();
}

test.each(['docs/operations.md', 'docs/protocol.md'])(
	'%s names every variable, and none that is not asked for',
	(file) => {
		const asked = variables();
		const rows = tableUnder(read(file), '## Environment');
		for (const [name] of rows) expect(asked).toContain(inCode(name));
		const named = [
			...rows
				.flat()
				.join(' ')
				.matchAll(/`([A-Z][A-Z_]+)`/g),
		].map(([, name]) => name);
		for (const name of asked) expect(named).toContain(name);
	},
);

describe('the table of limits', () => {
	const rows = tableUnder(read('docs/operations.md'), '## Limits and overload');
	const UNITS: Record<string, number> = { KiB: 1024, MiB: 1024 ** 2, ms: 1 };

	test('has each with its number', () => {
		const said = rows.map(([name, number = '']) => {
			const [digits = '', unit] = number.split(' ');
			return [inCode(name), Number(digits.replaceAll(',', '')) * (unit ? (UNITS[unit] ?? NaN) : 1)];
		});
		expect(Object.fromEntries(said)).toEqual(DEFAULT_LIMITS);
		expect(said.length).toBe(Object.keys(DEFAULT_LIMITS).length);
	});

	test('names a test for each that is there', () => {
		for (const [name, , , , file] of rows)
			expect([name, existsSync(path.join(root, 'tests/integration/sync', file!))]).toEqual([name, true]);
	});

	test('sends nobody to a count that is not kept', () => {
		for (const name of MET_LIMITS) expect(rows.map(([limit]) => inCode(limit))).toContain(name);
	});
});
