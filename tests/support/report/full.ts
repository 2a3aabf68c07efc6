/** A report with everything in it that a report can hold, for the tests of its forms. */
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { reportModel, type ReportModel } from '#domain/report/model.ts';
import type { ReportSource } from '#domain/report/source.ts';
import type { RichText, RichTextNode } from '#domain/report/rich-text.ts';
import type { PictureFile } from '#server/exports/printed/blocks.ts';
import { agreedVallentuna, printedAreas } from '../../unit/domain/fixtures/vallentuna.ts';

const letters = (text: string): RichTextNode => ({ type: 'text', text });
export const paragraph = (...content: (string | RichTextNode)[]): RichTextNode => ({
	type: 'paragraph',
	content: content.map((node) => (typeof node === 'string' ? letters(node) : node)),
});
export const text = (...content: (string | RichTextNode)[]): RichText => ({
	type: 'doc',
	content: content.map((node) => (typeof node === 'string' ? paragraph(node) : node)),
});
const cell = (type: string, words: string): RichTextNode => ({ type, content: [paragraph(words)] });
const row = (type: string, ...words: string[]): RichTextNode => ({
	type: 'table_row',
	content: words.map((word) => cell(type, word)),
});

export const PICTURE = 'picture-1';
/** One red point. */
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
export const pictures: ReadonlyMap<string, PictureFile> = new Map([
	[PICTURE, { type: 'image/png', bytes: Buffer.from(PNG, 'base64'), width: 1, height: 1 }],
]);

const NARRATIVE = text(
	paragraph(
		'Se även ',
		{ type: 'reference', attrs: { to: 'area:3' } },
		'; planen är från i våras ',
		{ type: 'citation', attrs: { source: 'plan', page: '12' } },
		' och bekräftades i intervju ',
		{ type: 'citation', attrs: { source: 'politicians', page: 'Anna sade' } },
		{ type: 'citation', attrs: { source: 'hidden', page: null } },
		'.',
	),
	{ type: 'heading', attrs: { level: 3 }, content: [letters('Mellanrubrik i texten')] },
	{
		type: 'table',
		content: [
			row('table_header', 'År', 'Antal'),
			row('table_cell', '2017', '33 175'),
			row('table_cell', '2018', '33 432'),
		],
	},
	{
		type: 'figure',
		attrs: { file: PICTURE, alt: 'Styrmodellen som en cirkel', source: 'Kommunplan' },
		content: [letters('Illustration. Styrmodell 2019.')],
	},
	{ type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph('en punkt')] }] },
	{
		type: 'ordered_list',
		attrs: { order: 3 },
		content: [{ type: 'list_item', content: [paragraph('en tredje')] }],
	},
	{ type: 'blockquote', content: [paragraph('ett citat')] },
);

export const fullSource: ReportSource = {
	agreed: agreedVallentuna,
	reasons: new Map(),
	summary: text('Vallentuna vet vad man vill.'),
	areas: new Map([['1', { general: null, summary: text('Grunden är god.') }]]),
	commentary: new Map(
		KOMMUNKOMPASSEN.areas.flatMap(({ subquestions }) =>
			subquestions.map(({ id }) => [id, text(`Om ${id}.`)] as const),
		),
	),
	outline: [
		{ section: { kind: 'free', id: 'better' }, title: 'Tydliga förbättringar', order: 'a0' },
		{
			section: { kind: 'free', id: 'own' },
			area: '1',
			title: 'Visselblåsning',
			subquestions: ['1.5'],
			order: 'a2V',
		},
	],
	free: new Map([
		['better', text('Mycket är bättre än 2017.')],
		['own', NARRATIVE],
	]),
	findings: [
		{ id: 's1', kind: 'strength', area: '1', text: text('Garantier …') },
		{ id: 's2', kind: 'strength', area: '1', text: text('Öppenhet') },
		{ id: 'i1', kind: 'improvement', area: '1', text: text('En annan sak') },
		{ id: 'i2', kind: 'improvement', area: '1', pair: 's1', text: text('… fullfölja arbetet') },
	],
	facts: [
		{
			id: 'f1',
			label: 'Invånare',
			value: '33 432',
			remark: '(+257, 1/1–31/12)',
			asOf: '2018',
			source: 'plan',
		},
		{ id: 'f2', label: 'Anställda', value: '1 875', remark: null, asOf: '2018-11-30', source: null },
	],
	roleModels: [
		{
			id: 'r1',
			area: '1',
			municipality: 'Luleå',
			subquestion: '1.3',
			what: 'läsvänlig årsredovisning',
			source: 'plan',
		},
	],
	sources: [
		{
			id: 'politicians',
			kind: 'interview',
			social: false,
			title: 'Politiker',
			author: null,
			date: '2019-02-12',
			from: null,
			to: null,
			url: null,
			respondents: 6,
		},
		{
			id: 'plan',
			kind: 'document',
			social: false,
			title: 'Kommunplan 2019–2021',
			author: 'Vallentuna kommun',
			date: '2018',
			from: null,
			to: null,
			url: 'https://www.example.org/plan',
			respondents: null,
		},
	],
	citations: [{ section: { kind: 'subquestion', subquestionId: '1.2' }, source: 'plan', page: '7' }],
	pictures: [PICTURE],
};

export function fullModel(changes: Partial<ReportSource> = {}, title = 'Vallentuna 2019'): ReportModel {
	return reportModel({
		framework: KOMMUNKOMPASSEN,
		evaluation: {
			id: 'e',
			title,
			municipality: { code: '0115', name: 'Vallentuna' },
			year: 2019,
			phase: 'calibration',
		},
		source: { ...fullSource, ...changes },
		previous: {
			title: 'Vallentuna 2013',
			year: 2013,
			framework: { name: 'Kommunkompassen', version: '2010' },
			total: 523,
			fictitious: false,
			areas: new Map(printedAreas.map(({ id, achieved }) => [id, achieved - 10])),
		},
		cohort: {
			name: 'Alla 2016–2018',
			counties: [],
			framework: { name: 'Kommunkompassen', version: '2.1' },
			from: 2016,
			to: 2018,
			n: 62,
			extracted: '2019-02-01',
			total: 471.64,
			areas: new Map(printedAreas.map(({ id, achieved }) => [id, achieved - 16.4])),
		},
	});
}
