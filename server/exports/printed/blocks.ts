/**
 * The report as it prints, before any format: every word chosen, every number written out, in order. HTML, PDF and
 * DOCX walk these blocks and add nothing, so what is seen on the screen is what comes out of the printer.
 */
import type { Locale } from '#lib/i18n/index.ts';
import type { PictureType } from '../../files/picture.ts';

export interface Run {
	text: string;
	strong?: true;
	em?: true;
	code?: true;
	/** An address outside; checked. */
	href?: string;
	/** The anchor of a heading, table or figure of this report. */
	to?: string;
}

export type Inline = Run | { lineBreak: true };

interface Spoken {
	/** BCP 47, where the words are in another language than the report. */
	lang?: string;
}

export interface Heading extends Spoken {
	kind: 'heading';
	level: 1 | 2 | 3 | 4 | 5 | 6;
	/** Unique in the report: letters, digits, dots, _ and -. Absent: nothing points here. */
	anchor?: string;
	text: Inline[];
	/** Stands in the table of contents. */
	listed?: true;
	/** Set in capitals; the text itself keeps its letters. */
	capitals?: true;
	/** Begins a page. */
	opens?: true;
}

export interface Paragraph extends Spoken {
	kind: 'paragraph';
	text: Inline[];
	/** `note`: small, beside the matter. `lead`: what an area's chapter is about. `question`: above an answer. */
	tone?: 'note' | 'lead' | 'question';
	anchor?: string;
}

export interface List extends Spoken {
	kind: 'list';
	ordered: boolean;
	/** Number of the first item. */
	start: number;
	items: Block[][];
}

export interface Quote extends Spoken {
	kind: 'quote';
	blocks: Block[];
}

export interface Code {
	kind: 'code';
	text: string;
}

export interface Rule {
	kind: 'rule';
}

export interface Cell extends Spoken {
	blocks: Block[];
	/** A header cell: of its row or of its column. */
	heads?: 'row' | 'column';
	colspan?: number;
	rowspan?: number;
}

export interface Row {
	cells: Cell[];
	/** A strength and the improvement that continues it. */
	linked?: true;
}

export interface Column {
	/** `number`: aligned at the end, tabular figures, as narrow as its figures. */
	kind: 'text' | 'number';
	/** Share of the width among text columns. */
	share: number;
}

export interface Table extends Spoken {
	kind: 'table';
	anchor?: string;
	/** Every table of the report has one; one that an evaluator drew has none. */
	caption: Inline[] | null;
	columns: Column[];
	head: Row[];
	body: Row[];
	/** Sums. */
	foot: Row[];
}

/** One series of a diagram; null where there is no value, or where it must not be compared. */
export interface Series {
	name: string;
	/** As printed, one for each category. */
	values: (number | null)[];
	/** `now`: this evaluation. `past`: the one before. `others`: the average of a cohort. */
	of: 'now' | 'past' | 'others';
}

export interface Diagram extends Spoken {
	kind: 'diagram';
	form: 'bars' | 'spider';
	anchor: string;
	caption: Inline[];
	/** For those who do not see it. */
	alternative: string;
	/** Names of bars or axes. */
	categories: string[];
	series: Series[];
	/** Largest value of each category. */
	max: number[];
	/** What stands at the end of each bar of `now`, where it is not the number alone; null where it is. */
	labels: (string | null)[];
	/** Categories whose value is not complete yet. */
	open: boolean[];
	/** Under the diagram: what is compared with what. */
	notes: string[];
}

export interface Picture extends Spoken {
	kind: 'picture';
	anchor?: string;
	/** Id of an uploaded file. */
	file: string;
	alternative: string;
	caption: Inline[] | null;
}

export interface Contents {
	kind: 'contents';
	title: string;
}

export type Block = Heading | Paragraph | List | Quote | Code | Rule | Table | Diagram | Picture | Contents;

export interface PrintedReport {
	locale: Locale;
	title: string;
	/** Under the title: evaluation, framework and version. */
	subtitle: string;
	status: 'working' | 'final';
	/** On every page. */
	statusLabel: string;
	statusNote: string | null;
	/** The evaluation, snapshot and fingerprint: one line each, on the first page. */
	origin: string[];
	blocks: Block[];
	/** Words that a renderer itself needs. */
	words: { page: string; pageOf: string; contents: string; linked: string };
}

/** An uploaded picture. Width and height in pixels. */
export interface PictureFile {
	type: PictureType;
	bytes: Uint8Array;
	width: number;
	height: number;
}

/** Those that a report shows, by file id. */
export type Pictures = ReadonlyMap<string, PictureFile>;

/** Everything in a report, also what lies inside lists, quotes and tables, in reading order. */
export function* everyBlock(blocks: readonly Block[]): Generator<Block> {
	for (const block of blocks) {
		yield block;
		if (block.kind === 'quote') yield* everyBlock(block.blocks);
		else if (block.kind === 'list') for (const item of block.items) yield* everyBlock(item);
		else if (block.kind === 'table')
			for (const row of [...block.head, ...block.body, ...block.foot])
				for (const cell of row.cells) yield* everyBlock(cell.blocks);
	}
}

export const plainOf = (inlines: readonly Inline[]): string =>
	inlines.map((inline) => ('text' in inline ? inline.text : ' ')).join('');
