import { expect, test } from 'vitest';
import { withSection } from '../../../bench/section.ts';

const GROWTH = { name: 'growth', heading: 'Growth', content: 'new figures\n' };

test('a program replaces what is between its markers and nothing else', () => {
	const before =
		'# Benchmarks\n\n## Growth\n\nWhy.\n\n<!-- growth: begin -->\n\nold\n\n<!-- growth: end -->\n\nWhere it bends.\n';
	const after = withSection(before, GROWTH);
	expect(after).toBe(before.replace('old', 'new figures'));
	expect(withSection(after, GROWTH)).toBe(after);
});

test('a section that is not there yet comes last', () => {
	const after = withSection('# Benchmarks\n\n## Peers\n\nSome.\n', GROWTH);
	expect(after).toBe(
		'# Benchmarks\n\n## Peers\n\nSome.\n\n## Growth\n\n<!-- growth: begin -->\n\nnew figures\n\n<!-- growth: end -->\n',
	);
	expect(withSection(after, GROWTH)).toBe(after);
});
