/** The parts of docs/benchmarks.md that programs write, each between two markers of its own. */
const markers = (name: string) => ({ begin: `<!-- ${name}: begin -->`, end: `<!-- ${name}: end -->` });

/** The document with what is between the markers replaced; the section is added at its end where it is not there yet. */
export function withSection(
	document: string,
	{ name, heading, content }: { name: string; heading: string; content: string },
): string {
	const { begin, end } = markers(name);
	const from = document.indexOf(begin);
	const to = document.indexOf(end);
	const written = `${begin}\n\n${content.trim()}\n\n${end}`;
	if (from === -1 || to < from) return `${document.trimEnd()}\n\n## ${heading}\n\n${written}\n`;
	return document.slice(0, from) + written + document.slice(to + end.length);
}
