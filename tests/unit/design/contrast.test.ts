/**
 * Reads tokens.css itself: each `pair` line promises a contrast, computed here after WCAG 2.2
 * (relative luminance of sRGB, (L1 + 0.05) / (L2 + 0.05)) in the light and in the dark scheme.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/lib/design/tokens.css', import.meta.url), 'utf8');

const colours = new Map(
	[...css.matchAll(/(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
		([, name, light, dark]) => [name!, { light: light!, dark: dark! }] as const,
	),
);

const expand = (names: string): string[] =>
	names.includes('-N') ? Array.from({ length: 8 }, (_, n) => names.replaceAll('-N', `-${n}`)) : [names];

const pairs = [...css.matchAll(/pair ([\d.]+): (.+?) on (.+?) \*\//g)].flatMap(([, least, fronts, grounds]) =>
	expand(`${fronts}|${grounds}`).flatMap((pair) => {
		const [front = '', ground = ''] = pair.split('|');
		return front
			.split(' ')
			.flatMap((f) => ground.split(' ').map((g) => ({ front: f, ground: g, least: Number(least) })));
	}),
);

function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
		const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
	const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}

describe('the colours of the product', () => {
	it('declares its pairs, people included', () => {
		expect(pairs.length).toBeGreaterThan(80);
		expect(pairs.filter(({ front }) => front.startsWith('--on-person-'))).toHaveLength(8);
	});

	for (const scheme of ['light', 'dark'] as const)
		it(`keeps every declared pair readable in the ${scheme} scheme`, () => {
			const short = pairs.flatMap(({ front, ground, least }) => {
				const a = colours.get(front)?.[scheme];
				const b = colours.get(ground)?.[scheme];
				if (!a || !b) return [`${front} on ${ground}: not a colour token`];
				const ratio = contrast(a, b);
				return ratio < least ? [`${front} on ${ground}: ${ratio.toFixed(2)} < ${least}`] : [];
			});
			expect(short).toEqual([]);
		});
});
