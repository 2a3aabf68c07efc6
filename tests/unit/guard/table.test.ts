/**
 * The contract's columns "who may write" and "in", written out again by hand, against the gate: every role, phase,
 * state of reveal, path and operation, each as a real update.
 *
 * L lead · E evaluator · S whoever of these two scores · R reviewer · - nobody
 */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { PHASES, type Phase } from '#domain/phases/phases.ts';
import type { DocumentActor, RoomRules } from '#server/sync/admission.ts';
import { forge, forgeOne, type ForgedContent } from '../../support/forge.ts';
import { GuardedRoom } from '../../support/guarded-room.ts';
import { AT, idAt, paragraph } from '../../support/furnished-room.ts';

const ME = 'me';
const MY_ID = 4711;
const SERVER_ID = 0xffffffff;

type Operation = 'create' | 'replace' | 'remove';

/** One path: where, under which key for a new value and for one that is there, and what is put there. */
interface Path {
	root: string;
	fresh?: string;
	existing?: string;
	before?: unknown;
	value?: unknown;
	text?: true;
}

const thread = (by: string) => ({ on: 'sub:1.1', class: 'fact', by, at: AT });
const resolved = (by: string) => ({ state: 'resolved', disposition: 'accepted', by, at: AT });
const agreed = { points: 3, version: 1, by: 'lea', at: AT };
const text = (section: string): Path => ({ root: `text:${section}`, text: true });

