import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { plotFile, type Plot } from '../../../bench/plot.ts';

const PLOT: Plot = {
	title: 'Cost of <a look>',
	x: { label: 'results', scale: 'log' },
	y: { label: 'ms', scale: 'log' },
	series: [
		{
			name: 'list',
			points: [
				{ x: 10, y: 1, low: 0.5, high: 2 },
				{ x: 100, y: 10, low: 10, high: 10 },
				{ x: 1_000, y: 100 },
			],
			line: [
				{ x: 10, y: 1 },
				{ x: 1_000, y: 100 },
			],
		},
		{ name: 'ranking & more', points: [{ x: 10, y: 3 }] },
	],
};

const drawn = (plot: Plot) => parseHTML(plotFile(plot)).document;
const texts = (plot: Plot): string[] =>
	[...drawn(plot).querySelectorAll('text')].map(({ textContent }) => textContent.trim());

test('title, both axes with their units, and every series are named, whatever letters are in the names', () => {
	const said = texts(PLOT);
	for (const text of ['Cost of <a look>', 'results', 'ms', 'list', 'ranking & more'])
		expect(said).toContain(text);
});

test('an axis in powers of ten puts equal factors equally far apart', () => {
	const places = [...drawn(PLOT).querySelectorAll('path[transform]')]
		.slice(0, 3)
		.map((mark) => /translate\(([\d.]+) ([\d.]+)\)/.exec(mark.getAttribute('transform') ?? '')!)
		.map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
	expect(places[1]!.x - places[0]!.x).toBeCloseTo(places[2]!.x - places[1]!.x, 0);
	expect(places[0]!.y - places[1]!.y).toBeCloseTo(places[1]!.y - places[2]!.y, 0);
	expect(places[0]!.y).toBeGreaterThan(places[1]!.y);
});

test('a spread is drawn where there is one', () => {
	const spreads = [...drawn(PLOT).querySelectorAll('line[stroke-width="1.5"]')];
	expect(spreads).toHaveLength(1);
	expect(Number(spreads[0]!.getAttribute('y1'))).toBeGreaterThan(Number(spreads[0]!.getAttribute('y2')));
});

test('it has paper of its own, so that it reads on a dark page as well', () => {
	const document = drawn(PLOT);
	const [paper] = document.querySelectorAll('rect');
	const svg = document.querySelector('svg')!;
	for (const side of ['width', 'height']) expect(paper!.getAttribute(side)).toBe(svg.getAttribute(side));
	expect(paper!.getAttribute('fill')).toMatch(/^#/);
});

test('many points are one line without marks, on axes that begin at nought', () => {
	const points = Array.from({ length: 180 }, (_, n) => ({ x: n / 6, y: 5 + (n % 3) }));
	const plot: Plot = {
		title: 'Thirty minutes',
		x: { label: 'minutes', scale: 'linear' },
		y: { label: 'MB', scale: 'linear' },
		series: [{ name: 'memory', points, line: 'through' }],
	};
	// One mark: that of the legend.
	expect(drawn(plot).querySelectorAll('path[transform]')).toHaveLength(1);
	expect(texts(plot)).toContain('0');
});

test('nothing to draw, or nothing that the axis has a place for, is an error', () => {
	expect(() => plotFile({ ...PLOT, series: [] })).toThrow('nothing to plot');
	expect(() => plotFile({ ...PLOT, series: [{ name: 'list', points: [{ x: 0, y: 1 }] }] })).toThrow(
		'log axis',
	);
});
