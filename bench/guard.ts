/**
 * What the guard costs, as a share of what `Y.applyUpdate` costs for the same update on a document of real size.
 * The target is at most 25 % for every kind of update. `node bench/guard.ts [--json FILE]`
 */
import { writeFileSync } from 'node:fs';
import * as Y from 'yjs';
import { admit, type DocumentActor, type RoomRules } from '../server/sync/admission.ts';
import { buildDocument, REAL_SESSIONS, SUBQUESTIONS } from './guard-document.ts';

const TARGET_SHARE = 0.25;
const ROUNDS = 2_000;
const WARM_UP = 400;
const CLIENT_ID = 4_000_000;

const ACTOR: DocumentActor = { userId: 'user3', role: 'evaluator', scores: true };
const RULES: RoomRules = {
	kind: 'evaluation',
	phase: 'calibration',
	blind: 'off',
	revealed: new Set(),
	lockedRows: new Set(),
	subquestions: new Map(SUBQUESTIONS.map((id) => [id, { max: 3000, areaId: id.slice(0, 1) }])),
	areas: new Set(SUBQUESTIONS.map((id) => id.slice(0, 1))),
};

interface Kind {
	name: string;
	edit: (doc: Y.Doc, round: number) => void;
}

/** The characters of one subquestion's first paragraph. */
function wordsOf(doc: Y.Doc, round: number): Y.XmlText {
	const fragment = doc.getXmlFragment(`text:sub:${SUBQUESTIONS[round % SUBQUESTIONS.length]!}`);
	return (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

const rowOf = (round: number): string => `${SUBQUESTIONS[round % SUBQUESTIONS.length]!}/${ACTOR.userId}`;

const KINDS: readonly Kind[] = [
	{
		name: 'score',
		edit: (doc, round) => {
			doc.getMap('scores').set(rowOf(round), { points: (round % 100) / 10, confidence: 'high' });
		},
	},
	{
		name: 'keystroke at the end',
		edit: (doc, round) => {
			const words = wordsOf(doc, round);
			words.insert(words.length, 'a');
		},
	},
	{
		name: 'keystroke in the middle',
		edit: (doc, round) => {
			const words = wordsOf(doc, round);
			words.insert((words.length >> 1) - (round % 50), 'a');
		},
	},
	{
		name: 'delete',
		edit: (doc, round) => {
			const words = wordsOf(doc, round);
			words.delete((words.length >> 1) + (round % 30), 1);
		},
	},
	{
		name: 'message',
		edit: (doc, round) => {
			const key = `thread${round % 200}/${ACTOR.userId}/m${round}`;
			doc
				.getMap('messages')
				.set(key, { text: 'Det här behöver vi se över. '.repeat(4), at: 1_700_000_000_000 });
		},
	},
	{
		name: 'finding moved',
		edit: (doc, round) => {
			const findings = doc.getMap('findings');
			const id = `finding${round % 106}`;
			findings.set(id, { ...(findings.get(id) as object), order: `a${round}` });
		},
	},
	{
		name: 'bold',
		edit: (doc, round) => {
			const words = wordsOf(doc, round);
			const lap = Math.floor(round / SUBQUESTIONS.length);
			words.format(20 * (lap >> 1), 12, { strong: lap % 2 === 0 ? {} : null });
		},
	},
	{
		name: 'paste of 2 KiB',
		edit: (doc, round) => {
			const words = wordsOf(doc, round);
			words.insert(words.length >> 1, 'Kommunen har en tydlig styrning. '.repeat(64).slice(0, 2048));
		},
	},
];

interface Figure {
	kind: string;
	bytes: number;
	/** Medians in microseconds: applying alone, and judging before it. */
	apply: number;
	guard: number;
	share: number;
}

function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[sorted.length >> 1]!;
}

function documentOf(state: Uint8Array): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, state);
	return doc;
}

/** Microseconds that something takes. */
function timed(run: () => void): number {
	const begin = performance.now();
	run();
	return (performance.now() - begin) * 1000;
}

/** Two servers take the same updates, one with the gate; each meets its own document cold. */
function measure({ name, edit }: Kind, state: Uint8Array): Figure {
	const [plain, guarded, client] = [documentOf(state), documentOf(state), documentOf(state)];
	client.clientID = CLIENT_ID;
	const bindings = new Map([[CLIENT_ID, ACTOR.userId]]);
	let update: Uint8Array = new Uint8Array();
	client.on('update', (bytes: Uint8Array) => (update = bytes));
	const times = { apply: [] as number[], guard: [] as number[], bytes: [] as number[] };
	const admitOne = (): void => {
		const admission = admit({
			doc: guarded,
			update,
			actor: ACTOR,
			rules: RULES,
			bindings,
			sessionBindings: 1,
		});
		if (admission.kind !== 'accepted') throw new Error(`${name}: ${JSON.stringify(admission)}`);
	};
	for (let round = 0; round < ROUNDS; round++) {
		edit(client, round);
		const apply = timed(() => Y.applyUpdate(plain, update));
		const guard = timed(admitOne);
		Y.applyUpdate(guarded, update);
		if (round < WARM_UP) continue;
		times.apply.push(apply);
		times.guard.push(guard);
		times.bytes.push(update.length);
	}
	const [apply, guard] = [median(times.apply), median(times.guard)];
	return { kind: name, bytes: median(times.bytes), apply, guard, share: guard / apply };
}

const sessions = Number(process.env['SESSIONS'] ?? REAL_SESSIONS);
const state = buildDocument(sessions);
// A server is warm: every kind runs once before any is measured.
for (const kind of KINDS) measure(kind, state);
const figures = KINDS.map((kind) => measure(kind, state));

console.log(
	`document of ${(state.length / 1024).toFixed(0)} KiB, ${sessions} sessions; medians of ${ROUNDS - WARM_UP} updates\n`,
);
console.log('update                     bytes   apply µs   guard µs   share');
for (const { kind, bytes, apply, guard, share } of figures) {
	const columns = [kind.padEnd(24), String(bytes).padStart(8), apply.toFixed(1).padStart(11)];
	console.log(...columns, guard.toFixed(1).padStart(9), `${(share * 100).toFixed(0)} %`.padStart(7));
}
const worst = Math.max(...figures.map(({ share }) => share));
console.log(
	`\nworst share ${(worst * 100).toFixed(0)} %, target ${TARGET_SHARE * 100} %: ${worst <= TARGET_SHARE ? 'kept' : 'MISSED'}`,
);

const json = process.argv.indexOf('--json');
if (json !== -1)
	writeFileSync(process.argv[json + 1]!, JSON.stringify({ bytes: state.length, figures }, null, '\t'));
if (worst > TARGET_SHARE) process.exitCode = 1;