const PATHS: Readonly<Record<string, Path>> = {
	'own score': { root: 'scores', fresh: '1.1/me', existing: '1.2/me', value: { points: 3 } },
	'own score not assessable': {
		root: 'scores',
		fresh: '1.1/me',
		existing: '1.2/me',
		value: { notAssessable: 'x' },
	},
	'own abstention': { root: 'scores', fresh: '1.1/me', existing: '1.2/me', value: { abstain: true } },
	'another’s score': { root: 'scores', fresh: '1.1/you', existing: '1.2/you', value: { points: 3 } },
	'own first score': { root: 'firstScores', fresh: '1.1/me', existing: '1.2/me', value: { points: 3 } },
	consensus: { root: 'consensus', fresh: '1.1', existing: '1.2', value: agreed },
	'own position': {
		root: 'positions',
		fresh: '1.1/me',
		existing: '1.2/me',
		value: { version: 1, stance: 'agree' },
	},
	'another’s position': {
		root: 'positions',
		fresh: '1.1/you',
		existing: '1.2/you',
		value: { version: 1, stance: 'agree' },
	},
	'text of a subquestion': text('sub:1.1'),
	'text of an area': text('area:1:general'),
	'summary of an area': text('area:2:summary'),
	'summary of the report': text('report:summary'),
	'words of a finding': text('finding:f1'),
	'free text': text('free:x1'),
	'note of a scribe': text('note:1.1'),
	'text of no section': text('nothing'),
	'own objection': {
		root: 'positions',
		fresh: '1.1/me',
		existing: '1.2/me',
		value: { version: 1, stance: 'object', reason: 'x' },
	},
	'own objection to nothing in particular': {
		root: 'positions',
		fresh: '1.1/me',
		existing: '1.2/me',
		value: { version: 1, stance: 'object', reason: ' ' },
	},
	session: {
		root: 'session',
		fresh: 'state',
		existing: 'state',
		value: {
			open: true,
			facilitator: ME,
			scribe: null,
			agenda: ['1.1'],
			current: '1.1',
			startedAt: '2026-01-01T10:00:00Z',
			timer: null,
		},
	},
	'discussed in a session': {
		root: 'session',
		fresh: 'discussed/1.1',
		existing: 'discussed/1.2',
		value: { by: ME, at: '2026-01-01T10:00:00Z' },
	},
	'oneself having spoken': {
		root: 'session',
		fresh: 'spoken/1.1/me',
		existing: 'spoken/1.2/me',
		value: { at: '2026-01-01T10:00:00Z' },
	},
	'further round': {
		root: 'session',
		fresh: 'round/1.1',
		existing: 'round/1.2',
		value: { n: 2, by: ME, at: '2026-01-01T10:00:00Z' },
	},
	finding: {
		root: 'findings',
		fresh: 'f1',
		existing: 'f2',
		value: { kind: 'strength', area: '1', order: 'a0' },
	},
	source: { root: 'sources', fresh: 's1', existing: 's2', value: { kind: 'document', title: 'Budget 2019' } },
	citation: { root: 'citations', fresh: 'sub:1.1/s1', existing: 'sub:1.1/s2', value: { page: 12 } },
	'thread as oneself': { root: 'threads', fresh: 't1', existing: 't2', value: thread(ME) },
	'thread as another': { root: 'threads', fresh: 't1', existing: 't2', value: thread('you') },
	'own message': { root: 'messages', fresh: 't1/me/a', existing: 't1/me/b', value: { text: 'x', at: AT } },
	'another’s message': {
		root: 'messages',
		fresh: 't1/you/a',
		existing: 't1/you/b',
		value: { text: 'x', at: AT },
	},
	'resolution as oneself': { root: 'resolutions', fresh: 't1', existing: 't2', value: resolved(ME) },
	'resolution as another': { root: 'resolutions', fresh: 't1', existing: 't2', value: resolved('you') },
	'section to draft': {
		root: 'sections',
		fresh: 'sub:1.1',
		existing: 'sub:1.2',
		value: { state: 'draft', by: ME },
	},
	'section to ready': {
		root: 'sections',
		fresh: 'sub:1.1',
		existing: 'sub:1.2',
		value: { state: 'ready', by: ME },
	},
	'section to approved': {
		root: 'sections',
		fresh: 'sub:1.1',
		existing: 'sub:1.2',
		value: { state: 'approved', by: ME },
	},
	'section in another’s name': {
		root: 'sections',
		fresh: 'sub:1.1',
		existing: 'sub:1.2',
		value: { state: 'draft', by: 'you' },
	},
	'approved section to draft': {
		root: 'sections',
		existing: 'area:1:general',
		before: { state: 'approved', by: 'lea' },
		value: { state: 'draft', by: ME },
	},
	'place of a section': {
		root: 'outline',
		fresh: 'free:x1',
		existing: 'sub:1.2',
		value: { area: '1', order: 'a0' },
	},
	'place of a section in a chapter that is not its own': {
		root: 'outline',
		fresh: 'sub:1.1',
		existing: 'sub:1.2',
		value: { area: '2', order: 'a0' },
	},
	'place of a summary in a chapter that is not its own': {
		root: 'outline',
		fresh: 'area:1:summary',
		value: { area: '2', order: 'a0' },
	},
	'section about another chapter': {
		root: 'outline',
		fresh: 'free:x1',
		existing: 'free:x2',
		value: { area: '1', subquestions: ['2.1'], order: 'a0' },
	},
	fact: {
		root: 'facts',
		fresh: 'x1',
		existing: 'x2',
		value: { label: 'Invånare', value: '33 432', order: 'a0' },
	},
	'role model': {
		root: 'roleModels',
		fresh: 'r1',
		existing: 'r2',
		value: { municipality: 'Haninge', area: '1', what: 'Medborgarbudget', order: 'a0' },
	},
	'role model in no area': {
		root: 'roleModels',
		fresh: 'r1',
		existing: 'r2',
		value: { municipality: 'Haninge', area: '9', what: 'Medborgarbudget', order: 'a0' },
	},
	'question as oneself': {
		root: 'questions',
		fresh: 'q1',
		existing: 'q2',
		value: { text: 'Alla?', state: 'open', by: ME, at: AT },
	},
	'answer to another’s question': {
		root: 'questions',
		existing: 'q3',
		before: { text: 'Alla?', state: 'open', by: 'you', at: AT },
		value: { text: 'Alla?', state: 'answered', answer: 'Ja.', by: 'you', at: AT },
	},
	'question in another’s name': {
		root: 'questions',
		fresh: 'q1',
		existing: 'q2',
		before: { text: 'Alla?', state: 'open', by: ME, at: AT },
		value: { text: 'Alla?', state: 'open', by: 'you', at: AT },
	},
	'what a source says': {
		root: 'evidence',
		fresh: '1.1/s1',
		existing: '1.2/s1',
		value: { stance: 'supports' },
	},
	'what a source says on no subquestion': {
		root: 'evidence',
		fresh: '9.9/s1',
		existing: '9.9/s2',
		value: { stance: 'supports' },
	},
	'answer to a remark as oneself': {
		root: 'dismissals',
		fresh: 'superlative/a1',
		existing: 'superlative/a2',
		value: { reason: 'Citat', by: ME, at: AT },
	},
	'answer to a remark as another': {
		root: 'dismissals',
		fresh: 'superlative/a1',
		existing: 'superlative/a2',
		value: { reason: 'Citat', by: 'you', at: AT },
	},
	'unknown root': { root: 'secrets', fresh: 'a', existing: 'b', value: { points: 3 } },
};

