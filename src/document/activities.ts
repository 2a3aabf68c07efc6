/**
 * What happened, as people would tell it: rows of the log joined into activities. Somebody who types for a while, or
 * tries a score and sets another, did one thing; a reveal is one thing however many scores it opened.
 */
import type { Phase } from '#domain/phases/phases.ts';
import type { Json } from '#domain/report/rich-text.ts';
import { parseMapPlace, parseSectionId } from './paths.ts';
import { isMapRoot, sectionOfRoot, type MapRoot } from './roots.ts';
import { parsePersonKey } from './scores.ts';

/** One change of one log row. Texts have neither key nor values. */
export interface LoggedChange {
	root: string;
	key?: string;
	before?: Json;
	after?: Json;
	/** Of a finding's or a conversation's change: the area or the place it belongs to, which the key does not say. */
	on?: string;
}

export interface LoggedRow {
	/** Log position. */
	seq: number;
	/** ISO 8601. */
	at: string;
	/** Null: the server by itself. */
	userId: string | null;
	changes: readonly LoggedChange[];
}

export const TOPICS = [
	'scores',
	'consensus',
	'texts',
	'findings',
	'sources',
	'conversations',
	'session',
	'milestones',
] as const;
export type Topic = (typeof TOPICS)[number];

export type Happening =
	/** From the value before its first change to the one after its last; absent: nothing was, or is, there. */
	| { type: 'entry'; root: MapRoot; key: string; before?: Json; after?: Json }
	| { type: 'text'; section: string }
	/** Scores that the group saw from here on. */
	| { type: 'reveal'; subquestions: string[] }
	/** So many places at once, by one command or one paste. */
	| { type: 'many'; places: number };

/** What happened beside the document. */
export type Milestone =
	| { type: 'phase'; from: Phase; to: Phase; reason: string | null }
	/** A version that was kept. */
	| { type: 'version'; id: string; kind: 'named' | 'hourly'; label: string }
	/** What was decided about wording that somebody (`by`, called `name`) had suggested. */
	| {
			type: 'suggestion';
			decision: 'accepted' | 'rejected' | 'undone';
			section: string;
			by: string;
			name: string;
	  };

export interface Activity {
	/** Log positions of its first and its last row. */
	first: number;
	last: number;
	/** ISO 8601. */
	from: string;
	to: string;
	userId: string | null;
	topic: Topic;
	/** Area and subquestion it is about, where it is about one. */
	place: { areaId?: string; subquestionId?: string };
	what: Happening | Milestone;
}

/** What continues within this time is the same activity. Milliseconds. */
export const PAUSE = 10 * 60 * 1000;
/** From so many places in one row on they are told as one. */
const MANY = 12;

const TOPIC_OF: Readonly<Record<MapRoot, Topic>> = {
	scores: 'scores',
	firstScores: 'scores',
	consensus: 'consensus',
	positions: 'consensus',
	findings: 'findings',
	sources: 'sources',
	citations: 'sources',
	threads: 'conversations',
	messages: 'conversations',
	resolutions: 'conversations',
	sections: 'texts',
	session: 'session',
	outline: 'texts',
	facts: 'texts',
	roleModels: 'findings',
	questions: 'conversations',
	evidence: 'sources',
	dismissals: 'texts',
};

/** `areaOf`: the area a subquestion belongs to. Rows in the order of the log; activities in the order they began. */
export function activitiesOf(
	rows: readonly LoggedRow[],
	areaOf: (subquestionId: string) => string | undefined,
): Activity[] {
	const activities: Activity[] = [];
	/** The newest activity of each person at each place. */
	const latest = new Map<string, Activity>();
	for (const row of rows)
		for (const { what, topic, place, joins } of happenings(row, areaOf)) {
			const label = joins === undefined ? undefined : `${row.userId ?? ''}\0${joins}`;
			const open = label === undefined ? undefined : latest.get(label);
			if (open && Date.parse(row.at) - Date.parse(open.to) <= PAUSE) {
				open.last = row.seq;
				open.to = row.at;
				open.what = continued(open.what, what);
				continue;
			}
			const { seq, at, userId } = row;
			const activity = { first: seq, last: seq, from: at, to: at, userId, topic, place, what };
			activities.push(activity);
			if (label !== undefined) latest.set(label, activity);
		}
	return activities;
}

