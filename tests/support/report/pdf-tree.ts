/** A PDF as a screen reader meets it: its tags with the words inside them, read back with another library. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Tag {
	role: string;
	text: string;
	alt: string | undefined;
	children: Tag[];
}

export interface ReadPdf {
	language: string | undefined;
	title: string | undefined;
	tagged: boolean;
	outline: { title: string; items: string[] }[];
	pages: { tags: Tag[]; text: string }[];
}

interface Node {
	role?: string;
	alt?: string;
	type?: string;
	id?: string;
	children?: Node[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
	const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
	const document = await loading.promise;
	const info = (await document.getMetadata()).info as { Title?: string; Language?: string };
	const outline = (await document.getOutline()) as { title: string; items: { title: string }[] }[] | null;
	const pages: ReadPdf['pages'] = [];
	for (let number = 1; number <= document.numPages; number++) {
		const page = await document.getPage(number);
		const { items } = await page.getTextContent({ includeMarkedContent: true });
		const words = new Map<string, string>();
		const open: string[] = [];
		let all = '';
		for (const item of items)
			if ('str' in item) {
				all += item.str + (item.hasEOL ? ' ' : '');
				for (const id of open) words.set(id, (words.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
			} else if (item.type === 'endMarkedContent') open.pop();
			else open.push((item as { id?: string | null }).id ?? '');
		const tree = (await page.getStructTree()) as Node | null;
		pages.push({ tags: (tree?.children ?? []).map((node) => tagOf(node, words)), text: all });
	}
	const marks = (await document.getMarkInfo()) as { Marked?: boolean } | null;
	await loading.destroy();
	return {
		language: info.Language,
		title: info.Title,
		tagged: marks?.Marked === true,
		outline: (outline ?? []).map(({ title, items }) => ({ title, items: items.map((item) => item.title) })),
		pages,
	};
}

function tagOf({ role = '', alt, id, children = [] }: Node, words: ReadonlyMap<string, string>): Tag {
	const inside = children.map((child) => tagOf(child, words));
	const own = id === undefined ? '' : (words.get(id) ?? '');
	return {
		role,
		alt,
		text: own + inside.map(({ text }) => text).join(''),
		children: inside.filter((child) => child.role !== ''),
	};
}

/** All tags of a role, in reading order. */
export const tagged = (pdf: ReadPdf, role: string): Tag[] =>
	pdf.pages.flatMap(({ tags }) => tags.flatMap((tag) => [...every(tag)])).filter((tag) => tag.role === role);

function* every(tag: Tag): Generator<Tag> {
	yield tag;
	for (const child of tag.children) yield* every(child);
}

export const within = (tag: Tag, role: string): Tag[] =>
	[...every(tag)].filter((inner) => inner.role === role);
