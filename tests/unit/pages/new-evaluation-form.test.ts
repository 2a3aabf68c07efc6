import { describe, expect, it } from 'vitest';
import { translator } from '#lib/i18n/index.ts';
import { previewComparison } from '../../../src/routes/(pages)/evaluations/new/comparability.ts';
import {
	meantMunicipality,
	parseForm,
	parsePercent,
	rowsFor,
} from '../../../src/routes/(pages)/evaluations/new/form.ts';

const filled = (fields: Record<string, string> = {}) => {
	const form = new FormData();
	const all = { frameworkId: 'f-1', municipality: 'Vallentuna', year: '2019', tolerance: '20', ...fields };
	for (const [name, value] of Object.entries(all)) form.append(name, value);
	return form;
};
const withRow = (form: FormData, row: number, fields: Record<string, string>) => {
	form.append('row', String(row));
	for (const [name, value] of Object.entries(fields)) form.append(`member-${row}-${name}`, value);
	return form;
};
const parse = (form: FormData) => parseForm(form, { t: translator('sv'), locale: 'sv' }, 'me@example.se');

describe('the municipality field', () => {
	it.each([
		'Vallentuna',
		'vallentuna',
		' VALLENTUNA ',
		'0115',
		'Vallentuna (0115)',
		'0115 Vallentuna',
		'vallent',
	])('takes %j for Vallentuna', (text) => expect(meantMunicipality(text)).toMatchObject({ code: '0115' }));

	it('tells municipalities apart whose names only differ in marks', () => {
		expect(meantMunicipality('Håbo')).toMatchObject({ code: '0305' });
		expect(meantMunicipality('Habo')).toMatchObject({ code: '0643' });
	});

	it('names those that a beginning could mean', () => {
		const parsed = parse(filled({ municipality: 'upp' }));
		expect(parsed).toMatchObject({ ok: false });
		if (!parsed.ok) expect(parsed.fields.municipality).toContain('Upplands Väsby, Upplands-Bro, Uppsala');
	});

	it.each(['', 'Atlantis', '9999'])('refuses %j in words', (text) => {
		const parsed = parse(filled({ municipality: text }));
		expect(parsed).toMatchObject({ ok: false, fields: { municipality: expect.any(String) as string } });
	});
});

describe('the threshold', () => {
	it.each([
		['20', 20],
		['12,5', 12.5],
		['12.5 %', 12.5],
		['0', 0],
		['100', 100],
	])('reads %j', (text, percent) => expect(parsePercent(text)).toBe(percent));

	it.each(['', '-1', '100,5', '1e2', 'tjugo', '20 procent'])('refuses %j', (text) =>
		expect(parsePercent(text)).toBeNaN(),
	);
});

describe('the form of a new evaluation', () => {
	it('becomes what the service takes', () => {
		const form = filled({ tolerance: '12,5', iScore: 'on', blind: 'area', consensusBy: 'evaluators' });
		withRow(form, 0, { email: ' bo@example.se ', role: 'evaluator', scores: 'on' });
		withRow(form, 1, { email: '', role: 'evaluator', scores: 'on' });
		withRow(form, 2, { email: 'eva@example.se', role: 'observer', scores: 'on' });
		expect(parse(form)).toEqual({
			ok: true,
			value: {
				frameworkId: 'f-1',
				municipalityCode: '0115',
				year: 2019,
				blind: 'area',
				tolerance: 0.125,
				consensusBy: 'evaluators',
				iScore: true,
				members: [
					{ row: 0, email: 'bo@example.se', role: 'evaluator', scores: true },
					{ row: 2, email: 'eva@example.se', role: 'observer', scores: false },
				],
			},
		});
	});

	it('is blind until the lead reveals unless something else is chosen', () => {
		expect(parse(filled())).toMatchObject({ value: { blind: 'evaluation', consensusBy: 'lead' } });
		expect(parse(filled({ blind: '__proto__' }))).toMatchObject({ value: { blind: 'evaluation' } });
	});

	it('names every fault at once, by its field', () => {
		const form = withRow(filled({ year: '19', tolerance: 'x', municipality: '' }), 3, { email: 'bo' });
		withRow(form, 5, { email: 'ME@example.se' });
		const parsed = parse(form);
		expect(parsed.ok).toBe(false);
		if (!parsed.ok)
			expect(Object.keys(parsed.fields).sort()).toEqual([
				'member-3-email',
				'member-5-email',
				'municipality',
				'tolerance',
				'year',
			]);
	});

	it('keeps as many rows of members as were typed in', () => {
		expect(rowsFor({})).toBe(4);
		expect(rowsFor({ 'member-7-role': 'lead', 'member-2-role': 'lead' })).toBe(8);
	});
});

describe('the preview of what can be compared', () => {
	const areas = [
		{ id: '1', name: 'Demokrati' },
		{ id: '2', name: 'Tillgänglighet' },
	];
	const now = {
		id: 'k-2.1',
		version: '2.1',
		areas,
		comparability: [{ version: '2010', areas: { '1': 'tightened' as const, '2': 'none' as const } }],
	};

	it('is everything under the same framework', () =>
		expect(previewComparison(now, now)).toEqual({ comparable: 2, of: 2, not: [] }));

	it('leaves out the areas that must not be compared', () => {
		const then = { id: 'k-2010', version: '2010', areas, comparability: [] };
		expect(previewComparison(now, then)).toEqual({ comparable: 1, of: 2, not: ['Tillgänglighet'] });
	});

	it('says nothing where the frameworks say nothing', () =>
		expect(previewComparison(now, { id: 'x', version: '9', areas, comparability: [] })).toBeNull());
});