const EVALUATION = `
own score                 | create replace remove | -  | S  | S  | -  | -
own score not assessable  | create replace remove | -  | S  | S  | -  | -
own abstention            | create replace remove | -  | S  | S  | -  | -
another’s score           | create replace remove | -  | -  | -  | -  | -
own first score           | create replace remove | -  | -  | -  | -  | -
consensus                 | create replace remove | -  | -  | -  | -  | -
own position              | create replace remove | -  | -  | S  | S  | -
another’s position        | create replace remove | -  | -  | -  | -  | -
text of a subquestion     | create replace remove | -  | LE | LE | LE | -
text of an area           | create replace remove | -  | LE | LE | LE | -
summary of an area        | create replace remove | -  | LE | LE | LE | -
summary of the report     | create replace remove | -  | LE | LE | LE | -
words of a finding        | create replace remove | -  | LE | LE | LE | -
free text                 | create replace remove | -  | LE | LE | LE | -
note of a scribe          | create replace remove | -  | LE | LE | LE | -
text of no section        | create replace remove | -  | -  | -  | -  | -
own objection             | create replace remove | -  | -  | S  | S  | -
own objection to nothing in particular | create replace | - | - | - | - | -
session                   | create replace remove | -  | -  | -  | -  | -
discussed in a session    | create replace remove | -  | -  | -  | -  | -
oneself having spoken     | create replace remove | -  | -  | -  | -  | -
further round             | create replace remove | -  | -  | -  | -  | -
finding                   | create replace remove | -  | LE | LE | LE | -
source                    | create replace remove | L  | LE | LE | LE | -
citation                  | create replace remove | -  | LE | LE | LE | -
thread as oneself         | create                | -  | LE | LE | LE | -
thread as oneself         | replace remove        | -  | -  | -  | -  | -
thread as another         | create replace remove | -  | -  | -  | -  | -
own message               | create replace remove | -  | LE | LE | LE | -
another’s message         | create replace remove | -  | -  | -  | -  | -
resolution as oneself     | create replace remove | -  | LE | LE | LE | -
resolution as another     | create replace        | -  | -  | -  | -  | -
section to draft          | create replace remove | -  | LE | LE | LE | -
section to ready          | create replace remove | -  | LE | LE | LE | -
section to approved       | create replace        | -  | L  | L  | L  | -
section in another’s name | create replace        | -  | -  | -  | -  | -
approved section to draft | replace remove        | -  | L  | L  | L  | -
place of a section        | create replace remove | -  | LE | LE | LE | -
place of a section in a chapter that is not its own | create replace | - | - | - | - | -
place of a summary in a chapter that is not its own | create | -  | -  | -  | -  | -
section about another chapter | create replace    | -  | -  | -  | -  | -
fact                      | create replace remove | -  | LE | LE | LE | -
role model                | create replace remove | -  | LE | LE | LE | -
role model in no area     | create replace        | -  | -  | -  | -  | -
question as oneself       | create replace remove | -  | LE | LE | LE | -
answer to another’s question | replace            | -  | LE | LE | LE | -
question in another’s name | create replace       | -  | -  | -  | -  | -
what a source says        | create replace remove | -  | LE | LE | LE | -
what a source says on no subquestion | create replace remove | - | - | - | - | -
answer to a remark as oneself | create replace remove | - | LE | LE | LE | -
answer to a remark as another | create replace    | -  | -  | -  | -  | -
unknown root              | create replace remove | -  | -  | -  | -  | -
`;

