/** Whatever is written: the checks never throw, name places that exist, and give keys that hold. */
import { describe, expect, test } from 'vitest';
import { parseMapPlace } from '#document/paths.ts';
import type { RichText, RichTextNode } from '#domain/report/rich-text.ts';
import { runChecks, undismissed } from '#domain/text-checks/run.ts';
import type { CheckedFinding, CheckSource } from '#domain/text-checks/text-check.ts';
import { sentencesOf } from '#domain/text-checks/words.ts';
import { seededRandom, type Random } from '../../../support/seeded-random.ts';
import { source } from './report.ts';

const SEEDS = Array.from({ length: 200 }, (_, n) => n + 1);

/** Pieces that the checks look for, and some that nobody should write. */
const PIECES = [
	'Område', 'område 5', 'area 3', 'Detta är', 'starkaste område', 'svagaste området', 'får', '84 poäng', '85 av 100 poäng', '1.4', '9.9', '2017',
	'Resultat och effektivitet', 'personalpolitik (5)', 'Tillgänglighet och brukarorentering', '(alla?)', '??', 'XX', 'EMP (Employer Value Proposition)',
	'genomsnittet av kommuner 2016–2018', 'genomsnittet av kommuner 2017–19', 'se område 12', '…', '...', '.', '!', '?', '\u00A0', '\uFFFC', '\uD800', '𝔘', 'å ä ö', '((((', '))))', '-'.repeat(40), '0'.repeat(30),
	'((((?', '[?]', '\\', '$&', '__proto__', ' '.repeat(50), 'Ä'.repeat(60),
]; // prettier-ignore
const TARGETS = ['area:1', 'sub:1.1', 'finding:f1', 'free:x', '', 'area:', 'sub:__proto__'];

function words(random: Random): string {
	return Array.from({ length: random.below(13) }, () => random.pick(PIECES)).join(
		random.pick([' ', '', ', ']),
	);
}

function node(random: Random, depth: number): RichTextNode {
	const inline = (): RichTextNode =>
		random.pick([
			() => ({ type: 'text', text: words(random) }),
			() => ({ type: 'reference', attrs: { to: random.pick(TARGETS) } }),
			() => ({ type: 'citation', attrs: { source: 's', page: null } }),
			() => ({ type: 'hard_break' }),
		])();
	const type = random.pick([
		'paragraph',
		'heading',
		'bullet_list',
		'blockquote',
		'table',
		'figure',
		'unknown',
	]);
	const content = Array.from({ length: random.below(4) }, () =>
		depth > 0 && random.chance(0.5) ? node(random, depth - 1) : inline(),
	);
	return { type, ...(content.length > 0 && { content }) };
}

const text = (random: Random): RichText => ({
	type: 'doc',
	content: Array.from({ length: random.below(5) }, () => node(random, 3)),
});

function report(seed: number): CheckSource {
	const random = seededRandom(seed);
	const findings: CheckedFinding[] = ['f1', 'f2', 'f3'].map((id) => ({
		id,
		kind: random.pick(['strength', 'improvement'] as const),
		area: random.pick(['1', '2', '99']),
		...(random.chance(0.5) && { pair: random.pick(['f1', 'f2', 'f3', 'gone']) }),
	}));
	const sections = [
		'report:summary',
		'area:3:general',
		'sub:3.1',
		'sub:6.6',
		'free:x',
		'finding:f1',
		'finding:f2',
	];
	return source(Object.fromEntries(sections.map((section) => [section, text(random)])), { findings });
}

describe.each([SEEDS.slice(0, 100), SEEDS.slice(100)])('random reports from seed %s', (...seeds) => {
	test('are checked without a fault; every remark points into its own words', () => {
		for (const seed of seeds.flat()) {
			const each = report(seed);
			for (const { section, range, key } of runChecks(each)) {
				const said = each.texts.find((one) => one.section === section)?.words ?? '';
				expect(range[0]).toBeGreaterThanOrEqual(0);
				expect(range[1]).toBeGreaterThanOrEqual(range[0]);
				expect(range[1]).toBeLessThanOrEqual(said.length);
				expect(parseMapPlace('dismissals', key), key).toBeDefined();
			}
		}
	});

	test('have the same keys however often they are looked at, each once; dismissing one removes exactly that one', () => {
		for (const seed of seeds.flat()) {
			const found = runChecks(report(seed));
			const keys = found.map(({ key }) => key);
			expect(runChecks(report(seed)).map(({ key }) => key)).toEqual(keys);
			expect(new Set(keys).size).toBe(keys.length);
			for (const key of keys)
				expect(undismissed(found, new Set([key])).map((one) => one.key)).toEqual(
					keys.filter((other) => other !== key),
				);
		}
	});

	test('fall into sentences that stand where they say', () => {
		for (const seed of seeds.flat())
			for (const { words: said } of report(seed).texts)
				for (const sentence of sentencesOf(said))
					expect(said.slice(sentence.at, sentence.at + sentence.text.length)).toBe(sentence.text);
	});
});

test('a long report of one endless word or bracket is done in a moment', () => {
	const began = performance.now();
	for (const piece of ['a', ' ', '(', 'Ab ', '1.', 'område ', 'Offentlighet ', '…', '84 poäng '])
		runChecks(source({ 'report:summary': piece.repeat(20_000) }));
	expect(performance.now() - began).toBeLessThan(5_000);
});
