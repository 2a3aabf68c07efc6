import { describe, expect, test } from 'vitest';
import type { Activity } from '#document/activities.ts';
import { activityText } from '#lib/history/activity-text.ts';
import { days, parseStretch, stretchPath } from '#lib/history/timeline-page.ts';
import { formats } from '#lib/i18n/format.ts';
import { translator, type Locale } from '#lib/i18n/index.ts';

const people = [
	{ userId: 'cd', name: 'Carl Dahl', initials: 'CD', former: false },
	{ userId: 'ab', name: 'Anna Berg', initials: 'AB', former: true },
];
const say = (what: Activity['what'], userId: string | null = 'cd', locale: Locale = 'sv') =>
	activityText({ what, userId }, people, { t: translator(locale), locale });
const entry = (
	root: Extract<Activity['what'], { type: 'entry' }>['root'],
	key: string,
	before?: object,
	after?: object,
): Activity['what'] => ({
	type: 'entry',
	root,
	key,
	...(before && { before: before as { [key: string]: string } }),
	...(after && { after: after as { [key: string]: string } }),
});

describe('an activity in words', () => {
	const consensus = { version: 1, by: 'ab', at: 1 };
	const finding = { kind: 'improvement', area: '2', order: 'a0' };
	test.each<[Activity['what'], string]>([
		[entry('scores', '1.4/cd', { points: 18 }, { points: 19.5 }), 'ändrade 1.4 från 18 till 19,5'],
		[entry('scores', '1.4/cd', undefined, { points: 18 }), 'poängsatte 1.4: 18'],
		[entry('scores', '1.4/cd', { points: 18 }), 'tog bort poängen 18 på 1.4'],
		[entry('scores', '1.4/cd'), 'satte en poäng på 1.4 och tog bort den igen'],
		[
			entry('scores', '1.4/cd', { points: 18 }, { points: 18, note: 'ny' }),
			'ändrade anteckningen till poängen på 1.4',
		],
		[
			entry('scores', '1.4/ab', { points: 18 }, { notAssessable: 'Inget' }),
			'ändrade poängen för Anna Berg på 1.4 från 18 till ej bedömbar',
		],
		[
			entry('consensus', '1.4', { points: 20.7, ...consensus }, { points: null, ...consensus }),
			'drog tillbaka konsensus 20,7 på 1.4',
		],
		[
			entry('positions', '1.4/cd', undefined, { version: 1, stance: 'agree' }),
			'tog ställning till konsensus på 1.4',
		],
		[{ type: 'text', section: 'sub:1.4' }, 'skrev i ”Kommentar till 1.4”'],
		[entry('findings', 'f', undefined, finding), 'lade till en förbättringsmöjlighet i område 2'],
		[entry('sources', 's', { kind: 'web', title: 'Hemsidan' }), 'tog bort källan ”Hemsidan”'],
		[entry('citations', 'sub:1.4/s', undefined, {}), 'lade till en källhänvisning i ”Kommentar till 1.4”'],
		[
			entry('sections', 'area:1:general', undefined, { state: 'ready', by: 'cd' }),
			'satte ”Inledning till område 1” till klar',
		],
		[entry('session', 'spoken/1.4/ab', undefined, {}), 'markerade att Anna Berg har sagt sitt om 1.4'],
		[{ type: 'reveal', subquestions: ['1.1', '1.2'] }, 'visade poängen på 2 delfrågor för gruppen'],
		[{ type: 'reveal', subquestions: ['1.1'] }, 'visade poängen på 1.1 för gruppen'],
		[{ type: 'many', places: 40 }, 'ändrade 40 ställen på en gång'],
		[
			{ type: 'phase', from: 'scoring', to: 'calibration', reason: null },
			'gick från Poängsätt till Kalibrera',
		],
		[{ type: 'version', id: 'v', kind: 'named', label: 'Utkast' }, 'behöll versionen ”Utkast”'],
	])('%o', (what, words) => expect(say(what)).toBe(words));

	test('is told in English as well', () => {
		expect(say(entry('scores', '1.4/cd', { points: 18 }, { points: 19.5 }), 'cd', 'en')).toBe(
			'changed 1.4 from 18 to 19.5',
		);
	});

	test('is told whatever stands in the document', () => {
		expect(say(entry('findings', 'f', undefined, { kind: 'odd' }))).toBe('ändrade något');
		expect(say(entry('scores', 'no key'))).toBe('ändrade något');
	});
});

const at = (to: string): Activity => ({
	first: 1,
	last: 1,
	from: to,
	to,
	userId: null,
	topic: 'texts',
	place: {},
	what: { type: 'text', section: 'sub:1.1' },
});

describe('a stretch of the timeline', () => {
	test('is what the API answers, and nothing else is', () => {
		const stretch = { activities: [at('2026-11-23T12:00:00Z')], people: [], next: 7 };
		expect(parseStretch(structuredClone({ ...stretch, more: 1 }))).toEqual(stretch);
		for (const other of [undefined, null, {}, { ...stretch, next: '7' }, { activities: [{}], next: null }])
			expect(parseStretch(other)).toBeUndefined();
	});

	test('is asked for with the filters that are set', () => {
		expect(stretchPath('e', { person: '', area: '1', topic: 'texts' }, 120)).toBe(
			'evaluations/e/timeline?before=120&area=1&topic=texts',
		);
	});

	test('is shown by the reader’s days', () => {
		const list = days(
			[at('2026-11-23T23:30:00Z'), at('2026-11-23T23:10:00Z'), at('2026-11-23T22:30:00Z')],
			(at) => formats('sv').date(at),
		);
		expect(list.map(({ activities }) => activities.length)).toEqual([2, 1]);
		expect(formats('sv').time('2026-11-23T23:30:00Z')).toBe('00:30');
	});
});
