/** What stands in a text beside words and their blocks: tables, illustrations, references and source marks. */
import type { Json, RichTextNode } from '#domain/report/rich-text.ts';
import type { Label, Labels } from './labels.ts';

const INSETS: ReadonlySet<string> = new Set([
	'table',
	'table_row',
	'table_cell',
	'table_header',
	'figure',
	'reference',
	'citation',
]);

export const isInset = ({ type }: RichTextNode): boolean => INSETS.has(type);

export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Spans as browsers take them; undefined: one. */
export const spanOf = (value: Json | undefined): number | undefined =>
	typeof value === 'number' && Number.isInteger(value) && value > 1 ? value : undefined;

export const labelOf = ({ type, attrs }: RichTextNode, labels: Labels): Label =>
	type === 'reference'
		? labels.reference(textOf(attrs?.['to']))
		: labels.citation(textOf(attrs?.['source']), textOf(attrs?.['page']) || null);
