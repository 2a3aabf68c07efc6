import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { devServer } from './server/dev-plugin.ts';
import { isLocale } from './src/lib/i18n/locale.ts';

/** SvelteKit 2 does not keep a top-level server/ out of the browser's bundle, so the build does. */
function serverStaysOnServer(): Plugin {
	const server = new URL('./server/', import.meta.url).pathname;
	return {
		name: 'server-stays-on-server',
		enforce: 'pre',
		load(id) {
			if (this.environment.name === 'client' && id.startsWith(server))
				this.error(`${id} runs on the server only; browser code must not import it.`);
		},
	};
}

/** `x.ts?language=sv`: x.ts, and the files it gathers, without their `export const` of any other language. */
function oneLanguage(): Plugin {
	const WANTED = /\?language=(\w+)$/;
	return {
		name: 'one-language',
		enforce: 'pre',
		async resolveId(source, importer) {
			const [query] = WANTED.exec(importer ?? '') ?? [];
			if (query === undefined || !source.startsWith('./')) return null;
			const found = await this.resolve(source, importer, { skipSelf: true });
			return found && found.id + query;
		},
		transform(code, id) {
			const [, wanted] = WANTED.exec(id) ?? [];
			if (wanted === undefined) return null;
			let rest = code;
			for (const node of this.parse(code, { lang: 'ts' }).body.toReversed()) {
				if (node.type !== 'ExportNamedDeclaration' || node.declaration?.type !== 'VariableDeclaration')
					continue;
				const [{ id: name } = {}] = node.declaration.declarations;
				if (name?.type !== 'Identifier' || name.name === wanted || !isLocale(name.name)) continue;
				rest = rest.slice(0, node.start) + rest.slice(node.end);
			}
			return { code: rest, map: null };
		},
	};
}

export default defineConfig({
	plugins: [serverStaysOnServer(), oneLanguage(), devServer(), sveltekit()],
	environments: {
		client: {
			build: {
				rolldownOptions: {
					// What nearly every page needs comes in one file instead of sixty.
					output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 10 }] } },
				},
			},
		},
	},
	// pg and argon2 are native or dynamic: the built app loads them from node_modules.
	ssr: { external: ['pg', '@node-rs/argon2', 'ws'] },
});
