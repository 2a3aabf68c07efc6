/** The frameworks that come with the product. Parsed like any other: a mistake in the data ends the start. */
import kommunkompassen21 from './kommunkompassen-2.1.json' with { type: 'json' };
import type { Framework } from './framework.ts';
import { parseFramework } from './parse.ts';

function bundled(data: unknown): Framework {
	const result = parseFramework(data);
	if (!result.ok) throw new Error(`Bundled framework: ${JSON.stringify(result.errors)}`);
	return result.framework;
}

export const KOMMUNKOMPASSEN = bundled(kommunkompassen21);
export const BUNDLED_FRAMEWORKS: readonly Framework[] = [KOMMUNKOMPASSEN];
