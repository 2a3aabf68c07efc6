/** The printed report as the data that the Typst template walks: strings, numbers and lists, never markup. */
import { drawing } from '../diagrams/drawing.ts';
import { svgFile } from '../diagrams/ink.ts';
import { toText } from '../html.ts';
import { isLong, staysWhole } from '../printed/measures.ts';
import type { Block, Inline, Pictures, PrintedReport, Row } from '../printed/blocks.ts';

/** Pictures that Typst reads, by their place in its file system. */
export interface TypstData {
	json: string;
	files: { path: string; bytes: Uint8Array }[];
}

const REGIONS = { sv: 'SE', en: 'GB' } as const;
/** An address longer than this is only printed; PDF readers stop at 2,083 or before. */
const LONGEST_ADDRESS = 2000;
/** A word longer than this has to be broken somewhere. */
const LONGEST_WORD = 32;

export function typstData(report: PrintedReport, pictures: Pictures): TypstData {
	const files = [...pictures].map(([id, { bytes }], i) => ({ id, path: `/pictures/${i}`, bytes }));
	const paths = new Map(files.map(({ id, path }) => [id, path]));
	const data = {
		...report,
		lang: report.locale,
		region: REGIONS[report.locale],
		blocks: report.blocks.map((block) => forTypst(block, paths)),
	};
	return {
		json: JSON.stringify(data, (_, value: unknown) => (value === undefined ? null : value)),
		files: files.map(({ path, bytes }) => ({ path, bytes })),
	};
}

type Paths = ReadonlyMap<string, string>;

function forTypst(block: Block, paths: Paths): object {
	switch (block.kind) {
		case 'heading':
		case 'paragraph':
			return { ...block, text: inlines(block.text) };
		case 'list':
			return {
				...block,
				tight: block.items.every((item) => item.length <= 1),
				items: block.items.map((item) => item.map((inner) => forTypst(inner, paths))),
			};
		case 'quote':
			return { ...block, blocks: block.blocks.map((inner) => forTypst(inner, paths)) };
		case 'table': {
			const { caption, head, body, foot, columns } = block;
			const rows = (list: Row[]) => list.map((row) => typstRow(row, paths));
			return {
				...block,
				caption: caption && inlines(caption),
				head: rows(head),
				body: rows(body),
				foot: rows(foot),
				whole: staysWhole(block),
				padded: columns.every(({ kind }) => kind === 'text') && body.some(({ linked }) => linked),
			};
		}
		case 'diagram':
			return { ...block, svg: toText(svgFile(drawing(block))) };
		case 'picture':
			return {
				...block,
				path: paths.get(block.file) ?? null,
				caption: block.caption && inlines(block.caption),
			};
		default:
			return block;
	}
}

const typstRow = ({ cells, linked }: Row, paths: Paths) => ({
	cells: cells.map((cell) => ({
		...cell,
		...(linked && { linked }),
		...(isLong(cell) && { long: true }),
		blocks: cell.blocks.map((block) => forTypst(block, paths)),
	})),
});

const inlines = (list: readonly Inline[]): Inline[] =>
	list.map((inline) => {
		if (!('text' in inline)) return inline;
		const { href, ...rest } = inline;
		return {
			...rest,
			text: breakable(inline.text),
			...(href !== undefined && href.length <= LONGEST_ADDRESS && { href }),
		};
	});

const LONG_WORD = new RegExp(`[^\\s\\u200B]{${LONGEST_WORD}}(?=\\S)`, 'gu');
/** Zero-width spaces where a word is too long for a line. */
const breakable = (text: string): string => text.replace(LONG_WORD, '$&\u200B');
