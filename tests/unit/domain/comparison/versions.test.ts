import { describe, expect, test } from 'vitest';
import {
	areaComparability,
	comparabilityOf,
	strictest,
	subquestionComparability,
	totalComparability,
} from '#domain/comparison/versions.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { OLDER } from '../../../support/older-framework.ts';

describe('two versions of the framework', () => {
	test.each([
		[KOMMUNKOMPASSEN, OLDER],
		[OLDER, KOMMUNKOMPASSEN],
	])('compare the same whichever is asked', (a, b) => {
		expect(a.areas.map(({ id }) => areaComparability(a, b, id))).toEqual([
			'tightened', 'tightened', 'tightened', 'tightened', 'tightened', 'tightened', 'none', 'tightened',
		]); // prettier-ignore
		expect(totalComparability(a, b)).toBe('none');
		expect(subquestionComparability(a, b, '1.1')).toBe('tightened');
		expect(subquestionComparability(a, b, '7.1')).toBe('none');
	});

	test('a question that asks something else under the same number is not the same question', () => {
		expect(subquestionComparability(KOMMUNKOMPASSEN, OLDER, '2.3')).toBe('none');
	});

	test('a version compares with itself fully, another framework and unknown ids not at all', () => {
		const other = { ...KOMMUNKOMPASSEN, name: 'Något annat' };
		expect(totalComparability(KOMMUNKOMPASSEN, KOMMUNKOMPASSEN)).toBe('full');
		expect(totalComparability(KOMMUNKOMPASSEN, other)).toBe('none');
		expect(areaComparability(KOMMUNKOMPASSEN, KOMMUNKOMPASSEN, '9')).toBe('none');
		expect(areaComparability(KOMMUNKOMPASSEN, KOMMUNKOMPASSEN, '__proto__')).toBe('none');
		expect(comparabilityOf(KOMMUNKOMPASSEN, KOMMUNKOMPASSEN, { kind: 'subquestion', id: '1' })).toBe('none');
	});

	test('versions that say nothing of each other do not compare', () => {
		const silent = { ...OLDER, version: '2002' };
		expect(areaComparability(KOMMUNKOMPASSEN, silent, '1')).toBe('none');
	});

	test('where both speak, the stricter counts', () => {
		const strict = {
			...OLDER,
			comparability: [
				{ version: '2.1', areas: Object.fromEntries(OLDER.areas.map(({ id }) => [id, 'none' as const])) },
			],
		};
		expect(areaComparability(KOMMUNKOMPASSEN, strict, '1')).toBe('none');
		expect(strictest(['full', 'tightened', 'none', 'full'])).toBe('none');
		expect(strictest([])).toBe('full');
	});
});
