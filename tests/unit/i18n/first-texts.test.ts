/** The first pages come with the first texts alone: whatever they say by themselves must be among those. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as first from '#lib/i18n/first-texts.ts';
import * as further from '#lib/i18n/further-texts.ts';
import { FIRST_ROUTES } from '#lib/i18n/reader-texts.svelte.ts';
import * as server from '#lib/i18n/server-texts.ts';

const SRC = path.resolve(import.meta.dirname, '../../../src');
const FOLDERS: Readonly<Record<string, string>> = {
	'#lib': 'lib',
	'#domain': 'domain',
	'#document': 'document',
};

/** A file and whatever it imports at once; what it sends for later comes with all texts. */
function* closure(file: string, seen = new Set<string>()): Generator<string> {
	if (seen.has(file) || !existsSync(file) || !/\.(ts|svelte)$/.test(file)) return;
	seen.add(file);
	yield file;
	for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
		/^\s*(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s+)?'([^']+)';/gm,
	)) {
		const folder = FOLDERS[from.split('/')[0] ?? ''];
		if (folder) yield* closure(path.join(SRC, folder, from.slice(from.indexOf('/'))), seen);
		else if (from.startsWith('.')) yield* closure(path.resolve(path.dirname(file), from), seen);
	}
}

/** The page of a route, and every layout and error page around it. */
function partsOf(route: string): string[] {
	const steps = route.split('/').slice(1);
	return ['', ...steps]
		.map((_, n) => path.join(SRC, 'routes', ...steps.slice(0, n)))
		.flatMap((folder) => ['+layout.svelte', '+error.svelte'].map((name) => path.join(folder, name)))
		.concat(path.join(SRC, 'routes', ...steps, '+page.svelte'));
}

/** Keys as they stand in `t('…')` or `t(… ? '…' : '…')`, and all that one made up as `t(`row.${…}`)` could be. */
function* keysIn(source: string): Generator<string> {
	for (const [, choice = ''] of source.matchAll(/\bt\(([^`{)]*)/g))
		for (const [, key = ''] of choice.matchAll(/'([^']+)'/g)) yield key;
	for (const [, prefix = ''] of source.matchAll(/\bt\(\s*`([\w.]+\.)\$\{/g))
		for (const key of Object.keys({ ...first.en, ...further.en })) if (key.startsWith(prefix)) yield key;
}

/** Everything in quotes that could be a key: keys are also handed on in constants and tables. */
function* quotedIn(source: string): Generator<string> {
	for (const [, text = ''] of source.matchAll(/['`]([a-zA-Z][\w-]*(?:\.[\w-]+)+)['`]/g)) yield text;
	yield* keysIn(source);
}

it.each(FIRST_ROUTES)('%s says nothing that comes later', (route) => {
	const seen = new Set<string>();
	const later = partsOf(route)
		.flatMap((file) => [...closure(file, seen)])
		.flatMap((file) =>
			[...keysIn(readFileSync(file, 'utf8'))]
				.filter((key) => key in further.en)
				.map((key) => `${path.relative(SRC, file)}: ${key}`),
		);
	expect(seen.size).toBeGreaterThan(10);
	expect(later).toEqual([]);
});

it('no page says what only the server has', () => {
	const files = globSync('{lib,routes}/**/*.{svelte,ts}', { cwd: SRC }).filter(
		(file) => !/^lib\/i18n\/|\+(page|layout)\.server\.ts$|\+server\.ts$/.test(file),
	);
	const missing = files.flatMap((file) =>
		[...quotedIn(readFileSync(path.join(SRC, file), 'utf8'))]
			.filter((key) => key in server.en)
			.map((key) => `${file}: ${key}`),
	);
	expect(files.length).toBeGreaterThan(100);
	expect(missing).toEqual([]);
});
