import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { recalledSide } from '#lib/workspace/side/memory.ts';
import { subjectKey, subjectOfPlace, subjectOfSection } from '#lib/workspace/side/subject.ts';
import { SIDE_TABS, tabAfter } from '#lib/workspace/side/tabs.ts';

describe('the side of the workspace', () => {
	test('remembers what was chosen, and takes anything else a browser sends for nothing', () => {
		expect(recalledSide('closed.history')).toEqual({ state: 'closed', tab: 'history' });
		expect(recalledSide('open.')).toEqual({ state: 'open', tab: undefined });
		for (const sent of [undefined, '', 'nonsense', '..', 'wide.__proto__', 'x'.repeat(10_000)])
			expect(recalledSide(sent)).toEqual({ state: 'auto', tab: undefined });
	});

	test('its tabs are walked with the arrows, round and round', () => {
		let tab = SIDE_TABS[0];
		for (let n = 0; n < SIDE_TABS.length; n += 1) tab = tabAfter(tab, 'ArrowRight') as typeof tab;
		expect(tab).toBe(SIDE_TABS[0]);
		expect(tabAfter(SIDE_TABS[0], 'ArrowLeft')).toBe(SIDE_TABS.at(-1));
		expect(tabAfter(SIDE_TABS[0], 'End')).toBe(SIDE_TABS.at(-1));
		expect(tabAfter(SIDE_TABS[0], 'x')).toBeUndefined();
	});

	test('is about the subquestion that is shown, or the text that the page names', () => {
		expect(subjectOfPlace(KOMMUNKOMPASSEN, { view: 'question', subquestionId: '1.4' })).toEqual({
			subquestionId: '1.4',
			areaId: '1',
		});
		expect(subjectOfPlace(KOMMUNKOMPASSEN, { view: 'versions' })).toBeUndefined();
		expect(subjectOfSection(KOMMUNKOMPASSEN, 'sub:2.1')).toEqual({ subquestionId: '2.1', areaId: '2' });
		expect(subjectOfSection(KOMMUNKOMPASSEN, 'area:3:general')).toEqual({
			section: 'area:3:general',
			areaId: '3',
		});
		expect(subjectKey({ areaId: '1' })).not.toBe(subjectKey({ subquestionId: '1' }));
	});
});
