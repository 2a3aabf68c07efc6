/**
 * What a path of the shared document means: root name and map key ↔ place. The only code that spells keys.
 * Anything that is not exactly a known form has no meaning and is nobody's to write.
 */
import type { Place, Section } from '#domain/permissions/document-rules.ts';
import {
	areaSection,
	findingSection,
	isMapRoot,
	noteSection,
	REPORT_SUMMARY,
	sectionOfRoot,
	subquestionSection,
	textRoot,
	type MapRoot,
} from './roots.ts';
import { isFrameworkId, isId } from './values.ts';

/** Longer than any well-formed key; measured before it is looked at. */
const MAX_KEY = 300;
const FREE_SECTION = 'free';
const SESSION_STATE = 'state';

export const freeSection = (id: string): string => `${FREE_SECTION}:${id}`;

/** `area:1:summary` → its section; undefined for anything else. Whether the area exists is the rules' question. */
export function parseSectionId(text: string): Section | undefined {
	if (text === REPORT_SUMMARY) return { kind: 'report', part: 'summary' };
	const [kind, id, part, ...rest] = text.split(':');
	if (id === undefined || rest.length > 0) return undefined;
	if (kind === 'area' && (part === 'general' || part === 'summary')) {
		return isFrameworkId(id) ? { kind: 'area', areaId: id, part } : undefined;
	}
	if (part !== undefined) return undefined;
	if (kind === 'sub') return isFrameworkId(id) ? { kind: 'subquestion', subquestionId: id } : undefined;
	if (kind === 'note') return isFrameworkId(id) ? { kind: 'note', subquestionId: id } : undefined;
	if (!isId(id)) return undefined;
	if (kind === 'finding') return { kind: 'finding', findingId: id };
	return kind === FREE_SECTION ? { kind: 'free', id } : undefined;
}

export function sectionId(section: Section): string {
	switch (section.kind) {
		case 'report':
			return REPORT_SUMMARY;
		case 'subquestion':
			return subquestionSection(section.subquestionId);
		case 'note':
			return noteSection(section.subquestionId);
		case 'area':
			return areaSection(section.areaId, section.part);
		case 'finding':
			return findingSection(section.findingId);
		case 'free':
			return freeSection(section.id);
	}
}

const REFERENCED_AREA = /^area:([^:]+)$/;

/** What a live cross-reference may point to: a section, or `area:<id>` for the chapter as a whole. */
export function isReferenceTarget(text: string): boolean {
	if (text.length > MAX_KEY) return false;
	const area = REFERENCED_AREA.exec(text)?.[1];
	if (area !== undefined) return isFrameworkId(area);
	const section = parseSectionId(text);
	return section !== undefined && section.kind !== 'note';
}

/** The root of a place: a map's name, or the text's own root. */
export const rootOf = (place: Place): string =>
	place.kind === 'text' ? textRoot(sectionId(place.section)) : ROOT_OF[place.kind];

const ROOT_OF = {
	score: 'scores',
	firstScore: 'firstScores',
	consensus: 'consensus',
	position: 'positions',
	finding: 'findings',
	source: 'sources',
	citation: 'citations',
	thread: 'threads',
	message: 'messages',
	resolution: 'resolutions',
	sectionState: 'sections',
	session: 'session',
	sessionDiscussed: 'session',
	sessionSpoken: 'session',
	sessionRound: 'session',
	outline: 'outline',
	fact: 'facts',
	roleModel: 'roleModels',
	question: 'questions',
	evidence: 'evidence',
	dismissal: 'dismissals',
} as const satisfies Record<Exclude<Place['kind'], 'text'>, MapRoot>;

/** The key of a place in its map; a text has none. */
export function keyOf(place: Exclude<Place, { kind: 'text' }>): string {
	switch (place.kind) {
		case 'score':
		case 'firstScore':
		case 'position':
			return `${place.subquestionId}/${place.userId}`;
		case 'consensus':
			return place.subquestionId;
		case 'finding':
		case 'source':
		case 'thread':
		case 'fact':
		case 'roleModel':
		case 'question':
			return place.id;
		case 'citation':
			return `${sectionId(place.section)}/${place.sourceId}`;
		case 'message':
			return `${place.threadId}/${place.userId}/${place.id}`;
		case 'resolution':
			return place.threadId;
		case 'sectionState':
			return sectionId(place.section);
		case 'session':
			return SESSION_STATE;
		case 'sessionDiscussed':
			return `discussed/${place.subquestionId}`;
		case 'sessionSpoken':
			return `spoken/${place.subquestionId}/${place.userId}`;
		case 'sessionRound':
			return `round/${place.subquestionId}`;
		case 'outline':
			return sectionId(place.section);
		case 'evidence':
			return `${place.subquestionId}/${place.sourceId}`;
		case 'dismissal':
			return `${place.check}/${place.fingerprint}`;
	}
}

