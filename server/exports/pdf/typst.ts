/**
 * Typst as WebAssembly: one compiler for the life of the worker, since starting it takes longer than a page. It has
 * no file system and no network: fonts and template are given to it here, pictures with each report.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initSync, TypstCompilerBuilder, type TypstCompiler } from '@myriaddreamin/typst-ts-web-compiler';
import type { TypstData } from './typst-data.ts';

const require = createRequire(import.meta.url);
const FACES = ['Regular', 'It', 'Semibold', 'SemiboldIt', 'Bold', 'BoldIt'];
const MAIN = '/report.typ';
/** How the compiler names its forms: with the place of each fault. */
const DIAGNOSTICS = 2;

interface Outcome {
	result?: Uint8Array;
	diagnostics?: unknown[];
}

let compiler: Promise<TypstCompiler> | undefined;

async function start(): Promise<TypstCompiler> {
	initSync({
		module: readFileSync(
			require.resolve('@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm'),
		),
	});
	const builder = new TypstCompilerBuilder();
	builder.set_dummy_access_model();
	for (const face of FACES)
		await builder.add_raw_font(readFileSync(require.resolve(`source-sans/TTF/SourceSans3-${face}.ttf`)));
	const made = await builder.build();
	made.add_source(MAIN, readFileSync(new URL('report.typ', import.meta.url), 'utf8'));
	return made;
}

/** Throws where Typst does; the message is for the log. */
export async function typstPdf({ json, files }: TypstData): Promise<Uint8Array> {
	compiler ??= start();
	const typst = await compiler;
	for (const { path, bytes } of files) typst.map_shadow(path, bytes);
	try {
		const outcome = typst.compile(MAIN, [['report', json]], 'pdf', DIAGNOSTICS) as Outcome;
		if (!outcome.result) throw new Error(`Typst refused: ${JSON.stringify(outcome.diagnostics)}`);
		return outcome.result;
	} finally {
		for (const { path } of files) typst.unmap_shadow(path);
	}
}