interface Told {
	what: Happening;
	topic: Topic;
	place: Activity['place'];
	/** What it continues, if the same person did that shortly before. */
	joins?: string;
}

type AreaOf = (subquestionId: string) => string | undefined;

function happenings({ changes }: LoggedRow, areaOf: AreaOf): Told[] {
	const revealed = changes.filter(({ root }) => root === 'firstScores');
	if (revealed.length > 0) {
		const rows = new Set(revealed.map(({ key }) => parsePersonKey(key ?? '')?.subquestionId ?? ''));
		const what = { type: 'reveal', subquestions: [...rows].sort() } as const;
		const rest = changes.filter(({ root }) => root !== 'firstScores' && root !== 'scores');
		return [{ what, topic: 'scores', place: {} }, ...each(rest, areaOf)];
	}
	return each(changes, areaOf);
}

function each(changes: readonly LoggedChange[], areaOf: AreaOf): Told[] {
	if (changes.length >= MANY)
		return [{ what: { type: 'many', places: changes.length }, topic: 'milestones', place: {} }];
	return changes.flatMap((change): Told[] => {
		const section = sectionOfRoot(change.root);
		if (section !== undefined) {
			const place = placeOf(change, areaOf);
			const parsed = parseSectionId(section);
			const topic = parsed?.kind === 'finding' ? 'findings' : parsed?.kind === 'note' ? 'session' : 'texts';
			return [{ what: { type: 'text', section }, topic, place, joins: change.root }];
		}
		const { root, key } = change;
		if (key === undefined || !isMapRoot(root)) return [];
		const what = { type: 'entry', root, key, ...values(change) } as const;
		return [{ what, topic: TOPIC_OF[root], place: placeOf(change, areaOf), joins: `${root}\0${key}` }];
	});
}

const values = ({ before, after }: LoggedChange) => ({
	...(before !== undefined && { before }),
	...(after !== undefined && { after }),
});

function continued(earlier: Activity['what'], later: Happening): Activity['what'] {
	if (earlier.type !== 'entry' || later.type !== 'entry') return earlier;
	const { before, after } = { before: earlier.before, after: later.after };
	return {
		type: 'entry',
		root: earlier.root,
		key: earlier.key,
		...(before !== undefined && { before }),
		...(after !== undefined && { after }),
	};
}

/** Subquestion and area of what a key, a section, or what it hangs on says. */
function placeOf({ root, key, on }: LoggedChange, areaOf: AreaOf): Activity['place'] {
	if (on !== undefined) return placeNamed(on, areaOf);
	const section = sectionOfRoot(root);
	if (section !== undefined) return placeNamed(section, areaOf);
	const place = key === undefined ? undefined : parseMapPlace(root, key);
	if (!place) return {};
	if ('subquestionId' in place) return ofSubquestion(place.subquestionId, areaOf);
	return 'section' in place && place.kind !== 'text' ? ofSection(place.section, areaOf) : {};
}

/** Where in the evaluation a text is. */
export function placeOfSection(sectionId: string, areaOf: AreaOf): Activity['place'] {
	const section = parseSectionId(sectionId);
	return section ? ofSection(section, areaOf) : {};
}

const SCORE = /^score:(.+)$/;

/** What a thread is about, or a finding's own area: `score:1.4`, a section's id, `area:2`. */
function placeNamed(on: string, areaOf: AreaOf): Activity['place'] {
	const score = SCORE.exec(on)?.[1];
	if (score !== undefined) return ofSubquestion(score, areaOf);
	const area = /^area:([^:]+)$/.exec(on)?.[1];
	if (area !== undefined) return { areaId: area };
	const section = parseSectionId(on);
	return section ? ofSection(section, areaOf) : {};
}

function ofSection(
	section: NonNullable<ReturnType<typeof parseSectionId>>,
	areaOf: AreaOf,
): Activity['place'] {
	if ('subquestionId' in section) return ofSubquestion(section.subquestionId, areaOf);
	return section.kind === 'area' ? { areaId: section.areaId } : {};
}

function ofSubquestion(subquestionId: string, areaOf: AreaOf): Activity['place'] {
	const areaId = areaOf(subquestionId);
	return areaId === undefined ? { subquestionId } : { areaId, subquestionId };
}
