/** Puts a measurement where it is read: its figures and plots beside docs/benchmarks.md, its words into it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { withSection } from './section.ts';

export interface Recording {
	/** Of the file of figures, and of the section's markers. */
	name: string;
	heading: string;
	figures: object;
	/** File name → SVG. */
	plots: ReadonlyMap<string, string>;
	/** Markdown; plots are at `benchmarks/<file name>`. */
	content: string;
}

export const figuresFile = (folder: string, name: string): string =>
	path.join(folder, 'benchmarks', `${name}.json`);

/** `folder`: docs, or another place to try it out. */
export async function record(folder: string, of: Recording): Promise<void> {
	mkdirSync(path.join(folder, 'benchmarks'), { recursive: true });
	await place(figuresFile(folder, of.name), JSON.stringify(of.figures), 'json');
	for (const [file, svg] of of.plots) writeFileSync(path.join(folder, 'benchmarks', file), svg);
	const document = path.join(folder, 'benchmarks.md');
	const text = existsSync(document) ? readFileSync(document, 'utf8') : '# Benchmarks\n';
	await place(document, withSection(text, of), 'markdown');
}

/** As the format check wants it. */
async function place(file: string, text: string, parser: 'markdown' | 'json'): Promise<void> {
	writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser }));
}
