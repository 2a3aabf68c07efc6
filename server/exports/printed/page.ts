/** What every part of the printed report needs while it is put together. */
import type { ReportArea, ReportModel } from '#domain/report/model.ts';
import type { PreviousHeader } from '#domain/report/compared.ts';
import { formatPercent, formatWhole } from '#domain/points/points.ts';
import type { Locale, Translate } from '#lib/i18n/index.ts';
import type { Block, Cell, Inline, Paragraph, Row } from './blocks.ts';
import type { References } from './references.ts';

export interface Page {
	model: ReportModel;
	locale: Locale;
	t: Translate;
	/** Of the framework's labels and the evaluators' texts, where it is not the report's own. */
	own: { lang?: string };
	references: References;
}

export const words = (text: string): Inline[] => [{ text }];

export const paragraph = (text: string, rest: Omit<Paragraph, 'kind' | 'text'> = {}): Paragraph => ({
	kind: 'paragraph',
	text: words(text),
	...rest,
});

export const note = (text: string): Paragraph => paragraph(text, { tone: 'note' });

export const cell = (text: string, rest: Omit<Cell, 'blocks'> = {}): Cell => ({
	blocks: text === '' ? [] : [paragraph(text)],
	...rest,
});

export const blockCell = (blocks: Block[], rest: Omit<Cell, 'blocks'> = {}): Cell => ({ blocks, ...rest });

export const headRow = (...names: string[]): Row => ({
	cells: names.map((name) => cell(name, { heads: 'column' })),
});

/** A sum as printed, or how far it has come. */
export function printedSum({ t, locale }: Page, sum: { achieved: number | null; soFar: number }): string {
	if (sum.achieved !== null) return formatWhole(sum.achieved, locale);
	return t('report.soFar', { points: formatWhole(sum.soFar, locale) });
}

export const printedPercent = ({ locale }: Page, percent: number | null): string =>
	percent === null ? '–' : formatPercent(percent, locale);

export const printedWhole = ({ locale }: Page, value: number | null): string =>
	value === null ? '–' : formatWhole(value, locale);

export const areaLabel = ({ id, name }: Pick<ReportArea, 'id' | 'name'>): string => `${id}. ${name}`;

/** What an earlier result is called; one that is made up says so. */
export const previousTitle = ({ t }: Page, { title, fictitious }: PreviousHeader): string =>
	fictitious ? t('report.fictitious', { title }) : title;

/** Figures and their unit stay on one line: 33 432 and 75 % as people type them. */
export const unbroken = (text: string): string =>
	text.replace(/(\d) (?=\d{3}(?!\d))/g, '$1\u00A0').replace(/(\d) (?=%)/g, '$1\u00A0');
