/** A path of our own to go on to; '/' for anything that could lead to another site. */
export function wayBack(to: string | null, origin: string): string {
	if (!to?.startsWith('/')) return '/';
	const url = URL.parse(to, origin);
	return url?.origin === origin && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}
