/** Blocks of the printed report as Word's paragraphs and tables: real headings, native lists and tables. */
import {
	AlignmentType,
	BorderStyle,
	Bookmark,
	ExternalHyperlink,
	HeadingLevel,
	ImageRun,
	InternalHyperlink,
	Paragraph,
	Table,
	TableOfContents,
	TextRun,
	type IParagraphOptions,
	type ParagraphChild,
} from 'docx';
import type {
	Block,
	Diagram,
	Heading,
	Inline,
	List,
	Picture,
	Pictures,
	PrintedReport,
	Run,
} from '../printed/blocks.ts';
import type { PictureType } from '../../files/picture.ts';
import { chart } from './charts.ts';
import { ACCENT, BULLETS, HAIRLINE, LANGUAGES, numbersFrom, STYLE } from './styles.ts';
import { table } from './tables.ts';

export interface Writing {
	report: Pick<PrintedReport, 'locale'>;
	pictures: Pictures;
	/** Anchor → a name that Word takes for a bookmark. */
	bookmarks: ReadonlyMap<string, string>;
	/** Where the blocks stand. */
	style?: string;
	lang?: string | undefined;
	/** Depth of the list they stand in. */
	depth?: number;
	/** Each ordered list counts for itself. */
	nextList: () => number;
	/** Twentieths of a point between the margins, or the cell's. */
	width: number;
	bold?: boolean;
}

type Placed = Paragraph | Table;

export const blocksDocx = (blocks: readonly Block[], writing: Writing): Placed[] =>
	blocks.flatMap((block) =>
		blockDocx(block, 'lang' in block && block.lang ? { ...writing, lang: block.lang } : writing),
	);

const LEVELS = [
	HeadingLevel.HEADING_1,
	HeadingLevel.HEADING_2,
	HeadingLevel.HEADING_3,
	HeadingLevel.HEADING_4,
	HeadingLevel.HEADING_5,
] as const;

const TONES = { note: STYLE.note, lead: STYLE.lead, question: STYLE.question } as const;

function blockDocx(block: Block, writing: Writing): Placed[] {
	switch (block.kind) {
		case 'heading':
			return [headingDocx(block, writing)];
		case 'paragraph':
			return [
				paragraph(bookmarked(block.anchor, runs(block.text, writing), writing), writing, {
					...(block.tone && { style: TONES[block.tone] }),
				}),
			];
		case 'list':
			return listDocx(block, writing);
		case 'quote':
			return blocksDocx(block.blocks, { ...writing, style: 'Quote' });
		case 'code':
			return block.text
				.split('\n')
				.map((line) => paragraph([new TextRun({ text: line })], writing, { style: STYLE.code }));
		case 'rule':
			return [
				new Paragraph({
					border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: HAIRLINE } },
				}),
			];
		case 'table':
			return table(block, writing);
		case 'diagram':
			return diagramDocx(block, writing);
		case 'picture':
			return pictureDocx(block, writing);
		case 'contents':
			return [];
	}
}

/**
 * The table of contents is Word's own field, filled in already. Where the pages could not be counted beforehand, Word
 * is told to do it when the document is opened.
 */
export const contents = (
	title: string,
	{ counted }: { counted: boolean },
): (Paragraph | TableOfContents)[] => [
	new Paragraph({ text: title, style: STYLE.contents, pageBreakBefore: true }),
	new TableOfContents(title, { hyperlink: true, headingStyleRange: '1-2', beginDirty: !counted }),
];

function headingDocx({ level, anchor, text, capitals, opens }: Heading, writing: Writing): Paragraph {
	const heading = LEVELS[Math.max(0, Math.min(LEVELS.length, level - 1) - 1)] ?? HeadingLevel.HEADING_5;
	return new Paragraph({
		heading,
		...(opens && { pageBreakBefore: true }),
		children: bookmarked(
			anchor,
			runs(text, writing, capitals ? { allCaps: true, color: ACCENT } : {}),
			writing,
		),
	});
}

export function paragraph(
	children: ParagraphChild[],
	{ style }: Writing,
	rest: Omit<IParagraphOptions, 'children' | 'text'> = {},
): Paragraph {
	return new Paragraph({ ...(style !== undefined && { style }), ...rest, children });
}