/** A row that is blind and not revealed: nobody’s score has a place in the shared document yet. All else as above. */
const UNREVEALED = EVALUATION.replace(
	/^(own score|own abstention)(.*?)\|(.*?)\|.*$/gm,
	'$1$2|$3| - | - | - | - | -',
);

const REVIEW = `
own score                 | create replace remove | -  | -   | -   | -   | -
consensus                 | create replace remove | -  | -   | -   | -   | -
text of a subquestion     | create replace remove | -  | -   | -   | -   | -
summary of the report     | create replace remove | -  | -   | -   | -   | -
note of a scribe          | create replace remove | -  | -   | -   | -   | -
session                   | create replace remove | -  | -   | -   | -   | -
finding                   | create replace remove | -  | -   | -   | -   | -
source                    | create replace remove | -  | -   | -   | -   | -
thread as oneself         | create                | -  | LER | LER | LER | -
thread as oneself         | replace remove        | -  | -   | -   | -   | -
thread as another         | create replace remove | -  | -   | -   | -   | -
own message               | create replace remove | -  | LER | LER | LER | -
another’s message         | create replace remove | -  | -   | -   | -   | -
resolution as oneself     | create replace remove | -  | LE  | LE  | LE  | -
resolution as another     | create replace        | -  | -   | -   | -   | -
section to draft          | create replace remove | -  | -   | -   | -   | -
place of a section        | create replace remove | -  | -   | -   | -   | -
fact                      | create replace remove | -  | -   | -   | -   | -
role model                | create replace remove | -  | -   | -   | -   | -
question as oneself       | create replace remove | -  | -   | -   | -   | -
what a source says        | create replace remove | -  | -   | -   | -   | -
answer to a remark as oneself | create replace remove | - | - | - | - | -
`;

const BALLOT = `
own score                 | create replace remove | -  | S  | -  | -  | -
own score not assessable  | create replace remove | -  | S  | -  | -  | -
own abstention            | create replace remove | -  | S  | -  | -  | -
another’s score           | create replace remove | -  | -  | -  | -  | -
own first score           | create replace remove | -  | -  | -  | -  | -
consensus                 | create replace remove | -  | -  | -  | -  | -
text of a subquestion     | create replace remove | -  | -  | -  | -  | -
note of a scribe          | create replace remove | -  | -  | -  | -  | -
session                   | create replace remove | -  | -  | -  | -  | -
own message               | create replace remove | -  | -  | -  | -  | -
source                    | create replace remove | -  | -  | -  | -  | -
`;

const CLOSED_BALLOT = BALLOT.replace(/^(own .*?)\|(.*?)\|.*$/gm, '$1|$2| - | - | - | - | -');
const NOBODY_IN_REVIEW = REVIEW.replace(/LER?/g, '-');

const ACTORS: Readonly<Record<string, { actor: DocumentActor; letters: string }>> = {
	'a lead': { actor: { userId: ME, role: 'lead', scores: false }, letters: 'L' },
	'a lead who scores': { actor: { userId: ME, role: 'lead', scores: true }, letters: 'LS' },
	'an evaluator': { actor: { userId: ME, role: 'evaluator', scores: true }, letters: 'ES' },
	'an evaluator who does not score': {
		actor: { userId: ME, role: 'evaluator', scores: false },
		letters: 'E',
	},
	'a reviewer': { actor: { userId: ME, role: 'reviewer', scores: false }, letters: 'R' },
	'a reviewer marked as scoring': { actor: { userId: ME, role: 'reviewer', scores: true }, letters: 'R' },
	'an observer': { actor: { userId: ME, role: 'observer', scores: true }, letters: '' },
};

