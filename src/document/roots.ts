/**
 * The names of the shared document's root types: the only place that spells them. Every map is flat
 * (key → one plain JSON value) and every co-written text is a root fragment of its own, so no client ever
 * creates a container and each path has one rule.
 */
export const MAP_ROOTS = [
	'scores',
	'firstScores',
	'consensus',
	'positions',
	'findings',
	'sources',
	'citations',
	'threads',
	'messages',
	'resolutions',
	'sections',
	'session',
	'outline',
	'facts',
	'roleModels',
	'questions',
	'evidence',
	'dismissals',
] as const;

export type MapRoot = (typeof MAP_ROOTS)[number];

/** What canonical content holds: the result. A calibration session is how the group came to it. */
export type ContentRoot = Exclude<MapRoot, 'session'>;
export const CONTENT_ROOTS: readonly ContentRoot[] = MAP_ROOTS.filter((root) => root !== 'session');

/** Roots that came later: content holds them once they hold something, so that the hash of older content stays. */
export const LATER_ROOTS = [
	'outline',
	'facts',
	'roleModels',
	'questions',
	'evidence',
	'dismissals',
] as const satisfies readonly ContentRoot[];
export type LaterRoot = (typeof LATER_ROOTS)[number];

const TEXT_PREFIX = 'text:';

/** `text:sub:1.1` → `sub:1.1`; undefined for any other root. */
export const sectionOfRoot = (root: string): string | undefined =>
	root.startsWith(TEXT_PREFIX) ? root.slice(TEXT_PREFIX.length) : undefined;

export const textRoot = (sectionId: string): string => `${TEXT_PREFIX}${sectionId}`;

export const subquestionSection = (subquestionId: string): string => `sub:${subquestionId}`;
export const findingSection = (findingId: string): string => `finding:${findingId}`;
export const areaSection = (areaId: string, part: 'general' | 'summary'): string => `area:${areaId}:${part}`;
/** The scribe's note of a calibration session. */
export const noteSection = (subquestionId: string): string => `note:${subquestionId}`;
export const REPORT_SUMMARY = 'report:summary';

export const isMapRoot = (root: string): root is MapRoot => (MAP_ROOTS as readonly string[]).includes(root);

/** Client ids: the server writes as the largest; everyone else below it. */
export const SERVER_CLIENT_ID = 0xffffffff;