/** The place of a whole text, by its root's name. */
export function parseTextPlace(root: string): Place | undefined {
	const id = root.length > MAX_KEY ? undefined : sectionOfRoot(root);
	const section = id === undefined ? undefined : parseSectionId(id);
	return section && { kind: 'text', section };
}

/** The place of one key of a map; undefined where root or key is not a known form. */
export function parseMapPlace(root: string, key: string): Place | undefined {
	return isMapRoot(root) && key.length <= MAX_KEY ? PARSERS[root](key) : undefined;
}

/** A subquestion and an id behind it. Cut by hand: this is asked for every score that anybody sets. */
function rowAndUser(key: string): { subquestionId: string; userId: string } | undefined {
	const slash = key.indexOf('/');
	const subquestionId = key.slice(0, Math.max(slash, 0));
	const userId = key.slice(slash + 1);
	return isFrameworkId(subquestionId) && isId(userId) ? { subquestionId, userId } : undefined;
}

const PARSERS: Readonly<Record<MapRoot, (key: string) => Place | undefined>> = {
	scores: (key) => withKind('score', rowAndUser(key)),
	firstScores: (key) => withKind('firstScore', rowAndUser(key)),
	positions: (key) => withKind('position', rowAndUser(key)),
	consensus: (key) => (isFrameworkId(key) ? { kind: 'consensus', subquestionId: key } : undefined),
	findings: (key) => (isId(key) ? { kind: 'finding', id: key } : undefined),
	sources: (key) => (isId(key) ? { kind: 'source', id: key } : undefined),
	threads: (key) => (isId(key) ? { kind: 'thread', id: key } : undefined),
	resolutions: (key) => (isId(key) ? { kind: 'resolution', threadId: key } : undefined),
	messages: parseMessageKey,
	citations: parseCitationKey,
	sections: (key) => {
		const section = parseSectionId(key);
		return section && { kind: 'sectionState', section };
	},
	session: parseSessionKey,
	outline: (key) => {
		const section = parseSectionId(key);
		return section && hasPlace(section) ? { kind: 'outline', section } : undefined;
	},
	facts: (key) => (isId(key) ? { kind: 'fact', id: key } : undefined),
	roleModels: (key) => (isId(key) ? { kind: 'roleModel', id: key } : undefined),
	questions: (key) => (isId(key) ? { kind: 'question', id: key } : undefined),
	evidence: (key) => {
		const row = rowAndUser(key);
		return row && { kind: 'evidence', subquestionId: row.subquestionId, sourceId: row.userId };
	},
	dismissals: (key) => {
		const [check, fingerprint, ...rest] = key.split('/');
		return fingerprint !== undefined && rest.length === 0 && isId(check!) && isId(fingerprint)
			? { kind: 'dismissal', check: check!, fingerprint }
			: undefined;
	},
};

/** Only what has a place of its own among the sections; the others stand where the method puts them. */
const hasPlace = (section: Section): boolean =>
	section.kind === 'free' ||
	section.kind === 'subquestion' ||
	(section.kind === 'area' && section.part === 'summary');

function withKind<K extends 'score' | 'firstScore' | 'position'>(
	kind: K,
	row: { subquestionId: string; userId: string } | undefined,
): Place | undefined {
	return row && { kind, subquestionId: row.subquestionId, userId: row.userId };
}

function parseSessionKey(key: string): Place | undefined {
	if (key === SESSION_STATE) return { kind: 'session' };
	const [what, subquestionId, userId, ...rest] = key.split('/');
	if (subquestionId === undefined || rest.length > 0 || !isFrameworkId(subquestionId)) return undefined;
	if (what === 'spoken')
		return userId !== undefined && isId(userId)
			? { kind: 'sessionSpoken', subquestionId, userId }
			: undefined;
	if (userId !== undefined) return undefined;
	if (what === 'discussed') return { kind: 'sessionDiscussed', subquestionId };
	return what === 'round' ? { kind: 'sessionRound', subquestionId } : undefined;
}

function parseMessageKey(key: string): Place | undefined {
	const first = key.indexOf('/');
	const second = key.indexOf('/', first + 1);
	if (first === -1 || second === -1) return undefined;
	const threadId = key.slice(0, first);
	const userId = key.slice(first + 1, second);
	const id = key.slice(second + 1);
	return isId(threadId) && isId(userId) && isId(id) ? { kind: 'message', threadId, userId, id } : undefined;
}

function parseCitationKey(key: string): Place | undefined {
	const [sectionPart, sourceId, ...rest] = key.split('/');
	if (sourceId === undefined || rest.length > 0 || !isId(sourceId)) return undefined;
	const section = parseSectionId(sectionPart!);
	return section && { kind: 'citation', section, sourceId };
}