export function bookmarked(
	anchor: string | undefined,
	children: ParagraphChild[],
	{ bookmarks }: Writing,
): ParagraphChild[] {
	const id = anchor === undefined ? undefined : bookmarks.get(anchor);
	return id === undefined ? children : [new Bookmark({ id, children })];
}

interface Face {
	allCaps?: boolean;
	color?: string;
}

export const runs = (inlines: readonly Inline[], writing: Writing, face: Face = {}): ParagraphChild[] =>
	inlines.map((inline) => ('text' in inline ? run(inline, writing, face) : new TextRun({ break: 1 })));

function run({ text, strong, em, href, to }: Run, writing: Writing, face: Face): ParagraphChild {
	const bookmark = to === undefined ? undefined : writing.bookmarks.get(to);
	const made = new TextRun({
		text,
		...face,
		...((strong || writing.bold) && { bold: true }),
		...(em && { italics: true }),
		...(writing.lang !== undefined && { language: { value: languageOf(writing.lang) } }),
		...(href !== undefined && { style: 'Hyperlink' }),
	});
	if (href !== undefined) return new ExternalHyperlink({ link: href, children: [made] });
	return bookmark === undefined ? made : new InternalHyperlink({ anchor: bookmark, children: [made] });
}

const languageOf = (lang: string): string =>
	lang in LANGUAGES ? LANGUAGES[lang as keyof typeof LANGUAGES] : lang;

const DEEPEST = 8;

function listDocx(list: List, writing: Writing): Placed[] {
	const level = Math.min(DEEPEST, writing.depth ?? 0);
	const reference = list.ordered ? numbersFrom(list.start) : BULLETS;
	const instance = writing.nextList();
	const inside: Writing = { ...writing, depth: level + 1 };
	const indent = { left: 360 * (level + 1) };
	return list.items.flatMap((item) => {
		const [first, ...rest] = item;
		const marked = (children: ParagraphChild[]) =>
			paragraph(children, writing, { numbering: { reference, level, instance }, contextualSpacing: true });
		const opening =
			first?.kind === 'paragraph'
				? [marked(bookmarked(first.anchor, runs(first.text, withLang(writing, first.lang)), writing))]
				: [marked([]), ...(first ? blocksDocx([first], inside) : [])];
		return [
			...opening,
			...rest.flatMap((block) =>
				block.kind === 'paragraph'
					? [paragraph(runs(block.text, withLang(writing, block.lang)), writing, { indent })]
					: blocksDocx([block], inside),
			),
		];
	});
}

const withLang = (writing: Writing, lang: string | undefined): Writing =>
	lang === undefined ? writing : { ...writing, lang };

function diagramDocx(diagram: Diagram, writing: Writing): Paragraph[] {
	return [
		paragraph(bookmarked(diagram.anchor, runs(diagram.caption, writing), writing), writing, {
			style: 'Caption',
		}),
		new Paragraph({ children: [chart(diagram)], keepNext: diagram.notes.length > 0 }),
	];
}

const KINDS: Partial<Record<PictureType, 'png' | 'jpg' | 'gif'>> = {
	'image/png': 'png',
	'image/jpeg': 'jpg',
	'image/gif': 'gif',
};
/** Twentieths of a point in a pixel at 96 to the inch. */
const TWIPS = 15;
const HIGHEST = 640;

function pictureDocx({ file, alternative, caption, anchor }: Picture, writing: Writing): Paragraph[] {
	const found = writing.pictures.get(file);
	const kind = found && KINDS[found.type];
	const under = caption
		? [paragraph(bookmarked(anchor, runs(caption, writing), writing), writing, { style: STYLE.note })]
		: [];
	// A kind that Word does not take leaves its words, as a picture whose file is gone does.
	if (!found || !kind)
		return [paragraph([new TextRun({ text: alternative })], writing, { style: STYLE.note }), ...under];
	const shrink = Math.min(1, writing.width / TWIPS / found.width, HIGHEST / found.height);
	return [
		new Paragraph({
			alignment: AlignmentType.LEFT,
			keepNext: caption !== null,
			children: [
				new ImageRun({
					type: kind,
					data: found.bytes,
					transformation: {
						width: Math.max(1, Math.round(found.width * shrink)),
						height: Math.max(1, Math.round(found.height * shrink)),
					},
					altText: { name: file, description: alternative, title: alternative },
				}),
			],
		}),
		...under,
	];
}
