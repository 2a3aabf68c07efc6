import { expect, test } from 'vitest';
import { BLIND_MODES } from '#domain/permissions/roles.ts';
import { ballotInUse, scoreHome } from '#lib/sync/score-home.ts';

test('an open evaluation has no ballots', () => {
	expect(scoreHome('off', new Set(), '1.1')).toBe('shared');
	expect(ballotInUse('off', new Set(), ['1.1', '1.2'])).toBe(false);
});

test('a blind score lives in the ballot until its row is revealed, whatever the mode', () => {
	for (const blind of BLIND_MODES.filter((mode) => mode !== 'off')) {
		expect(scoreHome(blind, new Set(['1.2']), '1.1')).toBe('ballot');
		expect(scoreHome(blind, new Set(['1.1']), '1.1')).toBe('shared');
		expect(ballotInUse(blind, new Set(['1.1']), ['1.1', '1.2'])).toBe(true);
		expect(ballotInUse(blind, new Set(['1.1', '1.2']), ['1.1', '1.2'])).toBe(false);
	}
});
