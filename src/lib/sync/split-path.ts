/** A path of the shared document, as changes and refusals name it, in its parts. */
import { sectionOfRoot } from '#document/roots.ts';

/** `scores/1.4/u1` → `['scores', '1.4/u1']`; a text has no key. */
export function splitPath(path: string): [root: string, key: string | undefined] {
	const slash = path.indexOf('/');
	return sectionOfRoot(path) !== undefined || slash === -1
		? [path, undefined]
		: [path.slice(0, slash), path.slice(slash + 1)];
}
