import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { devServer } from './server/dev-plugin.ts';

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

export default defineConfig({
	plugins: [serverStaysOnServer(), devServer(), sveltekit()],
	// pg and argon2 are native or dynamic: the built app loads them from node_modules.
	ssr: { external: ['pg', '@node-rs/argon2', 'ws'] },
});
