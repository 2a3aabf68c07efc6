/** The outline of the shared document as the rule of `#domain/outline` takes it: where each section stands. */
import type { OutlineItem } from '#domain/outline/sections.ts';
import { parseMapPlace } from './paths.ts';
import { parseValue } from './values.ts';

/** From entries, live or in canonical content. What is no value or no key of its root is passed over. */
export function readOutline(entries: Iterable<readonly [string, unknown]>): OutlineItem[] {
	const items: OutlineItem[] = [];
	for (const [key, raw] of entries) {
		const place = parseMapPlace('outline', key);
		const value = parseValue('outline', raw);
		if (place?.kind === 'outline' && value) items.push({ section: place.section, ...value });
	}
	return items;
}
