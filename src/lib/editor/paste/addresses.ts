/** Where a pasted link leads, without the detours that mail and search programs put before it. */
import { isSafeAddress, safeAddress } from '#document/links.ts';

/** Wrappers tell their maker who followed what from which mail: the report leads straight there. */
const WRAPPERS: readonly { host: RegExp; path: RegExp; parameter: string }[] = [
	{ host: /(^|\.)safelinks\.protection\.outlook\.com$/, path: /^\//, parameter: 'url' },
	{ host: /^(www\.)?google\.[a-z.]+$/, path: /^\/url$/, parameter: 'q' },
];

export function pastedAddress(href: string): string | undefined {
	const address = safeAddress(unwrapped(href.trim()));
	return isSafeAddress(address) ? address : undefined;
}

function unwrapped(href: string): string {
	if (!URL.canParse(href)) return href;
	const url = new URL(href);
	const wrapper = WRAPPERS.find(({ host, path }) => host.test(url.hostname) && path.test(url.pathname));
	return (wrapper && url.searchParams.get(wrapper.parameter)) ?? href;
}