const ROWS = new Set(['1.1', '1.2', '2.1']);
const SITUATIONS: readonly { name: string; table: string; rules: Partial<RoomRules> }[] = [
	{ name: 'scored openly', table: EVALUATION, rules: { blind: 'off' } },
	{ name: 'blind, not revealed', table: UNREVEALED, rules: { blind: 'evaluation' } },
	{
		name: 'blind, another row revealed',
		table: UNREVEALED,
		rules: { blind: 'subquestion', revealed: new Set(['2.1']) },
	},
	{ name: 'blind, revealed', table: EVALUATION, rules: { blind: 'area', revealed: ROWS } },
	{ name: 'review round', table: REVIEW, rules: { kind: 'review', blind: 'evaluation' } },
	{ name: 'closed review round', table: NOBODY_IN_REVIEW, rules: { kind: 'review', frozen: true } },
	{ name: 'own ballot', table: BALLOT, rules: { kind: 'ballot', ballotOwner: ME, blind: 'evaluation' } },
	{
		name: 'own ballot, handed in',
		table: CLOSED_BALLOT,
		rules: { kind: 'ballot', ballotOwner: ME, blind: 'evaluation', lockedRows: ROWS },
	},
	{
		name: 'own ballot, revealed',
		table: CLOSED_BALLOT,
		rules: { kind: 'ballot', ballotOwner: ME, blind: 'evaluation', revealed: ROWS },
	},
	{
		name: 'another’s ballot',
		table: CLOSED_BALLOT,
		rules: { kind: 'ballot', ballotOwner: 'you', blind: 'evaluation' },
	},
];

/** A document in which every path has something, put there by the server. */
function everything(): GuardedRoom {
	const room = new GuardedRoom();
	room.bindings.set(MY_ID, ME);
	room.command((doc) => {
		for (const { root, existing, before, value, text: isText } of Object.values(PATHS)) {
			if (isText) doc.getXmlFragment(root).insert(0, [paragraph('Ord')]);
			else if (existing !== undefined) doc.getMap(root).set(existing, before ?? value);
		}
	});
	return room;
}

function updateOf(doc: Y.Doc, path: Path, operation: Operation): Uint8Array {
	if (path.text) return textUpdate(doc, path.root, operation);
	const content: ForgedContent = { any: [path.value] };
	if (operation === 'create') return forgeOne(MY_ID, 0, { content, parent: path.root, key: path.fresh });
	const [client, clock] = idAt(doc, path.root, path.existing!);
	if (operation === 'remove') return forge([], { [client]: [[clock, 1]] });
	return forge([{ client: MY_ID, structs: [{ content, origin: [client, clock] }] }], {
		[client]: [[clock, 1]],
	});
}

function textUpdate(doc: Y.Doc, root: string, operation: Operation): Uint8Array {
	const block = (doc.getXmlFragment(root).get(0) as Y.XmlElement)._item!.id;
	if (operation === 'remove') return forge([], { [block.client]: [[block.clock, 1]] });
	const content = { type: 3, name: 'paragraph' };
	if (operation === 'create') return forgeOne(MY_ID, 0, { content, parent: root });
	return forge([{ client: MY_ID, structs: [{ content, origin: [block.client, block.clock] }] }], {
		[SERVER_ID]: [[block.clock, 1]],
	});
}

interface Row {
	path: string;
	operations: Operation[];
	who: Readonly<Record<Phase, string>>;
}

function parse(table: string): Row[] {
	return table
		.trim()
		.split('\n')
		.map((line) => {
			const [path, operations, ...cells] = line.split('|').map((cell) => cell.trim());
			const who = Object.fromEntries(PHASES.map((phase, i) => [phase, cells[i]])) as Record<Phase, string>;
			return { path: path!, operations: operations!.split(' ') as Operation[], who };
		});
}

describe.each(SITUATIONS)('$name', ({ table, rules }) => {
	const room = everything();
	it.each(parse(table))('$path: $operations only by $who', ({ path, operations, who }) => {
		for (const operation of operations) {
			const update = updateOf(room.doc, PATHS[path]!, operation);
			for (const phase of PHASES) {
				room.rules = { ...new GuardedRoom(rules).rules, phase };
				for (const [name, { actor, letters }] of Object.entries(ACTORS)) {
					const allowed = [...letters].some((letter) => who[phase].includes(letter));
					const { kind } = room.judge(actor, update);
					expect(kind, `${name} to ${operation} ${path} in ${phase}`).toBe(allowed ? 'accepted' : 'refused');
				}
			}
		}
	});
});

it('tries every path in the open evaluation', () => {
	expect(new Set(parse(EVALUATION).map(({ path }) => path))).toEqual(new Set(Object.keys(PATHS)));
});
