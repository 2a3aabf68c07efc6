import { describe, expect, test } from 'vitest';
import { shortcutOf } from '#lib/workspace/keys.ts';

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('the keyboard of the workspace', () => {
	test('letters and digits are the page’s only while no field has them', () => {
		expect(shortcutOf(press('j'), false)).toBe('next');
		expect(shortcutOf(press('j'), true)).toBeUndefined();
		expect(shortcutOf(press('7'), false)).toEqual({ digit: '7' });
		expect(shortcutOf(press('7'), true)).toBeUndefined();
	});

	test('the palette opens from anywhere, other combinations stay the browser’s', () => {
		expect(shortcutOf(press('k', { ctrlKey: true }), true)).toBe('palette');
		expect(shortcutOf(press('K', { metaKey: true }), false)).toBe('palette');
		expect(shortcutOf(press('j', { ctrlKey: true }), false)).toBeUndefined();
		expect(shortcutOf(press('1', { altKey: true }), false)).toBeUndefined();
	});

	test('keys that name members of objects mean nothing', () => {
		expect(shortcutOf(press('constructor'), false)).toBeUndefined();
	});
});
