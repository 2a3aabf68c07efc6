/** The report as a Word document with real styles, a table of contents and native tables. */
import {
	AlignmentType,
	Document,
	Footer,
	Header,
	HeadingLevel,
	NumberFormat,
	Packer,
	PageNumber,
	Paragraph,
	TabStopType,
	TextRun,
	type FileChild,
} from 'docx';
import { estimatePageNumbers } from 'docx/layout';
import { everyBlock, type Pictures, type PrintedReport } from '../printed/blocks.ts';
import { blocksDocx, contents, type Writing } from './blocks-docx.ts';
import { ACCENT, ALERT, numbering, PAGE, SOFT, STYLE, styles, TEXT_WIDTH } from './styles.ts';

export async function reportDocx(report: PrintedReport, pictures: Pictures): Promise<Uint8Array> {
	const all = [...everyBlock(report.blocks)];
	const counted = countable(report);
	const anchors = all.flatMap((block) => ('anchor' in block && block.anchor ? [block.anchor] : []));
	let lists = 0;
	const writing: Writing = {
		report,
		pictures,
		bookmarks: new Map(anchors.map((anchor, i) => [anchor, `place_${i + 1}`])),
		nextList: () => ++lists,
		width: TEXT_WIDTH,
	};
	const document = new Document({
		title: `${report.title} – ${report.subtitle}`,
		description: report.statusLabel,
		creator: 'Samsyn',
		styles: styles(report.locale),
		numbering: numbering(
			all.flatMap((block) => (block.kind === 'list' && block.ordered ? [block.start] : [])),
		),
		...(counted && { pageNumbers: estimatePageNumbers }),
		sections: [
			{
				properties: { page: { ...PAGE, pageNumbers: { formatType: NumberFormat.DECIMAL } }, titlePage: true },
				headers: { default: header(report), first: new Header({ children: [new Paragraph({})] }) },
				footers: { default: footer(report), first: footer(report) },
				children: [...front(report), ...body(report, writing, counted)],
			},
		],
	});
	return Packer.toBuffer(document);
}

const colourOf = ({ status }: PrintedReport): string => (status === 'working' ? ALERT : ACCENT);

const small = (text: string, rest: { bold?: boolean; color?: string } = {}): TextRun =>
	new TextRun({ text, size: 17, color: SOFT, ...rest });

const EDGE = [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }];

const header = (report: PrintedReport): Header =>
	new Header({
		children: [
			new Paragraph({
				tabStops: EDGE,
				children: [
					small(`${report.title}\t`),
					small(report.statusLabel, { bold: true, color: colourOf(report) }),
				],
			}),
		],
	});

const footer = ({ words, statusLabel, ...report }: PrintedReport): Footer =>
	new Footer({
		children: [
			new Paragraph({
				tabStops: EDGE,
				alignment: AlignmentType.LEFT,
				children: [
					small(`${statusLabel}\t`, { color: colourOf({ words, statusLabel, ...report }) }),
					new TextRun({
						size: 17,
						color: SOFT,
						children: [`${words.page} `, PageNumber.CURRENT, ` ${words.pageOf} `, PageNumber.TOTAL_PAGES],
					}),
				],
			}),
		],
	});

function front(report: PrintedReport): Paragraph[] {
	const { title, subtitle, statusLabel, statusNote, origin } = report;
	return [
		new Paragraph({
			style: STYLE.status,
			children: [new TextRun({ text: statusLabel, color: colourOf(report) })],
		}),
		new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun({ text: title })] }),
		new Paragraph({ style: STYLE.subtitle, children: [new TextRun({ text: subtitle })] }),
		...[...(statusNote === null ? [] : [statusNote]), ...origin].map(
			(line) => new Paragraph({ style: STYLE.note, children: [new TextRun({ text: line })] }),
		),
	];
}

const body = ({ blocks }: PrintedReport, writing: Writing, counted: boolean): FileChild[] =>
	blocks.flatMap((block): FileChild[] =>
		block.kind === 'contents' ? contents(block.title, { counted }) : blocksDocx([block], writing),
	);

/** Letters whose width in the document's typeface nobody can tell here: beyond Latin, Greek, Cyrillic and punctuation. */
const UNMEASURED = /[^\u0020-\u052F\u1E00-\u1FFF\u2000-\u206F\u20A0-\u20BF\u2100-\u214F]/u;
/** Breaking a word takes time by the square of its letters. */
const LONG_WORD = /[^\s"]{400}/;
/** Characters of the blocks as JSON, some forty pages: counting them takes a second or two. */
const LARGEST = 200_000;

/** Whether the pages can be counted here in reasonable time, so that Word need not ask to do it. */
function countable(report: PrintedReport): boolean {
	const written = JSON.stringify(report);
	return written.length <= LARGEST && !LONG_WORD.test(written) && !UNMEASURED.test(written);
}
