/** The look of the Word document, all of it in named styles, so that whoever receives it can change it in one place. */
import {
	AlignmentType,
	BorderStyle,
	convertMillimetersToTwip,
	LevelFormat,
	LineRuleType,
	type IPropertiesOptions,
} from 'docx';

export const TEXT = 'Calibri';
export const INK = '1D211F';
export const ACCENT = '1D5744';
export const SOFT = '4A504C';
export const HAIRLINE = 'C9C4B6';
export const GROUND = 'F1EEE6';
export const ALERT = '8A3A10';

export const LANGUAGES = { sv: 'sv-SE', en: 'en-GB' } as const;

const MARGIN = convertMillimetersToTwip(25);
export const PAGE = {
	size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
	margin: {
		top: convertMillimetersToTwip(28),
		bottom: convertMillimetersToTwip(25),
		left: MARGIN,
		right: MARGIN,
		header: convertMillimetersToTwip(13),
		footer: convertMillimetersToTwip(12),
	},
};
/** Between the margins; twentieths of a point. */
export const TEXT_WIDTH = PAGE.size.width - 2 * MARGIN;

export const STYLE = {
	note: 'Note',
	lead: 'Lead',
	question: 'Question',
	code: 'CodeText',
	cell: 'TableText',
	number: 'TableFigure',
	subtitle: 'Subtitle',
	status: 'StatusMark',
	contents: 'ContentsHeading',
} as const;

/** Height of a line in 240ths of the font's own. */
const lines = (line: number) => ({ line, lineRule: LineRuleType.AUTO });

const heading = (size: number, before: number, after: number, color: string = INK) => ({
	run: { font: TEXT, size, bold: true, color },
	paragraph: { spacing: { before, after, ...lines(252) }, keepNext: true, keepLines: true },
});

export const styles = (locale: 'sv' | 'en'): NonNullable<IPropertiesOptions['styles']> => ({
	default: {
		document: {
			run: { font: TEXT, size: 22, color: INK, language: { value: LANGUAGES[locale] } },
			paragraph: { spacing: { after: 120, ...lines(276) } },
		},
		title: {
			run: { font: TEXT, size: 68, bold: true, color: INK },
			paragraph: { spacing: { before: 240, after: 120, ...lines(240) } },
		},
		heading1: heading(40, 0, 240, ACCENT),
		heading2: heading(28, 360, 140),
		heading3: heading(23, 280, 100),
		heading4: heading(22, 240, 80),
		heading5: { ...heading(22, 200, 80), run: { font: TEXT, size: 22, italics: true, color: INK } },
		caption: {
			run: { font: TEXT, size: 19, color: SOFT },
			paragraph: { spacing: { before: 200, after: 80 }, keepNext: true },
		},
		hyperlink: { run: { color: ACCENT, underline: { type: 'single' } } },
	},
	paragraphStyles: [
		{
			id: STYLE.note,
			name: 'Note',
			basedOn: 'Normal',
			run: { size: 19, color: SOFT },
			paragraph: { spacing: { after: 80 } },
		},
		{ id: STYLE.lead, name: 'Lead', basedOn: 'Normal', run: { size: 26 } },
		{
			id: STYLE.question,
			name: 'Question',
			basedOn: 'Normal',
			run: { italics: true, color: SOFT },
			paragraph: { keepNext: true, spacing: { before: 120, after: 60 } },
		},
		{ id: STYLE.code, name: 'Code Text', basedOn: 'Normal', run: { size: 20 } },
		{
			id: STYLE.cell,
			name: 'Table Text',
			basedOn: 'Normal',
			run: { size: 20 },
			paragraph: { spacing: { before: 30, after: 30, ...lines(252) } },
		},
		{
			id: STYLE.number,
			name: 'Table Figure',
			basedOn: STYLE.cell,
			paragraph: { alignment: AlignmentType.RIGHT, spacing: { before: 30, after: 30, ...lines(252) } },
		},
		{
			id: STYLE.subtitle,
			name: 'Subtitle',
			basedOn: 'Normal',
			run: { size: 30, color: SOFT },
			paragraph: { spacing: { after: 240 } },
		},
		{
			id: STYLE.status,
			name: 'Status Mark',
			basedOn: 'Normal',
			run: { bold: true },
			paragraph: { spacing: { before: 3600, after: 200 } },
		},
		{
			id: STYLE.contents,
			name: 'TOC Heading',
			basedOn: 'Normal',
			run: { size: 40, bold: true, color: ACCENT },
			paragraph: { spacing: { after: 240 }, keepNext: true },
		},
		{
			id: 'TOC1',
			name: 'toc 1',
			basedOn: 'Normal',
			run: { bold: true },
			paragraph: { spacing: { before: 120, after: 40 } },
		},
		{
			id: 'TOC2',
			name: 'toc 2',
			basedOn: 'Normal',
			paragraph: { spacing: { after: 20 }, indent: { left: 284 } },
		},
	],
});

const DEPTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const indent = (level: number) => ({ left: 360 * (level + 1), hanging: 300 });

export const BULLETS = 'bullets';
/** One kind of numbering for each first number that a list of the report has. */
export const numbersFrom = (start: number): string => `numbers-from-${start}`;

export const numbering = (starts: Iterable<number>): NonNullable<IPropertiesOptions['numbering']> => ({
	config: [
		{
			reference: BULLETS,
			levels: DEPTHS.map((level) => ({
				level,
				format: LevelFormat.BULLET,
				text: '•',
				alignment: AlignmentType.LEFT,
				style: { run: { color: ACCENT }, paragraph: { indent: indent(level) } },
			})),
		},
		...[...new Set(starts)].map((start) => ({
			reference: numbersFrom(start),
			levels: DEPTHS.map((level) => ({
				level,
				format: LevelFormat.DECIMAL,
				text: `%${level + 1}.`,
				start: level === 0 ? start : 1,
				alignment: AlignmentType.LEFT,
				style: { paragraph: { indent: indent(level) } },
			})),
		})),
	],
});

const line = (size: number, color: string) => ({ style: BorderStyle.SINGLE, size, color });
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
/** Lines between rows alone, as in the PDF. */
export const TABLE_BORDERS = {
	top: none,
	left: none,
	right: none,
	insideVertical: none,
	bottom: line(4, HAIRLINE),
	insideHorizontal: line(4, HAIRLINE),
};
export const HEAVY = line(10, INK);
