import { expect, test } from 'vitest';
import { ArgumentError, namesOf, numberOf } from '../../../bench/arguments.ts';
import { askedOf } from '../../../bench/sync/asked.ts';
import { SCENARIOS } from '../../../bench/sync/plan.ts';

test('a run without words is a whole one, a short one has one round of the central scenarios', () => {
	expect(askedOf([])).toMatchObject({ rounds: 3, scenarios: SCENARIOS, isPart: false });
	const { rounds, scenarios } = askedOf(['--short', '--strict']);
	expect(rounds).toBe(1);
	expect(scenarios.length).toBeLessThan(SCENARIOS.length);
});

test('a part has the scenarios and servers that are named, and no scenario without a server', () => {
	const { scenarios, isPart } = askedOf(['--only', 'team; town hall', '--servers', 'ours, 2 nodes']);
	expect(isPart).toBe(true);
	expect(scenarios.map(({ name, servers }) => [name, servers])).toEqual([['team', ['ours, 2 nodes']]]);
});

test('what an earlier run has measured is gone on with, or written again', () => {
	const from = ['--from', import.meta.filename];
	expect(askedOf([...from, '--only', 'team', '--record'])).toMatchObject({ isPart: false, record: true });
	expect(askedOf([...from, '--rounds', '0']).rounds).toBe(0);
});

test.each([
	[['--rounds', 'many'], /^--rounds many: it takes a whole number of at least 1/],
	[['--rounds', ''], /^--rounds/],
	[['--rounds', '0'], /^--rounds 0/],
	[['--rounds', '1.5'], /^--rounds 1\.5/],
	[['--only', 'teem'], /^--only: nothing is called teem.*team/],
	[['--only', 'kill -9', '--short'], /^--only: nothing is called kill -9/],
	[['--servers', 'ours;theirs'], /^--servers: nothing is called theirs.*hocuspocus/],
	[['--only', 'kill -9', '--servers', 'broadcaster'], /^No such scenario/],
	[['--only', ''], /^No such scenario/],
	[['--record', '--short'], /^--record takes a whole run/],
	[['--record', '--only', 'team'], /^--record takes a whole run/],
	[['--strict'], /^--strict is for a short run/],
	[['--from', '/nowhere.json'], /^--from \/nowhere\.json: there is no such file/],
])('%j is told what it takes instead', (args, told) => {
	expect(() => askedOf(args)).toThrow(ArgumentError);
	expect(() => askedOf(args)).toThrow(told);
});

test.each([['--seconds', '3'], ['--json'], ['team']])('%s is no word of it', (...args) => {
	expect(() => askedOf(args)).toThrow(
		expect.objectContaining({ code: expect.stringMatching(/^ERR_PARSE_ARGS/) as string }),
	);
});

test('numbers have bounds, names are among those that are known', () => {
	expect(numberOf('up-to', '0.1', { least: 0, most: 1, whole: false })).toBe(0.1);
	for (const wrong of ['1.1', '-1', 'NaN', ' '])
		expect(() => numberOf('up-to', wrong, { least: 0, most: 1, whole: false })).toThrow('--up-to');
	expect(namesOf('only', 'room, log', ['room', 'people', 'log'])).toEqual(['room', 'log']);
	expect(() => namesOf('only', 'room,logs', ['room', 'log'])).toThrow('nothing is called logs');
});
