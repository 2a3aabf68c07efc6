/** A document as an evaluation leaves it: 45 subquestions written by twelve people over many sessions, about 300 kB. */
import * as Y from 'yjs';

/** Areas of the framework that the size is taken from, by number of subquestions. */
const AREAS = [4, 6, 5, 6, 6, 6, 6, 6] as const;
export const SUBQUESTIONS: readonly string[] = AREAS.flatMap((count, area) =>
	Array.from({ length: count }, (_, i) => `${area + 1}.${i + 1}`),
);

/**
 * Every page that is opened writes under an id of its own: twelve people, one reload a working day, three weeks.
 * Each transaction of yjs goes through all of them.
 */
export const REAL_SESSIONS = 180;
const EVALUATORS = 8;
const WORDS =
	'kommunen styrning medborgare dialog uppföljning mål resultat ledning tydlig arbete och som för med att'.split(
		' ',
	);

/** A small seeded generator (mulberry32), so that every run measures the same document. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** The encoded state of such a document, the same on every run. */
export function buildDocument(sessions = REAL_SESSIONS): Uint8Array {
	const random = seeded(2019);
	const pick = (count: number): number => Math.floor(random() * count);
	const doc = new Y.Doc();
	for (const [i, subquestion] of SUBQUESTIONS.entries()) {
		doc.clientID = 1 + (i % sessions);
		writeScores(doc, subquestion, pick);
		writeText(doc, subquestion, sessions, pick);
	}
	writeConversation(doc, sessions, pick);
	return Y.encodeStateAsUpdate(doc);
}

type Pick = (count: number) => number;

function writeScores(doc: Y.Doc, subquestion: string, pick: Pick): void {
	for (let user = 0; user < EVALUATORS; user++) {
		const value = { points: pick(150) / 10, confidence: 'medium', note: WORDS[pick(WORDS.length)] };
		doc.getMap('scores').set(`${subquestion}/user${user}`, value);
	}
}

/** Three paragraphs, typed in bursts at changing places by changing people, with some taken away again. */
function writeText(doc: Y.Doc, subquestion: string, sessions: number, pick: Pick): void {
	const fragment = doc.getXmlFragment(`text:sub:${subquestion}`);
	for (let paragraph = 0; paragraph < 3; paragraph++) {
		const element = new Y.XmlElement('paragraph');
		const words = new Y.XmlText();
		element.insert(0, [words]);
		fragment.insert(paragraph, [element]);
		for (let burst = 0; burst < 70; burst++) {
			if (burst % 6 === 0) doc.clientID = 1 + pick(sessions);
			words.insert(pick(words.length + 1), ` ${WORDS[pick(WORDS.length)]!} ${WORDS[pick(WORDS.length)]!}`);
			if (burst % 9 === 8) words.delete(pick(words.length - 5), 4);
		}
		words.format(pick(words.length - 20), 9, { strong: {} });
	}
}

function writeConversation(doc: Y.Doc, sessions: number, pick: Pick): void {
	for (let i = 0; i < 106; i++) {
		const value = { kind: 'strength', area: String(1 + (i % 8)), order: `a${i}` };
		doc.getMap('findings').set(`finding${i}`, value);
	}
	for (let i = 0; i < 200; i++) {
		doc.clientID = 1 + pick(sessions);
		const by = `user${pick(EVALUATORS)}`;
		const thread = { on: `sub:${SUBQUESTIONS[i % 45]!}`, class: 'question', by, at: 1_690_000_000_000 + i };
		doc.getMap('threads').set(`thread${i}`, thread);
		doc
			.getMap('messages')
			.set(`thread${i}/${by}/m0`, { text: 'Stämmer det här?', at: 1_690_000_000_000 + i });
	}
}
