/** One area's chapter: headings and points, the general part, the narrative, strengths and improvements. */
import type { FindingPair } from '#domain/report/finding-rows.ts';
import type { ReportArea, ReportFinding, ReportSection } from '#domain/report/model.ts';
import type { RichText } from '#domain/report/rich-text.ts';
import type { Block, Cell, Row } from './blocks.ts';
import { blockCell, cell, headRow, note, paragraph, printedSum, words, type Page } from './page.ts';
import { areaAnchor, findingsAnchor, sectionAnchor } from './references.ts';
import { restingOn } from './sources.ts';
import { richTextBlocks } from './rich-text.ts';

export function chapter(page: Page, area: ReportArea): Block[] {
	const { t, own } = page;
	return [
		{
			kind: 'heading',
			level: 3,
			anchor: areaAnchor(area.id),
			text: words(t('report.area', { id: area.id, name: area.title })),
			capitals: true,
			listed: true,
			// The first one shares its page with the heading of all chapters.
			...(area !== page.model.areas[0] && { opens: true }),
			...own,
		},
		headingTable(page, area),
		...general(page, area),
		...area.sections.flatMap((section, i) => narrative(page, area, section, i)),
		...findingTable(page, area),
	];
}

/** A text of the evaluators under a heading of level `level`. */
export function written(page: Page, text: RichText, level: number): Block[] {
	const { own, references, t } = page;
	return richTextBlocks(text, {
		level: level + 1,
		references,
		sourceLine: (source) => t('report.pictureSource', { source }),
		atPage: (at) => t('report.atPage', { page: at }),
	}).map((block) => ({
		...block,
		...own,
	}));
}

/** All headings on the left, one figure on the right: the points belong to the area, not to a heading. */
function headingTable(page: Page, area: ReportArea): Block {
	const { t, own } = page;
	return {
		kind: 'table',
		anchor: `headings-${area.id}`,
		caption: words(t('report.headingsOf', { id: area.id, name: area.title })),
		columns: [
			{ kind: 'text', share: 1 },
			{ kind: 'number', share: 0 },
		],
		head: [headRow(t('report.headings'), t('report.points'))],
		body: [
			{
				cells: [
					blockCell(
						[
							{
								kind: 'list',
								ordered: false,
								start: 1,
								items: area.headings.map((label) => [paragraph(label)]),
							},
						],
						own,
					),
					cell(printedSum(page, area)),
				],
			},
		],
		foot: [],
	};
}

function general(page: Page, area: ReportArea): Block[] {
	const { t, own } = page;
	if (!area.standardText && !area.general) return [];
	return [
		{ kind: 'heading', level: 4, text: words(t('report.general')) },
		...(area.standardText ?? '')
			.split(/\n\s*\n/)
			.filter((part) => part.trim() !== '')
			.map((part) => paragraph(part.trim(), own)),
		...(area.general ? written(page, area.general, 4) : []),
		...restingOn(page, { kind: 'area', areaId: area.id, part: 'general' }, area.general),
	];
}

/** Where a heading stands for one subquestion alone, its question would only repeat the heading. */
function narrative(page: Page, area: ReportArea, section: ReportSection, position: number): Block[] {
	const { own, t } = page;
	const isSummary = section.parts.some((part) => part.section.kind === 'area');
	const heading = isSummary ? t('report.areaSummary') : section.heading;
	return [
		...(heading === null
			? []
			: [
					{
						kind: 'heading',
						level: 4,
						anchor: sectionAnchor(area.id, position),
						text: words(heading),
						...(!isSummary && own),
					} as const,
				]),
		...section.parts.flatMap((part) => {
			const asked = section.subquestions.find(
				({ id }) => part.section.kind === 'subquestion' && id === part.section.subquestionId,
			);
			return [
				...(section.parts.length > 1 && asked
					? [paragraph(`${asked.id} ${asked.label}`, { tone: 'question', ...own })]
					: []),
				...written(page, part.text, 4),
				...restingOn(page, part.section, part.text),
			];
		}),
	];
}

function findingTable(page: Page, area: ReportArea): Block[] {
	const { t } = page;
	if (area.findings.length === 0) return [];
	return [
		{ kind: 'heading', level: 4, text: words(t('report.findings')) },
		{
			kind: 'table',
			anchor: findingsAnchor(area.id),
			caption: words(t('report.findingsOf', { id: area.id, name: area.title })),
			columns: [
				{ kind: 'text', share: 1 },
				{ kind: 'text', share: 1 },
			],
			head: [headRow(t('report.strengths'), t('report.improvements'))],
			body: area.findings.map((row) => findingRow(page, row)),
			foot: [],
		},
	];
}

function findingRow(page: Page, { strength, improvement, linked }: FindingPair<ReportFinding>): Row {
	const side = (finding: ReportFinding | null, after: Block[]): Cell =>
		blockCell([
			...(finding ? written(page, finding.text, 4) : []),
			...(finding?.outcome ? [note(page.t(`report.outcome.${finding.outcome}`))] : []),
			...(finding ? restingOn(page, { kind: 'finding', findingId: finding.id }, finding.text) : []),
			...after,
		]);
	return {
		cells: [side(strength, []), side(improvement, linked ? [note(page.t('report.linked'))] : [])],
		...(linked && { linked }),
	};
}
