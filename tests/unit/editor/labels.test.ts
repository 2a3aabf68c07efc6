import { describe, expect, it } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { referenceTargets, referentOf } from '#document/referents.ts';
import type { Finding, OutlineEntry, Source } from '#document/values.ts';
import { labelsOf, namedPlaces, referenceChoices } from '#lib/editor/labels.ts';
import { translator } from '#lib/i18n/index.ts';

const t = translator('sv');
const OUTLINE: [string, OutlineEntry][] = [
	['free:dialog', { title: 'Dialog i mötet', area: '1', order: 'a1' }],
	['free:namnlos', { area: '2', order: 'a2' }],
	['sub:1.4', { order: 'a9' }],
];
const finding = (kind: Finding['kind'], area: string, order: string): Finding => ({ kind, area, order });
const FINDINGS: [string, Finding][] = [
	['f1', finding('strength', '2', 'a1')],
	['f2', finding('strength', '2', 'a0')],
	['f3', finding('improvement', '2', 'a0')],
	['f4', finding('strength', '3', 'a0')],
];
const SOURCES: [string, Source][] = [
	['s1', { kind: 'document', title: 'Årsredovisning', date: '2018-12-31' }],
	['s2', { kind: 'interview', title: 'Samtal med NN', roleGroup: 'politiker' }],
	['s3', { kind: 'document', title: 'Budget 2019', date: '2019' }],
];
const places = namedPlaces(KOMMUNKOMPASSEN, OUTLINE, FINDINGS, SOURCES);
const labels = labelsOf({ ...places, complete: true, pathOf: (target) => `/till/${target}` }, t);

describe('a reference', () => {
	it.each([
		['report:summary', 'sammanfattningen'],
		['area:3', 'område 3'],
		['area:3:general', 'område 3'],
		['area:3:summary', 'sammanfattningen av område 3'],
		['sub:1.4', '1.4'],
		['free:dialog', '”Dialog i mötet”'],
		['free:namnlos', 'avsnitt utan titel'],
		['finding:f2', 'styrka 2-1'],
		['finding:f1', 'styrka 2-2'],
		['finding:f3', 'förbättringsmöjlighet 2-3'],
	])('to %s reads %s', (to, text) =>
		expect(labels.reference(to)).toMatchObject({ text, gone: false, href: `/till/${to}` }),
	);

	it.each(['area:99', 'sub:9.9', 'free:borta', 'finding:borta', 'note:1.1', 'x'])(
		'to %s, which is not there, says so and leads nowhere',
		(to) =>
			expect(labels.reference(to)).toEqual({
				text: 'borttaget avsnitt',
				title: 'borttaget avsnitt',
				gone: true,
			}),
	);

	it('says nothing yet of what may still come', () =>
		expect(labelsOf({ ...places, complete: false }, t).reference('free:senare')).toMatchObject({
			text: '…',
			gone: false,
		}));

	it('follows what it names when findings change places', () => {
		const moved = namedPlaces(
			KOMMUNKOMPASSEN,
			OUTLINE,
			[...FINDINGS, ['f0', finding('strength', '2', 'Zz')]],
			[],
		);
		expect(labelsOf({ ...moved, complete: true }, t).reference('finding:f3').text).toBe(
			'förbättringsmöjlighet 2-4',
		);
	});
});

describe('a source mark', () => {
	it.each([
		['s1', '12', '[Årsredovisning 2018, s. 12]'],
		['s1', null, '[Årsredovisning 2018]'],
		['s3', null, '[Budget 2019]'],
		['s2', null, '[politiker]'],
		['s9', null, '[borttagen källa]'],
	])('of %s, page %s, reads %s', (source, page, text) =>
		expect(labels.citation(source, page).text).toBe(text),
	);
});

it('offers every place that can be referred to, and only such', () => {
	const targets = [...referenceTargets(places)];
	expect(targets.every((to) => referentOf(to, places) !== undefined)).toBe(true);
	expect(new Set(targets).size).toBe(targets.length);
	expect(targets).toEqual(
		expect.arrayContaining(['report:summary', 'area:8', 'sub:8.5', 'free:dialog', 'finding:f4']),
	);
	const choices = referenceChoices(places, () => 'Begynnelseord', t);
	expect(choices.find(({ id }) => id === 'finding:f3')).toMatchObject({ mark: '2-3', text: 'Begynnelseord' });
	expect(choices.find(({ id }) => id === 'area:3')?.words).toContain('område 3');
});
