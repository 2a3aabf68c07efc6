/** A browser's User-Agent as people would say it: "Firefox, Windows". A hint to the reader, nothing to rely on. */
const BROWSERS = [
	['Edge', /\bEdg(e|A|iOS)?\//],
	['Opera', /\bOPR\//],
	['Firefox', /\b(Firefox|FxiOS)\//],
	['Chrome', /\b(Chrome|Chromium|CriOS|HeadlessChrome)\//],
	['Safari', /\bSafari\//],
] as const;
const SYSTEMS = [
	['iPhone', /iPhone/],
	['iPad', /iPad/],
	['Android', /Android/],
	['Windows', /Windows/],
	['macOS', /Mac OS X|Macintosh/],
	['Linux', /Linux|X11/],
] as const;

/** Undefined where nothing is recognised. */
export function deviceName(userAgent: string | null): string | undefined {
	const named = (known: readonly (readonly [string, RegExp])[]) =>
		known.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0];
	return [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(', ') || undefined;
}
