/**
 * `npm run dev`: the same services and the same sync server on Vite's own port. This file is bundled with
 * vite.config.ts, so it only points at the rest: `dev-server.ts` is loaded by Node itself, once per process.
 */
import type { Plugin } from 'vite';
import type * as DevServer from './dev-server.ts';

const load = () => import(new URL('./dev-server.ts', import.meta.url).href) as Promise<typeof DevServer>;

export function devServer(): Plugin {
	return {
		name: 'samsyn-dev-server',
		apply: (_, { command, isPreview }) => command === 'serve' && !isPreview && !process.env.VITEST,
		async config() {
			const { port, host } = (await load()).devConfig();
			// The data folder lies in the project: PostgreSQL's own writes must not wake Vite.
			const ignored = ['**/.samsyn*/**', '**/.test-*/**', '**/build/**', '**/test-results/**'];
			return { server: { port, host, strictPort: true, watch: { ignored } } };
		},
		async configureServer(vite) {
			await (await load()).attach(vite);
		},
		async closeServer({ reason }) {
			// A restart of Vite (its configuration changed) keeps database, rooms and sockets' server.
			if (reason === 'close') await (await load()).release();
		},
	};
}
