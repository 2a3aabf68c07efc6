/** What follows the points: the facts in short and the municipalities to learn from. */
import type { ReportFact } from '#domain/report/source.ts';
import type { Block, Inline } from './blocks.ts';
import { blockCell, cell, headRow, paragraph, unbroken, words, type Page } from './page.ts';
import { sourceAnchor } from './references.ts';

const opening = (anchor: string, title: string): Block => ({
	kind: 'heading',
	level: 2,
	anchor,
	text: words(title),
	listed: true,
	opens: true,
});

export function facts(page: Page): Block[] {
	const { model, t, own } = page;
	if (model.facts.length === 0) return [];
	return [
		opening('facts', t('report.facts')),
		{
			kind: 'table',
			anchor: 'fact-table',
			caption: words(t('report.factsOf', { name: model.evaluation.municipality.name })),
			columns: [
				{ kind: 'text', share: 1 },
				{ kind: 'text', share: 1 },
			],
			head: [headRow(t('report.fact'), t('report.factValue'))],
			body: model.facts.map((fact) => ({
				cells: [
					cell(labelOf(fact), { heads: 'row', ...own }),
					blockCell([{ kind: 'paragraph', text: valueOf(page, fact) }], own),
				],
			})),
			foot: [],
		},
	];
}

/** With the date it holds for, unless the label says it already. */
const labelOf = ({ label, asOf }: ReportFact): string =>
	asOf === null || label.includes(asOf) ? label : `${label} (${asOf})`;

function valueOf(page: Page, { value, remark, source }: ReportFact): Inline[] {
	return [
		{ text: unbroken(value) },
		...(remark === null || remark === '' ? [] : [{ text: ` ${unbroken(remark)}` }]),
		...mark(page, source),
	];
}

function mark({ references }: Page, source: string | null): Inline[] {
	const number = source === null ? undefined : references.sources.get(source)?.number;
	return number === undefined ? [] : [{ text: ' ' }, { text: `[${number}]`, to: sourceAnchor(number) }];
}

export function roleModels(page: Page): Block[] {
	const { model, t, own } = page;
	if (model.roleModels.length === 0) return [];
	const position = new Map(model.areas.map(({ id }, i) => [id, i]));
	const sorted = [...model.roleModels].sort(
		(a, b) => (position.get(a.area) ?? 0) - (position.get(b.area) ?? 0),
	);
	return [
		opening('role-models', t('report.roleModels')),
		paragraph(t('report.roleModelsNote')),
		{
			kind: 'table',
			anchor: 'role-model-table',
			caption: words(t('report.roleModelTable')),
			columns: [
				{ kind: 'text', share: 3 },
				{ kind: 'text', share: 2 },
				{ kind: 'text', share: 5 },
			],
			head: [headRow(t('report.areaColumn'), t('report.municipality'), t('report.learnFrom'))],
			body: sorted.map(({ area, municipality, subquestion, what, source }) => {
				const name = model.areas.find(({ id }) => id === area)?.name ?? '';
				return {
					cells: [
						cell(`${area}. ${name}${subquestion === null ? '' : ` (${subquestion})`}`, own),
						cell(municipality, { heads: 'row', ...own }),
						blockCell([{ kind: 'paragraph', text: [{ text: what }, ...mark(page, source)] }], own),
					],
				};
			}),
			foot: [],
		},
	];
}
