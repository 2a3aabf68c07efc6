/** A file of texts with those of one language, as the browser's build makes it (`vite.config.ts`). */
declare module '*?language=sv' {
	export const sv: Readonly<Record<string, import('./index.ts').Message>>;
}
declare module '*?language=en' {
	export const en: Readonly<Record<string, import('./index.ts').Message>>;
}
