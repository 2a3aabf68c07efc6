/**
 * The index of sources, and the marks that lead to it. Only what may be told of: interviews as their role group,
 * notes never. What is not in the model's list leaves no trace here.
 */
import { sectionId } from '#document/paths.ts';
import type { Section } from '#domain/permissions/document-rules.ts';
import type { RichText } from '#domain/report/rich-text.ts';
import type { SourceEntry } from '#domain/report/source.ts';
import type { Block, Inline, Paragraph, Row } from './blocks.ts';
import { blockCell, cell, headRow, note, paragraph, words, type Page } from './page.ts';
import { sourceAnchor } from './references.ts';
import { markedSources } from './rich-text.ts';

/** Under a text: the sources it rests on and does not mark itself. */
export function restingOn({ model, references, t }: Page, section: Section, text: RichText | null): Block[] {
	const marked = text ? markedSources(text) : new Set<string>();
	const here = sectionId(section);
	const marks = model.citations
		.flatMap(({ section: at, source, page }) => {
			const listed = references.sources.get(source);
			return sectionId(at) === here && listed && !marked.has(source)
				? [{ number: listed.number, page: listed.placed ? page : null }]
				: [];
		})
		.sort((a, b) => a.number - b.number);
	if (marks.length === 0) return [];
	const line = marks.flatMap(({ number, page }, i): Inline[] => [
		{ text: i === 0 ? `${t('report.restsOn')} ` : ', ' },
		{
			text: page === null ? `[${number}]` : `[${number}, ${t('report.atPage', { page })}]`,
			to: sourceAnchor(number),
		},
	]);
	return [{ kind: 'paragraph', text: line, tone: 'note' }];
}

export function sourceIndex(page: Page): Block[] {
	const { model, t } = page;
	if (model.sources.length === 0) return [];
	return [
		{
			kind: 'heading',
			level: 2,
			anchor: 'sources',
			text: words(t('report.sources')),
			listed: true,
			opens: true,
		},
		note(t('report.sourcesNote')),
		{
			kind: 'table',
			anchor: 'source-table',
			caption: words(t('report.sourceTable')),
			columns: [
				{ kind: 'number', share: 0 },
				{ kind: 'text', share: 5 },
				{ kind: 'text', share: 2 },
				{ kind: 'text', share: 2 },
			],
			head: [headRow(t('report.number'), t('report.source'), t('report.sourceKind'), t('report.date'))],
			body: model.sources.map((source, i) => row(page, source, i + 1)),
			foot: [],
		},
	];
}

function row(page: Page, source: SourceEntry, number: number): Row {
	const { t, own } = page;
	const kind = source.kind === 'web' && source.social ? 'social' : source.kind;
	return {
		cells: [
			blockCell([{ kind: 'paragraph', text: words(`[${number}]`), anchor: sourceAnchor(number) }], {
				heads: 'row',
			}),
			blockCell(description(page, source), own),
			cell(t(`report.sourceKind.${kind}`)),
			cell(observed(source)),
		],
	};
}

function description({ t }: Page, { title, author, url, respondents }: SourceEntry): Paragraph[] {
	const by = author === null ? '' : `. ${author}`;
	const said = respondents === null ? '' : ` (${t('report.respondents', { count: respondents })})`;
	return [
		paragraph(`${title}${by}${said}`),
		...(url === null ? [] : [{ kind: 'paragraph', text: [{ text: url, href: url }] } satisfies Paragraph]),
	];
}

const observed = ({ date, from, to }: SourceEntry): string =>
	[date, from !== null || to !== null ? `${from ?? ''}–${to ?? ''}` : null]
		.filter((part) => part !== null)
		.join(', ');
