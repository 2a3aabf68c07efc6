/** What a browser fetches of scripts from signing in to the first score, from the manifest of the build. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Manifest } from 'vite';
import type { Locale } from '../../src/lib/i18n/locale.ts';

export interface Shipped {
	files: number;
	/** Bytes, each file compressed by itself, as they travel. */
	gzip: number;
	brotli: number;
}

/** Pages on the way, with the layouts and error pages around them. */
const WAY = [
	'+layout',
	'+error',
	'(door)/+layout',
	'(door)/signin/+page',
	'(pages)/+layout',
	'(pages)/+page',
	'evaluations/[id]/+layout',
	'evaluations/[id]/+error',
	'evaluations/[id]/overview/+page',
];

/** Where the first score is given. */
export type ScorePage = 'q/[subquestion]' | 'score';

/** Sent for by them before a score can be given. */
const sentFor = (locale: Locale): readonly string[] => [
	'src/lib/sync/room-connection.ts',
	`src/lib/i18n/first-texts.ts?language=${locale}`,
];

/** `root`: the folder of a built checkout. Throws where a page is not in the build. */
export function shipped(root: string, page: ScorePage, locale: Locale): Shipped {
	const client = path.join(root, '.svelte-kit/output/client');
	const manifest = JSON.parse(readFileSync(path.join(client, '.vite/manifest.json'), 'utf8')) as Manifest;
	const nodes = nodesByRoute(root);
	const routes = [...WAY, `evaluations/[id]/${page}/+page`].map((route) => {
		const node = nodes.get(route);
		if (node === undefined) throw new Error(`The build has no page ${route}.`);
		return node;
	});
	const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry && !key.includes('/nodes/'));
	const seen = new Set<string>();
	const visit = (key: string): void => {
		const chunk = manifest[key];
		if (!chunk) throw new Error(`The build has no file for ${key}.`);
		if (seen.has(chunk.file)) return;
		seen.add(chunk.file);
		for (const next of chunk.imports ?? []) visit(next);
	};
	for (const key of [...entries, ...routes, ...sentFor(locale)]) visit(key);
	const sizes = [...seen].map((file) => {
		const script = readFileSync(path.join(client, file));
		return { gzip: gzipSync(script, { level: 9 }).length, brotli: brotliCompressSync(script).length };
	});
	return {
		files: sizes.length,
		gzip: sizes.reduce((sum, size) => sum + size.gzip, 0),
		brotli: sizes.reduce((sum, size) => sum + size.brotli, 0),
	};
}

/** `evaluations/[id]/+layout` → its key in the manifest: SvelteKit numbers the parts of pages. */
function nodesByRoute(root: string): Map<string, string> {
	const folder = '.svelte-kit/generated/client-optimized/nodes';
	return new Map(
		readdirSync(path.join(root, folder)).flatMap((file) => {
			const source = readFileSync(path.join(root, folder, file), 'utf8');
			const route = /src\/routes\/(.+)\.svelte"/.exec(source)?.[1];
			return route === undefined ? [] : [[route, `${folder}/${file}`] as const];
		}),
	);
}
