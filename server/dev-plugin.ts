import type { Plugin } from 'vite';
export const devServer = (): Plugin => ({ name: 'samsyn-dev-server' });
